"""How the columns of a list share its width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
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


def stretched(columns: Sequence[Column], given: Sequence[int], name_cells: int) -> list[int]:
    """The widths for one row whose name needs `name_cells`: what is missing comes from the growing columns.

    A name is the last thing to be cut, so in such a row the columns after it
    move to the right instead.
    """
    result = list(given)
    place = next((i for i, column in enumerate(columns) if column.name), None)
    if place is None or name_cells <= result[place]:
        return result
    for i in sorted(range(len(columns)), key=lambda i: (-columns[i].grow, -i)):
        missing = name_cells - result[place]
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
