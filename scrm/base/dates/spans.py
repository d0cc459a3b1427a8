"""How long and how often: minutes of a call, days of a rhythm, the repeat of a promise.

All read English and Spanish at any time and answer None for what they do not
understand.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

from scrm.base.dates.canon import canonical
from scrm.base.text import fold

LONGEST_MINUTES = 7 * 24 * 60
LONGEST_DAYS = 36500
_DAYS_IN = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EVERY = re.compile(
    r"^(?:once (?:an? |every )|una vez (?:al |a la |cada )|every |each |cada |todas las |todos los )"
)
# One word for a whole repeat, brought to the codes of `words`.
_ADVERBS = {
    "1 day": "daily|diario|diaria|diariamente|a diario",
    "1 week": "weekly|semanal|semanalmente",
    "2 week": "fortnightly|every fortnight|every other week|quincenal|una semana si y otra no",
    "1 month": "monthly|mensual|mensualmente",
    "2 month": "every other month|bimestral",
    "3 month": "quarterly|trimestral",
    "6 month": "half-yearly|semestral",
    "1 year": "yearly|annually|annual|anual|anualmente",
    "weekdays": "weekdays|every weekday|cada dia laborable|dias laborables",
}


@cache
def _adverbs() -> dict[str, str]:
    return {word: codes for codes, words in _ADVERBS.items() for word in words.split("|")}


def _repeat_codes(text: str) -> tuple[str, bool] | None:
    """What repeats, in codes, and whether a word such as "every" or "cada" said that it does."""
    line = " ".join(fold(text).split())
    if line in _adverbs():
        return _adverbs()[line], True
    short = re.fullmatch(r"(\d{1,4}) ?([mas])", bare := _EVERY.sub("", line))
    if short:
        return f"{short[1]} {dict(m='month', a='year', s='week')[short[2]]}", bare != line
    # "todos los lunes" and "every monday": the plural says no more than the singular.
    bare = re.sub(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day|sabado|domingo)s\b", r"\1", bare)
    codes = canonical(bare)
    return (codes, bare != line) if codes else None


def parse_every(text: str) -> int | None:
    """Days of a rhythm: "30d", "every 2 weeks", "cada mes" (30), "quarterly" (90), a bare "30"."""
    if re.fullmatch(r"\d{1,5}", text.strip(), re.ASCII):
        days = int(text)
    else:
        found = _repeat_codes(text)
        span = _SPAN.fullmatch(found[0]) if found else None
        if not span:
            return None
        days = int(span["n"] or 1) * _DAYS_IN[span["u"]]
    return days if 0 < days <= LONGEST_DAYS else None


def parse_step(text: str) -> timedelta | None:
    """Whole days of a step: "+3d", "+1w", "+2 sem"; None for a date, and for months, which have no length."""
    found = _STEP.fullmatch(canonical(text) or "")
    days = int(found["n"]) * _DAYS_IN[found["u"]] if found else 0
    return timedelta(days=days) if 0 < days <= LONGEST_DAYS else None


_STEP = re.compile(r"\+ (?P<n>\d+) (?P<u>day|week)", re.ASCII)
_SPAN = re.compile(r"(?:(?P<n>\d+) )?(?P<u>day|week|month|quarter|year)", re.ASCII)
_RRULE = re.compile(
    r"(?:RRULE:)?(FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;(?:INTERVAL|COUNT|BYMONTH|BYMONTHDAY|BYDAY|BYSETPOS|WKST)"
    r"=[-+A-Z0-9,]+)*)",
    re.ASCII,
)
_EACH_MONTH = re.compile(
    r"(?:(?:on )?the |el )?(?:dia )?(.+?) (?:of |de )?(?:every|each|cada|todos los) (?:month|mes(?:es)?)"
)


def parse_repeat(text: str) -> str | None:
    """The RRULE of RFC 5545 for "90d", "weekly", "cada mes", "every Monday", "el 15 de cada mes".

    A text that is such a rule already comes back as it is, without "RRULE:".
    """
    rule = _RRULE.fullmatch(text.strip().upper())
    if rule:
        return rule[1]
    monthly = _EACH_MONTH.fullmatch(fold(text))
    if monthly:
        return _monthly(canonical(f"the {monthly[1]}") or "")
    found = _repeat_codes(text)
    if not found:
        return None
    codes, said = found
    span = _SPAN.fullmatch(codes)
    if span:
        return _frequency(int(span["n"] or 1), span["u"]) if said or span["n"] else None
    return _named(codes) if said else None


def _frequency(count: int, unit: str) -> str | None:
    frequency, times = {
        "day": ("DAILY", 1),
        "week": ("WEEKLY", 1),
        "month": ("MONTHLY", 1),
        "quarter": ("MONTHLY", 3),
        "year": ("YEARLY", 1),
    }[unit]
    if not 0 < count * _DAYS_IN[unit] <= LONGEST_DAYS:
        return None
    return f"FREQ={frequency}" + (f";INTERVAL={count * times}" if count * times > 1 else "")


def _named(codes: str) -> str | None:
    """The rule for "every monday", "cada primer lunes de mes", "cada 15 de marzo"."""
    if codes == "weekdays":
        return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    bare = codes.replace("the ", "")
    if re.fullmatch(r"wd\d(?:(?: and)? wd\d)*", bare):
        return "FREQ=WEEKLY;BYDAY=" + ",".join(_WEEKDAYS[int(n)] for n in re.findall(r"wd(\d)", bare))
    if bare.endswith(" month"):
        return _monthly(bare.removesuffix(" month"))
    yearly = re.fullmatch(r"(\d\d?) mo(\d+)|mo(\d+) (\d\d?)", bare)
    if yearly:
        day, month = int(yearly[1] or yearly[4]), int(yearly[2] or yearly[3])
        return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}" if 1 <= day <= 31 else None
    numbered = re.fullmatch(r"day (\d\d?)", bare)
    return _monthly(numbered[1]) if numbered else None


def _monthly(codes: str) -> str | None:
    """The rule for "15", "2 wd0" (the second Monday) or "last wd4" of each month."""
    bare = codes.replace("the ", "").removeprefix("day ")
    nth = re.fullmatch(r"([1-4]|last) wd(\d)", bare)
    if nth:
        return f"FREQ=MONTHLY;BYDAY={'-1' if nth[1] == 'last' else nth[1]}{_WEEKDAYS[int(nth[2])]}"
    if bare in ("last day", "last", "end"):
        return "FREQ=MONTHLY;BYMONTHDAY=-1"
    if not re.fullmatch(r"\d\d?", bare) or not 1 <= int(bare) <= 31:
        return None
    if int(bare) <= 28:
        return f"FREQ=MONTHLY;BYMONTHDAY={int(bare)}"
    # A plain BYMONTHDAY=31 leaves out every shorter month; the last day that fits is meant.
    return f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, range(28, int(bare) + 1)))};BYSETPOS=-1"


_MINUTES = (
    re.compile(r"(?P<m>\d{1,4}) ?(?:m|min|mins|minutes?|minutos?|')"),
    re.compile(r"(?P<h>\d{1,3}(?:[.,]\d{1,2})?) ?(?:h|hrs?|hours?|horas?)"),
    re.compile(
        r"(?P<h>\d{1,3}) ?h(?:oras?|ours?)? ?(?:y |and )?(?P<m>\d{1,2}) ?(?:m|min|mins|minutes?|minutos?)?"
    ),
    re.compile(r"(?P<h>\d{1,3}) (?:horas?|hours?) (?:y|and a) (?P<half>media|half)"),
)
_SAID_MINUTES = {
    60: "an hour|one hour|una hora|hora|hour",
    30: "half an hour|media hora",
    15: "quarter of an hour|a quarter of an hour|cuarto de hora|un cuarto de hora",
    45: "three quarters of an hour|tres cuartos de hora|3/4 de hora",
    90: "an hour and a half|hora y media|una hora y media",
    120: "two hours|dos horas",
}


@cache
def _said_minutes() -> dict[str, int]:
    return {words: minutes for minutes, said in _SAID_MINUTES.items() for words in said.split("|")}


def parse_minutes(text: str) -> int | None:
    """Minutes of "25m", "1h", "1h30", "1,5 h", "90 min", "media hora"."""
    line = fold(text).replace("\u2032", "'").replace("\u2019", "'")
    if line in _said_minutes():
        return _said_minutes()[line]
    for way in _MINUTES:
        found = way.fullmatch(line)
        if found:
            said = found.groupdict()
            hours = float((said.get("h") or "0").replace(",", "."))
            minutes = round(hours * 60) + int(said.get("m") or 0) + (30 if said.get("half") else 0)
            return minutes if 0 < minutes <= LONGEST_MINUTES else None
    return None
