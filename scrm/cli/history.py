"""`scrm history`."""

from __future__ import annotations

from dataclasses import asdict

from scrm.base.i18n import N_, _
from scrm.cli.entry.options import reading
from scrm.cli.entry.shape import verb
from scrm.cli.output.listing import Column, moment, print_list
from scrm.cli.session import Session

SCHEMA = "scrm.history/1"
SHOWN = 50


def _when(session: Session, value: str) -> str:
    from datetime import datetime

    from scrm.base.dates import long_moment

    return long_moment(datetime.fromisoformat(value), session.clock)


def _state(_session: Session, value: str) -> str:
    return _("taken back") if value == "undone" else ""


def _kind(_session: Session, value: str) -> str:
    from scrm.db.model import kind_name

    return kind_name(value)


def _verb(_session: Session, value: str) -> str:
    from scrm.db.model import verb_name

    return verb_name(value)


def _front(_session: Session, value: str) -> str:
    from scrm.db.model import front_name

    return front_name(value)


COLUMNS = (
    Column("operation", N_("No."), keep=True),
    Column("at", N_("When"), _when, keep=True),
    Column("kind", N_("Kind"), _kind),
    Column("verb", N_("What"), _verb, keep=True),
    Column("summary", N_("Whom")),
    Column("front", N_("By"), _front),
    Column("changed", N_("Rows")),
    Column("state", N_("State"), _state),
)


@verb(
    "history",
    N_("What was changed, when and by which front, the latest first."),
    examples=["scrm history --limit 5"],
)
@reading(SCHEMA, listed=True)
def command(session: Session) -> None:
    from scrm.db.ledger.history import history

    database = session.workspace.database
    limit = session.flags.limit
    found = history(database, SHOWN if limit is None else limit)
    items = [_item(session, asdict(facts)) for facts in found]
    newest = history(database, 1)
    print_list(session, SCHEMA, items, newest[0].number if newest else 0, COLUMNS)


def _item(session: Session, values: dict[str, object]) -> dict[str, object]:
    return {"operation": values.pop("number"), **values, "at": moment(session, str(values["at"]))}
