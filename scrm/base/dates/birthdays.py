"""Birthdays, of which people often tell the day but not the year."""

from __future__ import annotations

import re

from scrm.base.dates.steps import valid

# A leap year, so that 29 February is a day.
_ANY_LEAP_YEAR = 2000
_WAYS = (
    r"(?:wd\d )?(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)",
    r"(?P<d>\d\d?)/(?P<m>\d\d?)",
    r"(?P<d>\d\d?) mo(?P<m>\d\d?)(?: (?P<y>\d{4}))?",
    r"mo(?P<m>\d\d?) (?P<d>\d\d?)(?: (?P<y>\d{4}))?",
)


def parse_partial_birthday(text: str, day_first: bool = True) -> str | None:
    """`1980-04-12` or, without a year, `--04-12` (ISO 8601 as in vCard), from "12 Apr", "12 de abril de 1980".

    None for what is no day of the calendar.
    """
    from scrm.base.dates.canon import canonical

    short = re.fullmatch(r"--(\d\d)-?(\d\d)", text.strip(), re.ASCII)
    if short:
        return _stored(None, int(short[1]), int(short[2]))
    if re.fullmatch(r"\d\d?([-/.])\d\d?\1\d\d", text.strip(), re.ASCII):
        return None  # nobody knows the century of 12/04/26
    codes = re.sub(r"\bthe ", "", canonical(text, day_first) or "").replace("mar", "mo3")
    for way in _WAYS:
        found = re.fullmatch(way, codes, re.ASCII)
        if found:
            said = found.groupdict()
            year = said.get("y")
            return _stored(int(year) if year else None, int(said["m"]), int(said["d"]))
    return None


def _stored(year: int | None, month: int, day: int) -> str | None:
    if not valid(_ANY_LEAP_YEAR if year is None else year, month, day):
        return None
    return f"--{month:02}-{day:02}" if year is None else f"{year:04}-{month:02}-{day:02}"


def birthday_parts(stored: str) -> tuple[int | None, int, int]:
    """Year or None, month and day of a stored birthday; raises ValueError for another text."""
    found = re.fullmatch(r"(\d{4}|-)-(\d\d)-(\d\d)", stored, re.ASCII)
    if not found or not _stored(None, int(found[2]), int(found[3])):
        raise ValueError(stored)
    return (None if found[1] == "-" else int(found[1])), int(found[2]), int(found[3])
