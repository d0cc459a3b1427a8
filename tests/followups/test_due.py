"""When a promise is due, late, and in which section it stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrm.followups.model import SECTIONS, Due, FollowUp, floating, sections, short_repeat, zone_name, zone_of

MADRID = ZoneInfo("Europe/Madrid")
NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
"""Tuesday, 12:00 in Madrid"""


def followup(day, time="", zone="Europe/Madrid", waiting=False, id="a", repeat=""):
    return FollowUp(
        id, "call", day, time, zone if time else "", None, waiting, repeat, "due", "open", None, 0, 0, day,
        None, "typed", "2026-11-01T09:00:00.000Z", "2026-11-01T09:00:00.000Z", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("now", "late"),
    [
        (datetime(2026, 11, 24, 22, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 24, 23, 0, tzinfo=UTC), True),  # midnight in Madrid
    ],
)
def test_a_whole_day_is_late_from_the_next_local_midnight(now, late):
    assert Due("2026-11-24").is_late(now, MADRID) is late


@pytest.mark.parametrize(("minute", "late"), [(29, False), (30, False), (31, True)])
def test_a_moment_is_late_once_it_has_passed(minute, late):
    due = Due("2026-11-24", "16:30", "Europe/Madrid")
    assert due.is_late(datetime(2026, 11, 24, 15, minute, tzinfo=UTC), MADRID) is late


def test_a_moment_keeps_to_the_clocks_of_its_own_zone():
    due = Due("2026-11-24", "23:30", "America/Lima")
    assert due.instant(MADRID) == datetime(2026, 11, 25, 4, 30, tzinfo=UTC)
    assert due.day_in(MADRID) == date(2026, 11, 25)
    assert due.text() == "2026-11-24T23:30:00-05:00"


def test_days_late_count_calendar_days_and_are_never_negative():
    assert Due("2026-11-21").days_late(NOON, MADRID) == 3
    assert Due("2026-11-24", "08:00", "Europe/Madrid").days_late(NOON, MADRID) == 0
    assert Due("2026-12-24").days_late(NOON, MADRID) == 0


def test_text_of_a_whole_day_is_the_day():
    assert Due("2026-11-24").text() == "2026-11-24"


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2040, 12, 31)),
    st.sampled_from(["Europe/Madrid", "Atlantic/Canary", "America/New_York"]),
)
@settings(deadline=None)
def test_every_wall_time_has_one_instant_that_reads_back_or_was_skipped(wall, zone):
    """Across all changes of the clocks 2000 to 2040: never more than an hour off, never before."""
    wall = wall.replace(second=0, microsecond=0)
    due = Due(f"{wall:%Y-%m-%d}", f"{wall:%H:%M}", zone)
    back = due.instant(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    assert timedelta() <= back - wall <= timedelta(hours=1)


def test_a_time_that_the_clocks_skip_is_the_next_one_there_is():
    assert Due("2026-03-29", "02:30", "Europe/Madrid").text() == "2026-03-29T03:00:00+02:00"


@pytest.mark.parametrize(
    ("day", "time", "standing"),
    [
        ("2026-11-23", "", "late"),
        ("2026-11-24", "11:59", "late"),
        ("2026-11-24", "", "due"),
        ("2026-11-24", "12:00", "due"),
        ("2026-11-25", "", "week"),
        ("2026-11-29", "", "week"),
        ("2026-11-30", "", "later"),
    ],
)
def test_standing_is_late_today_this_week_or_later(day, time, standing):
    assert followup(day, time).standing(NOON, MADRID) == standing


def test_what_waits_for_others_stands_apart_however_late():
    found = sections([followup("2026-11-01", waiting=True), followup("2026-11-24", id="b")], NOON, MADRID)
    assert {name: [f.id for f in rows] for name, rows in found.items()} == {
        "late": [], "due": ["b"], "week": [], "later": [], "waiting": ["a"],
    }  # fmt: skip
    assert tuple(found) == SECTIONS


def test_moments_come_before_whole_days_and_by_their_instant():
    rows = [
        followup("2026-11-24", id="whole"),
        followup("2026-11-24", "16:30", id="madrid"),
        followup("2026-11-24", "15:45", "Atlantic/Canary", id="canary"),
        followup("2026-11-24", "14:00", id="first"),
    ]
    assert [f.id for f in sections(rows, NOON, MADRID)["due"]] == ["first", "madrid", "canary", "whole"]


@pytest.mark.parametrize(
    "zone", [UTC, MADRID, timezone(timedelta(hours=2), "CEST"), timezone(-timedelta(hours=3, minutes=30))]
)
def test_a_zone_is_found_again_by_its_stored_name(zone):
    moment = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert zone_of(zone_name(zone)).utcoffset(moment) == moment.astimezone(zone).utcoffset()


@pytest.mark.parametrize("name", ["", "Europe", "Nowhere/Land", "../etc", "UTC+99:00", "\x00"])
def test_a_zone_nobody_knows_counts_as_utc(name):
    assert zone_of(name) is UTC


@pytest.mark.parametrize(
    ("rule", "short", "said"),
    [
        ("FREQ=DAILY;INTERVAL=45", "45 d", "every 45 d"),
        ("FREQ=WEEKLY", "1 wk", "every week"),
        ("FREQ=MONTHLY;BYSETPOS=-1;BYMONTHDAY=28,29,30,31", "1 mo", "every month"),
        ("FREQ=YEARLY;BYSETPOS=-1;BYMONTH=2;BYMONTHDAY=28,29", "1 y", "every year"),
        ("", "", ""),
    ],
)
def test_a_repeat_is_told_without_what_it_holds_on_to(rule, short, said):
    assert short_repeat(floating(rule)) == short
    assert followup("2026-11-24", repeat=rule).said_repeat == said
