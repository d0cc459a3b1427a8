"""The forms of a note. Any place opens them, and they say themselves what was saved.

await note_form.new(shell, who)             a line for the note about one person, or a note about several
await note_form.write(shell, who, title)    the same at length: in $EDITOR, else in a box of our own
await note_form.edit(shell, who)            the file of the note about one person in $EDITOR
note_form.edit_file(shell, note)            the file of a note in $EDITOR
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from scrm.base.draft import Draft
from scrm.base.errors import ScrmError, UsageError
from scrm.base.i18n import _
from scrm.followups.model import Who
from scrm.notes.model import Note
from scrm.workspace import Workspace
from tui.editing import open_editor, write_in
from tui.screens.forms.reading import people_text
from tui.widgets.boxes.forms import FieldSpec

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

    spec = FieldSpec("text", _("Text"), hint=_("leave it empty to write more in an editor"))
    if len(who) == 1:
        about = _("Note about %(name)s") % {"name": who[0].name}
        await shell.form(f"note {who[0].contact_id}", about, [spec], save)
        return
    about = _("Note about %(names)s") % {"names": people_text(who)} if who else _("New note")
    title = FieldSpec("title", _("Title"), "", _("Lisbon offer"), _check_title)
    await shell.form(f"note {' '.join(w.contact_id for w in who)}", about, [title, spec], save)


async def write(shell: Host, who: Sequence[Who], title: str = "") -> None:
    """Write a longer text in the user's editor, or in a box where the terminal cannot be lent to one."""
    ids = [one.contact_id for one in who]

    def begin(workspace: Workspace) -> tuple[Note | None, Draft]:
        there = _there(workspace, ids, title)
        draft = Draft("note.md") if there else workspace.notebook.draft(title, people=ids)
        return there, write_in(shell, draft)

    def written(answer: tuple[Note | None, Draft]) -> None:
        _save(shell, *answer)

    def failed(error: ScrmError) -> None:
        if isinstance(error, UsageError):
            shell.call_later(_open_box, shell, who, title)
        else:
            shell.complain(error)

    shell.gateway.ask(shell, "note editor", begin, written, failed)


def _save(shell: Host, there: Note | None, draft: Draft) -> None:
    """Add a draft to a note, or make one of it; it is deleted once that is done."""
    if not draft.holds_something:
        draft.discard()
        shell.say(_("Nothing was written"))
        return

    def use(workspace: Workspace) -> Note | None:
        book = workspace.notebook
        return book.append(there, draft.text()) if there else book.keep(draft)

    def told(note: Note | None) -> None:
        draft.discard()
        if note:
            shell.say(_("Saved: %(path)s") % {"path": note.path}, undo=True)

    shell.gateway.edit(use, told, failed=lambda error: shell.complain(draft.rescue(error)))


async def edit(shell: Host, who: Who) -> None:
    """Open the file of the note about a person in the user's editor; where there is none, write one."""

    def begin(workspace: Workspace) -> tuple[Note, bytes] | None:
        note = workspace.notebook.about(who.contact_id)
        return _lent(shell, workspace, note) if note else None

    def ended(answer: tuple[Note, bytes] | None) -> None:
        if answer is None:
            shell.call_later(write, shell, [who])
        else:
            _edited(shell, *answer)

    shell.gateway.ask(shell, "note editor", begin, ended)


def edit_file(shell: Host, note: Note) -> None:
    """Open the file of a note in the user's editor."""
    shell.gateway.ask(
        shell, "note editor", lambda w: _lent(shell, w, note), lambda answer: _edited(shell, *answer)
    )


def _lent(shell: Host, workspace: Workspace, note: Note) -> tuple[Note, bytes]:
    """The note and its bytes from before it went through the editor."""
    book = workspace.notebook
    before = book.open(note).raw
    kept = _("open the note again; what the editor saved is kept")
    open_editor(shell, book.vault.locate(note.path), kept)
    return note, before


def _edited(shell: Host, note: Note, before: bytes) -> None:
    def told(note: Note | None) -> None:
        if note is None:
            shell.say(_("Nothing was changed in the note"))
        else:
            shell.say(_("Saved: %(path)s") % {"path": note.path}, undo=True)

    shell.gateway.edit(lambda w: w.notebook.edited(note, before), told)


def _there(workspace: Workspace, ids: Sequence[str], title: str) -> Note | None:
    """The note that a text without a title goes into: the one about the one person. Raises Ambiguous."""
    return workspace.notebook.about(ids[0]) if len(ids) == 1 and not title else None


async def _open_box(shell: Host, who: Sequence[Who], title: str) -> None:
    def save(text: str) -> None:
        _keep(shell, who, title, text.strip(), in_form=False)

    name = title or people_text(who)
    await shell.long_text(f"note {name}", _("Note about %(name)s") % {"name": name}, save)


def _keep(shell: Host, who: Sequence[Who], title: str, text: str, *, in_form: bool = True) -> None:
    """Add a text to the note about one person, or begin a note with it."""
    ids = [one.contact_id for one in who]

    def use(workspace: Workspace) -> Note:
        book, there = workspace.notebook, _there(workspace, ids, title)
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
