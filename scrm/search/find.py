"""Finding anything by one query: people first, then notes, then what was said; a typo finds people alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from scrm.search import index
from scrm.search.query import And, Node, Term, Word, match, parse, simplify, words

if TYPE_CHECKING:
    from scrm.db.opening.connection import Database
    from scrm.notes.model import Hit as NoteHit
    from scrm.search.index import Condition

PLACES = ("people", "notes", "interactions")
ALIKE = 72.0
"""least likeness, of 100, at which a mistyped name is offered"""
SHOWN = 50


class Found(NamedTuple):
    """What a query found. `people` are places in the order by name; the counts are of all matches.

    With `guess` nobody matched and `people` are those whose names are alike, the likest first.
    """

    people: list[int]
    people_count: int
    notes: Sequence[NoteHit]
    notes_count: int
    interactions: list[str]
    interactions_count: int
    guess: bool = False

    @property
    def total(self) -> int:
        """All matches."""
        return self.people_count + self.notes_count + self.interactions_count


def find(
    database: Database,
    text: str,
    conditions: Sequence[Condition],
    *,
    within: Sequence[str] = PLACES,
    limit: int = SHOWN,
) -> Found:
    """Everything that a query finds, at most `limit` of each kind. Raises UsageError for a broken query."""
    node, places = _places(parse(text), within)
    if node is None:
        return Found([], 0, [], 0, [], 0)
    people, people_count = index.people(database, node, conditions, limit) if "people" in places else ([], 0)
    wanted = _plain(node)
    notes: tuple[Sequence[NoteHit], int] = ([], 0)
    talks: tuple[list[str], int] = ([], 0)
    if wanted:
        notes = _notes(database, wanted, limit) if "notes" in places else notes
        talks = _talks(database, wanted, limit) if "interactions" in places else talks
    if not people and wanted and "people" in places:
        near = alike(database, " ".join(word.text for word in wanted), limit)
        if near:
            return Found(near, len(near), *notes, *talks, True)
    return Found(people, people_count, *notes, *talks)


def _places(node: Node | None, within: Sequence[str]) -> tuple[Node | None, Sequence[str]]:
    """The query without its `in:` terms, and the places left."""
    parts = node.nodes if isinstance(node, And) else (node,) if node is not None else ()
    places = within
    rest: list[Node] = []
    for part in parts:
        if isinstance(part, Term) and part.field == "in":
            places = [place for place in places if place in part.values]
        else:
            rest.append(part)
    return (simplify(And(tuple(rest))) if rest else None), places


def _plain(node: Node) -> list[Word]:
    """The words of a query that is nothing but words, else none: terms are about people only."""
    parts = node.nodes if isinstance(node, And) else (node,)
    return words(node) if all(isinstance(part, Word) for part in parts) else []


def _notes(database: Database, wanted: Sequence[Word], limit: int) -> tuple[Sequence[NoteHit], int]:
    text = match(wanted)
    # Asked here first: loading the room of notes to find none costs a tenth of the command.
    if text is None or not index.any_note(database, text):
        return [], 0
    from scrm.notes.store import NoteStore

    return NoteStore(database).search(wanted, limit)


def _talks(database: Database, wanted: Sequence[Word], limit: int) -> tuple[list[str], int]:
    from scrm.interactions.store import search

    text = match(wanted)
    return search(database, text, limit) if text else ([], 0)


def alike(database: Database, text: str, limit: int) -> list[int]:
    """Places of the people whose names are most like a mistyped one, the likest first."""
    from scrm.base.text import fold

    wanted = fold(text)
    candidates = index.similar(database, wanted)
    if not candidates:
        return []
    from rapidfuzz import fuzz

    scored = [(_likeness(fuzz.ratio, wanted, folded), -n) for n, folded in candidates]
    best = sorted((pair for pair in scored if pair[0] >= ALIKE), reverse=True)
    return [-n for _score, n in best[:limit]]


def _likeness(ratio: object, wanted: str, folded: str) -> float:
    """The whole name's likeness, or that of as many of its words as were typed."""
    assert callable(ratio)
    parts, typed = folded.split(), len(wanted.split())
    runs = [" ".join(parts[i : i + typed]) for i in range(max(1, len(parts) - typed + 1))]
    return max(float(ratio(wanted, run)) for run in (*runs, folded))
