"""From what was typed to the codes of `words`: "el viernes que viene a las 6" to "coming wd4 at 6".

Figures are brought to one shape too: days to `2026-12-01` or, without a year,
`1/12`; times to `16:30`; `+3d` to `+ 3 day`.
"""

from __future__ import annotations

import re
from functools import cache

from scrm.base.dates.words import MONTHS, UNITS, phrases, single
from scrm.base.text import fold

LONGEST = 80
# Units glued to a figure: "2semanas", "3d". "m" is a month only behind a sign, because "25m" is
# minutes to most people; so are "s" and "a" (semanas, años).
_GLUED = {word: unit for unit, words in UNITS.items() for word in words.split()} | {"y": "year"}
_SIGNED = _GLUED | {"m": "month", "s": "week", "a": "year", "q": "quarter"}
_ORDINALS = ("st", "nd", "rd", "th", "o", "er")
_CODE = re.compile(r"\d{1,4}|\d{4}-\d\d-\d\d|\d{1,2}[:/]\d{1,2}", re.ASCII)


@cache
def _figures() -> re.Pattern[str]:
    """Dates and times written with marks between the figures."""
    return re.compile(
        r"(?<![\w./:+-])(?:"
        r"(?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?:t(?=\d\d:))?"
        r"|(?P<day>\d{1,2}(?P<mark>[-/.])\d{1,2}(?P=mark)(?:\d{4}|\d\d))"
        r"|(?P<time>\d{1,2}[:h]\d\d)(?::\d\d(?:\.\d+)?)?h?"
        r"|(?P<dot>\d{1,2}\.\d\d)h?"
        # "10-12" may be hours or people, but nobody writes those with a zero before them.
        r"|(?P<pair>\d{1,2}/\d{1,2}|0\d-\d\d|\d\d-0\d)"
        r")(?!(?<!t)\w|[/:.-]\d)",
        re.ASCII,
    )


@cache
def _glued() -> re.Pattern[str]:
    return re.compile(r"(?<![\w./:+-])(\d+)([a-z]+)(?![\w/:-])", re.ASCII)


@cache
def _months() -> frozenset[str]:
    return frozenset(word for words in MONTHS for word in words.split()) | {"mar", "ago"}


def _ordered(first: str, second: str, day_first: bool) -> tuple[int, int]:
    """Day and month; what makes sense in one order only is read in that order."""
    day, month = (int(first), int(second)) if day_first else (int(second), int(first))
    return (month, day) if month > 12 >= day else (day, month)


def _figure(found: re.Match[str], day_first: bool) -> str:
    if found["iso"]:
        year, month, day = map(int, re.split("[-/.]", found["iso"]))
        return f" {year:04}-{month:02}-{day:02} "
    if found["day"]:
        first, second, years = re.split("[-/.]", found["day"])
        day, month = _ordered(first, second, day_first)
        # Two figures reach from 1970 to 2069.
        year = int(years) if len(years) == 4 else int(years) + (2000 if years < "70" else 1900)
        return f" {year:04}-{month:02}-{day:02} "
    if found["pair"]:
        first, second = re.split("[-/]", found["pair"])
        day, month = _ordered(first, second, day_first)
        return f" {day}/{month} "
    alone = found.string.strip() == found[0]
    if found["time"]:
        # 16h30 is a time, but 1h30 without a day is how long something took.
        return found[0] if alone and found["time"][1] == "h" else f" {found['time'].replace('h', ':')} "
    # "el jueves 16.30" is a time; alone, 12.50 may be a price, and 1.12 is a day to a German.
    return found[0] if alone or found["dot"][-2:] <= "12" else f" {found['dot'].replace('.', ':')} "


def _unglue(found: re.Match[str], units: dict[str, str]) -> str:
    number, letters = found[1], found[2]
    if letters in units:
        return f" {number} {units[letters]} "
    if letters in _ORDINALS:
        return f" the {number} "
    return f" {number} {letters} " if letters in _months() else found[0]


