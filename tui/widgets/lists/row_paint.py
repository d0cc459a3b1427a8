"""One line of a list as styled text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from tui.look import glyphs
from tui.look.theme import Role
from tui.widgets.lists.columns import GAP, Column
from tui.widgets.lists.source import Aside, Cell, Row, Section
from tui.widgets.paint import BOLD, REVERSE, Roles, fit, rule, shown, strip

Parts = list[tuple[str, Style]]


class Frame(NamedTuple):
    """What all lines of one painting share. `cells` is the width of a line, `given` that of each column."""

    columns: Sequence[Column]
    given: Sequence[int]
    cells: int
    signs: bool
    focused: bool


class Spot(NamedTuple):
    """How one row stands: under the cursor, lit up as such, marked."""

    cursor: bool = False
    lit: bool = False
    marked: bool = False


def prefix_cells(signs: bool) -> int:
    """Cells before the first column: cursor, sign if the list has them, mark."""
    return 3 if signs else 2


def row(widget: Roles, item: Row, frame: Frame, spot: Spot) -> Strip:
    """A record: cursor sign, own sign, mark, columns. The lit row is reversed from edge to edge."""
    signs = glyphs.now()
    parts: Parts = [(signs.cursor if spot.cursor else " ", widget.role_style("accent"))]
    if frame.signs:
        parts.append((fit(shown(item.sign), 1), widget.role_style(item.sign_role)))
    parts.append((signs.mark if spot.marked else " ", widget.role_style("accent")))
    texts = [_cell(cell, item.role) for cell in item.cells]
    for column, cells, (text, role) in zip(frame.columns, frame.given, texts, strict=False):
        if cells:
            parts.append((fit(text, cells, column.right) + " " * GAP, widget.role_style(role)))
    if spot.lit:
        # In one style: reversed roles would be a patchwork of grounds.
        lit = widget.role_style("text") + REVERSE
        return strip(widget, [(text, lit) for text, _ in parts], frame.cells).apply_style(REVERSE)
    if spot.cursor:
        parts = [(text, style + BOLD) for text, style in parts]
    return strip(widget, parts, frame.cells)


def section(widget: Roles, item: Section, frame: Frame, slow: bool = False) -> Strip:
    """A title line; bold and in the accent colour while the list has the focus."""
    title = f"{item.title} ..." if slow else item.title
    return titled(widget, title, item.total, frame.cells, frame.focused)


def titled(widget: Roles, title: str, count: str, cells: int, focused: bool) -> Strip:
    """A rule line with a title, as panes and sections have it."""
    style = widget.role_style("accent") + BOLD if focused else widget.role_style("muted")
    return strip(widget, [(rule(title, cells, count), style)], cells)


def aside(widget: Roles, item: Aside, frame: Frame) -> Strip:
    """A line of words, indented like the names."""
    indent = prefix_cells(frame.signs) + item.indent
    text = " " * indent + fit(shown(item.text), max(0, frame.cells - indent))
    return strip(widget, [(text, widget.role_style(item.role))], frame.cells)


def header(widget: Roles, frame: Frame) -> Strip:
    """The names of the columns."""
    text = " " * prefix_cells(frame.signs)
    for column, cells in zip(frame.columns, frame.given, strict=True):
        if cells:
            text += fit(shown(column.title), cells, column.right) + " " * GAP
    return strip(widget, [(text, widget.role_style("muted"))], frame.cells)


def _cell(cell: str | Cell, role: Role) -> tuple[str, Role]:
    """The cleaned text of a cell and its role: a row's own role, if it has one, wins over `text`."""
    if isinstance(cell, str):
        return shown(cell), role
    return shown(cell.text), cell.role if cell.role != "text" else role
