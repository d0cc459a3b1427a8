"""Dates as LinkedIn exports and spreadsheets write them.

Months come from a fixed table, never from the locale. A slashed date is
always month/day: of 10,691 measured values whose second part is above 12
none had a first part above 12, those of Spanish interfaces included. Without
a zone a moment is taken as UTC. Years before 1970 are legal.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from scrm.base.text import fold

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan january janv janvier januar ene enero janeiro",
            "feb february fev fevr fevrier februar febrero fevereiro",
            "mar march mars marz marzo marco",
            "apr april avr avril abr abril",
            "may mai mayo maio",
            "jun june juin juni junio junho",
            "jul july juil juillet juli julio julho",
            "aug august aout ago agosto",
            "sep sept september septembre septiembre set setembro",
            "oct october octobre okt oktober octubre out outubro",
            "nov november novembre noviembre novembro",
            "dec december decembre dez dezember dic diciembre dezembro",
        ),
        1,
    )
    for word in words.split()
}

_DATE = {
    "day month year": r"(?P<d>\d{1,2})[ -](?P<b>[^\W\d_]+)\.?[ -](?P<y>\d{4}|\d{2})",
    "month day year": r"(?P<b>[^\W\d_]+)\.? (?P<d>\d{1,2}),? (?P<y>\d{4})",
    "year month day": r"(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})",
    "month/day/year": r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d{2})",
    "day.month.year": r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2})",
}
_TIME = (
    r"(?:,?[ T](?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:\.\d+)?)?"
    r"(?: ?(?P<p>[AaPp])\.?[Mm]\.?)?)?(?: ?(?:UTC|GMT|Z))?"
)
_SHAPES = [re.compile(shape + _TIME).fullmatch for shape in _DATE.values()]
_SHAPES.append(
    re.compile(
        r"[A-Za-z]{3} (?P<b>[A-Za-z]{3}) (?P<d>\d{1,2}) "
        r"(?P<H>\d{2}):(?P<M>\d{2}):(?P<S>\d{2}) UTC (?P<y>\d{4})"
    ).fullmatch
)
_LONGEST = 60


@lru_cache(maxsize=16_384)
def day(text: str) -> date | None:
    """The calendar day a text names (its time is dropped), or None."""
    moment = instant(text)
    return moment.date() if moment else None


@lru_cache(maxsize=1024)
def instant(text: str) -> datetime | None:
    """The moment a text names, in UTC (a bare day begins at midnight), or None."""
    if len(text) == 23 and text[10] == " " and text[13] == ":" == text[16] and text.endswith(" UTC"):
        # The shape of every message and endorsement; ten times as quick as the shapes below.
        try:
            return datetime.fromisoformat(text[:19].replace("/", "-")).replace(tzinfo=UTC)
        except ValueError:
            pass
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    for shape in _SHAPES:
        found = shape(text)
        if found:
            return _moment(found.groupdict())
    return None


def _moment(parts: dict[str, str | None]) -> datetime | None:
    name = parts.get("b")
    month = _MONTHS.get(fold(name), 0) if name else int(parts["m"] or 0)
    year = int(parts["y"] or 0)
    if len(parts["y"] or "") == 2:
        year += 2000 if year < 70 else 1900
    hour = int(parts["H"] or 0)
    half = parts.get("p")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in "pP" else 0)
    try:
        return datetime(
            year, month, int(parts["d"] or 0), hour, int(parts["M"] or 0), int(parts["S"] or 0), tzinfo=UTC
        )
    except ValueError:
        return None
