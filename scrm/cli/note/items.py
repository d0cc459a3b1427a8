"""Notes as documents, and the note or editor that is meant."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrm.base.errors import NotFound, ScrmError, UsageError
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


def chosen(session: Session, text: str) -> Note:
    """The note meant by a path, ref or title, or the one about `@somebody`. Raises NotFound, Ambiguous."""
    workspace = session.workspace
    workspace.notebook.refresh()
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


def with_editor(path: Path) -> None:
    """Open a file in VISUAL, EDITOR or vi and wait. Raises UsageError if that does not start, ScrmError if it fails."""
    import shlex
    import subprocess

    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        ended = subprocess.run([*shlex.split(command), "--", str(path)], check=False)
    except (OSError, ValueError) as error:
        what = _("The editor %(name)s does not start") % {"name": clean(command)}
        raise UsageError(what, _("set EDITOR to your editor")) from error
    if ended.returncode:
        what = _("The editor ended with code %(code)d") % {"code": ended.returncode}
        raise ScrmError(what, _("open the note again; what the editor saved is kept"))
