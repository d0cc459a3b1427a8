"""Late and due: follow-ups, mine and those that wait for others."""

from __future__ import annotations

from collections.abc import Sequence

from scrm.agenda import wording
from scrm.agenda.model import Item, Section
from scrm.agenda.sections.frame import Frame
from scrm.agenda.store.occasions import Person
from scrm.agenda.store.promises import Promise
from scrm.base.dates import clock_time
from scrm.followups.model import FollowUp


def promised(frame: Frame, name: str, promises: Sequence[Promise]) -> Section:
    """`late` or `due`, in the order of the days."""
    store = frame.rooms.follow_ups
    ids = [promise.id for promise in frame.cut(promises)]
    found = store.followups(ids)
    people = frame.occasions.people([who.contact_id for f in found for who in f.people])
    refs = store.refs(ids)
    return Section(name, len(promises), tuple(_item(frame, name, f, people, refs[f.id]) for f in found))


def _item(frame: Frame, section: str, followup: FollowUp, people: dict[str, Person], ref: str) -> Item:
    about = [who.contact_id for who in followup.people if who.contact_id in people]
    if followup.waiting:
        days = frame.days_since(followup.created_at)
        why = wording.why_waiting(days)
    else:
        days = followup.due.days_late(frame.now, frame.zone)
        why = wording.why_due(days, _time(frame, followup))
    return Item(
        section,
        "waiting" if followup.waiting else "follow-up",
        followup.id,
        ref,
        about[0] if about else None,
        ", ".join(people[id].name for id in about),
        people[about[0]].organization if about else "",
        followup.title,
        why,
        followup.due.text(),
        days,
    )


def _time(frame: Frame, followup: FollowUp) -> str:
    if not followup.due_time:
        return ""
    return clock_time(followup.due.instant(frame.zone).astimezone(frame.zone).time())
