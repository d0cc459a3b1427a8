"""The facts of a note. Texts are as received: clean them before showing."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Note:
    """A note as lists show it. `path` is below the notes folder, with `/`."""

    n: int
    """number in the cache; says nothing to the user and changes when the cache is made again"""
    id: str
    """of the front matter, else made from the path"""
    path: str
    title: str
    created: str
    """a day as in the front matter, or empty"""
    sha: str
    problem: str = ""
    """empty, or a phrase of `vault.problems` that is a msgid of the catalogue"""
    people: tuple[str, ...] = ()
    """contact ids, those of the front matter first; may name contacts that are gone"""
    tags: tuple[str, ...] = ()
    """folded"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A note that a search found, with one cleaned line of the words around."""

    note: Note
    snippet: str


@dataclass(frozen=True, slots=True)
class Page:
    """A note with its text, and the bytes it was read from."""

    note: Note
    body: str
    body_line: int
    """the line of the file, from 1, on which the body begins"""
    raw: bytes


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a note that wants a hand. `what` is a phrase to follow path and line, which is 0 when unknown."""

    path: str
    line: int
    what: str


@dataclass(slots=True)
class Refreshed:
    """What became of the cache."""

    read: int = 0
    gone: int = 0
    waiting: int = 0
    """changed notes that the budget left for the next time"""
    trouble: str = ""
    """why nothing could be done: a sentence, empty when all went well"""
    unusable: list[tuple[str, str]] = field(default_factory=list)
    """(path, phrase of `vault.problems`) of what was passed over"""
