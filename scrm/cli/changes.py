"""What a change came to: the document, the hint how to take it back, the plan of `--dry-run`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrm.base.i18n import _, ngettext
from scrm.base.refs import REF_LENGTH

if TYPE_CHECKING:
    from scrm.cli.session import Session
    from scrm.db.history import Change
    from scrm.db.ledger import Operation

LONGEST_PLAN = 1000
"""changes that `--dry-run` lists"""


def planned(session: Session, operation: Operation) -> list[Change]:
    """The rows an open operation has touched so far, those it made first."""
    from scrm.db.history import Change, changes

    assert operation.number is not None
    made = [Change(table, id, None, None) for table, ids in operation.born.items() for id in ids]
    return (made + changes(session.writable().database, operation.number, LONGEST_PLAN))[:LONGEST_PLAN]


def told(
    session: Session,
    number: int | None,
    changed: int,
    plan: list[Change] | None = None,
    back: str = "",
) -> None:
    """Print the result of a change; `number` is None when nothing was kept, `back` what takes it back if not undo."""
    dry_run = session.flags.dry_run
    if session.flags.json:
        session.output.object({"schema": "scrm.operation/1", "operation": number, "changed": changed})
    elif dry_run:
        for row in plan or ():
            for line in _lines(row):
                session.output.raw("\t".join(map(_cell, line)) + "\n")
    if dry_run:
        session.talk.say(
            ngettext(
                "%(n)d change was only shown; nothing was written (--dry-run)",
                "%(n)d changes were only shown; nothing was written (--dry-run)",
                changed,
            )
            % {"n": changed}
        )
    elif number is None:
        session.talk.say(_("Nothing to change"))
    else:
        hint(session, number, back)


def hint(session: Session, number: int | None, back: str = "") -> None:
    """How to take back what was just done."""
    if number is not None:
        session.talk.hint(_("u: %(command)s") % {"command": back or f"scrm undo {number}"})


def _lines(change: Change) -> list[tuple[str, ...]]:
    ref = change.row.replace("-", "")[-REF_LENGTH:]
    if change.before is None or change.after is None:
        return [("new", change.table, ref)]
    if "deleted_at" in change.after:
        return [("restore" if change.after["deleted_at"] is None else "remove", change.table, ref)]
    return [
        ("change", change.table, ref, field, _value(change.before.get(field)), _value(value))
        for field, value in change.after.items()
    ]


def _value(value: Any) -> str:
    return "" if value is None else str(value)


def _cell(text: str) -> str:
    from scrm.base.text import clean

    return clean(text)
