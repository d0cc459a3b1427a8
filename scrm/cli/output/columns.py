"""Columns for a terminal: as wide as their content, cut at the end where the line is too short."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

GAP = "  "
NARROWEST = 8


@dataclass(frozen=True, slots=True)
class Widths:
    """The cells of each column."""

    cells: tuple[int, ...]

    def line(self, row: Sequence[str]) -> str:
        """One row, padded and cut."""
        return GAP.join(_fit(cell, width) for cell, width in zip(row, self.cells, strict=True)).rstrip()


def aligned(headings: Sequence[str], rows: Sequence[Sequence[str]], kept: Sequence[bool]) -> Widths:
    """Widths that fit the terminal; the widest column that may be cut gives way first."""
    widths = [max(map(cell_len, column)) for column in zip(headings, *rows, strict=True)]
    room = shutil.get_terminal_size().columns - len(GAP) * (len(widths) - 1)
    while sum(widths) > room:
        loose = [i for i, keep in enumerate(kept) if not keep and widths[i] > NARROWEST]
        if not loose:
            break
        widest = max(loose, key=lambda i: widths[i])
        widths[widest] = max(NARROWEST, widths[widest] - max(1, min(sum(widths) - room, widths[widest] // 4)))
    return Widths(tuple(widths))


def cell_len(text: str) -> int:
    """How many cells a cleaned text takes."""
    if text.isascii():
        return len(text)
    return sum(_cells(c) for c in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fit(text: str, width: int) -> str:
    length = cell_len(text)
    if length <= width:
        return text + " " * (width - length)
    kept, used = "", 0
    for character in text:
        used += _cells(character)
        if used > width - 3:
            break
        kept += character
    kept = kept.rstrip() + "..."
    return kept + " " * (width - cell_len(kept))
