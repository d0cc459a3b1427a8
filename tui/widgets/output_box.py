"""What a command printed, when it is more than the message line holds."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from scrm.base.i18n import _
from tui.keys import perform
from tui.widgets.detail import Detail, Line
from tui.widgets.overlay import Overlay

ROOM = 8
"""lines of the screen that stay free around the box"""


class OutputBox(Overlay):
    """Lines to read; Esc, q or Enter closes it, `:` goes on with the next command."""

    BINDINGS = [Binding("escape,q,enter,h,left", "cancel"), Binding("colon,ctrl+p", "next")]
    DEFAULT_CSS = "OutputBox Detail { height: auto; padding: 0; }"

    def compose(self) -> ComposeResult:
        yield Detail()

    def open(self, title: str, lines: Sequence[str]) -> None:
        """Show these lines under a title."""
        detail = self.query_one(Detail)
        detail.show([Line(line) for line in lines])
        detail.styles.height = min(len(lines), max(4, self.app.size.height - ROOM))
        self.border_subtitle = Content(_("esc closes · : next command"))
        self.reveal(detail, title)

    async def action_next(self) -> None:
        """Close, and open the command line: what is typed next is a command and no key."""
        self.close()
        await perform(self.app, "command.line")
