"""Days that come again: 29 February, the turn of a year, and a day that rotted on the disk."""

from __future__ import annotations

from datetime import date

import pytest

from scrm.agenda.days import month_days, nearest, next_time, on_calendar
from scrm.base.errors import Unreadable


@pytest.mark.parametrize(
    ("month_day", "year", "day"),
    [
        ("04-12", 2026, date(2026, 4, 12)),
        ("02-29", 2026, date(2026, 2, 28)),
        ("02-29", 2028, date(2028, 2, 29)),
        ("02-29", 2100, date(2100, 2, 28)),
    ],
)
def test_a_day_has_its_place_in_every_year(month_day, year, day):
    assert on_calendar(month_day, year) == day


def test_the_turn_of_the_year_is_no_border():
    assert nearest("12-31", date(2027, 1, 2), back=3, ahead=7) == date(2026, 12, 31)
    assert nearest("01-02", date(2026, 12, 31), back=3, ahead=7) == date(2027, 1, 2)
    assert nearest("06-01", date(2026, 12, 31), back=3, ahead=7) is None
    assert next_time("01-02", date(2026, 12, 31)) == date(2027, 1, 2)


def test_the_29th_of_february_is_among_the_days_where_it_is_kept():
    assert "02-29" in month_days(date(2026, 2, 27), back=0, ahead=1)
    assert month_days(date(2028, 2, 28), back=0, ahead=1) == ["02-28", "02-29"]
    assert "02-29" not in month_days(date(2028, 2, 27), back=0, ahead=1)


@pytest.mark.parametrize("damaged", ["13-01", "02-30", "0x-12", "12"])
def test_a_day_that_is_none_is_told_and_not_taken_for_another(damaged):
    with pytest.raises(Unreadable, match=damaged):
        on_calendar(damaged, 2026)
