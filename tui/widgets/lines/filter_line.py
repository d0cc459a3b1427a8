"""`/`: one line in which a list is filtered while it is typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.widgets.paint import shown

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import Input

SHOWN = 40
"""characters of a filter that a sentence repeats: a megabyte may have been pasted"""
_COMMA = re.compile(r",(?=\S)")


class FilterLine(Vertical):
    """Hidden while there is no filter. Enter and arrows go back to the list, Esc clears; a problem stands below."""

    BINDINGS = [Binding("escape", "clear"), Binding("down,up,tab", "leave")]
    DEFAULT_CSS = """
    FilterLine { height: auto; display: none; }
    FilterLine.-open { display: block; }
    FilterLine Horizontal { height: 1; }
    FilterLine #slash { width: 3; }
    FilterLine Field { width: 1fr; background: $background; }
    FilterLine #problem { height: auto; max-height: 3; padding: 0 1 0 3; display: none; }
    FilterLine.-wrong #problem { display: block; }
    """

    class Changed(Message):
        """Another text to filter by; empty for none."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The focus belongs to the list again."""

    _problem = ""
    text = ""
    """what is filtered by now"""

    def __init__(self, hearer: Widget) -> None:
        """`hearer` is told of another text without the way up through everything between, as its rows wait for it."""
        super().__init__()
        self._hearer = hearer

    async def open(self) -> None:
        """Show the line and go into it; its parts are mounted at the first time."""
        from tui.widgets.fields import Field

        if not self.children:
            field = Field(self.text)
            await self.mount(
                Horizontal(Static(Content(" /"), id="slash", classes="role--accent"), field),
                Static(Content(), id="problem", classes="role--bad"),
            )
            self.watch(field, "value", self._typed, init=False)
        self.add_class("-open")
        self.query_one(Field).focus()

    def put(self, text: str) -> None:
        """Filter by this text, without going into the line."""
        from tui.widgets.fields import Field

        self.text = text
        if self.children:
            self.query_one(Field).put(text)
        self.set_class(bool(text and self.children), "-open")

    def problem(self, text: str) -> None:
        """Why the text cannot be searched for; empty when it can."""
        if self.children and text != self._problem:
            # Laying out anew costs a whole painted screen: never for the same words.
            self._problem = text
            self.set_class(bool(text), "-wrong")
            # A list of values has no blank at which a line could break.
            self.query_one("#problem", Static).update(Content(_COMMA.sub(", ", shown(text))))

    def action_clear(self) -> None:
        """No filter, back to the list."""
        had = self.text
        self.put("")
        self.problem("")
        if had:
            self._hearer.post_message(self.Changed(""))
        self.post_message(self.Left())

    def action_leave(self) -> None:
        """Back to the list, which stays filtered."""
        if not self.text:
            self.remove_class("-open")
        self.post_message(self.Left())

    def on_input_changed(self, event: Input.Changed) -> None:
        # Heard already, when it was typed.
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave()

    def _typed(self, value: str) -> None:
        text = value.strip()
        if text != self.text:
            self.text = text
            self._hearer.post_message(self.Changed(text))
