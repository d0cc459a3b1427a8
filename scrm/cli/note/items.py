"""Notes as documents, and the note that is meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scrm.base.errors import NotFound, ScrmError
from scrm.base.i18n import N_, _
from scrm.base.text import clean
from scrm.cli.output.listing import Column, day

if TYPE_CHECKING:
    from scrm.cli.session import Session
    from scrm.notes.model import Note
    from scrm.notes.notebook import Notebook

SCHEMA = "scrm.note/1"


def _who(_session: Session, people: Sequence[dict[str, Any]]) -> str:
    return ", ".join(person["name"] or "" for person in people)


COLUMNS = (
    Column("ref", N_("Ref"), keep=True),
    Column("title", N_("Title"), keep=True),
    Column("people", N_("Who"), _who),
    Column("created", N_("Made"), lambda session, text: day(session, text) if len(text) == 10 else text),
    Column("path", N_("File")),
)


def refresh(session: Session) -> None:
    """Notice what was changed outside; says so when the notes are out of reach."""
    if trouble := session.workspace.notebook.refresh().trouble:
        session.talk.say(trouble)


def chosen(session: Session, text: str) -> Note:
    """The note meant by a path, ref or title, or the one about `@somebody`. Raises NotFound, Ambiguous."""
    workspace = session.workspace
    refresh(session)
    if not text.startswith("@"):
        return workspace.notebook.find(text)
    id = workspace.who.one(text)
    found = workspace.notebook.about(id)
    if found is None:
        raise NotFound(
            _("There is no note about %(name)s") % {"name": clean(text)}, f"scrm note new {clean(text)}"
        )
    return found


def items(session: Session, notes: Sequence[Note], wanted: Collection[str]) -> Iterator[dict[str, Any]]:
    """Notes in their order, as `scrm.note/1`; the text is read only when wanted.

    A note that cannot be read has none, and says why under `problem`: the others are listed all the same.
    """
    notebook = session.workspace.notebook
    short = notebook.store.refs([note.id for note in notes])
    names = notebook.store.names_of(list({id for note in notes for id in note.people}))
    for note in notes:
        text, trouble = _text(notebook, note) if "text" in wanted else (None, "")
        yield {
            "id": note.id,
            "ref": short[note.id],
            "title": note.title,
            "path": note.path,
            "created": note.created or None,
            "people": [{"contact": id, "name": names.get(id)} for id in note.people],
            "tags": list(note.tags),
            "problem": note.problem or trouble or None,
            "text": text,
        }


def _text(notebook: Notebook, note: Note) -> tuple[str | None, str]:
    """The text of a note, or why there is none."""
    try:
        return notebook.open(note).body, ""
    except ScrmError as error:
        return None, error.what
