"""Which note is meant: a path, a ref, a title or alias, the beginning of a title, or the note about a person."""

from __future__ import annotations

from collections.abc import Sequence

from scrm.base.errors import Ambiguous, NotFound
from scrm.base.i18n import _
from scrm.base.refs import is_ref
from scrm.base.text import clean, fold
from scrm.notes.model import Note
from scrm.notes.store import NoteStore
from scrm.search.query import Word

_SHOWN = 8


def find(store: NoteStore, text: str) -> Note:
    """The note a text means. Raises NotFound, or Ambiguous with the candidates."""
    found = _matches(store, text.strip())
    if not found:
        raise NotFound(_("No note matches %(text)s") % {"text": clean(text)}, "scrm note list")
    return _only(store, found, _("Several notes match %(text)s") % {"text": clean(text)})


def _matches(store: NoteStore, text: str) -> Sequence[Note]:
    for path in (text, f"{text}.md"):
        if note := store.by_path(path):
            return [note]
    return (
        (store.by_ref(text) if is_ref(text) else [])
        or store.named(text)
        or store.beginning([Word(word) for word in text.split()], _SHOWN + 1)
    )


def about(store: NoteStore, contact_id: str) -> Note | None:
    """The note about one person: the one with their name, else the only one about them; None when there is none.

    Raises Ambiguous when there are several and none, or more than one, bears the name.
    """
    notes = store.about(contact_id)
    name = fold(store.names_of([contact_id]).get(contact_id, ""))
    same = [note for note in notes if fold(note.title) == name]
    if not notes:
        return None
    return _only(store, same or notes, _("There are several notes about this person"))


def _only(store: NoteStore, notes: Sequence[Note], what: str) -> Note:
    if len(notes) == 1:
        return notes[0]
    raise Ambiguous(what, _lines(store, notes), _("use the path of one of them"))


def _lines(store: NoteStore, notes: Sequence[Note]) -> list[str]:
    """One line a candidate: ref, title, path."""
    shown = store.refs([note.id for note in notes])
    lines = [f"{shown[note.id]}  {clean(note.title)}  {clean(note.path)}" for note in notes[:_SHOWN]]
    return [*lines, "..."] if len(notes) > _SHOWN else lines
