"""Dates: birthdays of today, missed over a weekend and of the week to come, and anniversaries of connections."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from scrm.agenda import wording
from scrm.agenda.days import month_days, nearest
from scrm.agenda.model import COMING_FOR, MISSED_FOR, Item, Section
from scrm.agenda.sections.frame import Frame
from scrm.agenda.store.news import Anniversary, NewsStore
from scrm.agenda.store.occasions import Person
from scrm.base.clock import stored_day
from scrm.base.dates import in_days

AHEAD = {"birthday": COMING_FOR, "anniversary": 0}
"""days that each kind is announced ahead"""


class Kept(NamedTuple):
    """A date on the day that keeps it; `years` is None when its year is not known."""

    kind: str
    of: Anniversary
    day: date
    years: int | None


def dates(frame: Frame) -> Section:
    """Birthdays before anniversaries; today, then missed, then to come; people one has spoken with first."""
    store = NewsStore(frame.rooms.database)
    hidden = frame.occasions.hidden("dates", frame.today.isoformat())
    found = [kept for kind in AHEAD for kept in _kept(frame, store, kind) if _key(kept) not in hidden]
    found.sort(key=lambda kept: _order(kept, frame.today))
    shown = frame.cut(found)
    people = frame.occasions.people([kept.of.contact_id for kept in shown])
    return Section("dates", len(found), tuple(_item(frame, kept, people) for kept in shown))


def _kept(frame: Frame, store: NewsStore, kind: str) -> list[Kept]:
    """The dates of one kind that fall around today, and those put off until now."""
    put_off = _put_off(frame, store, kind)
    days = month_days(frame.today, MISSED_FOR, AHEAD[kind])
    wanted = sorted({*days, *(month_day for day in put_off.values() for month_day in month_days(day, 0, 0))})
    around = {md: nearest(md, frame.today, MISSED_FOR, AHEAD[kind]) for md in wanted}
    found = []
    for each in store.birthdays(wanted) if kind == "birthday" else store.connected(wanted):
        day = put_off.get(each.contact_id) or around[each.day[-5:]]
        if day is None or (day < frame.today and each.contact_id not in put_off and _met(frame, each, day)):
            continue
        years = None if each.day.startswith("--") else day.year - int(each.day[:4])
        if kind == "birthday" or years:
            found.append(Kept(kind, each, day, years))
    return found


def _put_off(frame: Frame, store: NewsStore, kind: str) -> dict[str, date]:
    """Contact to the day of a date that was put off until today or the days before."""
    pairs = store.awake(frame.before(MISSED_FOR).isoformat(), frame.today.isoformat())
    words = ((contact, *occasion.partition("/")[::2]) for contact, occasion in pairs)
    return {contact: stored_day(day) for contact, word, day in words if word == kind}


def _met(frame: Frame, each: Anniversary, day: date) -> bool:
    return each.last_at is not None and frame.day(each.last_at) >= day


def _key(kept: Kept) -> tuple[str, str]:
    return kept.of.contact_id, f"{kept.kind}/{kept.day}"


def _order(kept: Kept, today: date) -> tuple[int, ...]:
    away = (kept.day - today).days
    near = (0 if away == 0 else 1 if away < 0 else 2, abs(away))
    return (0, *near, 0) if kept.kind == "birthday" else (1, 1 - kept.of.spoken, *near)


def _item(frame: Frame, kept: Kept, people: dict[str, Person]) -> Item:
    away = (kept.day - frame.today).days
    title = (
        wording.title_birthday(kept.years)
        if kept.kind == "birthday"
        else wording.title_anniversary(kept.years or 0)
    )
    contact, occasion = _key(kept)
    who = contact, people[contact]
    return frame.item(
        "dates", kept.kind, who, occasion, title, in_days(away), abs(away), kept.day.isoformat()
    )
