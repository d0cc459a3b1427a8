"""`/`: one line in which a list is filtered while it is typed."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui.widgets.fields import Field
from tui.widgets.paint import shown


class FilterLine(Horizontal):
    """Hidden while there is no filter. Enter and arrows go back to the list, Esc clears."""

    BINDINGS = [Binding("escape", "clear"), Binding("down,up,tab", "leave")]
    DEFAULT_CSS = """
    FilterLine { height: 1; display: none; }
    FilterLine.-open { display: block; }
    FilterLine #slash { width: 3; }
    FilterLine Field { width: 1fr; background: $background; }
    FilterLine #problem { width: auto; max-width: 50%; }
    """

    @dataclass
    class Changed(Message):
        """Another text to filter by; empty for none."""

        text: str

    class Left(Message):
        """The focus belongs to the list again."""

    def compose(self) -> ComposeResult:
        yield Static(Content(" /"), id="slash", classes="role--accent")
        yield Field()
        yield Static(Content(), id="problem", classes="role--bad")

    @property
    def text(self) -> str:
        """What is filtered by now."""
        return self.query_one(Field).value.strip()

    def open(self) -> None:
        """Show the line and go into it."""
        self.add_class("-open")
        self.query_one(Field).focus()

    def put(self, text: str) -> None:
        """Filter by this text, without going into the line."""
        self.query_one(Field).put(text)
        self.set_class(bool(text), "-open")

    def problem(self, text: str) -> None:
        """Why the text cannot be searched for; empty when it can."""
        self.query_one("#problem", Static).update(Content(shown(text)))

    def action_clear(self) -> None:
        """No filter, back to the list."""
        had = self.text
        self.put("")
        self.problem("")
        if had:
            self.post_message(self.Changed(""))
        self.post_message(self.Left())

    def action_leave(self) -> None:
        """Back to the list, which stays filtered."""
        if not self.text:
            self.remove_class("-open")
        self.post_message(self.Left())

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value.strip()))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave()
