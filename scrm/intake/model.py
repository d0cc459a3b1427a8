"""What becomes of a source: counts per file, the lists a preview shows, and the rows that would be written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from scrm.base.text import fold

VERDICTS = ("new", "update", "same", "review", "skipped")

COLUMNS: dict[str, tuple[str, ...]] = {
    "contacts": ("id", "name", "given_name", "family_name", "source", "source_date", "basis"),
    "identities": ("id", "contact_id", "type", "network", "value", "key", "since", "source"),
    "organizations": ("id", "name"),
    "affiliations": ("id", "contact_id", "organization_id", "title", "noted_on", "source"),
    "sightings": (
        "id", "contact_id", "source", "name", "given_name", "family_name", "organization", "title", "handles",
        "since", "seen_on",
    ),
    "interactions": (
        "id", "at", "kind", "form", "direction", "summary", "text", "conversation", "people", "source", "source_key",
    ),
    "interaction_people": (
        "id", "interaction_id", "contact_id", "role", "name", "type", "network", "value", "key",
    ),
    "evidence": ("id", "contact_id", "kind", "direction", "at", "text", "skill", "source", "source_key"),
    "own_identities": ("id", "name", "type", "network", "value", "key", "source"),
}  # fmt: skip
"""the columns an import fills, table by table, parents before children"""


class Known(NamedTuple):
    """One row of what a source last said about a contact, comparable with a draft."""

    name: str
    given_name: str
    family_name: str
    organization: str
    title: str
    handles: str
    since: str


class Item(NamedTuple):
    """One source row as a preview lists it: what became of it and why."""

    file: str
    row: int
    verdict: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A row only the user can decide; `draft` is its JSON, `key` tells the same row in every import."""

    key: str
    file: str
    row: int
    kind: str
    """`person`, `evidence`, `invitation` or `owner`"""
    question: str
    name: str
    draft: str
    rows: int = 1


@dataclass(slots=True)
class FileCount:
    """A file of the source with the five counts; they add up to `rows` when it was used."""

    name: str
    used: bool
    rows: int = 0
    note: str = ""
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Stage:
    """The rows an import would write. `creates` hold tuples in the order of COLUMNS."""

    creates: dict[str, dict[str, tuple[Any, ...]]] = field(default_factory=lambda: {t: {} for t in COLUMNS})
    lifts: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    updates: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    def put(self, table: str, row: tuple[Any, ...], *, lift: bool = False) -> None:
        """Stage a row; with `lift` it may lie in the trash already."""
        if lift:
            self.lifts.append((table, dict(zip(COLUMNS[table], row, strict=True))))
        else:
            self.creates[table][row[0]] = row


@dataclass(slots=True)
class Plan:
    """A preview: everything an import would do, and nothing done yet."""

    format: str
    path: str
    base: int
    """the last operation when it was made: a later one makes the plan stale, as writing it does"""
    files: dict[str, FileCount] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    stage: Stage = field(default_factory=Stage)

    @property
    def summary(self) -> dict[str, int]:
        """The five counts over all used files."""
        total: Counter[str] = Counter()
        for file in self.files.values():
            total += file.counts
        return {verdict: total[verdict] for verdict in VERDICTS}

    @property
    def strangers(self) -> int:
        """How many people it would bring who only wrote, known by an address: no contacts, but to file."""
        contact, type, key = map(COLUMNS["interaction_people"].index, ("contact_id", "type", "key"))
        rows = self.stage.creates["interaction_people"].values()
        return len({(row[type], row[key]) for row in rows if row[contact] is None and row[key]})

    @property
    def unknown_owner(self) -> dict[str, int]:
        """Files that wait to be told who the owner is, with their rows that do."""
        asked = {
            (question.file, question.question) for question in self.questions if question.kind == "owner"
        }
        return Counter(item.file for item in self.of("review") if (item.file, item.detail) in asked)

    def renew(self, later: Plan) -> None:
        """Become a later preview of the same source: what is shown of it is what will be written."""
        for each in fields(self):
            setattr(self, each.name, getattr(later, each.name))

    def of(self, verdict: str) -> list[Item]:
        """The rows with one verdict, in the order of the source."""
        return [item for item in self.items if item.verdict == verdict]


@dataclass(frozen=True, slots=True)
class Review:
    """A stored question: open, or answered by `matched`, `new` or `skipped`."""

    id: str
    format: str
    key: str
    file: str
    row: int
    kind: str
    question: str
    name: str
    draft: str
    state: str
    contact_id: str | None


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer: `matched` with a contact, `new` or `skipped`."""

    state: str
    contact_id: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the people a question compares, as received; without `contact_id` the one the source tells of."""

    contact_id: str
    ref: str
    name: str
    organization: str = ""
    title: str = ""
    addresses: tuple[str, ...] = ()
    since: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the people it is about: whom the source tells of, and who that may be."""

    review: Review
    told: Side
    alike: tuple[Side, ...] = ()
    text: str = ""
    """what was written: of a recommendation or an invitation"""

    @property
    def sure(self) -> bool:
        """Only one person can be meant, with the same name at the same firm."""
        if len(self.alike) != 1 or not self.told.organization:
            return False
        one = self.alike[0]
        return (fold(one.name), fold(one.organization)) == (
            fold(self.told.name),
            fold(self.told.organization),
        )


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One import in the history; `state` done or undone."""

    number: int
    at: str
    format: str
    path: str
    summary: dict[str, Any]
    state: str
