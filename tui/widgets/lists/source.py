"""What a list shows: rows, section titles and plain lines, given one at a time by a source."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple, Protocol, runtime_checkable

from rich.cells import cell_len

from scrm.base.text import clean
from tui.look.theme import Role


class Cell(NamedTuple):
    """A text with a role; a bare `str` in a row takes the row's role."""

    text: str
    role: Role = "text"


class Row(NamedTuple):
    """One record. `cells` follow the columns of the list; `sign` is one cell wide (`!`, `✓`, `+`)."""

    key: str
    cells: tuple[str | Cell, ...]
    sign: str = ""
    sign_role: Role = "text"
    role: Role = "text"


class Section(NamedTuple):
    """A title line with a count at its right end (`3 of 12`, `30`); the cursor skips it."""

    title: str
    total: str = ""


class Aside(NamedTuple):
    """A line of words between rows (`37 older`, the second line of a long row); the cursor skips it."""

    text: str
    role: Role = "muted"
    indent: int = 0


Item = Row | Section | Aside


class RowSource(Protocol):
    """A lazy list. Only the lines on screen are asked for, so each call must be quick."""

    def count(self) -> int:
        """Number of lines, section titles included."""

    def row(self, i: int) -> Item:
        """Line `i`, 0 <= i < count()."""

    def key(self, i: int) -> str | None:
        """The record's key on line `i`, None for a line that is no record."""


@runtime_checkable
class Finder(Protocol):
    """A source that also knows where a record stands; without it the list looks around the old place."""

    def find(self, key: str) -> int | None:
        """The line of the record, None if it is not here."""


@runtime_checkable
class Measured(Protocol):
    """A source that knows the cells of its longest text; without it a column has its own width."""

    def longest(self, place: int) -> int:
        """Cells of the longest text in this column."""


class ListSource:
    """A source over lines already in memory."""

    def __init__(self, items: Sequence[Item] = ()) -> None:
        self._items = items
        self._longest: dict[int, int] = {}
        self._places = {item.key: i for i, item in enumerate(items) if isinstance(item, Row)}

    def count(self) -> int:
        return len(self._items)

    def row(self, i: int) -> Item:
        return self._items[i]

    def key(self, i: int) -> str | None:
        item = self._items[i]
        return item.key if isinstance(item, Row) else None

    def find(self, key: str) -> int | None:
        return self._places.get(key)

    def longest(self, place: int) -> int:
        if place not in self._longest:
            cells = (
                item.cells[place] for item in self._items if isinstance(item, Row) and place < len(item.cells)
            )
            texts = (cell if isinstance(cell, str) else cell.text for cell in cells)
            self._longest[place] = max(map(cell_len, map(clean, texts)), default=0)
        return self._longest[place]

    def flat(self) -> ListSource:
        """The rows alone, each with its section's title as a first cell: for screens below 24 lines."""
        rows: list[Item] = []
        title = ""
        for item in self._items:
            if isinstance(item, Section):
                title = item.title
            elif isinstance(item, Row):
                rows.append(item._replace(cells=(Cell(title, "muted"), *item.cells)))
        return ListSource(rows)


def near(source: RowSource, key: str | None, old: int, reach: int = 2000) -> int | None:
    """The line for a cursor that stood on `key` at line `old`: the same record, else the nearest row.

    A source without `find` is searched up to `reach` lines each way, because
    asking a lazy source for every key would load it whole.
    """
    count = source.count()
    if not count:
        return None
    if key is not None:
        found = _find(source, key, min(old, count - 1), reach)
        if found is not None:
            return found
    return nearest_row(source, min(old, count - 1))


def nearest_row(source: RowSource, start: int) -> int | None:
    """The first record at or after `start`, else the last one before it, else None."""
    for i in chain(range(start, source.count()), range(start - 1, -1, -1)):
        if source.key(i) is not None:
            return i
    return None


def _find(source: RowSource, key: str, old: int, reach: int) -> int | None:
    if isinstance(source, Finder):
        place: int | None = source.find(key)
        return place
    for step in range(reach):
        for i in {old + step, old - step}:
            if 0 <= i < source.count() and source.key(i) == key:
                return i
    return None