@cache
def _tidying() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is smoothed before words are looked up: `p. m.`, `dic.`, commas, `del`, `twenty-one`."""
    small = (
        "one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth"
    )
    return (
        (re.compile(r"(?<![a-z])([ap])\.? ?m(?:\.|(?![a-z]))"), r" \1m "),
        (re.compile(r"(?<=[a-z])\.(?= |$)|, |[,;.!]+$|^[¡¿\"]+|\"+$"), " "),
        (re.compile(r"\bdel\b"), "de"),
        (re.compile(r"\bmid-"), "mid "),
        (re.compile(r" @ "), " at "),
        (re.compile(r"(?<=\d)[-/](?=[a-z]{3})|(?<=[a-z]{3})[-/](?=\d)"), " "),
        (re.compile(rf"\b(twenty|thirty|forty|fifty)[- ](?=(?:{small}|ninth)\b)"), r"\1 and "),
    )


@cache
def _sayings() -> re.Pattern[str]:
    longest_first = sorted(phrases(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(longest_first) + r")(?!\w)")


@cache
def _settling() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is brought into one order once all words are codes."""
    units = "minute hour day week month quarter year".split(" ")
    unit = f"({'|'.join(units)})"
    not_after_unit = "".join(f"(?<!{u} )" for u in units)
    return (
        (re.compile(rf"\ba(?= {unit}(?: |$))"), "1"),
        (re.compile(r"\ba\b ?"), ""),
        # English "3 days ago" has a unit before it, Spanish "3 ago" (August) has none.
        (re.compile(rf"{not_after_unit}\bago\b"), "mo8"),
        (re.compile(rf"\b{unit} coming\b|\bcoming {unit}\b"), r"next \1\2"),
        (re.compile(rf"\b{unit} last\b"), r"last \1"),
        (re.compile(rf"\b(wd\d|weekend) (coming|last)\b(?! {unit})"), r"\2 \1"),
        # "pasado el lunes" is after Monday; "el pasado lunes" was the last one.
        (re.compile(r"\blast the\b"), "after"),
        (re.compile(r"\bthis (?=coming|next|last)|\bthe (?=the\b)"), ""),
    )


@cache
def _beginnings() -> frozenset[str]:
    words = {word for word, code in single().items() if code}
    return frozenset(words | {phrase.split(" ")[0] for phrase in phrases()})


def may_begin(word: str) -> bool:
    """Whether a date can begin with this word: a quick no for most words of a text."""
    folded = fold(word[: LONGEST + 1])
    return any(c.isdecimal() for c in folded) or folded.rstrip(".").split("-")[0] in _beginnings()


def canonical(text: str, day_first: bool = True) -> str | None:
    """The codes of a text, joined by blanks; None when one of its words tells nothing about time."""
    line = fold(text[: LONGEST + 1].replace("_", " "))
    if not line or len(line) > LONGEST:
        return None
    sign = line[0] if line[0] in "+-" else ""
    line = line[len(sign) :].strip()
    for pattern, to in _tidying():
        line = pattern.sub(to, line)
    line = _figures().sub(lambda found: _figure(found, day_first), line)
    units = _SIGNED if sign else _GLUED
    line = _glued().sub(lambda found: _unglue(found, units), line)
    line = _sayings().sub(lambda found: phrases()[found[0]], " ".join(line.split()))
    codes = [sign] if sign else []
    for word in line.split():
        code = word if _CODE.fullmatch(word) else single().get(word)
        if code is None:
            return None
        codes += code.split()
    return _settled(" ".join(codes))


def _settled(line: str) -> str:
    for pattern, to in _settling():
        line = pattern.sub(to, line)
    line = re.sub(r"\b([2-9]0) and ([1-9])\b", lambda found: str(int(found[1]) + int(found[2])), line)
    return line.strip()
