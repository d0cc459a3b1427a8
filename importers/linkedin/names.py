"""Names as LinkedIn writes them: with credentials, emoji, pronouns and bold letters."""

from __future__ import annotations

import re
from functools import lru_cache

from scrm.base.text import fold

ANONYMOUS = "linkedin member"
"""what the archive calls somebody whose account is closed or hidden; folded"""

_LETTER = re.compile(r"\w")
_BRACKETS = re.compile(r"\([^()]*\)")


def full_name(given: str, family: str) -> str:
    """Both parts with one blank between them; either may be empty."""
    return f"{given} {family}" if given and family else given or family


def is_name(text: str) -> bool:
    """Whether anything of a name is left once blanks and invisible characters are gone."""
    return _LETTER.search(text) is not None or bool(fold(text))


def is_anonymous(name: str) -> bool:
    """Whether a name stands for nobody in particular."""
    return "member" in name.lower() and fold(name) == ANONYMOUS


@lru_cache(maxsize=65_536)
def match_key(name: str) -> str:
    """A name for comparing: folded, without credentials after a comma, brackets, emoji or signs.

    Only for telling which spellings may be one person inside one archive;
    nothing is ever merged on it.
    """
    text = _BRACKETS.sub(" ", name)
    head = fold(text.partition(",")[0])
    bare = "".join(c for c in head if c.isalnum() or c in " '-")
    return " ".join(bare.split()) or fold(name)


def listed(names: str) -> list[str]:
    """The people a comma-separated list seems to name.

    Names carry commas of their own (`Ana Ruiz, PhD`), so a part of one word
    counts as a credential of the person before it. Good enough for counting
    people, never for telling who they are.
    """
    people: list[str] = []
    for part in (part.strip() for part in names.split(",")):
        if people and len(part.split()) < 2:
            continue
        if part:
            people.append(part)
    return people
