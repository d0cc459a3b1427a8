"""Time as stored: one spelling that sorts, days with 23, 24 and 25 hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrm.base.clock import (
    ManualClock,
    SystemClock,
    day_bounds,
    from_text,
    local_zone,
    stored_day,
    stored_time,
    to_text,
)
from scrm.base.errors import Unreadable

MADRID = ZoneInfo("Europe/Madrid")
MOMENTS = st.datetimes(
    datetime(1, 1, 2),
    datetime(9999, 12, 30),
    timezones=st.sampled_from([UTC, MADRID, timezone(timedelta(hours=-9))]),
).map(lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000))


@given(MOMENTS)
def test_an_instant_comes_back_as_it_was_stored(moment):
    text = to_text(moment)
    assert len(text) == 24
    assert from_text(text) == moment.astimezone(UTC)


@given(MOMENTS, MOMENTS)
def test_stored_instants_sort_as_text(one, other):
    assert (to_text(one) < to_text(other)) == (one.astimezone(UTC) < other.astimezone(UTC))


def test_an_old_day_and_its_milliseconds_are_kept():
    moment = datetime(1823, 4, 5, 6, 7, 8, 9000, tzinfo=UTC)
    assert to_text(moment) == "1823-04-05T06:07:08.009Z"
    assert from_text("1823-04-05T06:07:08.009Z") == moment
    assert to_text(datetime(33, 4, 3, 15, tzinfo=UTC)) == "0033-04-03T15:00:00.000Z"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-24",
        "2026-11-24T09:02:00Z",
        "2026-11-24 09:02:00.000Z",
        "2026-11-24T09:02:00.000+00:00",
        "x" * 24,
    ],
)
def test_other_spellings_are_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        from_text(text)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (from_text, "2026-99-24T09:02:00.000Z"),
        (stored_day, "9999-99-99"),
        (stored_day, ""),
        (stored_time, "\x1b"),
    ],
)
def test_what_no_scrm_stores_is_told_with_the_doctor_as_remedy(read, text):
    with pytest.raises(Unreadable) as told:
        read(text)
    assert "A row of the database is damaged" in told.value.what
    assert "\x1b" not in told.value.what
    assert told.value.remedy == "scrm doctor"


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Madrid", date(2026, 6, 1), 24),
        ("Europe/Madrid", date(2026, 3, 29), 23),
        ("Europe/Madrid", date(2026, 10, 25), 25),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),  # midnight itself did not exist
        ("Pacific/Apia", date(2011, 12, 30), 0),  # the day itself did not exist
        ("Asia/Kathmandu", date(2026, 1, 1), 24),
    ],
)
def test_a_local_day_has_its_own_length(zone, day, hours):
    start, end = day_bounds(day, ZoneInfo(zone))
    assert end - start == timedelta(hours=hours)
    assert start.tzinfo is UTC
    assert start == day_bounds(day - timedelta(days=1), ZoneInfo(zone))[1]


def test_the_day_follows_the_zone():
    clock = ManualClock(datetime(2026, 11, 24, 23, 30, tzinfo=UTC), MADRID)
    assert clock.today() == date(2026, 11, 25)
    clock.move(hours=-1)
    assert clock.today() == date(2026, 11, 24)


def test_the_system_clock_has_whole_milliseconds():
    now = SystemClock().now()
    assert now.tzinfo is UTC
    assert now.microsecond % 1000 == 0
    assert from_text(to_text(now)) == now


@pytest.mark.parametrize(
    ("name", "zone"), [("Europe/Madrid", "Europe/Madrid"), (":America/Lima", "America/Lima")]
)
def test_the_zone_is_the_one_of_the_environment(monkeypatch, name, zone):
    monkeypatch.setenv("TZ", name)
    assert str(local_zone()) == zone


@pytest.mark.parametrize("name", ["Nowhere/Land", "../etc/passwd", "/etc/localtime", "CET-1CEST"])
def test_an_unknown_zone_is_a_fixed_offset(monkeypatch, name):
    monkeypatch.setenv("TZ", name)
    assert datetime(2026, 1, 1, tzinfo=local_zone()).utcoffset() is not None
