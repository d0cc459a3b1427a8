"""Rows of a CSV file: found by the names in its header, streamed, each counted.

A quote that is never closed makes a CSV reader swallow the lines behind it
without a word. Here such a line is reported as broken and the lines behind it
are read again as rows of their own.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from importers.reading import Opener, Survey, lines
from scrm.base.i18n import N_, ngettext
from scrm.base.text import fold
from scrm.intake.contract import Draft, FileSeen, Skipped

FIELD_LIMIT = 10_000_000
"""characters in one cell; the library's own limit of 131,072 is below what people paste"""
REREAD_LIMIT = 1_000_000
"""lines read again after unclosed quotes; beyond it (a hostile file) each line is a row of its own"""
DELIMITERS = ",;\t"

UNCLOSED = N_("unclosed quote")
TOO_LONG = N_("cell too long")
INCOMPLETE = N_("incomplete row")
REPEATED = N_("repeated header")
BLANK = N_("blank row")

OVERLONG: list[str] = ["\0"]
"""stands for a line that may hold a cell beyond FIELD_LIMIT; told by identity"""

Row = tuple[int, list[str], str]
"""number (1 = the header), cells (those of the header and an empty one), problem (empty: none)"""


@lru_cache(maxsize=1024)
def plain(name: str) -> str:
    """A column's name for comparing: no case, accents, blanks or signs (`Connected On`: `connectedon`)."""
    return "".join(c for c in fold(name) if c.isalnum())


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns are named and how they are separated."""

    line: int
    """physical lines before it"""
    delimiter: str
    cells: tuple[str, ...]
    """as in the file"""
    names: tuple[str, ...]
    """as compared"""


def find_header(
    head: list[str], known: Callable[[frozenset[str]], bool], rename: dict[str, str] | None = None
) -> Header | None:
    """The first line whose names are `known`, whatever stands before it, by any of the delimiters.

    Each line is parsed alone, so a stray quote in a preamble hides nothing.
    """
    for number, line in enumerate(head):
        for delimiter in DELIMITERS:
            if delimiter not in line:
                continue
            cells = tuple(cell.strip() for cell in _lenient(line, delimiter))
            names = tuple((rename or {}).get(plain(cell), plain(cell)) for cell in cells)
            if known(frozenset(names)):
                return Header(number, delimiter, cells, names)
    return None


def _lenient(line: str, delimiter: str) -> list[str]:
    csv.field_size_limit(FIELD_LIMIT)
    return next(csv.reader([line], delimiter=delimiter), [])


class Table:
    """One CSV file with a known header. Iterating reads it; the counts are complete afterwards."""

    def __init__(self, name: str, opener: Opener, found: Survey, header: Header) -> None:
        self.name = name
        self.rows = 0
        self._opener = opener
        self._found = found
        self._header = header
        self._notes: list[str] = []
        self._broken = 0
        self._long = 0

    def column(self, *names: str) -> int:
        """The index of the first column with one of the names; without one, that of the empty cell."""
        for name in names:
            if name in self._header.names:
                return self._header.names.index(name)
        return len(self._header.names)

    def has(self, name: str) -> bool:
        """Whether the file has the column at all."""
        return name in self._header.names

    def warn(self, sentence: str) -> None:
        """Add a sentence to what the user is told about this file."""
        self._notes.append(sentence)

    def seen(self) -> FileSeen:
        """What is said about the file after it was read."""
        notes = [self._found.note, *self._notes]
        if self._broken:
            notes.append(
                ngettext(
                    "%(rows)d row has a quote that is never closed.",
                    "%(rows)d rows have a quote that is never closed.",
                    self._broken,
                )
                % {"rows": self._broken}
            )
        if self._long:
            notes.append(
                ngettext(
                    "%(rows)d row has more cells than the header.",
                    "%(rows)d rows have more cells than the header.",
                    self._long,
                )
                % {"rows": self._long}
            )
        return FileSeen(self.name, True, self.rows, " ".join(note for note in notes if note))

    def drafts(self, make: Callable[[int, list[str]], Draft]) -> Iterator[Draft]:
        """One draft for each row, made or skipped; afterwards the file itself."""
        name = self.name
        for number, cells, problem in self:
            yield Skipped(name, number, problem) if problem else make(number, cells)
        yield self.seen()

    def __iter__(self) -> Iterator[Row]:
        header = list(self._header.cells)
        width = len(header)
        self.rows = self._broken = self._long = 0
        debris = False
        for number, record in enumerate(self._records(width), 2):
            if record == []:
                continue
            self.rows += 1
            if record is OVERLONG:
                yield number, [], TOO_LONG
                continue
            # Behind a broken line, what has not the header's width is the rest of its text.
            debris = record is None or (debris and len(record) != width)
            if record is None or debris:
                self._broken += record is None
                yield number, [], UNCLOSED
                continue
            size = len(record)
            if size > width:
                self._long += any(record[width:])
                del record[width:]
            elif size < width:
                record.extend([""] * (width - size))
            problem = ""
            if size == 1 and width > 2:
                problem = INCOMPLETE
            elif not record[0] and not any(record):
                problem = BLANK
            elif record == header:
                problem = REPEATED
            record.append("")
            yield number, record, problem

    def _records(self, width: int) -> Iterator[list[str] | None]:
        """Parsed records; an empty list for an empty line, None for one with an unclosed quote, OVERLONG."""
        csv.field_size_limit(FIELD_LIMIT)
        source = islice(lines(self._opener, self._found), self._header.line + 1, None)
        pending: list[str] = []
        again: deque[str] = deque()
        parse = self._parser(source, pending, again)
        budget = REREAD_LIMIT
        while budget > 0:
            pending.clear()
            try:
                record: list[str] | None = next(parse)
            except StopIteration:
                return
            except csv.Error:
                record = None
            if record is None or (len(pending) > 1 and len(record) != width):
                record = self._mended(pending[0])
                again.extendleft(reversed(pending[1:]))
                budget -= len(pending)
                parse = self._parser(source, pending, again)
            yield record
        yield from (self._mended(line) for line in chain(again, source))

    def _parser(self, source: Iterator[str], pending: list[str], again: deque[str]) -> Iterator[list[str]]:
        """A strict reader over the lines to be read again, then the rest; `pending` gets what it takes."""

        def feed() -> Iterator[str]:
            while again:
                pending.append(again.popleft())
                yield pending[-1]
            for line in source:
                pending.append(line)
                yield line

        return csv.reader(feed(), delimiter=self._header.delimiter, strict=True)

    def _mended(self, line: str) -> list[str] | None:
        """One line as a row of its own: sloppy quotes are forgiven, an unclosed one is not."""
        if len(line) > FIELD_LIMIT:
            return OVERLONG
        return None if line.count('"') % 2 else _lenient(line, self._header.delimiter)


def count_rows(opener: Opener, found: Survey) -> int:
    """How many rows a file of unknown columns has below its first line, as far as it can be read."""
    csv.field_size_limit(FIELD_LIMIT)
    rows = 0
    try:
        for record in csv.reader(lines(opener, found)):
            rows += bool(record)
    except csv.Error:
        return rows
    return max(0, rows - 1)
