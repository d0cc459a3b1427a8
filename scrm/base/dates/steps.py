"""Steps on the calendar: adding months without falling off their end, weekdays, periods."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Frame:
    """Where a phrase stands: counted from `today`, looking back or ahead."""

    today: date
    past: bool = False

    def pick(self, candidates: Iterable[date]) -> date | None:
        """The nearest one on the side looked at; today counts on both."""
        if self.past:
            return max((day for day in candidates if day <= self.today), default=None)
        return min((day for day in candidates if day >= self.today), default=None)


def shift(day: date, unit: str, count: int) -> date:
    """`count` days, weeks, months, quarters or years on; 31 January and a month is 28 February."""
    if unit == "day":
        return day + timedelta(days=count)
    if unit == "week":
        return day + timedelta(weeks=count)
    months = day.year * 12 + day.month - 1 + count * _MONTHS_IN[unit]
    first = date(months // 12, months % 12 + 1, 1)
    after = (first + timedelta(days=31)).replace(day=1)
    return first + timedelta(days=min(day.day, (after - first).days) - 1)


def valid(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def first_of(unit: str, today: date, away: int = 0) -> date:
    """The first day of this week, month, quarter or year, or of one `away` from it."""
    if unit == "week":
        return today - timedelta(days=today.weekday()) + timedelta(weeks=away)
    month = {"month": today.month, "quarter": (today.month - 1) // 3 * 3 + 1, "year": 1}[unit]
    return shift(date(today.year, month, 1), unit, away)


def weekday(frame: Frame, number: int, today_counts: bool = False) -> date:
    """The nearest such weekday (0 is Monday) on the side looked at; today only if it counts."""
    distance = (number - frame.today.weekday()) % 7
    if frame.past:
        distance -= 7 if distance or not today_counts else 0
    elif not distance and not today_counts:
        distance = 7
    return frame.today + timedelta(days=distance)


def nth_weekday(first: date, number: int, nth: int) -> date | None:
    """The nth such weekday of the month that starts at `first`; -1 is the last one."""
    if nth < 0:
        end = shift(first, "month", 1) - timedelta(days=1)
        return end - timedelta(days=(end.weekday() - number) % 7)
    day = first + timedelta(days=(number - first.weekday()) % 7 + 7 * (nth - 1))
    return day if day.month == first.month else None
