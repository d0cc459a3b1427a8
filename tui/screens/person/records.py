"""The keys that act on what is selected at a person: an interaction, a note, else the person."""

from __future__ import annotations

from scrm.base.i18n import _
from scrm.interactions.model import Interaction
from scrm.notes.model import Note
from tui.screens.person.keys import PersonKeys


class RecordKeys(PersonKeys):
    """Removing and editing of rows; whoever removes a line of the timeline does not mean the person."""

    def interaction(self) -> Interaction | None:
        """The interaction under the cursor."""
        return None

    def note(self) -> Note | None:
        """The note under the cursor."""
        return None

    async def action_record_edit(self) -> None:
        """`e`: the interaction that is read, else the person."""
        if (each := self.interaction()) is None or not self.has_class("-reading"):
            await super().action_record_edit()
            return
        from tui.screens.forms import interaction_form

        await interaction_form.edit(self.shell, each)

    async def action_record_editor(self) -> None:
        """`E`: the note under the cursor, else the one about the person."""
        if (note := self.note()) is None:
            await super().action_record_editor()
            return
        from tui.screens.forms import note_form

        note_form.edit_file(self.shell, note)

    def action_record_remove(self) -> None:
        """`x`: what is under the cursor; the person where there is no such row."""
        from tui.screens.forms import interaction_form

        if each := self.interaction():
            told = _("Moved to the trash: %(names)s") % {"names": interaction_form.name(self.shell, each)}
            self.shell.gateway.edit(lambda w: w.diary.remove([each.id]), lambda _n: self._removed(told))
        elif note := self.note():
            told = _("Moved to the trash: %(names)s") % {"names": note.path}
            self.shell.gateway.edit(lambda w: w.notebook.remove(note), lambda _n: self._removed(told))
        else:
            super().action_record_remove()

    def _removed(self, told: str) -> None:
        self.remove_class("-reading")
        self.screen.set_focus(self.main())
        self.shell.say(told, undo=True)
