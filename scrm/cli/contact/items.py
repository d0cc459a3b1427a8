"""Contacts as documents: each fact under its English key, gathered from the rooms in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scrm.cli import schemas
from scrm.cli.listing import moment

if TYPE_CHECKING:
    from scrm.cli.session import Session
    from scrm.contacts.model import Contact, PersonRow

SCHEMA = "scrm.contact/1"
LIGHT = {"id", "ref", "name", "organization", "title", "kind", "last_contact", "cadence", "ambient"}
"""fields that a list knows without reading whole contacts"""
_TEXTS = (
    "name given_name family_name nickname kind city country time_zone language salutation birthday interests "
    "preferred_channel preferred_times expectations how_met introduced_by source source_date basis"
).split()
_BATCH = 500


def listed(session: Session, numbers: Sequence[int], wanted: set[str]) -> Iterator[dict[str, Any]]:
    """Contacts at places in the order by name, with at least the fields wanted."""
    from scrm.db.refs import refs

    workspace = session.workspace
    for start in range(0, len(numbers), _BATCH):
        rows = workspace.lists.rows_at(numbers[start : start + _BATCH])
        ids = [row.id for row in rows]
        if wanted <= LIGHT:
            short = refs(workspace.database, "contacts", ids)
            yield from (_row(session, row, short[row.id]) for row in rows)
        else:
            yield from whole(session, ids)


def whole(session: Session, ids: Sequence[str], *, trashed: bool = False) -> Iterator[dict[str, Any]]:
    """Contacts of these ids, in their order, with every field."""
    from scrm.db.refs import refs

    workspace, zone = session.workspace, session.clock.zone
    for start in range(0, len(ids), _BATCH):
        part = list(ids[start : start + _BATCH])
        short = refs(workspace.database, "contacts", part)
        facts = workspace.facts.of(part)
        due = workspace.follow_ups.next_due(part)
        for contact in workspace.people.contacts(part, trashed=trashed):
            coming = due.get(contact.id)
            more = {
                "ref": short[contact.id],
                "last_contact": moment(session, facts[contact.id].last_at),
                "next_follow_up": coming.day_in(zone).isoformat() if coming else None,
            }
            values = _contact(session, contact) | more
            yield {name: values[name] for name in schemas.names(SCHEMA)}


def _row(session: Session, row: PersonRow, ref: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "ref": ref,
        "name": row.name,
        "organization": row.organization or None,
        "title": row.title or None,
        "kind": row.kind,
        "last_contact": moment(session, row.last_at),
        "cadence": row.cadence,
        "ambient": row.ambient,
    }


def _contact(session: Session, contact: Contact) -> dict[str, Any]:
    return {
        **{name: getattr(contact, name) or None for name in _TEXTS},
        "id": contact.id,
        "organization": contact.organization or None,
        "title": contact.title or None,
        "emails": contact.values("email"),
        "phones": contact.values("phone"),
        "profiles": contact.values("profile") + contact.values("url"),
        "tags": list(contact.tags),
        "cadence": contact.cadence,
        "ambient": bool(contact.ambient),
        "created": moment(session, contact.created_at),
        "updated": moment(session, contact.updated_at),
    }
