"""The only place that asks what time it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property
from time import monotonic
from typing import Protocol, TypeVar

T = TypeVar("T")


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
    """The inverse of `to_text`; raises Unreadable, which is a ValueError, on anything else."""
    if len(text) != 24 or text[10] != "T" or text[23] != "Z":
        raise _unreadable(text)
    return _read(datetime.fromisoformat, text)


def stored_day(text: str) -> date:
    """A day as stored, `2026-11-21`; raises Unreadable on anything else."""
    return _read(date.fromisoformat, text)


def stored_time(text: str) -> time:
    """A time of day as stored, `16:30`; raises Unreadable on anything else."""
    return _read(time.fromisoformat, text)


def _read(read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except ValueError as error:
        raise _unreadable(text) from error


def _unreadable(text: str) -> Exception:
    from scrm.base.errors import Unreadable
    from scrm.base.i18n import _
    from scrm.base.text import clean, shorten

    what = _("A row of the database is damaged: “%(text)s” is no date") % {"text": shorten(clean(text), 40)}
    return Unreadable(what, "scrm doctor")


def day_bounds(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """The first instant of a local day and of the next one, in UTC."""
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    after = day + timedelta(days=1)
    return start.astimezone(UTC), datetime(after.year, after.month, after.day, tzinfo=zone).astimezone(UTC)


def stopwatch() -> Callable[[], float]:
    """Seconds since the call, from a clock that never goes back: for deadlines."""
    start = monotonic()
    return lambda: monotonic() - start
