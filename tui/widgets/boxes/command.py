"""The `:` line: a command as in the shell, completed while it is typed, with history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from scrm.base.i18n import _
from tui.widgets.boxes.overlay import Overlay
from tui.widgets.completion import Completer, Completions
from tui.widgets.fields import Field
from tui.widgets.paint import shown


class CommandLine(Overlay):
    """Opens with `open`; Enter posts `Run` and closes, Esc keeps nothing."""

    BINDINGS = [
        ("escape", "cancel"),
        ("tab", "complete(1)"),
        ("shift+tab", "complete(-1)"),
        ("up", "recall(1)"),
        ("down", "recall(-1)"),
    ]
    DEFAULT_CSS = """
    CommandLine Horizontal { height: 1; }
    CommandLine #colon { width: 2; }
    CommandLine Field { width: 1fr; }
    CommandLine Static { height: auto; }
    """

    @dataclass
    class Run(Message):
        """A line to run, without the colon, not empty."""

        line: str

    def __init__(self, completer: Completer, history: Sequence[str] = (), *, id: str | None = None) -> None:
        """`history`: earlier lines, the oldest first."""
        super().__init__(id=id)
        self.history = list(history)
        self._completer = completer
        self._back = 0
        self._typed = ""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(Content(":"), id="colon")
            yield Field()
        yield Static(Content(), id="problem", classes="role--bad")
        yield Completions(self._completer)
        yield Static(Content(), id="hint", classes="role--muted")

    def open(self, line: str = "", problem: str = "") -> None:
        """Show the line; with `problem` say why the last one could not run."""
        self._back = 0
        field = self.query_one(Field)
        field.put(line)
        self.query_one(Completions).follow(field)
        self._complain(problem)
        hint = _("enter runs · tab completes · ↑ history · esc closes")
        self.query_one("#hint", Static).update(Content(shown(hint)))
        self.reveal(field, _("Command"))

    def action_complete(self, step: int) -> None:
        self.query_one(Completions).take(self.query_one(Field), step)

    def action_recall(self, step: int) -> None:
        """An older line, or with -1 a newer one; the newest is what was being typed."""
        field = self.query_one(Field)
        if self._back == 0:
            self._typed = field.value
        self._back = max(0, min(len(self.history), self._back + step))
        field.put(self.history[-self._back] if self._back else self._typed)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self.query_one(Completions).follow(self.query_one(Field))
        self._complain("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        line = event.value.strip()
        self.close()
        if line:
            self.history = [*(old for old in self.history if old != line), line]
            self.post_message(self.Run(line))

    def _complain(self, problem: str) -> None:
        line = self.query_one("#problem", Static)
        line.display = bool(problem)
        line.update(Content(shown(problem)))
