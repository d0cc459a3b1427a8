"""The forms of a note. Any place opens them; both are coroutines and say themselves what was saved.

await note_form.new(shell, who)             a line for the note about one person, or a note about several
await note_form.write(shell, who, title)    the same at length: in $EDITOR, else in a box of our own
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from scrm.base.errors import ScrmError, UsageError
from scrm.base.i18n import _
from scrm.followups.model import Who
from scrm.notes.model import Note
from scrm.workspace import Workspace
from tui.editing import edited_text
from tui.screens.forms.reading import people_text
from tui.widgets.forms import FieldSpec

if TYPE_CHECKING:
    from tui.host import Host


async def new(shell: Host, who: Sequence[Who] = ()) -> None:
    """Open the form: a text is added to the person's note, or begins one; without any it is written at length."""

    def save(values: Mapping[str, str], _changed: Mapping[str, str]) -> None:
        title = values.get("title", "").strip()
        if values["text"].strip():
            _keep(shell, who, title, values["text"].strip())
        else:
            shell.form_closed()
            shell.call_later(write, shell, who, title)

    spec = FieldSpec("text", _("Text"), "", _("leave it empty to write more in an editor"))
    if len(who) == 1:
        about = _("Note about %(name)s") % {"name": who[0].name}
        await shell.form(f"note {who[0].contact_id}", about, [spec], save)
        return
    about = _("Note about %(names)s") % {"names": people_text(who)} if who else _("New note")
    title = FieldSpec("title", _("Title"), "", _("Lisbon offer"), _check_title)
    await shell.form(f"note {' '.join(w.contact_id for w in who)}", about, [title, spec], save)


async def write(shell: Host, who: Sequence[Who], title: str = "") -> None:
    """Write a longer text in the user's editor, or in a box where the terminal cannot be lent to one."""

    def written(text: str) -> None:
        if text.strip():
            _keep(shell, who, title, text.strip(), in_form=False)
        else:
            shell.say(_("Nothing was changed"))

    def failed(error: ScrmError) -> None:
        if isinstance(error, UsageError):
            shell.call_later(_open_box, shell, who, title)
        else:
            shell.complain(error)

    shell.gateway.ask(shell, "note editor", lambda _w: edited_text(shell, ""), written, failed)


async def _open_box(shell: Host, who: Sequence[Who], title: str) -> None:
    def save(text: str) -> None:
        _keep(shell, who, title, text.strip(), in_form=False)

    name = title or people_text(who)
    await shell.long_text(f"note {name}", _("Note about %(name)s") % {"name": name}, save)


def _keep(shell: Host, who: Sequence[Who], title: str, text: str, *, in_form: bool = True) -> None:
    """Add a text to the note about one person, or begin a note with it."""
    ids = [one.contact_id for one in who]

    def use(workspace: Workspace) -> Note:
        book = workspace.notebook
        there = book.about(ids[0]) if len(ids) == 1 and not title else None
        return book.append(there, text) if there else book.new(title, people=ids, body=text)

    def told(note: Note) -> None:
        saved = _("Saved: %(path)s") % {"path": note.path}
        if in_form:
            shell.form_saved(saved)
        else:
            shell.say(saved, undo=True)

    shell.gateway.edit(use, told, failed=shell.form_failed if in_form else None)


def _check_title(text: str) -> str:
    return "" if text.strip() else _("A note needs a title")
