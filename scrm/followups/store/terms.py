"""The query terms that follow-ups answer, as SQL over `local_people p`."""

from __future__ import annotations

from typing import Any

from scrm.base.clock import Clock
from scrm.base.errors import UsageError
from scrm.base.i18n import _
from scrm.base.text import clean, shorten
from scrm.db.portions import placeholders
from scrm.search.tree import Term

_PROMISED = """p.contact_id IN (SELECT x.contact_id FROM followups f JOIN followup_people x ON x.followup_id = f.id
    WHERE f.state = 'open' AND f.deleted_at IS NULL AND x.deleted_at IS NULL{when})"""


def condition(term: Term, clock: Clock, day_first: bool) -> tuple[str, list[Any]] | None:
    """SQL and values for `due` and `has:follow-up`, or None when another room knows the term.

    Days in words count from the clock's today. Raises UsageError for a day that is not understood.
    """
    if term.field == "has" and term.values == ("follow-up",):
        return _PROMISED.format(when=""), []
    if term.field != "due":
        return None
    days = [_day(value, clock, day_first) for value in term.values]
    if term.op == ":":
        return _PROMISED.format(when=f" AND f.due_day IN ({placeholders(days)})"), days
    return _PROMISED.format(when=f" AND f.due_day {term.op} ?"), days


def _day(text: str, clock: Clock, day_first: bool) -> str:
    from scrm.base.dates import parse_when

    when = parse_when(text, clock, day_first=day_first)
    if when is None:
        raise UsageError(
            _("“%(text)s” is not a day") % {"text": shorten(clean(text), 40)},
            _("due<fri, due:today, due<=2026-12-01"),
        )
    return when.day.isoformat()
