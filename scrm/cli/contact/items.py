"""Contacts as documents: each fact under its English key, gathered from the rooms in batches."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from scrm.cli.output import schemas
from scrm.cli.output.listing import moment
from scrm.db.portions import portions

if TYPE_CHECKING:
    from scrm.cli.session import Session

SCHEMA = "scrm.contact/1"
_MOMENTS = ("last_contact", "created", "updated")


def listed(session: Session, numbers: Sequence[int], wanted: Collection[str]) -> Iterator[dict[str, Any]]:
    """Contacts at places in the order by name, with the fields wanted."""
    for part in portions(numbers):
        yield from items(session, session.workspace.lists.ids_at(part), wanted)


def items(
    session: Session, ids: Sequence[str], wanted: Collection[str] | None = None, *, trashed: bool = False
) -> Iterator[dict[str, Any]]:
    """Contacts of these ids, in their order, as `scrm.contact/1`: every field, or those wanted and the id."""
    from scrm.db.refs import refs

    workspace, zone = session.workspace, session.clock.zone
    fields = [name for name in schemas.names(SCHEMA) if wanted is None or name in wanted or name == "id"]
    moments = [name for name in _MOMENTS if name in fields]
    # What came in one import was made at one moment.
    said = lru_cache(maxsize=1024)(lambda stored: moment(session, stored))
    for part in portions(ids):
        short = refs(workspace.database, "contacts", part) if "ref" in fields else {}
        due = workspace.follow_ups.next_due(part) if "next_follow_up" in fields else {}
        for sheet in workspace.sheets.sheets(part, fields, trashed=trashed):
            id = sheet["id"]
            for name in moments:
                sheet[name] = said(sheet[name])
            if short:
                sheet["ref"] = short[id]
            if id in due:
                sheet["next_follow_up"] = due[id].day_in(zone).isoformat()
            if "ambient" in sheet:
                sheet["ambient"] = bool(sheet["ambient"])
            yield sheet
