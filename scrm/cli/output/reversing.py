"""What an undo or redo came to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from scrm.base.errors import DecisionNeeded
from scrm.base.i18n import _, ngettext
from scrm.base.refs import ref_of
from scrm.base.text import clean, shorten
from scrm.cli.output.changes import lines, told
from scrm.cli.output.nouns import noun
from scrm.cli.session import Session

if TYPE_CHECKING:
    from scrm.db.ledger.undo import Undone


def finish(session: Session, undone: Undone, *, again: bool = False) -> None:
    """Say what was taken back, or with `again` done again.

    Raises DecisionNeeded when rows were left alone, after listing them.
    """
    from scrm.db.model import operation_name

    facts = undone.operation
    what = f"{facts.number} · {operation_name(facts.verb, facts.summary)}"
    if undone.number is not None:
        sentence = _("Done again: %(what)s") if again else _("Taken back: %(what)s")
        session.talk.say(sentence % {"what": what})
    plan = lines(undone.rows, undone.notes)
    told(session, undone.number, undone.changed, plan, back="scrm undo" if again else "scrm redo")
    if undone.left:
        left = len(undone.left)
        message = ngettext(
            "%(n)d row was changed since and was left alone",
            "%(n)d rows were changed since and were left alone",
            left,
        ) % {"n": left}
        session.talk.lines(_named(session, undone.left))
        raise DecisionNeeded(message, "scrm history")


def _named(session: Session, left: Sequence[tuple[str, str]]) -> list[str]:
    """A line each, the ref first: what it is, and its name or that of what it belongs to."""
    from scrm.intake.store import called

    found: dict[str, None] = {}
    for table, group in groupby(left, key=lambda row: row[0]):
        rows = [row for _table, row in group]
        if table == "file":
            found |= dict.fromkeys(f"{clean(path)}  {noun('note')}" for path in rows)
            continue
        names = called(session.workspace.database, table, rows)
        for row in rows:
            ref, name = names.get(row, (ref_of(row), ""))
            found[f"{ref}  {noun(table)}  {shorten(clean(name), 60)}".rstrip()] = None
    return list(found)
