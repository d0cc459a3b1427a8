"""The verbs of Today's rows: closed for this occasion, or put off to a day; follow-ups by their own verbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scrm.agenda.model import Item
from scrm.agenda.rooms import Rooms
from scrm.base.errors import Ambiguous, NotFound, UsageError
from scrm.base.i18n import _
from scrm.base.refs import means
from scrm.base.text import clean, shorten

if TYPE_CHECKING:
    from scrm.base.dates import When


def _meant(items: Sequence[Item], text: str) -> list[Item]:
    return [item for item in items if means(text, item.id)]


def only(items: Sequence[Item], text: str) -> Item | None:
    """The row whose id ends in a ref, unless there is none or several."""
    found = _meant(items, text)
    return found[0] if len(found) == 1 else None


def one(items: Sequence[Item], text: str) -> Item:
    """The row whose id ends in a ref. Raises NotFound or Ambiguous."""
    found = _meant(items, text)
    if len(found) > 1:
        lines = [f"{item.id}  {clean(item.name)}  {shorten(clean(item.title), 40)}" for item in found]
        what = _("Several rows of today match %(text)s") % {"text": clean(text)}
        raise Ambiguous(what, lines, _("one of the refs in front"))
    if not found:
        raise NotFound(_("No row of today matches %(text)s") % {"text": clean(text)}, "scrm today --json")
    return found[0]


def close(rooms: Rooms, items: Sequence[Item]) -> int | None:
    """Finish follow-ups; the other rows never return for the same message, silence or date.

    Gives the operation's number, None when nothing changed.
    """
    promised = [item.id for item in items if not item.occasion]
    state = {"state": "closed", "until": ""}
    with rooms.ledger.operation("done", _subject(items)) as op:
        if promised:
            rooms.promises.done(promised)
        for item in _occasions(items):
            op.put("occasions", id=item.id, **_row(item), **state)
    return op.number


def snooze(rooms: Rooms, items: Sequence[Item], to: When | timedelta) -> int | None:
    """Hide rows until a day; a follow-up moves its own day. Gives what `close` does. Raises UsageError, Conflict."""
    today = rooms.clock.today()
    until = _day(today, to)
    if until <= today and any(item.occasion for item in items):
        raise UsageError(_("A row is put off to a day to come"), _("tomorrow, +1w, fri"))
    promised = [item.id for item in items if not item.occasion]
    state = {"state": "snoozed", "until": until.isoformat()}
    with rooms.ledger.operation("snooze", _subject(items)) as op:
        if promised:
            rooms.promises.snooze(promised, to)
        for item in _occasions(items):
            op.put("occasions", id=item.id, **_row(item), **state)
    return op.number


def _day(today: date, to: When | timedelta) -> date:
    return today + timedelta(days=to.days) if isinstance(to, timedelta) else to.day


def _occasions(items: Sequence[Item]) -> Iterator[Item]:
    return (item for item in items if item.occasion)


def _row(item: Item) -> dict[str, str | None]:
    return {"section": item.section, "contact_id": item.contact, "occasion": item.occasion}


def _subject(items: Sequence[Item]) -> str:
    return ", ".join(item.name or item.title for item in items) if len(items) < 4 else str(len(items))
