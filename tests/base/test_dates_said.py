"""Days and times as people read them, in both languages."""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.dates import get_day_names, get_month_names
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from scrm.base import dates, i18n
from scrm.base.clock import ManualClock
from scrm.base.dates import said

TODAY = date(2026, 11, 24)  # a Tuesday
CLOCK = ManualClock(datetime(2026, 11, 24, 8, 2, tzinfo=UTC), ZoneInfo("Europe/Madrid"))
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Spanish from the sources of the catalogue, compiled or not."""
    catalogue = Catalog(locale="es")
    sources = [*ROOT.glob("scrm/locale/es/LC_MESSAGES/scrm.po"), *ROOT.glob("locale-parts/dates.po")]
    for source in sources:
        for message in read_po(io.BytesIO(source.read_bytes()), locale="es"):
            if message.id:
                catalogue[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    i18n.use("es")
    monkeypatch.setattr(i18n, "_catalogue", gettext.GNUTranslations(compiled))
    said._names.cache_clear()
    yield
    said._names.cache_clear()


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


SHORT = [
    (-1, "yesterday", "ayer"),
    (0, "today", "hoy"),
    (1, "tomorrow", "mañana"),
    (2, "Thu", "jue"),
    (6, "Mon", "lun"),
    (7, "01 Dec", "01 dic"),
    (-2, "22 Nov", "22 nov"),
    (-12, "12 Nov", "12 nov"),
    (-100, "16 Aug", "16 ago"),
    (60, "23 Jan", "23 ene"),
    (-330, "Dec 25", "dic 25"),
    (-742, "Nov 24", "nov 24"),
    (400, "Dec 27", "dic 27"),
]


@pytest.mark.parametrize(("away", "english", "_spanish"), SHORT)
def test_a_day_in_lists(away: int, english: str, _spanish: str) -> None:
    assert dates.short_day(after(away), TODAY) == english


@pytest.mark.parametrize(("away", "_english", "expected"), SHORT)
@pytest.mark.usefixtures("spanish")
def test_a_day_in_lists_in_spanish(away: int, _english: str, expected: str) -> None:
    assert dates.short_day(after(away), TODAY) == expected


def test_a_day_of_december_is_shown_whole_in_january() -> None:
    assert dates.short_day(date(2026, 12, 20), date(2027, 1, 4)) == "20 Dec"


def test_days_in_details() -> None:
    assert dates.long_day(date(2026, 11, 21), TODAY) == "Sat 21 Nov"
    assert dates.long_day(date(2024, 11, 12), TODAY) == "Tue 12 Nov 2024"
    assert dates.due_day(date(2026, 11, 21), TODAY) == "Sat 21 Nov · 3 d late"
    assert dates.due_day(date(2026, 12, 1), TODAY) == "Tue 1 Dec · in 7 days"
    assert dates.due_day(TODAY, TODAY) == "Tue 24 Nov · today"


@pytest.mark.usefixtures("spanish")
def test_days_in_details_in_spanish() -> None:
    assert dates.long_day(date(2024, 11, 12), TODAY) == "mar 12 nov 2024"
    assert dates.due_day(date(2026, 11, 21), TODAY) == "sáb 21 nov · 3 d de atraso"
    assert dates.due_day(date(2026, 12, 1), TODAY) == "mar 1 dic · en 7 días"
    assert dates.month_heading(TODAY) == "Noviembre de 2026"
    assert [dates.silent(62), dates.ago(3), dates.since(9), dates.every(30)] == [
        "62 d en silencio",
        "hace 3 d",
        "hace 9 d",
        "cada 30 d",
    ]
    assert dates.said_repeat("FREQ=WEEKLY;INTERVAL=2") == "cada 2 semanas"
    assert dates.clock_line(CLOCK) == "mar 24 nov 09:02"
    assert dates.said_birthday("1980-04-12") == "12 abr 1980"


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (dates.late(3), "3 d late"), (dates.late(0), "today"), (dates.late(-2), "in 2 days"),
        (dates.in_days(3), "in 3 days"), (dates.in_days(1), "tomorrow"), (dates.in_days(-4), "4 d ago"),
        (dates.ago(3), "3 d ago"), (dates.ago(1), "yesterday"), (dates.ago(-2), "in 2 days"),
        (dates.silent(62), "62 d silent"), (dates.silent(-1), "0 d silent"), (dates.since(9), "since 9 d"),
        (dates.since(0), "since today"), (dates.every(30), "every 30 d"), (dates.every(1), "every day"),
        (dates.duration(25), "25 min"), (dates.duration(60), "1 h"), (dates.duration(90), "1 h 30 min"),
    ],
)  # fmt: skip
def test_distances_are_never_negative(told: str, text: str) -> None:
    assert told == text
    assert "-" not in told


def test_instants_are_shown_in_the_zone_of_the_clock() -> None:
    instant = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert dates.moment(instant, CLOCK) == "tomorrow"
    assert dates.moment(instant - timedelta(hours=1), CLOCK) == "23:30"
    assert dates.long_moment(instant, CLOCK) == "Wed 25 Nov 00:30"
    assert dates.clock_line(CLOCK) == "Tue 24 Nov 09:02"


@pytest.mark.parametrize(
    ("gone", "text"),
    [
        (timedelta(seconds=30), "now"),
        (-timedelta(days=1), "now"),
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=2, minutes=59), "2 h"),
        (timedelta(days=6, hours=3), "6 d"),
    ],
)
def test_how_long_ago(gone: timedelta, text: str) -> None:
    assert dates.age(CLOCK.now() - gone, CLOCK) == text


def test_repeats_in_words() -> None:
    assert dates.said_repeat("FREQ=DAILY;INTERVAL=90") == "every 90 d"
    assert dates.said_repeat("FREQ=DAILY") == "every day"
    assert dates.said_repeat("FREQ=MONTHLY") == "every month"
    assert dates.said_repeat("FREQ=MONTHLY;INTERVAL=3") == "every 3 months"
    assert dates.said_repeat("FREQ=WEEKLY;BYDAY=MO") == "FREQ=WEEKLY;BYDAY=MO"


def test_birthdays_with_and_without_a_year() -> None:
    assert dates.said_birthday("--04-12") == "12 Apr"
    assert dates.said_birthday("1980-04-12") == "12 Apr 1980"
    assert dates.birthday_parts("--04-12") == (None, 4, 12)
    with pytest.raises(ValueError, match="soon"):
        dates.said_birthday("soon")


def names(language: str) -> tuple[list[str], list[str], list[str]]:
    """Short weekdays, short months and months as CLDR has them."""
    short, long = get_month_names("abbreviated", locale=language), get_month_names("wide", locale=language)
    weekdays = get_day_names("abbreviated", locale=language)
    return (
        [weekdays[n] for n in range(7)],
        [short[n] for n in range(1, 13)],
        [long[n] for n in range(1, 13)],
    )


def test_our_english_names_are_those_of_cldr() -> None:
    assert tuple(map(list, said._names("en"))) == names("en")


@pytest.mark.usefixtures("spanish")
def test_our_spanish_names_are_those_of_cldr() -> None:
    assert tuple(map(list, said._names("es"))) == names("es")


@pytest.mark.usefixtures("spanish")
def test_a_day_shown_in_spanish_is_understood_again() -> None:
    for away in range(-400, 400):
        shown = after(away)
        when = dates.parse_when(dates.long_day(shown, TODAY), CLOCK, past=away < 0)
        assert when is not None
        assert when.day == shown


def test_the_door_knows_what_it_offers() -> None:
    assert all(getattr(dates, name) is not None for name in dates.__all__)
    with pytest.raises(AttributeError, match="parse_never"):
        dates.parse_never  # noqa: B018
