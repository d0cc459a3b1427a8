"""The facts of a follow-up and of a rhythm, and what the hour makes of them. Stored values are English keys."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple

from scrm.base.clock import day_bounds, stored_day, stored_time
from scrm.base.dates import said_repeat
from scrm.base.i18n import _

STATES = ("open", "done", "dropped")
COUNTED_FROM = ("due", "done")
SECTIONS = ("late", "due", "week", "later", "waiting")
# What `repeat.anchored` adds to a rule; `repeat.rule_of` keeps no rule from outside in this order.
_ANCHOR = re.compile(r";BYSETPOS=-1(?:;BYMONTH=2)?;BYMONTHDAY=28(?:,29)?(?:,30)?(?:,31)?")


class Due(NamedTuple):
    """A day (`2026-11-21`) or, with `time` (`16:30`), a moment on the clocks of `zone`."""

    day: str
    time: str = ""
    zone: str = ""

    def day_in(self, here: tzinfo) -> date:
        """The day on which it is due for somebody in `here`."""
        return self.instant(here).astimezone(here).date() if self.time else stored_day(self.day)

    def instant(self, here: tzinfo) -> datetime:
        """The moment in UTC; of a whole day its first one in `here`."""
        day = stored_day(self.day)
        if not self.time:
            return day_bounds(day, here)[0]
        from scrm.base.dates import to_instant

        return to_instant(day, stored_time(self.time), zone_of(self.zone))

    def is_late(self, now: datetime, here: tzinfo) -> bool:
        """A whole day is late from the next midnight in `here` on, a moment once it has passed."""
        if self.time:
            return self.instant(here) < now
        return stored_day(self.day) < now.astimezone(here).date()

    def days_late(self, now: datetime, here: tzinfo) -> int:
        """Whole days between the day it was due and today; 0 when due today or later."""
        return max(0, (now.astimezone(here).date() - self.day_in(here)).days)

    def text(self) -> str:
        """ISO 8601: the day, or the moment with the offset of its own zone."""
        return self.instant(UTC).astimezone(zone_of(self.zone)).isoformat() if self.time else self.day


class Who(NamedTuple):
    """Somebody a follow-up is about; the name is as received."""

    contact_id: str
    name: str


class FollowUp(NamedTuple):
    """A promise with a date: mine, or with `waiting` theirs. `first_due` is its day before any snooze."""

    id: str
    title: str
    due_day: str
    due_time: str
    zone: str
    owner: str | None
    waiting: bool
    repeat: str
    repeat_from: str
    state: str
    done_at: str | None
    times_done: int
    snoozes: int
    first_due: str
    origin: str | None
    source: str
    created_at: str
    updated_at: str
    deleted_at: str | None
    people: tuple[Who, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def due(self) -> Due:
        """When it is due."""
        return Due(self.due_day, self.due_time, self.zone)

    @property
    def said_repeat(self) -> str:
        """How often it comes, in words: `every 90 d`, `every month`; empty when it does not."""
        return said_repeat(floating(self.repeat)) if self.repeat else ""

    def standing(self, now: datetime, here: tzinfo) -> str:
        """`late`, `due` (today), `week` (by its Sunday) or `later`, whoever has to act."""
        if self.due.is_late(now, here):
            return "late"
        today = now.astimezone(here).date()
        away = (self.due.day_in(here) - today).days
        if away <= 0:
            return "due"
        return "week" if away <= 6 - today.weekday() else "later"


def sections(followups: Iterable[FollowUp], now: datetime, here: tzinfo) -> dict[str, list[FollowUp]]:
    """Open follow-ups under SECTIONS, each by its moment; what waits for others stands in `waiting` only."""
    found: dict[str, list[FollowUp]] = {name: [] for name in SECTIONS}
    for followup in sorted(followups, key=lambda f: order(f, here)):
        found["waiting" if followup.waiting else followup.standing(now, here)].append(followup)
    return found


def order(followup: FollowUp, here: tzinfo) -> tuple[date, bool, float, str]:
    """A key that sorts by day, on a day the moments first, then whole days in the order they were made."""
    due = followup.due
    return due.day_in(here), not due.time, due.instant(here).timestamp() if due.time else 0.0, followup.id


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo:
    """The zone stored as this text (`Europe/Madrid`, `UTC`, `UTC+02:00`); one nobody knows counts as UTC."""
    offset = re.fullmatch(r"UTC([+-])(\d\d):(\d\d)", name)
    if offset:
        ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        return timezone(ahead if offset[1] == "+" else -ahead) if ahead < timedelta(days=1) else UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


def zone_name(zone: tzinfo) -> str:
    """The text by which `zone_of` finds a zone again; one without a name is kept as its present offset."""
    key: str | None = getattr(zone, "key", None)
    return key or str(timezone(zone.utcoffset(None) or timedelta()))


def floating(rule: str) -> str:
    """A stored RRULE without the day of the month that it holds on to from its start."""
    return _ANCHOR.sub("", rule)


def short_repeat(rule: str) -> str:
    """How often a rule comes, for a narrow column: `45 d`, `2 wk`, `1 mo`, `1 y`; empty for no rule."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    units = {
        "DAILY": _("%(n)d d"),
        "WEEKLY": _("%(n)d wk"),
        "MONTHLY": _("%(n)d mo"),
        "YEARLY": _("%(n)d y"),
    }
    unit = units.get(parts.get("FREQ", ""), "")
    return unit % {"n": int(parts.get("INTERVAL", "1"))} if unit else ""


class Pause(NamedTuple):
    """Days, both included, on which no rhythm counts."""

    id: str
    starts: date
    ends: date


class RhythmFacts(NamedTuple):
    """A person with a rhythm of `cadence` days, counted from `since`; `last` is the day of the last real contact."""

    contact_id: str
    cadence: int
    since: date
    last: date | None


class Quiet(NamedTuple):
    """A person whose rhythm is over: `overdue` days (0 on the day itself), and `silent` days, pauses included.

    `last` is None for somebody never spoken with; `silent` then counts from the
    day they became known, or were bumped.
    """

    contact_id: str
    cadence: int
    overdue: int
    silent: int
    last: date | None

    @property
    def weight(self) -> float:
        """Overdue days divided by the rhythm: the rank."""
        return self.overdue / self.cadence
