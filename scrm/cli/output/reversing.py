"""What an undo or redo came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrm.base.errors import DecisionNeeded
from scrm.base.i18n import _, ngettext
from scrm.base.refs import ref_of
from scrm.cli.output.changes import lines, told
from scrm.cli.output.nouns import noun
from scrm.cli.session import Session

if TYPE_CHECKING:
    from scrm.db.undo import Undone


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
        session.talk.lines(f"{noun(table)} {_short(row)}" for table, row in undone.left)
        raise DecisionNeeded(message, "scrm history")


def _short(row: str) -> str:
    return row if "/" in row or "." in row else ref_of(row)
