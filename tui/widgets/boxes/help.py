"""The `?` box, made from the key table: type to search, Enter runs, greyed keys say why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from scrm.base.i18n import _
from scrm.base.text import fold
from tui.keys import EVERYWHERE, LIST, KeyMap, display
from tui.widgets.boxes.overlay import Overlay
from tui.widgets.fields import Field
from tui.widgets.lists.rows import Cell, Column, Item, ListSource, Row, Rows, Section
from tui.widgets.paint import shown


@dataclass(frozen=True, slots=True)
class Entry:
    """One action with its keys as printed; `reason` says why it cannot run now."""

    action: str
    keys: str
    title: str
    here: bool
    reason: str = ""

    def matches(self, words: Sequence[str]) -> bool:
        """Whether every word, folded, is in the title, the keys or the id."""
        text = f"{fold(self.title)} {self.keys} {self.action}"
        return all(word in text for word in words)


def entries(
    keymap: KeyMap, place: str, reasons: Mapping[str, str], hidden: Sequence[str] = ()
) -> list[Entry]:
    """All actions that can be met in a place, its own first. `reasons` and `hidden` go by action id."""
    return [
        Entry(
            action.id,
            " ".join(display(key) for key in keymap.keys(action.id)),
            action.title,
            place in action.places,
            reasons.get(action.id, ""),
        )
        for places in ((place,), (LIST, EVERYWHERE))
        for action in keymap.at(*places)
        if action.id not in hidden
    ]


class Help(Overlay):
    """Opens with `open`; posts `Run` with an action id after it has closed."""

    BINDINGS = [
        ("escape", "cancel"),
        ("down", "move('down')"),
        ("up", "move('up')"),
        ("pagedown", "move('page_down')"),
        ("pageup", "move('page_up')"),
    ]
    DEFAULT_CSS = """
    Help { height: 80%; }
    Help Static { height: auto; }
    """

    @dataclass
    class Run(Message):
        """An action of the key table was chosen."""

        action: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._place = ""
        self._entries: Mapping[str, Entry] = {}

    def compose(self) -> ComposeResult:
        yield Field()
        yield Rows(
            [Column("", 16, least=10), Column("", 30, grow=1, name=True), Column("", 12, drop=1, grow=1)],
            always_lit=True,
        )
        yield Static(Content(), id="hint", classes="role--muted")

    def open(self, place_label: str, entries: Sequence[Entry]) -> None:
        """Show these actions; `place_label` is the place's name in the user's language."""
        self._place = place_label
        self._entries = {entry.action: entry for entry in entries}
        field = self.query_one(Field)
        field.placeholder = "(" + _("type to search") + ")"
        field.put("")
        self.query_one(Rows).cursor = None
        self._search("")
        self.reveal(field, _("Keys"))

    def action_move(self, name: str) -> None:
        getattr(self.query_one(Rows), f"action_move_{name}")()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._search(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._run(self.query_one(Rows).cursor_key)

    @on(Rows.RowSelected)
    def _selected(self, event: Rows.RowSelected) -> None:
        event.stop()
        self._run(event.key)

    def _run(self, action: str | None) -> None:
        if action is None:
            return
        if reason := self._entries[action].reason:
            self._say(reason)
            return
        self.close()
        self.post_message(self.Run(action))

    def _search(self, text: str) -> None:
        words = fold(text).split()
        found = [entry for entry in self._entries.values() if entry.matches(words)]
        items: list[Item] = []
        for here, title in ((True, _("Here: %(place)s") % {"place": self._place}), (False, _("Everywhere"))):
            rows = [_row(entry) for entry in found if entry.here is here]
            items += [Section(title), *rows] if rows else []
        nothing = _("No key for %(text)s. Esc closes.") % {"text": text}
        self.query_one(Rows).show(ListSource(items), nothing)
        self._say(_("type to search keys · enter runs it · esc closes"))

    def _say(self, text: str) -> None:
        self.query_one("#hint", Static).update(Content(shown(text)))


def _row(entry: Entry) -> Row:
    if entry.reason:
        return Row(entry.action, (entry.keys, entry.title, entry.reason), role="muted")
    return Row(entry.action, (Cell(entry.keys, "accent"), entry.title))
