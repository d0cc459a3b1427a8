"""Dates in words, one door: said to people (`said`) and understood from them (`when`, `spans`, `birthdays`).

How a phrase is understood: `canon` brings its words and figures to the codes
of `words`, `times` takes the time of day out, the rules of `days` read the
rest with the steps of `steps`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrm.base.dates.said import (
    age,
    ago,
    clock_line,
    clock_time,
    due_day,
    duration,
    every,
    in_days,
    late,
    long_day,
    long_moment,
    moment,
    month_heading,
    said_birthday,
    said_repeat,
    said_when,
    short_day,
    silent,
    since,
    weekday_name,
)
from scrm.base.lazy import lazily

if TYPE_CHECKING:
    from scrm.base.dates.birthdays import birthday_parts, parse_partial_birthday
    from scrm.base.dates.spans import parse_every, parse_minutes, parse_repeat, parse_step
    from scrm.base.dates.steps import shift
    from scrm.base.dates.when import When, parse_when, to_instant

# Loaded when first asked for: a list only says dates, and the half that
# understands them would add about 10 ms of CPU to the start of every command.
__getattr__ = lazily(
    globals(),
    {
        "birthday_parts": "birthdays",
        "parse_partial_birthday": "birthdays",
        "parse_every": "spans",
        "parse_minutes": "spans",
        "parse_repeat": "spans",
        "parse_step": "spans",
        "shift": "steps",
        "When": "when",
        "parse_when": "when",
        "to_instant": "when",
    },
)

__all__ = [
    "When",
    "age",
    "ago",
    "birthday_parts",
    "clock_line",
    "clock_time",
    "due_day",
    "duration",
    "every",
    "in_days",
    "late",
    "long_day",
    "long_moment",
    "moment",
    "month_heading",
    "parse_every",
    "parse_minutes",
    "parse_partial_birthday",
    "parse_repeat",
    "parse_step",
    "parse_when",
    "said_birthday",
    "said_repeat",
    "said_when",
    "shift",
    "short_day",
    "silent",
    "since",
    "to_instant",
    "weekday_name",
]
