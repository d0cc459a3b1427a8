"""Recommendations and endorsements: signs of trust, given or received."""

from __future__ import annotations

from collections.abc import Callable

from importers.linkedin.dates import instant
from importers.linkedin.files import base_name
from importers.linkedin.names import full_name, is_name
from importers.linkedin.profile import handle, slug_of
from importers.linkedin.reasons import NO_DIRECTION, NO_NAME, NO_SKILL, WITHDRAWN
from importers.tables import Table
from scrm.base.text import fold
from scrm.intake.contract import Draft, EvidenceDraft, Party, Skipped

_ROLE = {"in": "from", "out": "to"}


def recommendations(table: Table) -> Callable[[int, list[str]], Draft]:
    """A function from row to recommendation; the file's name tells its direction.

    A file named only "Recommendations" (2018) says it by the status, which
    only received ones have. Key: `linkedin/recommendation/<in|out>/<folded name>/<date>`.
    """
    file = table.name
    first, last = table.column("firstname"), table.column("lastname")
    text, created, status = table.column("text"), table.column("creationdate"), table.column("status")
    named = {"recommendationsreceived": "in", "recommendationsgiven": "out"}.get(base_name(file), "")

    def recommendation(row: int, cells: list[str]) -> Draft:
        name = full_name(cells[first].strip(), cells[last].strip())
        way = named or ("in" if cells[status].strip() else "")
        if not is_name(name):
            return Skipped(file, row, NO_NAME)
        if not way:
            return Skipped(file, row, NO_DIRECTION)
        at = instant(cells[created])
        key = f"linkedin/recommendation/{way}/{fold(name)}/{at.date() if at else ''}"
        party = Party(name, None, _ROLE[way])
        return EvidenceDraft(file, row, key, "recommendation", way, party, at, cells[text])

    return recommendation


def endorsements(table: Table) -> Callable[[int, list[str]], Draft]:
    """A function from row to endorsement, one for each person and skill; the columns tell its direction.

    Key: `linkedin/endorsement/<in|out>/<slug, else folded name>/<folded skill>`.
    """
    file = table.name
    way, who = ("in", "endorser") if table.has("endorserfirstname") else ("out", "endorsee")
    first, last, url = (table.column(who + part) for part in ("firstname", "lastname", "publicurl"))
    when, skill = table.column("endorsementdate"), table.column("skillname")
    states = table.column("endorsementstatus"), table.column("displaystatus")

    def endorsement(row: int, cells: list[str]) -> Draft:
        name, address = full_name(cells[first].strip(), cells[last].strip()), cells[url].strip()
        slug, skilled = slug_of(address), cells[skill].strip()
        if any(cells[state].strip().upper() == "REDACTED" for state in states):
            return Skipped(file, row, WITHDRAWN)
        if not slug and not is_name(name):
            return Skipped(file, row, NO_NAME)
        if not skilled:
            return Skipped(file, row, NO_SKILL)
        party = Party(name, handle(address, slug) if slug else None, _ROLE[way])
        key = f"linkedin/endorsement/{way}/{slug or fold(name)}/{fold(skilled)}"
        return EvidenceDraft(file, row, key, "endorsement", way, party, instant(cells[when]), skill=skilled)

    return endorsement
