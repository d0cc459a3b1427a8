"""Follow-ups as documents and as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from scrm.base.i18n import N_, _
from scrm.cli.output.listing import Column, day_of, moment

if TYPE_CHECKING:
    from scrm.cli.session import Session
    from scrm.followups.model import FollowUp

SCHEMA = "scrm.followup/1"


def _who(_session: Session, people: Sequence[Mapping[str, Any]]) -> str:
    return ", ".join(person["name"] for person in people)


def due_words(session: Session, value: str) -> str:
    """When something is due, as lists say it: `3 d late`, `16:30`, `Thu`."""
    from datetime import datetime

    from scrm.base.dates import late, short_day
    from scrm.base.dates import moment as said

    today, day = session.clock.today(), day_of(session, value)
    if day < today:
        return late((today - day).days)
    if len(value) == 10:
        return short_day(day, today)
    instant = datetime.fromisoformat(value)
    at = f"{instant.astimezone(session.clock.zone):%H:%M}"
    return said(instant, session.clock) if day == today else f"{short_day(day, today)} {at}"


def _waiting(_session: Session, value: bool) -> str:
    return _("theirs") if value else ""


def _repeat(_session: Session, rule: str) -> str:
    from scrm.base.dates import said_repeat

    return said_repeat(rule)


COLUMNS = (
    Column("ref", N_("Ref"), keep=True),
    Column("due", N_("Due"), due_words, keep=True),
    Column("people", N_("Who"), _who, keep=True),
    Column("title", N_("What")),
    Column("waiting", N_("Whose"), _waiting),
    Column("repeat", N_("Repeats"), _repeat),
)


def items(session: Session, found: Sequence[FollowUp]) -> Iterator[dict[str, Any]]:
    """Follow-ups in their order, as `scrm.followup/1`."""
    short = session.workspace.follow_ups.refs(one.id for one in found)
    now, zone = session.clock.now(), session.clock.zone
    for one in found:
        yield {
            "id": one.id,
            "ref": short[one.id],
            "title": one.title,
            "due": one.due.text(),
            "state": one.state,
            "standing": one.standing(now, zone) if one.state == "open" else None,
            "waiting": one.waiting,
            "people": [{"contact": who.contact_id, "name": who.name} for who in one.people],
            "tags": list(one.tags),
            "repeat": one.repeat or None,
            "repeat_from": one.repeat_from,
            "owner": one.owner,
            "snoozes": one.snoozes,
            "times_done": one.times_done,
            "done": moment(session, one.done_at),
            "source": one.source,
            "created": moment(session, one.created_at),
            "updated": moment(session, one.updated_at),
        }
