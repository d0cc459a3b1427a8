"""Days and times as people read them, in the language spoken now.

Every word and every pattern is a message, so that a third language is one
catalogue. No number shown is ever negative.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING

from scrm.base.i18n import _, language, ngettext, pgettext

if TYPE_CHECKING:
    from scrm.base.clock import Clock
    from scrm.base.dates.when import When

# A day of another year is shown as "12 Nov" while nobody can take it for the next one.
_SAME_YEAR_DAYS = 180


@cache
def _names(_language: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Short weekdays from Monday, short months and months, once for each language."""
    weekdays = (
        pgettext("short weekday", "Mon"),
        pgettext("short weekday", "Tue"),
        pgettext("short weekday", "Wed"),
        pgettext("short weekday", "Thu"),
        pgettext("short weekday", "Fri"),
        pgettext("short weekday", "Sat"),
        pgettext("short weekday", "Sun"),
    )
    short = (
        pgettext("short month", "Jan"),
        pgettext("short month", "Feb"),
        pgettext("short month", "Mar"),
        pgettext("short month", "Apr"),
        pgettext("short month", "May"),
        pgettext("short month", "Jun"),
        pgettext("short month", "Jul"),
        pgettext("short month", "Aug"),
        pgettext("short month", "Sep"),
        pgettext("short month", "Oct"),
        pgettext("short month", "Nov"),
        pgettext("short month", "Dec"),
    )
    months = (
        pgettext("month", "January"),
        pgettext("month", "February"),
        pgettext("month", "March"),
        pgettext("month", "April"),
        pgettext("month", "May"),
        pgettext("month", "June"),
        pgettext("month", "July"),
        pgettext("month", "August"),
        pgettext("month", "September"),
        pgettext("month", "October"),
        pgettext("month", "November"),
        pgettext("month", "December"),
    )
    return weekdays, short, months


def weekday_name(day: date) -> str:
    """`Thu`."""
    return _names(language())[0][day.weekday()]


def _month(day: date) -> str:
    return _names(language())[1][day.month - 1]


def short_day(day: date, today: date) -> str:
    """For lists, at most nine cells: `today`, `tomorrow`, `Thu` within six days to come, `05 Nov`, `Nov 24`.

    A day before yesterday has its date even in this week: beside days to
    come, a weekday alone would be read as the next one.
    """
    away = (day - today).days
    if abs(away) <= 1:
        return (_("yesterday"), _("today"), _("tomorrow"))[away + 1]
    if 1 < away < 7:
        return weekday_name(day)
    if day.year == today.year or abs(away) <= _SAME_YEAR_DAYS:
        return _("%(day)02d %(month)s") % {"day": day.day, "month": _month(day)}
    return _("%(month)s %(year)02d") % {"month": _month(day), "year": day.year % 100}


def long_day(day: date, today: date) -> str:
    """For details and sentences: `Sat 21 Nov`, with the year if it is another one: `Tue 12 Nov 2024`."""
    parts = {"weekday": weekday_name(day), "day": day.day, "month": _month(day), "year": day.year}
    if day.year == today.year:
        return _("%(weekday)s %(day)d %(month)s") % parts
    return _("%(weekday)s %(day)d %(month)s %(year)d") % parts


def due_day(day: date, today: date) -> str:
    """Both forms: `Sat 21 Nov · 3 d late`, `Tue 1 Dec · in 7 days`."""
    return _("%(day)s · %(distance)s") % {"day": long_day(day, today), "distance": late((today - day).days)}


def late(days: int) -> str:
    """`3 d late`; `today` for 0; a day to come is told as `in_days` does."""
    return _("%(n)d d late") % {"n": days} if days > 0 else in_days(-days)


def in_days(days: int) -> str:
    """`in 3 days`, `tomorrow`, `today`; a day gone by is told as `ago` does."""
    if days < 0:
        return ago(-days)
    if days < 2:
        return (_("today"), _("tomorrow"))[days]
    return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}


