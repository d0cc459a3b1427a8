"""What a command printed, when it is more than the message line holds."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from scrm.base.i18n import _
from tui.keys import perform
from tui.widgets.boxes.overlay import Overlay
from tui.widgets.detail import Detail, Line
from tui.widgets.paint import READING_CELLS

ROOM = 8
"""lines of the screen that stay free around the box"""
FRAME = 4
"""cells of its border and padding, left and right"""
BAR = 1
"""cells of a scrollbar"""


class OutputBox(Overlay):
    """Lines to read; Esc, q or Enter closes it, `:` goes on with the next command."""

    BINDINGS = [Binding("escape,q,enter,h,left", "cancel"), Binding("colon,ctrl+p", "next")]
    DEFAULT_CSS = f"""
    OutputBox {{ width: {READING_CELLS + BAR + FRAME}; }}
    OutputBox Detail {{ height: auto; padding: 0; }}
    """

    def compose(self) -> ComposeResult:
        yield Detail()

    def open(self, title: str, lines: Sequence[str]) -> None:
        """Show these lines under a title."""
        detail = self.query_one(Detail)
        detail.show([Line(line, ready=True) for line in lines])
        detail.styles.height = min(len(lines), max(4, self.app.size.height - ROOM))
        self.border_subtitle = Content(_("esc closes · : next command"))
        self.reveal(detail, title)

    async def action_next(self) -> None:
        """Close, and open the command line: what is typed next is a command and no key."""
        self.close()
        await perform(self.app, "command.line")


def room(screen_cells: int) -> int:
    """Cells of a line in the box, on a screen so wide."""
    return min(READING_CELLS, screen_cells - FRAME - BAR)
