"""Connections.csv: the contact list."""

from __future__ import annotations

from collections.abc import Callable

from importers.linkedin.dates import day
from importers.linkedin.names import full_name, is_anonymous, is_name
from importers.linkedin.profile import email, handle, slug_of
from importers.linkedin.reasons import NO_NAME
from importers.tables import Table
from scrm.base.i18n import _
from scrm.base.text import fold
from scrm.intake.contract import Draft, Handle, PersonDraft, Skipped


def people(table: Table) -> Callable[[int, list[str]], Draft]:
    """A function from row to person; rows that carry only a date are skipped.

    Key: `linkedin/<slug>`, without an address
    `linkedin/<folded name>/<connected on, ISO or empty>`.
    """
    file = table.name
    first, last = table.column("firstname"), table.column("lastname")
    url, mail = table.column("url"), table.column("emailaddress")
    company, position = table.column("company"), table.column("position")
    connected = table.column("connectedon")
    undated = False

    def person(row: int, cells: list[str]) -> Draft:
        nonlocal undated
        given, family, address = cells[first].strip(), cells[last].strip(), cells[url].strip()
        name = full_name(given, family)
        slug = slug_of(address) if address else ""
        if not is_name(name) or (not slug and is_anonymous(name)):
            return Skipped(file, row, NO_NAME)
        since = day(cells[connected])
        if not since and not undated and cells[connected].strip():
            undated = True
            table.warn(_("Some dates could not be read, the first in row %(row)d.") % {"row": row})
        handles: tuple[Handle, ...] = (handle(address, slug),) if slug else ()
        at = email(cells[mail]) if cells[mail] else None
        if at:
            handles += (at,)
        key = f"linkedin/{slug}" if slug else f"linkedin/{fold(name)}/{since or ''}"
        firm, title = cells[company].strip(), cells[position].strip()
        return PersonDraft(file, row, key, name, given, family, handles, firm, title, since)

    return person
