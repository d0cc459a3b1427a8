"""The rare question: yes or no, or a number or name to be typed; the safe answer is the default."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from scrm.base.i18n import _
from tui.widgets.fields import Field
from tui.widgets.paint import shown


class Confirm(ModalScreen[bool]):
    """Answers True only for `y`, or for the exact words in `typed`; Esc, Enter and `n` are no."""

    DEFAULT_CSS = """
    Confirm { align: center middle; }
    Confirm #box {
        width: 70; max-width: 100%; height: auto; border: solid $warning; padding: 0 1; background: $surface;
    }
    Confirm Static { height: auto; }
    """

    def __init__(self, question: str, lines: Sequence[str] = (), typed: str = "") -> None:
        """`lines` say what will happen, with numbers; `typed` is the number or name to type."""
        super().__init__()
        self._question = question
        self._lines = lines
        self._typed = typed

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(Content(shown(self._question)), classes="role--warn")
            for line in self._lines:
                yield Static(Content(shown(line)))
            if self._typed:
                hint = _("Type %(text)s and press enter to go on; esc leaves everything as it is")
                yield Static(Content(shown(hint % {"text": self._typed})), id="hint", classes="role--muted")
                yield Field()
            else:
                hint = _("y yes · n or enter no, everything stays as it is")
                yield Static(Content(shown(hint)), id="hint", classes="role--muted")

    def on_key(self, event: events.Key) -> None:
        """Esc is no; without a field every key is an answer or nothing."""
        if event.key == "escape":
            event.stop()
            self.dismiss(False)
        elif not self._typed:
            event.stop()
            event.prevent_default()
            if event.key in ("y", "n", "enter", "q"):
                self.dismiss(event.key == "y")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip() == self._typed.strip():
            self.dismiss(True)
        else:
            self.query_one("#hint", Static).set_classes("role--bad")
