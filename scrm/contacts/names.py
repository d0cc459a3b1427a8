"""Names of people: where the surname starts. Pure.

Made for free text; where given and family name come apart, keep them. Spanish, Catalan and
Portuguese people have two or more surnames, kept whole; elsewhere the last word is the surname.
Nothing is ever merged on a name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from scrm.base.text import fold
from scrm.contacts.name_words import (
    COMMON_SURNAMES,
    COMPOUND,
    CREDENTIALS,
    DEVOTIONS,
    EITHER,
    ELSEWHERE,
    GENERATIONS,
    IBERIAN,
    JOINERS,
    PAIRED,
    PARTICLES,
    TITLES,
    WEAK_TITLES,
)

LONGEST = 300
"""characters of a name that are looked at"""

_QUOTE = "'`\u00b4\u2019"
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|\u201c[^\u201d]*\u201d")
_HEADLINE = re.compile(r"\s[-\u2013\u2014\u00b7/]+\s.*|[|\u2022].*")
_SIGN = re.compile(rf"[^\w\s.\-\u00aa\u00ba\u00b7{_QUOTE}]|_")
_FEMININE = re.compile(r"\b(d|dr|sr)\.?\u00aa", re.IGNORECASE)
_MARIA = re.compile(r"\bm\.?\u00aa\.?", re.IGNORECASE)
_ELISION = re.compile(rf"\bd[{_QUOTE}](?=\w)")
_WITHIN = re.compile(rf"(?<=\w)[{_QUOTE}\u00b7](?=\w)")
_WORD = re.compile(r"[^\W_]+")
_LINK = re.compile(r"(^| )(de|del|da|das|do|dos|y|i)( |$)")


class PersonName(NamedTuple):
    """Both halves as written, without titles, credentials and emoji; either may be empty."""

    given: str
    family: str


@lru_cache(maxsize=4096)
def split_name(full: str) -> PersonName:
    """The given name and all surnames of a full name; `García, Ana` is put in order first."""
    units = _with_devotions(_units(_without_honours(_bare(full).split())))
    cut = _given_count(units)
    return PersonName(" ".join(units[:cut]), " ".join(units[cut:]))


def name_words(half: str) -> tuple[str, ...]:
    """The folded words of one half of a name, without particles; `Mª` is maria, `O'Brien` one word."""
    if not half.isascii() or "'" in half or "`" in half:
        half = _WITHIN.sub("", _ELISION.sub("", fold(_MARIA.sub("maria", half))))
    words = _WORD.findall(fold(half))
    return tuple(word for word in words if word not in PARTICLES and word not in JOINERS) or tuple(words)


# --- what of a text is the name


def _bare(full: str) -> str:
    """The name alone: no nickname in brackets, headline, emoji; what follows a comma is put first or dropped."""
    text = _HEADLINE.sub("", _ASIDE.sub(" ", " ".join(full[:LONGEST].split())))
    head, _comma, tail = text.partition(",")
    tail = tail.partition(",")[0]
    swapped = _all_given(tail) and len(tail.split()) <= 3 and not _all_given(head.split(" ")[0])
    return _SIGN.sub(" ", f"{tail} {head}" if swapped else head)


def _all_given(text: str) -> bool:
    words = name_words(text)
    return bool(words) and all(word in IBERIAN or word in ELSEWHERE for word in words)


def _plain(word: str) -> str:
    return fold(_FEMININE.sub(r"\1a", word)).rstrip(".\u00ba")


def _without_honours(words: list[str]) -> list[str]:
    """The words without titles before and credentials after them; one word always stays."""
    words = [word for word in words if any(c.isalnum() for c in word)]
    while len(words) > 1 and _is_title(words):
        words = words[1:]
    while len(words) > 1 and _is_credential(words[-1]):
        words = words[:-1]
    return words


def _is_title(words: list[str]) -> bool:
    title = _plain(words[0])
    if title in WEAK_TITLES:
        return len(words) > 2 or "." in words[0]
    return title in TITLES or bool(_FEMININE.fullmatch(words[0]))


def _is_credential(word: str) -> bool:
    """`MBA` and `PhD` are, where `Ma` may be a name."""
    return word.lower().rstrip(".") in CREDENTIALS and (sum(map(str.isupper, word)) > 1 or "." in word[:-1])


# --- which words belong together


def _units(words: list[str]) -> list[str]:
    """The words with their particles: `de la Fuente` and `Puig i Soler` are one."""
    units: list[str] = []
    open_end = False
    for number, word in enumerate(words):
        plain, last = fold(word), number == len(words) - 1
        joins = plain in JOINERS and len(units) > 1 and not last
        if open_end or joins:
            units[-1] += " " + word
        else:
            units.append(word)
        open_end = joins or (plain in PARTICLES and not last)
    return units


def _with_devotions(units: list[str]) -> list[str]:
    """`María` and `del Carmen` as one unit, while `Ana de la Cruz` keeps her surname."""
    if len(units) > 1 and re.match(r"(de|del|do|da|dos) ", fold(units[1])):
        saint, first = name_words(units[1]), name_words(units[0])
        surname = len(units) == 2 and saint[-1] in EITHER
        if saint[-1] in DEVOTIONS and first[0] in IBERIAN and not surname:
            return [f"{units[0]} {units[1]}", *units[2:]]
    return units


# --- where the surname starts


def _given_count(units: list[str]) -> int:
    """How many units, from the left, are given names."""
    words = [name_words(unit) or ("",) for unit in units]
    if len(units) < 2:
        return len(units)
    if not _is_iberian(units, words):
        return len(units) - (2 if len(units) > 2 and words[-1][0] in GENERATIONS else 1)
    count = 1
    while count < len(units) and " " not in units[count] and _goes_on(words, count):
        count += 1
    return count


def _goes_on(words: list[tuple[str, ...]], place: int) -> bool:
    """Whether the unit at `place` is still a given name."""
    word, after = words[place][0], len(words) - place - 1
    if len(words[place]) > 1 or word in GENERATIONS:
        return False
    if len(word) == 1:
        return after > 0
    if word not in IBERIAN:
        # One unknown word, then two surnames: more likely a second name than a third surname.
        return place == 1 and after == 2 and not _is_surname(word) and _is_surname(words[2][0])
    paired = place == 1 and words[0][0] in COMPOUND and (word not in EITHER or word in PAIRED)
    if not after:
        return paired and len(words) == 2
    return paired or word not in EITHER or after > 1


def _is_surname(word: str) -> bool:
    return word in COMMON_SURNAMES or word.endswith(("ez", "iz"))


def _is_iberian(units: list[str], words: list[tuple[str, ...]]) -> bool:
    """Whether a name follows the custom of two surnames, which it does unless it shows another."""
    if any(_LINK.search(fold(unit)) for unit in units[1:]):
        return True
    first, middle = words[0][0], [unit[0] for unit in words[1:-1]]
    if first not in ELSEWHERE:
        return True
    if any((word in ELSEWHERE and word not in IBERIAN) or len(word) == 1 for word in middle):
        return False
    return first in IBERIAN or _is_surname(words[-1][0]) or "ñ" in " ".join(units).lower()