def ago(days: int) -> str:
    """`3 d ago`, `yesterday`, `today`; a day to come is told as `in_days` does."""
    if days < 0:
        return in_days(-days)
    return (_("today"), _("yesterday"))[days] if days < 2 else _("%(n)d d ago") % {"n": days}


def silent(days: int) -> str:
    """`62 d silent`."""
    return _("%(n)d d silent") % {"n": max(0, days)}


def since(days: int) -> str:
    """How long something is waited for: `since 9 d`, `since today`."""
    return _("since %(n)d d") % {"n": days} if days > 0 else _("since today")


def every(days: int) -> str:
    """A rhythm: `every 30 d`, `every day`."""
    return _("every %(n)d d") % {"n": days} if days > 1 else _("every day")


def clock_time(moment: time) -> str:
    """`16:30`."""
    return _("%(hour)02d:%(minute)02d") % {"hour": moment.hour, "minute": moment.minute}


def moment(instant: datetime, clock: Clock) -> str:
    """An instant in lists: `16:30` today, else its `short_day`."""
    local, today = instant.astimezone(clock.zone), clock.today()
    return clock_time(local.time()) if local.date() == today else short_day(local.date(), today)


def long_moment(instant: datetime, clock: Clock) -> str:
    """An instant in details: `Sat 21 Nov 16:30`."""
    local = instant.astimezone(clock.zone)
    return _day_time(local.date(), local.time(), clock.today())


def said_when(when: When, today: date) -> str:
    """What was understood, for the echo: `Wed 24 Dec`, `Wed 24 Dec 20:00`."""
    return long_day(when.day, today) if when.time is None else _day_time(when.day, when.time, today)


def _day_time(day: date, moment: time, today: date) -> str:
    return _("%(day)s %(time)s") % {"day": long_day(day, today), "time": clock_time(moment)}


def clock_line(clock: Clock) -> str:
    """The clock of the tab line: `Tue 24 Nov 09:02`."""
    return long_moment(clock.now(), clock)


def month_heading(day: date) -> str:
    """The heading of a month: `November 2026`."""
    month = _names(language())[2][day.month - 1]
    heading = _("%(month)s %(year)d") % {"month": month, "year": day.year}
    return heading[:1].upper() + heading[1:]


def age(instant: datetime, clock: Clock) -> str:
    """How long ago, in at most seven cells: `now`, `5 min`, `2 h`, `6 d`; an instant to come is `now`."""
    minutes = int((clock.now() - instant).total_seconds() // 60)
    if minutes < 1:
        return _("now")
    if minutes < 60:
        return _("%(n)d min") % {"n": minutes}
    if minutes < 24 * 60:
        return _("%(n)d h") % {"n": minutes // 60}
    return _("%(n)d d") % {"n": minutes // (24 * 60)}


def duration(minutes: int) -> str:
    """`25 min`, `1 h`, `1 h 30 min`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(n)d min") % {"n": minutes}
    if not rest:
        return _("%(n)d h") % {"n": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def said_birthday(stored: str) -> str:
    """`12 Apr` or `12 Apr 1980` of a stored birthday; raises ValueError for another text."""
    from scrm.base.dates.birthdays import birthday_parts

    year, month, number = birthday_parts(stored)
    parts = {"day": number, "month": _names(language())[1][month - 1], "year": year}
    return (_("%(day)d %(month)s") if year is None else _("%(day)d %(month)s %(year)d")) % parts


def said_repeat(rule: str) -> str:
    """`every 90 d`, `every week`, `every 3 months` for a plain RRULE; another one as it is."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    if not parts.keys() <= {"FREQ", "INTERVAL"} or not parts.get("INTERVAL", "1").isdecimal():
        return rule
    n = int(parts.get("INTERVAL", "1"))
    plain = {
        "DAILY": every(n),
        "WEEKLY": ngettext("every week", "every %(n)d weeks", n) % {"n": n},
        "MONTHLY": ngettext("every month", "every %(n)d months", n) % {"n": n},
        "YEARLY": ngettext("every year", "every %(n)d years", n) % {"n": n},
    }
    return plain.get(parts.get("FREQ", ""), rule)
