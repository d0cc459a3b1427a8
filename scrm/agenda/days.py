"""What the day makes of dates and promises: pure, and light enough for a shell prompt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo

from scrm.agenda.model import OLDEST_TALK, PATIENCE
from scrm.agenda.store.promises import Promise
from scrm.agenda.store.talk import Window
from scrm.base.clock import Clock, day_bounds, stored_day, to_text


def windows(clock: Clock) -> dict[str, Window]:
    """Which unanswered messages count today: theirs up to 60 days old, mine from 7 to 60 days."""
    today = clock.today()
    since = _start(clock, OLDEST_TALK)
    return {
        "owed": Window("owed", "in", since, _start(clock, -1), today.isoformat()),
        "awaiting": Window("awaiting", "out", since, _start(clock, PATIENCE - 1), today.isoformat()),
    }


def _start(clock: Clock, days_ago: int) -> str:
    return to_text(day_bounds(clock.today() - timedelta(days=days_ago), clock.zone)[0])


def horizon(clock: Clock) -> str:
    """The last day a follow-up due today may have: a moment in another zone may stand on tomorrow's date."""
    return (clock.today() + timedelta(days=1)).isoformat()


def split_due(promises: Iterable[Promise], now: datetime, here: tzinfo) -> dict[str, list[Promise]]:
    """Under `late` and `due` (today), each in the order given; what is due later is left out."""
    found: dict[str, list[Promise]] = {"late": [], "due": []}
    today = now.astimezone(here).date().isoformat()
    for promise in promises:
        if standing := _standing(promise, now, here, today):
            found[standing].append(promise)
    return found


def _standing(promise: Promise, now: datetime, here: tzinfo, today: str) -> str:
    day = promise.day
    if promise.time:
        # Only a moment needs the zones, which a shell prompt should not wait for.
        from scrm.followups.model import Due

        due = Due(promise.day, promise.time, promise.zone)
        if due.is_late(now, here):
            return "late"
        day = due.day_in(here).isoformat()
    return "late" if day < today else "due" if day == today else ""


def on_calendar(month_day: str, year: int) -> date:
    """The day of a year on which `04-12` is kept; 29 February on the 28th where there is none. Raises Unreadable."""
    if month_day == "02-29":
        return date(year, 3, 1) - timedelta(days=1)
    return stored_day(f"{year:04d}-{month_day}")


def month_days(today: date, back: int, ahead: int) -> list[str]:
    """`11-24` of each day around today, 29 February too where its day is kept on the 28th."""
    days = [(today + timedelta(days=n)) for n in range(-back, ahead + 1)]
    found = [day.isoformat()[5:] for day in days]
    leapless = any((d.month, d.day) == (2, 28) and on_calendar("02-29", d.year) == d for d in days)
    return [*found, "02-29"] if leapless else found


def nearest(month_day: str, today: date, back: int, ahead: int) -> date | None:
    """The day from `back` days ago to `ahead` days on that keeps `04-12`, or None."""
    for year in (today.year - 1, today.year, today.year + 1):
        day = on_calendar(month_day, year)
        if -back <= (day - today).days <= ahead:
            return day
    return None


def next_time(month_day: str, today: date) -> date:
    """The next day that keeps `04-12`, today included."""
    day = on_calendar(month_day, today.year)
    return day if day >= today else on_calendar(month_day, today.year + 1)
