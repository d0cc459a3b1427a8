"""A box for a longer text, for terminals that cannot be lent to an editor (in a browser, for one)."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static, TextArea
from textual.widgets.text_area import Edit, EditResult

from scrm.base.i18n import _
from tui.widgets.boxes.overlay import Overlay
from tui.widgets.fields import typed
from tui.widgets.paint import shown


class SafeText(TextArea):
    """A TextArea that hostile and invisible codes do not enter, however they come: it draws what it holds."""

    DEFAULT_CSS = "SafeText { height: 12; border: none; padding: 0; background: $surface; }"

    def edit(self, edit: Edit) -> EditResult:
        edit.text = "\n".join(typed(line.replace("\t", "    ")) for line in edit.text.split("\n"))
        return super().edit(edit)


class NoteBox(Overlay):
    """Opens with `open`; ctrl+s hands the text over and closes, Esc keeps a draft by name."""

    keeps_draft = True
    BINDINGS = [
        Binding("escape", "cancel", priority=True),
        Binding("ctrl+s", "save", priority=True),
    ]
    DEFAULT_CSS = "NoteBox Static { height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.drafts: dict[str, str] = {}
        self._opened = ""
        self._save: Callable[[str], None] | None = None

    def compose(self) -> ComposeResult:
        yield SafeText()
        yield Static(Content(), id="hint", classes="role--muted")

    def open(self, name: str, title: str, save: Callable[[str], None]) -> None:
        """Show the draft of this name, or an empty box."""
        self._opened, self._save = name, save
        area = self.query_one(SafeText)
        area.clear()
        area.insert(self.drafts.get(name, ""))
        hint = _("ctrl+s saves · esc cancels (draft kept)")
        self.query_one("#hint", Static).update(Content(shown(hint)))
        self.reveal(area, title)

    def cancel(self) -> None:
        self.drafts[self._opened] = self.query_one(SafeText).text
        super().cancel()

    def action_save(self) -> None:
        text = self.query_one(SafeText).text
        self.drafts.pop(self._opened, None)
        self.close()
        if text.strip() and self._save is not None:
            self._save(text)
