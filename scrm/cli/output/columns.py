"""Columns for a terminal: as wide as their content, cut at the end where the line is too short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scrm.base.cells import cell_len, fit

GAP = "  "
Keep = bool | Literal["whole"]
"""whether a column gives way last, or `whole`: never, for what is copied from it"""
_STAGES: tuple[tuple[bool, int], ...] = ((False, 8), (True, 16), (False, 4), (True, 8))
"""which columns give way, and down to how many cells, one stage after the other"""


@dataclass(frozen=True, slots=True)
class Widths:
    """The cells of each column."""

    cells: tuple[int, ...]

    def line(self, row: Sequence[str]) -> str:
        """One row, padded and cut."""
        return GAP.join(map(fit, row, self.cells)).rstrip()


def aligned(
    headings: Sequence[str], rows: Sequence[Sequence[str]], kept: Sequence[Keep], columns: int
) -> Widths:
    """Widths that fit into so many cells; the widest that may be cut gives way first, kept ones last."""
    widths = [max(map(cell_len, column)) for column in zip(headings, *rows, strict=True)]
    room = columns - len(GAP) * (len(widths) - 1)
    for stage, least in _STAGES:
        _shrink(widths, [i for i, keep in enumerate(kept) if keep is stage], least, room)
    return Widths(tuple(widths))


def _shrink(widths: list[int], columns: Sequence[int], least: int, room: int) -> None:
    while (over := sum(widths) - room) > 0:
        widest = max(columns, key=lambda i: widths[i], default=None)
        if widest is None or widths[widest] <= least:
            return
        widths[widest] = max(least, widths[widest] - max(1, min(over, widths[widest] // 4)))
