"""The reading pane: cleaned lines with roles, wrapped by cells, at most 88 wide; draws what is seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui import keys
from tui.look.theme import Role
from tui.widgets.paint import BOLD, READING_CELLS, Roles, fit, rule, shown, strip, wrap

LABEL_CELLS = 9
PERSON_LABEL_CELLS = 11
"""for what is known of a person: room for `yesterday` and `Cumpleaños`"""


class Line(NamedTuple):
    """A paragraph. A `heading` is drawn as a rule with `total` at its end; a `label` stands left of the text.

    One that is `ready` comes aligned by its blanks, which stay as they are.
    """

    text: str
    role: Role = "text"
    label: str = ""
    heading: bool = False
    total: str = ""
    bold: bool = False
    ready: bool = False


class _Painted(NamedTuple):
    """A wrapped line: cleaned label and text, the paragraph they came from."""

    label: str
    text: str
    line: Line


class Detail(ScrollView, Roles, can_focus=True):
    """A scrolled pane of `Line`s."""

    BINDINGS = [*keys.bindings(keys.LIST)]
    DEFAULT_CSS = """
    Detail { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; height: 1fr; padding: 0 0 0 1; }
    """

    def __init__(
        self, *, label_cells: int = LABEL_CELLS, id: str | None = None, classes: str | None = None
    ) -> None:
        """`label_cells`: room for the labels, the blank after them included."""
        super().__init__(id=id, classes=classes)
        self._label_cells = label_cells
        self._lines: Sequence[Line] = ()
        self._painted: list[_Painted] = []

    def show(self, lines: Sequence[Line], keep_place: bool = False) -> None:
        """Show these lines, from the top unless it is the same thing again."""
        self._lines = lines
        self._wrap()
        if not keep_place:
            self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    @property
    def plain(self) -> str:
        """What is shown, as wrapped lines of text."""
        return "\n".join(f"{painted.label}{painted.text}" for painted in self._painted)

    def action_move_down(self) -> None:
        self.scroll_relative(y=1, animate=False)

    def action_move_up(self) -> None:
        self.scroll_relative(y=-1, animate=False)

    def action_move_page_down(self) -> None:
        self.scroll_relative(y=max(1, self.size.height - 1), animate=False)

    def action_move_page_up(self) -> None:
        self.scroll_relative(y=-max(1, self.size.height - 1), animate=False)

    def action_move_first(self) -> None:
        self.scroll_to(y=0, animate=False)

    def action_move_last(self) -> None:
        self.scroll_to(y=self.virtual_size.height, animate=False)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_resize(self) -> None:
        self._wrap()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        # Textual's own extract loses trailing empty lines and then fails on them.
        spans = ((text, selection.get_span(y)) for y, text in enumerate(self.plain.split("\n")))
        return "\n".join(_part(text, span) for text, span in spans if span is not None), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        cells = self.scrollable_content_region.width
        place = self.scroll_offset.y + y
        if place >= len(self._painted):
            return strip(self, [], cells)
        painted = self._painted[place]
        line = strip(
            self, [(painted.label, self.role_style("muted")), (painted.text, self._style(painted))], cells
        )
        return self._selected(line, place).apply_offsets(0, place)

    def _style(self, painted: _Painted) -> Style:
        line = painted.line
        if line.heading:
            return self.role_style("accent") + BOLD if self.has_focus else self.role_style("muted")
        return self.role_style(line.role) + BOLD if line.bold else self.role_style(line.role)

    def _selected(self, line: Strip, place: int) -> Strip:
        """The line with the part under the mouse selection marked."""
        selection = self.text_selection
        span = selection.get_span(place) if selection is not None else None
        if span is None:
            return line
        start, end = span[0], line.cell_length if span[1] < 0 else span[1]
        style = self.screen.get_component_rich_style("screen--selection")
        before, inside, after = line.crop(0, start), line.crop(start, end), line.crop(end)
        return Strip.join(
            [before, inside.apply_style(Style(bgcolor=style.bgcolor, color=style.color)), after]
        )

    def _wrap(self) -> None:
        cells = self.scrollable_content_region.width
        self._painted = [painted for line in self._lines for painted in self._paint(line, cells)]
        size, room = Size(cells, len(self._painted)), self.container_size.height
        if (size.height > room) == (self.virtual_size.height > room) or not room:
            # As in a list: where the scrollbar stays, or nothing is seen of it, no new layout.
            self.set_reactive(Detail.virtual_size, size)
            self._scroll_update(size)
            self.refresh()
        else:
            self.virtual_size = size

    def _paint(self, line: Line, cells: int) -> list[_Painted]:
        if line.heading:
            return [_Painted("", rule(line.text, cells, line.total), line)]
        label = fit(shown(line.label), self._label_cells - 1) + " " if line.label else ""
        room = max(8, min(READING_CELLS, cells) - len(label))
        text = "  ".join(map(shown, line.text.split("  "))) if line.ready else shown(line.text)
        first, *others = wrap(text, room)
        blanks = " " * len(label)
        return [_Painted(label, first, line), *(_Painted(blanks, text, line) for text in others)]


def _part(text: str, span: tuple[int, int]) -> str:
    """The cells from `span[0]` to `span[1]` of a line; -1 is its end."""
    return Strip([Segment(text)]).crop(span[0], None if span[1] < 0 else span[1]).text
