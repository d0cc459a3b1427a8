"""A small menu: a letter chooses at once; j, k, arrows, Enter and Esc are reserved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message

from tui.widgets.boxes.overlay import Overlay
from tui.widgets.lists.rows import Aside, Cell, Column, Item, ListSource, Row, Rows

RESERVED = frozenset(["j", "k", "up", "down", "home", "end", "pageup", "pagedown", "enter"])


@dataclass(frozen=True, slots=True)
class Choice:
    """One line. A `key` is as printed; `reason` says why it cannot be chosen now."""

    id: str
    key: str
    label: str
    reason: str = ""


class Menu(Overlay):
    """Snooze menu, copy menu, and all actions here. Opens with `open`, posts `Chosen` once."""

    DEFAULT_CSS = """
    Menu { width: 60; }
    Menu Rows { height: auto; }
    """

    @dataclass
    class Chosen(Message):
        """A choice was made; the menu is closed."""

        choice: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices: dict[str, Choice] = {}

    def compose(self) -> ComposeResult:
        rows = Rows([Column("", 8, least=8), Column("", 20, name=True, grow=1)])
        rows.two_strokes = False
        yield rows

    def open(self, title: str, choices: Sequence[Choice]) -> None:
        """Show these choices. A choice with a reserved letter is reached by the cursor only."""
        self._choices = {choice.id: choice for choice in choices}
        rows = self.query_one(Rows)
        rows.cursor = None
        rows.show(ListSource([item for choice in choices for item in _lines(choice)]))
        rows.styles.height = min(rows.source.count(), max(4, self.app.size.height - 6))
        self.reveal(rows, title)

    def on_key(self, event: events.Key) -> None:
        """Only the reserved keys reach the list, and ctrl the box; every other one chooses, closes or does nothing."""
        chosen = [choice for choice in self._choices.values() if choice.key in (event.character, event.key)]
        if event.key in RESERVED or (event.key.startswith("ctrl+") and not chosen):
            return
        event.stop()
        event.prevent_default()
        if chosen:
            self._choose(chosen[0].id)
        elif event.key in ("escape", "q"):
            self.close()

    @on(Rows.RowSelected)
    def _row_selected(self, event: Rows.RowSelected) -> None:
        event.stop()
        self._choose(event.key)

    def _choose(self, choice_id: str) -> None:
        if not self._choices[choice_id].reason:
            self.close()
            self.post_message(self.Chosen(choice_id))


def _lines(choice: Choice) -> list[Item]:
    """The row of a choice and, greyed out, the line that says why not."""
    if not choice.reason:
        return [Row(choice.id, (Cell(choice.key, "accent"), choice.label))]
    row = Row(choice.id, (choice.key, choice.label), role="muted")
    return [row, Aside(choice.reason, indent=10)]
