"""The one list of the app: draws only the lines on screen, so its length costs nothing.

Attributes go down (`show`, `busy`, `fail`, `pane_title`), messages come up.
The cursor belongs to a record, not to a line: a new source leaves it on the
same key and at the same height.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.timer import Timer

from scrm.base.text import shorten
from tui.look.theme import Role
from tui.widgets.lists import row_paint
from tui.widgets.lists.bare import BareLines
from tui.widgets.lists.columns import Column, measured, widths
from tui.widgets.lists.moving import Moving
from tui.widgets.lists.row_paint import Frame, Spot
from tui.widgets.lists.source import Aside, Cell, Item, ListSource, Measured, Row, RowSource, Section, near
from tui.widgets.paint import READING_CELLS, shown, strip, wrap

__all__ = ["Aside", "Cell", "Column", "Item", "ListSource", "Row", "RowSource", "Rows", "Section"]

SLOW_SECONDS = 0.3
KEPT = 300
"""rows kept as they were painted: scrolling by one line, or typing another letter, shows most of them again"""
LONGEST = 1000
"""characters of a sentence, which may tell what was pasted into the filter and is wrapped for each line"""


class Rows(Moving):
    """A list of records under section titles, in one of four states: see `show`, `busy` and `fail`."""

    DEFAULT_CSS = """
    Rows { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; height: 1fr; }
    """

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty_text: str = "",
        signs: bool = False,
        header: bool = False,
        always_lit: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`signs`: a cell for each row's sign; `always_lit`: the cursor row is reversed without focus too."""
        super().__init__(id=id, classes=classes)
        self.columns = columns
        self.empty_text = empty_text
        self.signs = signs
        self.always_lit = always_lit
        self._with_header = header
        self._title: tuple[str, str] | None = None
        self._nothing_text = ""
        self._failed_text = ""
        self._slow = False
        self._slow_timer: Timer | None = None
        self._last_frame: Frame | None = None
        self._painted: dict[tuple[Row, Spot], Strip] = {}
        self._painted_in: Frame | None = None
        self._styles_cache = BareLines(self._lines)

    def show(self, source: RowSource, nothing_text: str = "") -> None:
        """Show this source. `nothing_text` is what to say if a filter left no line."""
        old_key, old, top = self.cursor_key, self.cursor or 0, self.scroll_offset.y
        self._settle()
        self._failed_text = ""
        self._nothing_text = nothing_text
        self.source = source
        self._last_frame = None
        self.cursor = near(source, old_key, old)
        self._measure()
        if self.cursor is not None:
            # From the very top new lines above are seen; further down nothing moves under the cursor.
            stays = top == 0 and self.cursor < self.view_height()
            self.scroll_to(y=0 if stays else max(0, top + self.cursor - old), animate=False, force=True)
        self.reveal()
        self._refresh_lines()
        if self.cursor_key != old_key:
            self.post_message(self.RowHighlighted(self, self.cursor_key))

    def pane_title(self, title: str, count: str = "") -> None:
        """Keep a title line above the list, whatever scrolls."""
        self._title = (title, count)
        self._measure()
        self._refresh_lines()

    def busy(self) -> None:
        """New lines are on their way: the old ones stay, after 0.3 s the title shows `...`."""
        if self._slow_timer is None:
            self._slow_timer = self.set_timer(SLOW_SECONDS, self._show_slow)

    def fail(self, text: str) -> None:
        """Loading failed: say what, since when and what to press, above what is still shown."""
        self._settle()
        self._failed_text = text
        self._measure()
        self._refresh_lines()

    def fixed_lines(self) -> int:
        failure = self._paragraph(self._failed_text)
        return (self._title is not None) + len(failure) + self._header_shown()

    def on_resize(self) -> None:
        self._measure()
        self.reveal()

    def notify_style_update(self) -> None:
        self._painted = {}
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        return self._lines([y])[0]

    def _lines(self, wanted: Iterable[int]) -> list[Strip]:
        """Lines of the widget; those on top stand still, below are the source's or words about an empty one."""
        frame = self._frame()
        fixed = self._fixed(frame)
        top, count = self.scroll_offset.y - len(fixed), self.source.count()
        found = []
        for y in wanted:
            if y < len(fixed):
                found.append(fixed[y])
            elif top + y < count:
                found.append(self._item(top + y, frame))
            elif not count and not self._failed_text:
                found.append(self._words(y - len(fixed)))
            else:
                found.append(strip(self, [], frame.cells))
        return found

    def _item(self, place: int, frame: Frame) -> Strip:
        item = self.source.row(place)
        if isinstance(item, Section):
            return row_paint.section(self, item, frame, self._slow and self._title is None and place == 0)
        if isinstance(item, Aside):
            return row_paint.aside(self, item, frame)
        here = place == self.cursor
        lit = here and (self.always_lit or self.has_focus)
        spot = Spot(here, lit, item.key in self.marks)
        line = self._painted.get((item, spot))
        if line is None:
            if len(self._painted) > KEPT:
                self._painted.clear()
            line = self._painted[item, spot] = row_paint.row(self, item, frame, spot)
        return line

    def _words(self, y: int) -> Strip:
        """Line `y` of what an empty list says: `...`, nothing left by the filter, or nothing here yet."""
        lines = ["..."] if self._slow else self._paragraph(self._nothing_text or self.empty_text)
        return self._sentence(lines[y] if y < len(lines) else "", "muted")

    def _fixed(self, frame: Frame) -> list[Strip]:
        """The lines that do not scroll: pane title, failure, column names."""
        lines = []
        if self._title is not None:
            title, count = self._title
            slow = f"{title} ..." if self._slow else title
            lines.append(row_paint.titled(self, slow, count, frame.cells, frame.focused))
        lines += [self._sentence(line, "bad") for line in self._paragraph(self._failed_text)]
        if self._header_shown():
            lines.append(row_paint.header(self, frame))
        return lines

    def _header_shown(self) -> bool:
        return self._with_header and self.source.count() > 0

    def _sentence(self, text: str, role: Role) -> Strip:
        return strip(self, [(f" {text}", self.role_style(role))], self._cells())

    def _paragraph(self, text: str) -> list[str]:
        text = shown(shorten(text, LONGEST))
        return wrap(text, max(8, min(READING_CELLS, self._cells() - 2))) if text else []

    def _frame(self) -> Frame:
        cells = self._cells()
        frame = self._last_frame
        wanted = (cells, self.columns, self.has_focus)
        if frame is None or (frame.cells, frame.columns, frame.focused) != wanted:
            room = cells - row_paint.prefix_cells(self.signs)
            if isinstance(self.source, Measured):
                longest = [max(self.source.longest(i), cell_len(c.title)) for i, c in enumerate(self.columns)]
                given = measured(self.columns, longest, room)
            else:
                given = widths(self.columns, room)
            frame = Frame(self.columns, given, cells, self.signs, self.has_focus)
            if frame != self._painted_in:
                self._painted, self._painted_in = {}, frame
            self._last_frame = frame
        return frame

    def _cells(self) -> int:
        return self.scrollable_content_region.width

    def _measure(self) -> None:
        size = Size(self._cells(), self.source.count() + self.fixed_lines())
        if size == self.virtual_size:
            return
        room = self.container_size.height
        if room and (size.height > room) == (self.virtual_size.height > room):
            # The scrollbar stays, or stays away: nothing moves, and a new layout would paint the whole screen.
            self.set_reactive(Rows.virtual_size, size)
            self._scroll_update(size)
            self._refresh_lines()
        else:
            self.virtual_size = size

    def _refresh_lines(self) -> None:
        """Draw all lines anew; the scrollbar beside them draws itself when it changes."""
        self.refresh(Region(0, 0, self._cells(), self.size.height))

    def _show_slow(self) -> None:
        self._slow = True
        self.refresh()

    def _settle(self) -> None:
        if self._slow_timer is not None:
            self._slow_timer.stop()
            self._slow_timer = None
        self._slow = False
