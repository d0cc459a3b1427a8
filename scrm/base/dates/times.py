"""The time of day inside a line of codes: "coming wd4 at 6" is "coming wd4" and 18:00."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from functools import cache

# A bare hour from one to seven is meant in the afternoon ("a las 6"); with a
# zero before it (06:00), or with a half of the day named, it is what it says.
_AFTERNOON_HOURS = range(1, 8)
# Which hours of twelve each half of the day can hold, and what they are of twenty-four.
# Noon is twelve; midnight has no entry, because nobody knows which day it belongs to.
_HALVES = {
    "am": {12: 0} | {h: h for h in range(1, 12)},
    "pm": {12: 12} | {h: h + 12 for h in range(1, 12)},
    "morning": {h: h for h in range(1, 13)},
    "afternoon": {12: 12} | {h: h + 12 for h in range(1, 10)},
    "evening": {h: h + 12 for h in range(5, 12)},
    "noon": {12: 12} | {h: h + 12 for h in range(1, 5)},
}


@dataclass(frozen=True)
class Told:
    """What a line says of the time: the codes left over, and the time if it names one."""

    rest: str
    time: time | None = None


@cache
def _clock() -> tuple[re.Pattern[str], ...]:
    """The ways to say a time; `h` is the hour, the other groups may be absent."""
    hour = r"(?<!the )(?P<h>\d\d?)"
    half = r"(?P<half>am|pm|in-morning|in-afternoon|in-evening|in-noon)"
    end = rf"(?: hour)?(?: {half})?"
    off = r"(?P<off>half|quarter-after|quarter-before|and (?P<plus>\d\d?)|minus (?P<less>\d\d?))"
    lines = (
        rf"(?:at )?{hour}:(?P<m>\d\d){end}",
        rf"(?:at )?{hour} {off}{end}",
        rf"(?:at )?(?P<off>half-past|quarter-after|quarter-before) {hour}{end}",
        rf"(?:at )?(?P<plus>\d\d?) past {hour}{end}",
        rf"(?:at )?(?P<less>\d\d?) to {hour}{end}",
        rf"at {hour}{end}",
        rf"{hour}(?: hour)? {half}",
        r"(?:at )?(?:the )?noon",
        # "mañana 16 h": only with a day before it, or it would be a span.
        rf"(?<=[^ ] ){hour} hour$",
    )
    return tuple(re.compile(rf"(?<![^ ]){line}(?![^ ])", re.ASCII) for line in lines)


@cache
def _half_of_day() -> re.Pattern[str]:
    return re.compile(r"(?<![^ ])(?:in-)?(morning|afternoon|evening)(?![^ ])")


def split_time(codes: str) -> Told | None:
    """A line without its time, and the time; None when the hour it names does not exist."""
    said = next((found for way in _clock() if (found := way.search(codes))), None)
    rest = f"{codes[: said.start()]} {codes[said.end() :]}" if said else codes
    half = _half_of_day().search(rest)
    if half:
        rest = f"{rest[: half.start()]} {rest[half.end() :]}"
    rest = " ".join(rest.split())
    if said is None:
        return Told(rest)
    moment = _moment(said.groupdict(), half[1] if half else None)
    return Told(rest, moment) if moment else None


def _moment(said: dict[str, str | None], half: str | None) -> time | None:
    """The time that the parts of a match stand for."""
    written = said.get("h")
    if written is None:
        return time(12)
    hour = _hour(written, (said.get("half") or half or "").removeprefix("in-"))
    minutes = int(said.get("m") or said.get("plus") or 0) - int(said.get("less") or 0)
    off = said.get("off") or ""
    minutes += {"half": 30, "half-past": 30, "quarter-after": 15, "quarter-before": -15}.get(off, 0)
    if hour is None or not -60 < minutes < 60:
        return None
    total = hour * 60 + minutes
    return time(total // 60, total % 60) if 0 <= total < 24 * 60 else None


def _hour(written: str, half: str) -> int | None:
    """The hour of 24; None for one that the half of the day does not have."""
    hour = int(written)
    if not half:
        bare = len(written) == 1 and hour in _AFTERNOON_HOURS
        return hour + 12 if bare else hour if hour < 24 else None
    if 12 < hour < 24:
        return None if half in ("am", "morning") else hour
    return _HALVES[half].get(hour)
