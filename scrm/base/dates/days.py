"""The rules for days, written over the codes of `words`.

Each rule must match the whole text; a text that none matches is no day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from scrm.base.dates.steps import Frame, first_of, nth_weekday, shift, valid, weekday

Read = Callable[[re.Match[str], Frame], date | None]
_RULES: list[tuple[str, Read]] = []

_W, _M, _N, _Y = r"wd(?P<w>\d)", r"mo(?P<m>\d\d?)", r"(?P<n>\d\d?)", r"(?P<y>\d{4})"
_UNIT = r"(?P<u>day|week|month|quarter|year)"
_PERIOD = r"(?P<u>week|month|quarter|year)"
_WHICH = r"(?P<which>this|next|coming|last)"
_AWAY = {"this": 0, "next": 1, "coming": 1, "last": -1}
_HALF_A_YEAR = 183
_NAMED = {"yesterday2": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "tomorrow2": 2}


def _rule(*patterns: str) -> Callable[[Read], Read]:
    def enter(read: Read) -> Read:
        _RULES.extend((pattern, read) for pattern in patterns)
        return read

    return enter


@cache
def _rules() -> list[tuple[re.Pattern[str], Read]]:
    return [(re.compile(pattern, re.ASCII), read) for pattern, read in _RULES]


def read_day(codes: str, frame: Frame) -> date | None:
    """The day that codes such as "coming wd4" name, or None.

    Raises OverflowError or ValueError for one beyond the calendar.
    """
    for line in dict.fromkeys((codes, re.sub(r"\bthe ", "", codes))):
        for pattern, read in _rules():
            found = pattern.fullmatch(line)
            if found:
                return read(found, frame)
    return None


def _looking(found: re.Match[str], frame: Frame) -> Frame:
    """The frame, turned by "next" or "last" before a date."""
    which = found["which"]
    return frame if which in (None, "this") else Frame(frame.today, which == "last")


def _on_weekday(found: re.Match[str], day: date | None) -> date | None:
    """The day, unless it was called by the name of another weekday."""
    return day if day and found["w"] in (None, str(day.weekday())) else None


@_rule("|".join(f"(?P<name>{name})" if not i else name for i, name in enumerate(_NAMED)))
def _named(found: re.Match[str], frame: Frame) -> date:
    return frame.today + timedelta(days=_NAMED[found[0]])


@_rule(rf"(?:{_W} )?{_Y}-(?P<m>\d\d)-(?P<n>\d\d)")
def _whole(found: re.Match[str], _frame: Frame) -> date | None:
    return _on_weekday(found, valid(int(found["y"]), int(found["m"]), int(found["n"])))


@_rule(
    rf"(?:{_WHICH} )?(?:{_W} )?{_N}/(?P<m>\d\d?)",
    rf"(?:{_WHICH} )?(?:{_W} )?{_N} {_M}",
    rf"(?:{_WHICH} )?(?:{_W} )?{_M} {_N}",
)
def _yearless(found: re.Match[str], frame: Frame) -> date | None:
    month, number, this = int(found["m"]), int(found["n"]), frame.today.year
    # 29 February comes back after four years, once in a century after eight.
    years = range(max(1, this - 8), min(9999, this + 8) + 1)
    days = [day for year in years if (day := valid(year, month, number))]
    day = _looking(found, frame).pick(days)
    if found["w"] is None or _on_weekday(found, day):
        return day
    # "Sat 21 Nov" said three days later: its weekday tells that it is not a year ahead.
    return next(
        (d for d in days if abs((d - frame.today).days) < _HALF_A_YEAR and _on_weekday(found, d)), None
    )


@_rule(rf"(?:{_W} )?{_N} {_M} {_Y}", rf"(?:{_W} )?{_M} {_N} {_Y}")
def _with_year(found: re.Match[str], _frame: Frame) -> date | None:
    return _on_weekday(found, valid(int(found["y"]), int(found["m"]), int(found["n"])))


@_rule(rf"{_N} {_M} (?P<which>this|next|last) year", rf"{_M} {_N} (?P<which>this|next|last) year")
def _in_year(found: re.Match[str], frame: Frame) -> date | None:
    return valid(frame.today.year + _AWAY[found["which"]], int(found["m"]), int(found["n"]))


@_rule(rf"(?:{_WHICH} )?(?:the day|the|day) {_N}")
def _numbered(found: re.Match[str], frame: Frame) -> date | None:
    first = first_of("month", frame.today)
    months = (shift(first, "month", away) for away in range(-2, 3))
    candidates = (valid(month.year, month.month, int(found["n"])) for month in months)
    return _looking(found, frame).pick(day for day in candidates if day)


@_rule(rf"{_W} (?:day )?{_N}")
def _numbered_weekday(found: re.Match[str], frame: Frame) -> date | None:
    first = first_of("month", frame.today)
    months = (shift(first, "month", away) for away in (-1, 0, 1))
    candidates = (valid(month.year, month.month, int(found["n"])) for month in months)
    return _on_weekday(found, frame.pick(day for day in candidates if day))


@_rule(rf"(?:day )?{_N} (?P<which>this|next|last) month")
def _in_month(found: re.Match[str], frame: Frame) -> date | None:
    first = first_of("month", frame.today, _AWAY[found["which"]])
    return valid(first.year, first.month, int(found["n"]))


@_rule(rf"(?:{_WHICH} )?{_W}")
def _weekday(found: re.Match[str], frame: Frame) -> date:
    number, which = int(found["w"]), found["which"]
    if which == "next":
        # English "next Friday" is the one of next week; Spanish "el próximo viernes" is "coming".
        return first_of("week", frame.today, 1) + timedelta(days=number)
    return weekday(_looking(found, frame), number, today_counts=which == "this")


@_rule(rf"{_W} (?P<which>this|next|last) week", rf"(?P<which>this|next|last) week {_W}")
def _in_week(found: re.Match[str], frame: Frame) -> date:
    return first_of("week", frame.today, _AWAY[found["which"]]) + timedelta(days=int(found["w"]))


@_rule(rf"(?P<which>next|last) {_PERIOD}")
def _period(found: re.Match[str], frame: Frame) -> date:
    return first_of(found["u"], frame.today, _AWAY[found["which"]])


@_rule(rf"(?:{_WHICH} )?weekend")
def _weekend(found: re.Match[str], frame: Frame) -> date:
    if found["which"] in ("this", "next"):
        return first_of("week", frame.today, _AWAY[found["which"]]) + timedelta(days=5)
    return weekday(_looking(found, frame), 5, today_counts=found["which"] is None)


@_rule(rf"(?P<sign>\+|in) (?P<n>\d+) {_UNIT}", rf"(?P<n>\d+) {_UNIT} (?P<sign>from-now)")
@_rule(rf"(?P<sign>-|hace) (?P<n>\d+) {_UNIT}", rf"(?P<n>\d+) {_UNIT} (?P<sign>ago)")
@_rule(rf"(?P<n>\d+) {_UNIT}(?P<sign>)")
def _span(found: re.Match[str], frame: Frame) -> date:
    back = found["sign"] in ("-", "hace", "ago") or (not found["sign"] and frame.past)
    return shift(frame.today, found["u"], -int(found["n"]) if back else int(found["n"]))


@_rule("week2")
def _week_after_next(_found: re.Match[str], frame: Frame) -> date:
    return first_of("week", frame.today, 2)


@_rule(rf"(?P<n>\d+) {_UNIT} from (?P<point>today|tomorrow|{_W})", rf"(?P<n>\d+) (?P<u>week) (?P<point>{_W})")
def _span_from(found: re.Match[str], frame: Frame) -> date | None:
    point = read_day(found["point"], Frame(frame.today))
    return point and shift(point, found["u"], int(found["n"]))


@_rule(rf"{_W} week")
def _weekday_after_next(found: re.Match[str], frame: Frame) -> date:
    """British "Friday week": a week after the coming one."""
    return weekday(Frame(frame.today), int(found["w"])) + timedelta(weeks=1)


@_rule(rf"(?P<part>start|mid|end) (?:{_WHICH} )?{_PERIOD}")
def _part(found: re.Match[str], frame: Frame) -> date | None:
    unit, part = found["u"], found["part"]
    if found["which"]:
        return _part_of(unit, part, first_of(unit, frame.today, _AWAY[found["which"]]))
    return frame.pick(_part_of(unit, part, first_of(unit, frame.today, away)) for away in (-1, 0, 1))


@_rule(rf"(?P<part>start|mid|end) {_M}(?: {_Y})?")
def _part_of_month(found: re.Match[str], frame: Frame) -> date | None:
    years = [int(found["y"])] if found["y"] else [frame.today.year + away for away in (-1, 0, 1)]
    days = [_part_of("month", found["part"], date(year, int(found["m"]), 1)) for year in years]
    return days[0] if found["y"] else frame.pick(days)


def _part_of(unit: str, part: str, first: date) -> date:
    """The first day of a period, its middle or its last; a week is a working week."""
    if part == "start":
        return first
    if part == "mid" and unit in ("week", "month"):
        return first + timedelta(days=2 if unit == "week" else 14)
    if unit == "week":
        return first + timedelta(days=4)
    after = shift(first, unit, 1)
    return after - timedelta(days=1) if part == "end" else first + (after - first) / 2


@_rule(rf"(?P<n>[1-5]|last) {_W} {_M}(?: {_Y})?")
def _nth_of_month(found: re.Match[str], frame: Frame) -> date | None:
    years = [int(found["y"])] if found["y"] else [frame.today.year + away for away in (-1, 0, 1)]
    days = [_nth(found, date(year, int(found["m"]), 1)) for year in years]
    return days[0] if found["y"] else frame.pick(day for day in days if day)


@_rule(rf"(?P<n>[1-5]|last) {_W} (?:{_WHICH} )?month")
def _nth_of_near_month(found: re.Match[str], frame: Frame) -> date | None:
    if found["which"]:
        return _nth(found, first_of("month", frame.today, _AWAY[found["which"]]))
    days = (_nth(found, first_of("month", frame.today, away)) for away in range(-3, 4))
    return frame.pick(day for day in days if day)


def _nth(found: re.Match[str], first: date) -> date | None:
    return nth_weekday(first, int(found["w"]), -1 if found["n"] == "last" else int(found["n"]))
