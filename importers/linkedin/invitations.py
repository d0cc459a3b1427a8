"""Invitations.csv: who reached out to whom. There is no status: accepted means being a connection."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from importers.linkedin.dates import instant
from importers.linkedin.names import is_name
from importers.linkedin.profile import handle, slug_of
from importers.linkedin.reasons import NO_DATE, NO_DIRECTION, NO_NAME
from importers.tables import Table
from scrm.base.text import fold
from scrm.intake.contract import Draft, InteractionDraft, Party, Skipped

DIRECTIONS = {"OUTGOING": "out", "INCOMING": "in"}


def invitations(table: Table) -> Callable[[int, list[str]], Draft]:
    """A function from row to first contact, which counts once the other side is a contact.

    Key: `linkedin/invitation/<in|out>/<slug, else folded name>/<sent at, UTC>`.
    """
    file = table.name
    sender, receiver, sent = table.column("from"), table.column("to"), table.column("sentat")
    message, direction = table.column("message"), table.column("direction")
    inviter, invitee = table.column("inviterprofileurl"), table.column("inviteeprofileurl")

    def invitation(row: int, cells: list[str]) -> Draft:
        way = DIRECTIONS.get(cells[direction].strip().upper(), "")
        at = instant(cells[sent])
        name, url = (cells[receiver], cells[invitee]) if way == "out" else (cells[sender], cells[inviter])
        name, url = name.strip(), url.strip()
        # One address in both columns belongs to neither side.
        slug = slug_of(url) if cells[inviter] != cells[invitee] else ""
        if not way:
            return Skipped(file, row, NO_DIRECTION)
        if not at:
            return Skipped(file, row, NO_DATE)
        if not slug and not is_name(name):
            return Skipped(file, row, NO_NAME)
        party = Party(name, handle(url, slug) if slug else None, "to" if way == "out" else "from")
        return InteractionDraft(
            file,
            row,
            f"linkedin/invitation/{way}/{slug or fold(name)}/{at.isoformat()}",
            at,
            "social",
            way,
            (party,),
            text=cells[message],
            form="invitation",
            needs_contact=True,
        )

    return invitation


def own_sides(table: Table) -> Iterator[tuple[str, str]]:
    """The owner's own name and slug as each row gives them."""
    one, other = table.column("inviterprofileurl"), table.column("inviteeprofileurl")
    direction = table.column("direction")
    sides = {"out": (table.column("from"), one), "in": (table.column("to"), other)}
    for _row, cells, problem in table:
        side = None if problem else sides.get(DIRECTIONS.get(cells[direction].strip().upper(), ""))
        if side:
            yield cells[side[0]].strip(), slug_of(cells[side[1]]) if cells[one] != cells[other] else ""
