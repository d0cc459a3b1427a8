"""A scrolled list with a cursor that stays on records: keys, mouse and marks, without any drawing."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.scroll_view import ScrollView

from tui import keys
from tui.widgets.lists.source import ListSource, RowSource, near, nearest_row
from tui.widgets.paint import Roles


class Moving(ScrollView, Roles, can_focus=True):
    """The part of `Rows` that moves. A subclass says how many lines on top stand still (`fixed_lines`)."""

    BINDINGS = [*keys.bindings(keys.LIST)]
    ALLOW_SELECT = False

    class RowHighlighted(Message, namespace="rows"):
        """The cursor is on another record; None if there is none."""

        def __init__(self, rows: Moving, key: str | None) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

    class RowSelected(Message, namespace="rows"):
        """Enter, or a click on the row under the cursor."""

        def __init__(self, rows: Moving, key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

    class MarksChanged(Message, namespace="rows"):
        """Another set of records is marked."""

        def __init__(self, rows: Moving, count: int) -> None:
            super().__init__()
            self.rows = rows
            self.count = count

    class Pending(Message, namespace="rows"):
        """A first key waits for its second; empty when it is settled."""

        def __init__(self, rows: Moving, prefix: str) -> None:
            super().__init__()
            self.rows = rows
            self.prefix = prefix

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.source: RowSource = ListSource()
        self.cursor: int | None = None
        self.marks: frozenset[str] = frozenset()
        self.two_strokes = True
        self._prefix = ""

    @property
    def cursor_key(self) -> str | None:
        """The key of the record under the cursor."""
        return self.source.key(self.cursor) if self.cursor is not None else None

    def fixed_lines(self) -> int:
        """Lines on top that do not scroll."""
        return 0

    def go_to(self, key: str) -> bool:
        """Put the cursor on a record; False if it is not in the list (or too far to be found)."""
        place = near(self.source, key, self.cursor or 0)
        if place is None or self.source.key(place) != key:
            return False
        self._put(place)
        return True

    def clear_marks(self) -> None:
        """Take all marks away."""
        self._mark(frozenset())

    def action_move_down(self) -> None:
        self._step(1)

    def action_move_up(self) -> None:
        self._step(-1)

    def action_move_page_down(self) -> None:
        self._step(max(1, self.view_height() - 1))

    def action_move_page_up(self) -> None:
        self._step(-max(1, self.view_height() - 1))

    def action_move_first(self) -> None:
        self._put(nearest_row(self.source, 0))

    def action_move_last(self) -> None:
        self._put(nearest_row(self.source, self.source.count()))

    def action_move_open(self) -> None:
        if (key := self.cursor_key) is not None:
            self.post_message(self.RowSelected(self, key))

    def action_mark_toggle(self) -> None:
        """Mark or unmark, then go on to the next row."""
        if self.cursor is not None and (key := self.cursor_key) is not None:
            self.marks ^= {key}
            self.refresh_line(self.cursor + self.fixed_lines())
            self.post_message(self.MarksChanged(self, len(self.marks)))
            self._step(1)

    def action_mark_all(self) -> None:
        """Mark every record, or none if all are marked."""
        everything = {key for i in range(self.source.count()) if (key := self.source.key(i)) is not None}
        self._mark(frozenset() if everything <= self.marks else self.marks | everything)

    def on_key(self, event: events.Key) -> None:
        """`g` waits for a second `g`; any other key settles it and acts as usual."""
        if event.character == "g" and self.two_strokes:
            event.stop()
            event.prevent_default()
            if self._prefix:
                self.action_move_first()
            self._wait_for("" if self._prefix else "g")
        elif self._prefix:
            self._wait_for("")

    def on_click(self, event: events.Click) -> None:
        event.stop()
        place = self.line_at(event.y)
        if place is None or self.source.key(place) is None:
            return
        if place == self.cursor:
            self.action_move_open()
        else:
            self._put(place)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self._wait_for("")
        self.refresh()

    def view_height(self) -> int:
        """Lines of the source that fit on the screen, at least 1."""
        return max(1, self.scrollable_content_region.height - self.fixed_lines())

    def line_at(self, y: int) -> int | None:
        """The line of the source shown at height `y` of the widget."""
        fixed = self.fixed_lines()
        place = self.scroll_offset.y + y - fixed
        return place if y >= fixed and place < self.source.count() else None

    def reveal(self) -> None:
        """Scroll as little as needed to see the cursor, with the titles right above it."""
        if self.cursor is None:
            return
        top, height = self.scroll_offset.y, self.view_height()
        above = self.cursor
        while above > 0 and self.cursor - above < height - 1 and self.source.key(above - 1) is None:
            above -= 1
        if above < top:
            self.scroll_to(y=above, animate=False, force=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, force=True)

    def _step(self, lines: int) -> None:
        """Move by lines, then on past titles; at an end stay on the last record."""
        if self.cursor is None:
            self._put(nearest_row(self.source, 0))
            return
        last = self.source.count() - 1
        target = max(0, min(last, self.cursor + lines))
        onwards = range(target, last + 1) if lines > 0 else range(target, -1, -1)
        place = next((i for i in onwards if self.source.key(i) is not None), None)
        self._put(place if place is not None else nearest_row(self.source, target))

    def _put(self, place: int | None) -> None:
        old = self.cursor
        if place is None or place == old:
            self.reveal()
            return
        self.cursor = place
        for line in (place, place if old is None else old):
            self.refresh_line(line + self.fixed_lines())
        self.reveal()
        self.post_message(self.RowHighlighted(self, self.cursor_key))

    def _mark(self, marks: frozenset[str]) -> None:
        if marks != self.marks:
            self.marks = marks
            self.refresh()
            self.post_message(self.MarksChanged(self, len(marks)))

    def _wait_for(self, prefix: str) -> None:
        if prefix != self._prefix:
            self._prefix = prefix
            self.post_message(self.Pending(self, prefix))
