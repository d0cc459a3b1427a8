"""`scrm interaction strangers`: whom one has spoken with and who is no contact yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrm.base.i18n import N_, _
from scrm.cli.entry.options import reading
from scrm.cli.entry.shape import verb
from scrm.cli.output.listing import Column, Nothing, day, moment, print_list
from scrm.cli.session import Session

if TYPE_CHECKING:
    from scrm.interactions.model import Stranger

SCHEMA = "scrm.stranger/1"
COLUMNS = (
    Column("name", N_("Name"), keep=True),
    Column("address", N_("Address"), keep="whole"),
    Column("interactions", N_("Times")),
    Column("last", N_("Last"), day, keep=True),
)


@verb(
    "strangers",
    N_("List people to file: met in interactions, known by an address, and no contacts. The latest first."),
    examples=["scrm interaction strangers"],
)
@reading(SCHEMA, listed=True)
def strangers(session: Session) -> None:
    found = session.workspace.timeline.strangers()
    items = [_item(session, one) for one in found[: session.flags.limit]]
    print_list(
        session, SCHEMA, items, len(found), COLUMNS, Nothing(_("Nobody is left to file"), "scrm today")
    )
    if found:
        session.talk.hint(_("scrm contact add NAME --profile ADDRESS files one, with all that was said"))


def _item(session: Session, one: Stranger) -> dict[str, Any]:
    return {
        "name": one.name or None,
        "type": one.type,
        "network": one.network or None,
        "address": one.value,
        "interactions": one.interactions,
        "last": moment(session, one.last_at),
    }
