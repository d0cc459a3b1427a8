"""From words to a day and perhaps a time, in English and Spanish at once.

Everything must be understood or nothing is: one word left over makes the
answer None, because a date that is wrong in silence costs a promise. What is
understood is shown with its weekday before it is saved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from scrm.base.clock import Clock
from scrm.base.dates.canon import canonical
from scrm.base.dates.days import read_day
from scrm.base.dates.steps import Frame
from scrm.base.dates.times import split_time


@dataclass(frozen=True)
class When:
    """A day, or with a time a local moment of that day."""

    day: date
    time: time | None = None


def parse_when(text: str, clock: Clock, past: bool = False, day_first: bool = True) -> When | None:
    """The day and time that `text` names, or None if any word of it is not understood.

    `past` looks back where a phrase has two sides: "Friday", "12 Nov", "16:30".
    `day_first` reads 01/12 as 1 December. An hour without "am" or "de la tarde"
    is in the afternoon from 1 to 7 unless written 06:00.
    """
    instant = _instant(text)
    if instant and instant.year in _YEARS:
        return _local(instant, clock.zone)
    codes = canonical(text, day_first)
    if not codes or codes.count("mar") > 2:
        return None
    answers = {answer for reading in _readings(codes) if (answer := _read(reading, clock, past))}
    return answers.pop() if len(answers) == 1 else None


# Others are typing mistakes, and the ends of the calendar have no UTC.
_YEARS = range(1900, 2200)


def _readings(codes: str) -> list[str]:
    """The ways to take "mar", which is martes and marzo: two answers will be none."""
    if "mar" not in codes:
        return [codes]
    return [reading for code in ("wd1", "mo3") for reading in _readings(codes.replace("mar", code, 1))]


def _read(codes: str, clock: Clock, past: bool) -> When | None:
    try:
        answer = _ticks(codes, clock) or _day_and_time(codes, clock, past)
    except (OverflowError, ValueError):  # beyond the years that Python counts
        return None
    return answer if answer and answer.day.year in _YEARS else None


_TICKS = re.compile(
    r"(?:(?P<sign>\+|-|in|hace) )?(?P<n>\d+) (?P<unit>minute|hour)(?: (?P<end>ago|from-now))?|now", re.ASCII
)


def _ticks(codes: str, clock: Clock) -> When | None:
    """Now, and hours and minutes counted from it."""
    found = _TICKS.fullmatch(codes)
    if not found:
        return None
    if codes == "now":
        return _local(clock.now(), clock.zone)
    if bool(found["sign"]) == bool(found["end"]):
        return None
    minutes = int(found["n"]) * (60 if found["unit"] == "hour" else 1)
    back = "ago" in codes or found["sign"] in ("-", "hace")
    return _local(clock.now() + timedelta(minutes=-minutes if back else minutes), clock.zone)


def _day_and_time(codes: str, clock: Clock, past: bool) -> When | None:
    today = clock.today()
    day = read_day(codes, Frame(today, past))
    if day:
        return When(day)
    told = split_time(codes)
    if told is None:
        return None
    if told.rest:
        day = read_day(told.rest, Frame(today, past))
        return When(day, told.time) if day else None
    return _next_time(told.time, clock, past) if told.time else None


def _next_time(moment: time, clock: Clock, past: bool) -> When:
    """A time without a day: its nearest occurrence on the side looked at."""
    today, now = clock.today(), clock.now()
    instant = to_instant(today, moment, clock.zone)
    if past:
        return When(today if instant <= now else today - timedelta(days=1), moment)
    return When(today if instant >= now else today + timedelta(days=1), moment)


_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)? ?(?:[Zz]|[+-]\d\d:?\d\d)", re.ASCII)


def _instant(text: str) -> datetime | None:
    """The instant of an ISO 8601 text with an offset."""
    line = text.strip()
    if not _INSTANT.fullmatch(line):
        return None
    try:
        return datetime.fromisoformat(line.replace(" +", "+").replace("z", "Z"))
    except ValueError:
        return None


def _local(instant: datetime, zone: tzinfo) -> When:
    local = instant.astimezone(zone)
    return When(local.date(), local.time().replace(second=0, microsecond=0))


def to_instant(day: date, moment: time | None, zone: tzinfo) -> datetime:
    """The UTC instant of a local time; without a time, of the day's first moment.

    A time that the clocks skip becomes the next one that exists; of one that
    they show twice, the first is meant.
    """
    local = datetime.combine(day, moment or time())
    # The longest gap so far was a whole day (Samoa, 30 December 2011).
    for minute in range(24 * 60 + 1):
        tried = local + timedelta(minutes=minute)
        instant = tried.replace(tzinfo=zone).astimezone(UTC)
        if instant.astimezone(zone).replace(tzinfo=None, fold=0) == tried:
            return instant
        local = local.replace(second=0, microsecond=0)
    return local.replace(tzinfo=zone).astimezone(UTC)
