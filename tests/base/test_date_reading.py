"""How dates are counted: sides, orders, month ends, hours that clocks skip, anything at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scrm.base.clock import ManualClock
from scrm.base.dates import When, long_day, parse_partial_birthday, parse_when, shift, short_day, to_instant
from scrm.base.dates.words import phrases, single

MADRID = ZoneInfo("Europe/Madrid")


def at(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> ManualClock:
    return ManualClock(datetime(year, month, day, hour, minute, tzinfo=MADRID), MADRID)


def day(text: str, clock: ManualClock, past: bool = False) -> date | None:
    when = parse_when(text, clock, past=past)
    return when.day if when else None


NOW = at(2026, 11, 18)


def test_the_order_of_day_and_month_is_a_setting_unless_only_one_is_possible() -> None:
    assert parse_when("01/12", NOW) == When(date(2026, 12, 1))
    assert parse_when("01/12", NOW, day_first=False) == When(date(2027, 1, 12))
    assert parse_when("01/12/2026", NOW, day_first=False) == When(date(2026, 1, 12))
    assert parse_when("31/12", NOW, day_first=False) == When(date(2026, 12, 31))
    assert parse_when("2026-01-12", NOW, day_first=False) == When(date(2026, 1, 12))


def test_mar_is_tuesday_or_march_and_none_where_it_could_be_both() -> None:
    assert day("mar", NOW) == date(2026, 11, 24)
    assert day("3 mar", NOW) == date(2027, 3, 3)
    assert day("mar 24", NOW) is None  # Tuesday 24 November, or 24 March
    assert day("martes 24", NOW) == date(2026, 11, 24)
    assert day("march 24", NOW) == date(2027, 3, 24)


def test_a_weekday_that_contradicts_its_date_is_no_date() -> None:
    assert day("Tue 24 Nov", NOW) == date(2026, 11, 24)
    assert day("Mon 24 Nov", NOW) is None
    assert day("Mon 24 Nov", NOW, past=True) == date(2025, 11, 24)
    assert day("lunes 2026-11-24", NOW) is None


def test_a_weekday_is_never_today_unless_it_says_this() -> None:
    monday = at(2026, 11, 23)
    assert day("monday", monday) == date(2026, 11, 30)
    assert day("monday", monday, past=True) == date(2026, 11, 16)
    assert day("this monday", monday) == day("este lunes", monday) == date(2026, 11, 23)


def test_next_friday_is_of_next_week_and_el_proximo_viernes_is_the_coming_one() -> None:
    assert day("next friday", NOW) == date(2026, 11, 27)
    assert day("el próximo viernes", NOW) == date(2026, 11, 20)
    sunday = at(2026, 11, 22)
    assert day("next friday", sunday) == day("el próximo viernes", sunday) == date(2026, 11, 27)


def test_what_points_one_way_keeps_it_when_looking_back() -> None:
    assert day("+3d", NOW, past=True) == date(2026, 11, 21)
    assert day("en 3 días", NOW, past=True) == date(2026, 11, 21)
    assert day("tomorrow", NOW, past=True) == date(2026, 11, 19)
    assert day("3 days", NOW, past=True) == date(2026, 11, 15)
    assert day("hace 3 días", NOW) == date(2026, 11, 15)
    assert day("a finales de mes", NOW, past=True) == date(2026, 10, 31)


def test_a_date_without_a_year_is_the_nearest_on_its_side_and_today_counts() -> None:
    assert day("18 nov", NOW) == day("18 nov", NOW, past=True) == date(2026, 11, 18)
    assert day("17 nov", NOW) == date(2027, 11, 17)
    assert day("19 nov", NOW, past=True) == date(2025, 11, 19)
    assert day("29 feb", NOW, past=True) == date(2024, 2, 29)
    assert day("29 feb", at(2096, 3, 1)) == date(2104, 2, 29)


@pytest.mark.parametrize(
    ("start", "unit", "count", "end"),
    [
        (date(2026, 1, 31), "month", 1, date(2026, 2, 28)),
        (date(2028, 1, 31), "month", 1, date(2028, 2, 29)),
        (date(2026, 3, 31), "month", -1, date(2026, 2, 28)),
        (date(2026, 10, 31), "month", 1, date(2026, 11, 30)),
        (date(2026, 12, 31), "month", 2, date(2027, 2, 28)),
        (date(2026, 11, 30), "quarter", 1, date(2027, 2, 28)),
        (date(2028, 2, 29), "year", 1, date(2029, 2, 28)),
        (date(2026, 12, 30), "week", 1, date(2027, 1, 6)),
    ],
)
def test_months_end_where_they_end(start: date, unit: str, count: int, end: date) -> None:
    assert shift(start, unit, count) == end


def test_a_month_from_its_last_day_is_the_last_day_of_a_shorter_one() -> None:
    assert day("+1m", at(2027, 1, 31)) == date(2027, 2, 28)
    assert day("dentro de un mes", at(2026, 10, 31)) == date(2026, 11, 30)
    assert day("the 31st", at(2026, 11, 1)) == date(2026, 12, 31)
    assert day("end of next month", at(2027, 1, 31)) == date(2027, 2, 28)


def test_a_time_without_a_day_is_the_next_one_or_the_last_one() -> None:
    assert parse_when("16:30", at(2026, 11, 18, 17)) == When(date(2026, 11, 19), time(16, 30))
    assert parse_when("16:30", at(2026, 11, 18, 17), past=True) == When(date(2026, 11, 18), time(16, 30))
    assert parse_when("a las 12", NOW) == When(date(2026, 11, 18), time(12))


@pytest.mark.parametrize(
    ("said", "hour"),
    [("at 7", 19), ("at 8", 8), ("at 07:00", 7), ("at 7 am", 7), ("at 12", 12), ("a las 3", 15)],
)
def test_a_bare_hour_from_one_to_seven_is_in_the_afternoon(said: str, hour: int) -> None:
    assert parse_when(f"tomorrow {said}", NOW) == When(date(2026, 11, 19), time(hour))


@pytest.mark.parametrize("said", ["mañana a las 12 de la noche", "tomorrow 13 am", "tomorrow at 3 at night"])
def test_an_hour_that_its_half_of_the_day_does_not_have_is_no_time(said: str) -> None:
    assert parse_when(said, NOW) is None


def test_hours_are_counted_over_the_change_of_the_clocks() -> None:
    before = ManualClock(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), MADRID)  # 02:30, an hour before winter
    assert parse_when("in 1 hour", before) == When(date(2026, 10, 25), time(2, 30))
    assert parse_when("in 2 hours", before) == When(date(2026, 10, 25), time(3, 30))


def test_a_time_the_clocks_skip_becomes_the_next_that_exists() -> None:
    assert to_instant(date(2026, 3, 29), time(2, 30), MADRID) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert to_instant(date(2026, 3, 29), time(3, 0), MADRID) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert to_instant(date(2026, 3, 29), time(1, 59), MADRID) == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    # Beirut skips midnight itself, Samoa skipped a whole day.
    beirut, apia = ZoneInfo("Asia/Beirut"), ZoneInfo("Pacific/Apia")
    assert to_instant(date(2026, 3, 29), None, beirut) == datetime(2026, 3, 28, 22, tzinfo=UTC)
    assert to_instant(date(2011, 12, 30), time(9), apia) == datetime(2011, 12, 30, 10, tzinfo=UTC)


def test_a_time_the_clocks_show_twice_is_the_first() -> None:
    assert to_instant(date(2026, 10, 25), time(2, 30), MADRID) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "stored"),
    [
        ("12 Apr", "--04-12"),
        ("12 de abril", "--04-12"),
        ("Apr 12", "--04-12"),
        ("12/04", "--04-12"),
        ("--04-12", "--04-12"),
        ("--0412", "--04-12"),
        ("29 feb", "--02-29"),
        ("3 mar", "--03-03"),
        ("1980-04-12", "1980-04-12"),
        ("12/04/1980", "1980-04-12"),
        ("12 de abril de 1980", "1980-04-12"),
        ("April 12, 1980", "1980-04-12"),
        ("12/04/80", None),
        ("29 feb 1981", None),
        ("31 apr", None),
        ("--13-01", None),
        ("April", None),
        ("tomorrow", None),
        ("", None),
    ],
)
def test_birthdays_may_lack_the_year(said: str, stored: str | None) -> None:
    assert parse_partial_birthday(said) == stored


def test_an_american_birthday_has_the_month_first() -> None:
    assert parse_partial_birthday("04/12/1980", day_first=False) == "1980-04-12"


words = st.sampled_from(sorted({*single(), *phrases(), "3", "15", "16:30", "01/12", "2026", "+", "-", "+1w"}))


@given(st.lists(words, max_size=6).map(" ".join), st.booleans())
def test_any_words_of_time_give_a_day_or_none(text: str, past: bool) -> None:
    when = parse_when(text, NOW, past=past)
    assert when is None or 1900 <= when.day.year < 2200


@given(st.text(max_size=100))
@example("9999999999999d")
@example("in 9999 years")
@example("-9999 years")
@example("9999-12-31T23:59-12:00")
@example("0001-01-01 00:00+12:00")
@example("9999-12-31 23:59")
@example("1" * 5000)
def test_any_text_gives_a_day_or_none(text: str) -> None:
    when = parse_when(text, NOW)
    assert when is None or isinstance(when, When)


@given(st.dates(date(1975, 1, 1), date(2060, 1, 1)))
def test_a_day_as_it_is_shown_is_understood_again(shown: date) -> None:
    today = NOW.today()
    past = shown < today
    assert day(long_day(shown, today), NOW, past) == shown
    if shown.year == today.year and abs(shown - today) < timedelta(days=300):
        assert day(short_day(shown, today), NOW, past) in (shown, None)
    assert day(shown.isoformat(), NOW) == shown
    assert day(f"{shown:%d/%m/%Y}", NOW) == shown
