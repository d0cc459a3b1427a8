"""What a follow-up's columns become: by a day typed, a repeat, a snooze, a next time. Writes nothing."""

from __future__ import annotations

from datetime import date, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from scrm.base.clock import Clock, stored_day
from scrm.base.errors import UsageError
from scrm.base.i18n import _
from scrm.base.text import clean
from scrm.followups.model import COUNTED_FROM, Due, FollowUp, floating, zone_name
from scrm.followups.repeat import anchored, following, rule_of

if TYPE_CHECKING:
    from scrm.base.dates import When

YEARS = (1900, 2199)


def titled(title: str) -> str:
    """The title with its blanks joined. Raises UsageError for an empty one."""
    joined = " ".join(title.split())
    if not clean(joined).strip("\ufffd "):
        raise UsageError(_("A follow-up needs a title"), _('scrm follow-up add @ana "send the proposal" fri'))
    return joined


def timed(when: When, here: tzinfo, *, keep: bool = False) -> dict[str, Any]:
    """The columns `due_day, due_time, zone` of a day or a local moment. Raises UsageError beyond YEARS.

    A time that the clocks skip on that day becomes the next one there is, unless
    `keep`: a repeat needs it on other days.
    """
    if not YEARS[0] <= when.day.year <= YEARS[1]:
        first, last = YEARS
        raise UsageError(
            _("A follow-up is due between %(first)d and %(last)d") % {"first": first, "last": last}
        )
    if when.time is None:
        return {"due_day": when.day.isoformat(), "due_time": "", "zone": ""}
    day, at = when.day, when.time
    if not keep:
        from scrm.base.dates import to_instant

        local = to_instant(day, at, here).astimezone(here)
        day, at = local.date(), local.time()
    return {"due_day": day.isoformat(), "due_time": f"{at:%H:%M}", "zone": zone_name(here)}


def repeating(text: str, start: date, counted_from: str) -> dict[str, Any]:
    """The columns `repeat, repeat_from` of words or an RRULE for a series from `start`. Raises UsageError."""
    if counted_from not in COUNTED_FROM:
        raise UsageError(
            _("%(text)s is not what a repeat counts from") % {"text": clean(counted_from)},
            ", ".join(COUNTED_FROM),
        )
    if not text.strip():
        return {"repeat": "", "repeat_from": counted_from}
    rule = rule_of(text, start)
    return {"repeat": _held(rule, start, counted_from), "repeat_from": counted_from}


def replanned(
    before: FollowUp, when: When | None, repeat: str | None, counted_from: str | None, here: tzinfo
) -> dict[str, Any]:
    """The columns that an edit of day, repeat or its count changes; a new day starts the series afresh."""
    values: dict[str, Any] = {}
    start = when.day if when else stored_day(before.first_due)
    counted = counted_from or before.repeat_from
    if when is not None:
        values = timed(when, here, keep=bool(before.repeat if repeat is None else repeat))
        values["first_due"] = values["due_day"]
    if repeat is not None or counted_from is not None:
        values |= repeating(floating(before.repeat) if repeat is None else repeat, start, counted)
    elif before.repeat and when is not None:
        values["repeat"] = _held(before.repeat, start, counted)
    return values


def _held(rule: str, start: date, counted_from: str) -> str:
    """Counted from the due day a rule keeps the day of the month it began on; counted from done it has none."""
    return anchored(rule, start) if counted_from == "due" else floating(rule)


def next_time(followup: FollowUp, done_on: date, today: date) -> dict[str, Any] | None:
    """The columns of the next time of a follow-up done on a day: past today. None when it does not come again."""
    if not followup.repeat:
        return None
    start = stored_day(followup.first_due) if followup.repeat_from == "due" else done_on
    again = following(followup.repeat, start, max(start, today))
    if again is None:
        return None
    day, rest = again
    return {"due_day": day.isoformat(), "first_due": day.isoformat(), "repeat": rest, "snoozes": 0}


def moved(followup: FollowUp, to: When | timedelta, clock: Clock) -> Due:
    """When a snoozed follow-up is due: at `to`, or a step of whole days on from today or a later day of its own.

    Raises UsageError for what is past already.
    """
    from scrm.base.dates import When

    due = followup.due
    if isinstance(to, timedelta):
        first = max(clock.today(), stored_day(due.day))
        to = When(date.fromordinal(min(first.toordinal() + max(0, to.days), date.max.toordinal())))
        due = Due(timed(to, clock.zone)["due_day"], due.time, due.zone)
    else:
        columns = timed(to, clock.zone)
        due = Due(columns["due_day"], columns["due_time"], columns["zone"])
    if due.is_late(clock.now(), clock.zone):
        raise UsageError(
            _("That moment has passed: a follow-up is put off to one to come"), _("tomorrow, +1w, fri 16:30")
        )
    return due
