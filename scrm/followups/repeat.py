"""Repeating promises: RRULE of RFC 5545 in whole days, the next day of one, what is left of it.

Only rules that dateutil walks quickly are taken: it steps day by day to the
year 9999 for a rule that never comes (5 s), so BYMONTH goes with YEARLY only
and the finest step is a day. Months end where they end: monthly from the 31st
means the last day of a shorter month, yearly from 29 February means the 28th.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from scrm.base.errors import UsageError
from scrm.base.i18n import _
from scrm.base.text import clean, shorten
from scrm.followups.model import floating

LONGEST = 200
_DAY = "(?:MO|TU|WE|TH|FR|SA|SU)"
_NUMBER = r"-?[1-9]\d{0,2}"
_SHAPES = {
    "INTERVAL": r"[1-9]\d{0,4}",
    "COUNT": r"[1-9]\d{0,3}",
    "UNTIL": r"\d{8}(?:T\d{6}Z?)?",
    "WKST": _DAY,
    "BYMONTH": r"(?:1[0-2]|[1-9])(?:,(?:1[0-2]|[1-9]))*",
    "BYMONTHDAY": r"-?(?:3[01]|[12]\d|[1-9])(?:,-?(?:3[01]|[12]\d|[1-9]))*",
    "BYDAY": rf"(?:-?[1-5])?{_DAY}(?:,(?:-?[1-5])?{_DAY})*",
    "BYSETPOS": rf"{_NUMBER}(?:,{_NUMBER})*",
}
_COMMON = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
_ALLOWED = {
    "DAILY": _COMMON,
    "WEEKLY": _COMMON | {"BYDAY"},
    "MONTHLY": _COMMON | {"BYDAY", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": _COMMON | {"BYMONTH", "BYDAY", "BYMONTHDAY", "BYSETPOS"},
}


def rule_of(text: str, start: date) -> str:
    """The rule that `90d`, `every monday`, `cada mes` or an RRULE means, for a series that starts at `start`.

    Raises UsageError for what is not understood, or never comes after `start`.
    """
    from scrm.base.dates import parse_repeat

    shown = {"text": shorten(clean(text), 40)}
    rule = _checked(parse_repeat(text) or text.strip().upper().removeprefix("RRULE:"))
    if rule is None:
        raise UsageError(
            _("“%(text)s” does not say how often it repeats") % shown, _("90d, weekly, every monday")
        )
    if next(_days(rule, start), None) is None:
        raise UsageError(_("“%(text)s” never comes again") % shown, _("90d, weekly, every monday"))
    return rule


def anchored(rule: str, start: date) -> str:
    """The same rule, holding on to the day of the month of `start` where shorter months would lose it.

    An anchor of an earlier start is lifted first; a rule that names its days stays as it is.
    """
    bare = floating(rule)
    parts = _parts(bare)
    if any(name.startswith("BY") for name in parts):
        return bare
    if parts["FREQ"] == "MONTHLY" and start.day > 28:
        return f"{bare};BYSETPOS=-1;BYMONTHDAY={','.join(map(str, range(28, start.day + 1)))}"
    if parts["FREQ"] == "YEARLY" and (start.month, start.day) == (2, 29):
        return f"{bare};BYSETPOS=-1;BYMONTH=2;BYMONTHDAY=28,29"
    return bare


def following(rule: str, start: date, after: date) -> tuple[date, str] | None:
    """The first day later than `after` in the series from `start`, and the rule from there on.

    `start` is the first occurrence whether the rule names it or not; COUNT is
    reduced by what is passed. None when the series is over.
    """
    parts = _parts(rule)
    count, until = int(parts.get("COUNT", 0)), parts.get("UNTIL", "99991231")[:8]
    for passed, day in enumerate(_days(rule, start), 1):
        if (count and passed >= count) or f"{day:%Y%m%d}" > until:
            return None
        if day > after:
            return day, _text(parts | {"COUNT": str(count - passed)} if count else parts)
    return None


def _days(rule: str, start: date) -> Iterator[date]:
    """The days of the series later than `start`, COUNT and UNTIL aside."""
    from dateutil.rrule import rrulestr

    endless = {name: value for name, value in _parts(rule).items() if name not in ("COUNT", "UNTIL")}
    first = datetime.combine(start, time())
    bare = _text(endless)
    series = rrulestr(bare if floating(bare) != bare else anchored(bare, start), dtstart=first)
    return (moment.date() for moment in series.xafter(first))


def _checked(rule: str) -> str | None:
    """The rule if it keeps to what is allowed here, days of the week counted weekly; else None."""
    if len(rule) > LONGEST or not re.fullmatch(r"[A-Z]+=[^;=]+(?:;[A-Z]+=[^;=]+)*", rule):
        return None
    parts = _parts(rule)
    if parts.get("FREQ") == "DAILY" and "BYDAY" in parts and parts.get("INTERVAL", "1") == "1":
        parts["FREQ"] = "WEEKLY"
    frequency = parts.get("FREQ", "")
    shaped = all(re.fullmatch(_SHAPES[n], value, re.ASCII) for n, value in parts.items() if n in _SHAPES)
    if frequency not in _ALLOWED or not set(parts) <= _ALLOWED[frequency] or not shaped:
        return None
    if frequency == "WEEKLY" and re.search(r"\d", parts.get("BYDAY", "")):
        return None
    if "BYSETPOS" in parts and not {"BYDAY", "BYMONTHDAY", "BYMONTH"} & set(parts):
        return None
    last = {"BYSETPOS": parts.pop("BYSETPOS")} if "BYSETPOS" in parts else {}
    return _text(parts | last)


def _parts(rule: str) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in rule.split(";"))


def _text(parts: dict[str, str]) -> str:
    """FREQ first, the rest in the order given; INTERVAL=1 says nothing."""
    ordered = {"FREQ": parts["FREQ"], **parts}
    return ";".join(f"{n}={value}" for n, value in ordered.items() if (n, value) != ("INTERVAL", "1"))
