"""What `find` found, as documents. Imports no more than it needs: it stands in the quickest of commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scrm.base.i18n import N_, _
from scrm.cli.output.listing import Column, day, moment
from scrm.search.find import PLACES, SHOWN, find

if TYPE_CHECKING:
    from scrm.cli.session import Session
    from scrm.notes.model import Hit as NoteHit

SCHEMA = "scrm.hit/1"
LONGEST = 160


def _kind(_session: Session, value: str) -> str:
    words = {"person": _("person"), "note": _("note"), "interaction": _("interaction")}
    return words[value]


COLUMNS = (
    Column("ref", N_("Ref"), keep=True),
    Column("kind", N_("Kind"), _kind, keep=True),
    Column("name", N_("Name"), keep=True),
    Column("organization", N_("Organisation")),
    Column("at", N_("When"), day, keep=True),
    Column("text", N_("What")),
)


def hits(session: Session, query: str, places: Sequence[str]) -> tuple[list[dict[str, Any]], int, bool]:
    """The hits in these places (all if none is named) as `scrm.hit/1`, cut to `--limit`; how many match; whether
    they are guesses.
    """
    workspace, flags = session.workspace, session.flags
    limit = SHOWN if flags.limit is None else flags.limit
    found = find(workspace.database, query, workspace.conditions, within=places or PLACES, limit=limit)
    items = [
        *_people(session, found.people, found.guess),
        *_notes(session, found.notes),
        *_talks(session, found.interactions),
    ]
    return items[:limit], found.total, found.guess


def _hit(kind: str, id: str, ref: str, name: str, **more: Any) -> dict[str, Any]:
    empty = {"contact": None, "organization": None, "title": None, "at": None, "text": None, "guess": False}
    return {"kind": kind, "id": id, "ref": ref, "name": name, **empty, **more}


def _people(session: Session, numbers: Sequence[int], guess: bool) -> Iterator[dict[str, Any]]:
    if not numbers:
        return
    from scrm.db.refs import refs
    from scrm.search.index import shown

    database = session.workspace.database
    rows = shown(database, numbers)
    short = refs(database, "contacts", [row[0] for row in rows])
    for id, name, firm, title, last_at in rows:
        yield _hit(
            "person",
            id,
            short[id],
            name,
            contact=id,
            organization=firm or None,
            title=title or None,
            at=moment(session, last_at),
            guess=guess,
        )


def _notes(session: Session, found: Sequence[NoteHit]) -> Iterator[dict[str, Any]]:
    if not found:
        return
    short = session.workspace.notebook.store.refs([hit.note.id for hit in found])
    for hit in found:
        note = hit.note
        contact = note.people[0] if note.people else None
        yield _hit(
            "note",
            note.id,
            short[note.id],
            note.title,
            contact=contact,
            at=note.created or None,
            text=hit.snippet,
        )


def _talks(session: Session, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    if not ids:
        return
    from scrm.base.text import shorten
    from scrm.db.refs import refs

    workspace = session.workspace
    short = refs(workspace.database, "interactions", ids)
    for one in workspace.timeline.interactions(ids):
        contact = next((p.contact_id for p in one.participants if p.contact_id), None)
        yield _hit(
            "interaction",
            one.id,
            short[one.id],
            ", ".join(p.name for p in one.participants),
            contact=contact,
            at=moment(session, one.at),
            text=shorten(" ".join(one.words.split()), LONGEST) or None,
        )
