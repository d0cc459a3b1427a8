"""How the columns of a list share its width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

GAP = 2
LONG_NAME = 24
"""cells up to which a column of names is widened; longer ones are cut, so that the next columns stand in line"""


class Column(NamedTuple):
    """A column; widths in cells.

    `width` is what it asks for, `least` how far it may be shortened. `drop` is
    the order of leaving: the highest goes first, 0 never goes. `grow` takes
    what is left over, by share. The `name` column is shortened last of all.
    """

    title: str
    width: int
    least: int = 4
    drop: int = 0
    grow: int = 0
    right: bool = False
    name: bool = False


def widths(columns: Sequence[Column], cells: int) -> list[int]:
    """Cells for each column, 0 for a dropped one; with gaps of two they sum up to at most `cells`."""
    kept = list(range(len(columns)))
    while _claim(columns, kept) > cells and any(columns[i].drop for i in kept):
        kept.remove(max(kept, key=lambda i: columns[i].drop))
    result = [columns[i].width if i in kept else 0 for i in range(len(columns))]
    missing = _claim(columns, kept) - cells
    for i in sorted(kept, key=lambda i: (columns[i].name, -i)):
        if missing <= 0:
            break
        taken = min(missing, result[i] - min(columns[i].least, result[i]))
        result[i] -= taken
        missing -= taken
    _spread(columns, result, -missing)
    return result


def measured(columns: Sequence[Column], longest: Sequence[int], cells: int) -> list[int]:
    """As `widths`, for a list whose longest texts are known: nothing is wider than that, names are cut last of all."""
    needed = [
        column if column.name or column.grow else column._replace(width=max(1, min(column.width, most)))
        for column, most in zip(columns, longest, strict=True)
    ]
    place = next((i for i, column in enumerate(columns) if column.name), None)
    given = widths(needed, cells)
    return given if place is None else _stretched(needed, given, place, min(longest[place], LONG_NAME))


def _stretched(columns: Sequence[Column], given: Sequence[int], place: int, wanted: int) -> list[int]:
    """The column of names as wide as wanted: what is missing comes from the others, first from the growing ones."""
    result = list(given)
    for i in sorted(range(len(columns)), key=lambda i: (-columns[i].grow, -i)):
        missing = wanted - result[place]
        if missing <= 0:
            break
        if i != place and result[i]:
            taken = min(missing, max(0, result[i] - columns[i].least))
            result[i] -= taken
            result[place] += taken
    return result


def _claim(columns: Sequence[Column], kept: Sequence[int]) -> int:
    return sum(columns[i].width for i in kept) + GAP * max(0, len(kept) - 1)


def _spread(columns: Sequence[Column], result: list[int], spare: int) -> None:
    """Share `spare` cells among the growing columns that are kept."""
    growing = [i for i, column in enumerate(columns) if column.grow and result[i]]
    shares = sum(columns[i].grow for i in growing)
    if spare <= 0 or not shares:
        return
    for i in growing[1:]:
        result[i] += spare * columns[i].grow // shares
    result[growing[0]] += spare - sum(spare * columns[i].grow // shares for i in growing[1:])
