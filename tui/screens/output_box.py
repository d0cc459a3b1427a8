"""What a command printed, when it is more than the message line holds."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding

from tui.widgets.detail import Detail, Line
from tui.widgets.overlay import Overlay

ROOM = 8
"""lines of the screen that stay free around the box"""


class OutputBox(Overlay):
    """Lines to read; Esc, q or Enter closes it."""

    BINDINGS = [Binding("escape,q,enter,h,left", "cancel")]
    DEFAULT_CSS = "OutputBox Detail { height: auto; padding: 0; }"

    def compose(self) -> ComposeResult:
        yield Detail()

    def open(self, title: str, lines: Sequence[str]) -> None:
        """Show these lines under a title."""
        detail = self.query_one(Detail)
        detail.show([Line(line) for line in lines])
        detail.styles.height = min(len(lines), max(4, self.app.size.height - ROOM))
        self.reveal(detail, title)
