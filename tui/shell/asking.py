"""Asking the user: menus, forms and the rare question, each with what to do about the answer.

The boxes are imported when they are mounted, which is after the first frame; so their messages are handled by
name (`on_menu_chosen`), not by class.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from scrm.base.errors import ScrmError
from scrm.base.i18n import _
from tui.shell.going import Going
from tui.words import error_text

if TYPE_CHECKING:
    from tui.host import Chosen, Save
    from tui.widgets.boxes.forms import FieldSpec, Form
    from tui.widgets.boxes.menu import Choice, Menu


class Asking(Going):
    """The part of the app that asks."""

    _on_choice: Chosen | None = None
    _on_save: Save | None = None
    _first_field = ""

    def asking_boxes(self) -> Sequence[Widget]:
        """The boxes to mount."""
        from tui.widgets.boxes.forms import Form
        from tui.widgets.boxes.menu import Menu

        return [Menu(), Form()]

    def menu(self, title: str, choices: Sequence[Choice], then: Chosen) -> None:
        """Open a menu; `then` hears of the choice, of nothing when the menu is left."""
        from tui.widgets.boxes.menu import Menu

        self._on_choice = then
        self.query_one(Menu).open(title, choices)

    async def on_menu_chosen(self, event: Menu.Chosen) -> None:
        event.stop()
        then, self._on_choice = self._on_choice, None
        if then is not None and (answer := then(event.choice)) is not None:
            await answer

    async def form(self, name: str, title: str, specs: Sequence[FieldSpec], save: Save) -> None:
        """Open a form; `save` gets its values and must end in `form_saved` or `form_failed`."""
        from tui.widgets.boxes.forms import Form

        self._on_save = save
        self._first_field = specs[0].name
        await self.query_one(Form).open(name, title, specs)

    def on_form_save(self, event: Form.Save) -> None:
        event.stop()
        if self._on_save is not None:
            self._on_save(event.values, event.changed)

    def form_saved(self, text: str, *, undo: bool = True) -> None:
        """The values of the open form are stored: close it and say so."""
        self.form_closed()
        self.say(text, undo=undo)

    def form_closed(self) -> None:
        """The values of the open form are taken over by what comes next: close it without a word."""
        from tui.widgets.boxes.forms import Form

        self.query_one(Form).saved()

    def form_failed(self, error: ScrmError, field: str = "") -> None:
        """The values could not be stored: say why under `field`, else under the first one."""
        from tui.widgets.boxes.forms import Form

        self.query_one(Form).refuse({field or self._first_field: error_text(error)})

    async def long_text(self, name: str, title: str, save: Callable[[str], None]) -> None:
        """Open a box for a longer text; `save` gets it, the draft is kept under `name` meanwhile."""
        from tui.widgets.boxes.note_box import NoteBox

        found = self.screen.query(NoteBox)
        box = found.first() if found else NoteBox()
        if not found:
            await self.screen.mount(box)
        box.open(name, title, save)

    def confirm(
        self, question: str, lines: Sequence[str], then: Callable[[], None], *, typed: str = ""
    ) -> None:
        """Ask; `then` is called for a yes (or the words in `typed`), nothing for a no."""
        from tui.widgets.boxes.confirm import Confirm

        def answered(yes: bool | None) -> None:
            if yes:
                then()
            else:
                self.say(_("Nothing was changed"))

        self.push_screen(Confirm(question, lines, typed), answered)
