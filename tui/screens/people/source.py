"""A hundred thousand people as a lazy list: an array of numbers, and rows for the part that is looked at."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from scrm.base.clock import Clock, from_text
from scrm.base.dates import short_day
from scrm.contacts.model import PersonRow, contact_kind
from scrm.workspace import Workspace
from tui.widgets.lists.rows import Cell, Column, Row

COLUMNS = [
    Column("Name", 20, least=12, name=True, grow=1),
    Column("Organisation", 13, drop=2, grow=1),
    Column("Kind", 10, drop=3),
    Column("Last", 9, least=8, drop=1, right=True),
]
PAGE = 150
"""rows read at once around the one that was missing: three screens of 50 lines"""
KEPT = 1500
LIMIT = 300
"""people that a live filter lists; the rest is counted"""
ORDERS = ("name", "last", "recent", "organization")

Fetch = Callable[[Sequence[int]], None]
"""reads these numbers and gives the rows to `PeopleSource.arrived`"""


@dataclass(frozen=True, slots=True)
class Question:
    """What People is to show: a query, a view (`""` all, a kind, or `quiet`), an order."""

    query: str = ""
    view: str = ""
    order: str = "name"


@dataclass(frozen=True, slots=True)
class Answer:
    """The numbers in their order, how many match, the first rows, and where remembered people stand now.

    Of a long answer the total is None: the rows are there before everybody who matches could be counted (`count`).
    """

    question: Question
    numbers: array[int]
    total: int | None
    everybody: int
    first: Sequence[PersonRow]
    found: Mapping[str, int]
    alike: bool = False
    """nobody matches: these have names like the one typed"""

    def place(self, n: int) -> int | None:
        """The line of a number."""
        if self.question.order == "name" and self.question.view != "quiet":
            place = bisect_left(self.numbers, n)
            return place if place < len(self.numbers) and self.numbers[place] == n else None
        try:
            return self.numbers.index(n)
        except ValueError:
            return None


class Look(NamedTuple):
    """Which part of the list is looked at: the line of the cursor, the contact there, and how many lines are seen."""

    line: int
    contact_id: str
    room: int


def look_up(workspace: Workspace, question: Question, remembered: Sequence[str], look: Look) -> Answer:
    """Answer a question, in a worker thread; `remembered` are contact ids to find again."""
    lists = workspace.lists
    everybody = lists.count()
    numbers, total = _numbers(workspace, question)
    alike = not numbers and bool(question.query) and not question.view
    if alike:
        numbers = workspace.alike_people(question.query, LIMIT)
        total = len(numbers)
    found = {id: n for id in remembered if (n := lists.number_of(id)) is not None}
    answer = Answer(question, array("q", numbers), total, everybody, (), found, alike)
    return looked_at(workspace, answer, look)


def looked_at(workspace: Workspace, answer: Answer, look: Look) -> Answer:
    """An answer with the rows that will be seen, in a worker thread: around whom the cursor stays with, else around
    its line, three quarters of a screen to spare.
    """
    n = answer.found.get(look.contact_id)
    place = None if n is None else answer.place(n)
    line = min(look.line, len(answer.numbers)) if place is None else place
    reach = look.room + look.room * 3 // 4
    start = max(0, line - reach)
    return replace(answer, first=workspace.lists.rows_at(answer.numbers[start : line + reach]))


def count(workspace: Workspace, question: Question) -> int:
    """How many match, in a worker thread."""
    return workspace.count_people(_query(question))


def _query(question: Question) -> str:
    text = question.query
    if question.view and question.view != "quiet":
        return f"kind:{question.view} ({text})" if text else f"kind:{question.view}"
    return text


def _numbers(workspace: Workspace, question: Question) -> tuple[list[int], int | None]:
    lists, text = workspace.lists, _query(question)
    chosen: list[int] | None = None
    total: int | None = None
    if text:
        limit = LIMIT if question.query and question.view != "quiet" else lists.count() or 1
        chosen = workspace.first_people(text, limit)
        total = None if len(chosen) == limit == LIMIT else len(chosen)
    if question.view == "quiet":
        quiet = [n for who in workspace.rhythm.quiet() if (n := lists.number_of(who.contact_id)) is not None]
        among = set(chosen) if chosen is not None else None
        chosen = [n for n in quiet if among is None or n in among]
        return chosen, len(chosen)
    if chosen is None:
        numbers = lists.everybody(question.order)
        return numbers, len(numbers)
    if question.order != "name":
        among = set(chosen)
        chosen = [n for n in lists.everybody(question.order) if n in among]
    return chosen, total


class PeopleSource:
    """The list's lines. A row that is not here yet is asked for and drawn as dots until it arrives."""

    def __init__(self, answer: Answer, clock: Clock, fetch: Fetch) -> None:
        self.numbers = answer.numbers
        self._answer = answer
        self._clock = clock
        self._fetch = fetch
        self._rows: dict[int, PersonRow] = {}
        self._drawn: dict[int, Row] = {}
        self._asked: set[int] = set()
        self._dotted: set[int] = set()
        self.arrived(answer.first)

    def count(self) -> int:
        return len(self.numbers)

    def key(self, i: int) -> str | None:
        return str(self.numbers[i])

    def find(self, key: str) -> int | None:
        return self._answer.place(int(key))

    def row(self, i: int) -> Row:
        n = self.numbers[i]
        if (drawn := self._drawn.get(n)) is not None:
            return drawn
        person = self._rows.get(n)
        if person is None:
            self._dotted.add(n)
            self._ask_around(i)
            return Row(str(n), ("...",), role="muted")
        drawn = self._drawn[n] = Row(str(n), self._cells(person))
        return drawn

    def person(self, key: str) -> PersonRow | None:
        """The person of a key, if their row is here."""
        return self._rows.get(int(key))

    def look_ahead(self, i: int, room: int) -> None:
        """The cursor is on line `i`, `room` lines are seen: read on before the end of what is here comes into sight."""
        for near in (i - room, i + room):
            if 0 <= near < len(self.numbers) and self.numbers[near] not in self._rows:
                self._ask_around(near)

    def arrived(self, rows: Sequence[PersonRow]) -> bool:
        """Rows that were read; says whether any of them was drawn as dots."""
        if len(self._rows) > KEPT:
            self._rows.clear()
            self._drawn.clear()
            self._asked.clear()
        self._rows.update((row.n, row) for row in rows)
        seen = not self._dotted.isdisjoint(row.n for row in rows)
        self._dotted.clear()
        return seen

    def _ask_around(self, i: int) -> None:
        if self.numbers[i] in self._asked:
            return
        start = max(0, i - PAGE // 2)
        wanted = self.numbers[start : start + PAGE]
        self._asked.update(wanted)
        self._fetch(wanted)

    def _cells(self, person: PersonRow) -> tuple[str | Cell, ...]:
        last = "-"
        if person.last_at:
            day = from_text(person.last_at).astimezone(self._clock.zone).date()
            last = short_day(day, self._clock.today())
        return (
            person.name,
            person.organization or "-",
            Cell(contact_kind(person.kind), "muted"),
            Cell(last, "muted"),
        )
