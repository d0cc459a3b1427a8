"""One change by a command, and what it came to: the document, the plan of `--dry-run`, how to take it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from scrm.base.i18n import _, ngettext
from scrm.base.refs import ref_of
from scrm.base.text import clean
from scrm.cli.output.nouns import deed, noun

if TYPE_CHECKING:
    from scrm.cli.session import Session
    from scrm.db.ledger.history import Change
    from scrm.db.ledger.operations import Operation

SCHEMA = "scrm.operation/1"
LONGEST_PLAN = 1000
"""changes that `--dry-run` lists"""

Line = tuple[str, ...]
"""one line of a plan: `new`, `change`, `remove` or `restore`, of which table, which one; of a field also old and new
value"""


@contextmanager
def change(session: Session, verb: str, summary: str = "") -> Iterator[Operation]:
    """One operation around whatever a command does; says afterwards what it came to."""
    ledger = session.writable().ledger
    plan: list[Line] = []
    with ledger.operation(verb, summary) as operation:
        yield operation
        if session.flags.dry_run:
            plan = _planned(session, operation)
    told(session, operation.number, operation.changed, plan)


def _planned(session: Session, operation: Operation) -> list[Line]:
    """What an open operation has touched so far, the rows it made first."""
    from scrm.db.ledger.history import Change, changes, files

    assert operation.number is not None
    database = session.writable().database
    made = [Change(table, id, None, None) for table, ids in operation.born.items() for id in ids]
    return lines([*made, *changes(database, operation.number)], files(database, operation.number))


def lines(rows: Sequence[Change], notes: Iterable[tuple[str, str]]) -> list[Line]:
    """A plan of rows, the first thousand of them, and of notes as (what, path)."""
    found = [line for row in rows[:LONGEST_PLAN] for line in _lines(row)]
    return found + [(verb, "note", path) for verb, path in notes]


def told(
    session: Session, number: int | None, changed: int, plan: Iterable[Line] = (), back: str = ""
) -> None:
    """Print the result of a change; `number` is None when nothing was kept, `back` what takes it back if not undo."""
    _print(session, number, changed, plan, {})
    if session.flags.dry_run:
        return
    if number is None:
        session.talk.say(_("Nothing to change"))
    else:
        hint(session, number, back)


def told_of_files(session: Session, changed: int, plan: Iterable[Line] = (), **more: Any) -> None:
    """As `told`, of settings and backups: files, which are no operation and which undo does not know.

    `more` are further keys of the document.
    """
    _print(session, None, changed, plan, more)


def _print(
    session: Session, number: int | None, changed: int, plan: Iterable[Line], more: Mapping[str, Any]
) -> None:
    dry_run = session.flags.dry_run
    if session.flags.json:
        session.output.object({"schema": SCHEMA, "operation": number, "changed": changed, **more})
    elif dry_run:
        for verb, kind, *which in plan:
            session.output.raw("\t".join(map(clean, (deed(verb), noun(kind), *which))) + "\n")
    if dry_run and not changed:
        session.talk.say(_("Nothing to change"))
    elif dry_run:
        session.talk.say(
            ngettext(
                "%(n)d change was only shown; nothing was written (--dry-run)",
                "%(n)d changes were only shown; nothing was written (--dry-run)",
                changed,
            )
            % {"n": changed}
        )


def hint(session: Session, number: int | None, back: str = "") -> None:
    """Tell at the end of the command how to take back what was just done."""
    if number is not None:
        session.back = back or f"scrm undo {number}"


def _lines(row: Change) -> list[Line]:
    ref = ref_of(row.row)
    if row.before is None or row.after is None:
        return [("new", row.table, ref)]
    if "deleted_at" in row.after:
        return [("restore" if row.after["deleted_at"] is None else "remove", row.table, ref)]
    return [
        ("change", row.table, ref, field, _value(row.before.get(field)), _value(value))
        for field, value in row.after.items()
    ]


def _value(value: Any) -> str:
    return "" if value is None else str(value)
