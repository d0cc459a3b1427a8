"""The only place that asks what time it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cached_property
from typing import Protocol


class Clock(Protocol):
    """What the rest of the house may ask about time."""

    @property
    def zone(self) -> tzinfo:
        """The user's time zone."""

    def now(self) -> datetime:
        """This instant, aware, in UTC, cut to whole milliseconds."""

    def today(self) -> date:
        """The calendar day in `zone`."""


class SystemClock:
    """The machine's clock in the machine's zone."""

    @cached_property
    def zone(self) -> tzinfo:
        return local_zone()

    def now(self) -> datetime:
        moment = datetime.now(UTC)
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    def today(self) -> date:
        return self.now().astimezone(self.zone).date()


class ManualClock:
    """A clock that stands still until moved: for tests and for the demo network."""

    def __init__(self, start: datetime, zone: tzinfo = UTC) -> None:
        self._now = start.astimezone(UTC)
        self.zone = zone

    def now(self) -> datetime:
        return self._now

    def today(self) -> date:
        return self._now.astimezone(self.zone).date()

    def move(self, **step: float) -> None:
        """Move by a timedelta's keywords, back or forth."""
        self._now += timedelta(**step)


def local_zone() -> tzinfo:
    """The machine's zone with its rules where its name is known, else today's fixed offset."""
    import os
    from pathlib import Path

    name = os.environ.get("TZ", "").lstrip(":")
    if not name:
        target = Path("/etc/localtime")
        _, _, name = str(target.resolve()).partition("zoneinfo/") if target.exists() else ("", "", "")
    if name:
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            pass
    offset = datetime.now(UTC).astimezone().tzinfo
    return offset if offset is not None else UTC


def to_text(moment: datetime) -> str:
    """An instant as stored: UTC, milliseconds, `2026-11-21T09:02:00.000Z` (sorts as text)."""
    moment = moment.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z".rjust(24, "0")


def from_text(text: str) -> datetime:
    """The inverse of `to_text`; raises ValueError on anything else."""
    if len(text) != 24 or text[10] != "T" or text[23] != "Z":
        raise ValueError(text)
    return datetime.fromisoformat(text)


def day_bounds(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """The first instant of a local day and of the next one, in UTC."""
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    after = day + timedelta(days=1)
    return start.astimezone(UTC), datetime(after.year, after.month, after.day, tzinfo=zone).astimezone(UTC)


def stopwatch() -> Callable[[], float]:
    """Seconds since the call, from a clock that never goes back: for deadlines."""
    start = time.monotonic()
    return lambda: time.monotonic() - start
