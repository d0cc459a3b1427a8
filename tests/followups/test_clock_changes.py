"""Promises over the days on which clocks change, the ends of months and of years, in Madrid and in New York."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrm.base.clock import day_bounds
from scrm.base.dates import When
from scrm.followups.model import Due, Pause, RhythmFacts
from scrm.followups.repeat import following, rule_of
from scrm.followups.rhythm import _counted_from, _joined, _paused, overdue

ZONES = ("Europe/Madrid", "America/New_York")
# The clocks are put on at 02:00 and back at 03:00 (Madrid) or 02:00 (New York).
SPRING = {"Europe/Madrid": date(2027, 3, 28), "America/New_York": date(2027, 3, 14)}
AUTUMN = {"Europe/Madrid": date(2027, 10, 31), "America/New_York": date(2027, 11, 7)}
TWICE = {"Europe/Madrid": time(2, 30), "America/New_York": time(1, 30)}


@pytest.fixture(params=ZONES)
def here(request, clock):
    """The user's zone, with the clock on New Year's Day of 2027."""
    clock.zone = ZoneInfo(request.param)
    clock.move(seconds=(datetime(2027, 1, 1, 12, tzinfo=UTC) - clock.now()).total_seconds())
    return request.param


def local(due, zone):
    return due.instant(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@pytest.mark.parametrize(("days", "hours"), [(SPRING, 23), (AUTUMN, 25)])
def test_a_whole_day_ends_with_its_last_hour_however_long_it_is(here, days, hours):
    zone, day = ZoneInfo(here), days[here]
    start, end = day_bounds(day, zone)
    assert end - start == timedelta(hours=hours)
    due = Due(day.isoformat())
    assert not due.is_late(end - timedelta(seconds=1), zone)
    assert due.is_late(end, zone)
    assert due.days_late(end, zone) == 1


def test_a_daily_moment_in_the_skipped_hour_is_an_hour_later_on_that_day_only(here, promises, clock):
    day = SPRING[here]
    clock.move(days=(day - clock.today()).days - 2)
    id = promises.add("call", When(day - timedelta(days=1), time(2, 30)), repeat="1d")
    clock.move(days=1)
    times = []
    for _ in range(2):
        after = promises.done([id])[0].next
        times.append(local(after, here))
        clock.move(days=1)
    assert times == [datetime.combine(day, time(3)), datetime.combine(day + timedelta(days=1), time(2, 30))]
    assert promises.get(id).due_time == "02:30"


def test_a_moment_that_comes_twice_is_the_first_of_both(here, promises, clock):
    day = AUTUMN[here]
    clock.move(days=(day - clock.today()).days - 1)
    due = promises.get(promises.add("call", When(day, TWICE[here]))).due
    assert local(due, here) == datetime.combine(day, TWICE[here])
    hour_before = due.instant(UTC) - timedelta(hours=1)
    assert (
        hour_before.astimezone(ZoneInfo(here)).time()
        == (datetime.combine(day, TWICE[here]) - timedelta(hours=1)).time()
    )


@pytest.mark.parametrize("days", [SPRING, AUTUMN])
@pytest.mark.parametrize("step", [1, 7])
def test_a_snooze_over_a_change_of_clocks_keeps_the_time_on_the_wall(here, promises, clock, days, step):
    day = days[here]
    clock.move(days=(day - clock.today()).days - 1)
    id = promises.add("call", When(day - timedelta(days=1), time(16, 30)))
    (due,) = promises.snooze([id], timedelta(days=step))
    assert local(due, here) == datetime.combine(day + timedelta(days=step - 1), time(16, 30))


def test_a_snooze_into_the_skipped_hour_is_the_next_moment_there_is(here, promises, clock):
    id = promises.add("call", When(SPRING[here] - timedelta(days=3)))
    (due,) = promises.snooze([id], When(SPRING[here], time(2, 30)))
    assert (due.day, due.time) == (SPRING[here].isoformat(), "03:00")


def test_a_snooze_goes_over_new_year_and_leap_days(promises, clock):
    id = promises.add("call", When(date(2026, 12, 28)))
    assert promises.snooze([id], timedelta(days=7)) == [Due("2027-01-04")]
    clock.move(days=(date(2028, 2, 28) - clock.today()).days)
    assert promises.snooze([id], timedelta(days=1)) == [Due("2028-02-29")]


@pytest.mark.parametrize(
    ("repeat", "counted", "done_on", "after"),
    [
        ("monthly", "due", date(2027, 2, 3), "2027-02-28"),
        ("monthly", "due", date(2027, 3, 1), "2027-03-31"),
        ("monthly", "done", date(2027, 2, 3), "2027-03-03"),
        ("monthly", "done", date(2027, 1, 31), "2027-02-28"),
        ("yearly", "due", date(2027, 2, 3), "2028-01-31"),
        ("yearly", "done", date(2027, 2, 3), "2028-02-03"),
        ("30d", "due", date(2027, 2, 3), "2027-03-02"),
        ("30d", "done", date(2027, 2, 3), "2027-03-05"),
    ],
)
def test_a_promise_of_31_january_comes_again_from_due_or_from_done(
    promises, clock, repeat, counted, done_on, after
):
    id = promises.add("invoice", When(date(2027, 1, 31)), repeat=repeat, repeat_from=counted)
    clock.move(days=(done_on - clock.today()).days)
    assert promises.done([id])[0].next == Due(after)


def test_what_comes_each_29_february_comes_each_year(promises, clock):
    clock.move(days=(date(2028, 2, 29) - clock.today()).days)
    id = promises.add("anniversary", When(date(2028, 2, 29)), repeat="yearly")
    days = [promises.done([id])[0].next.day for _ in range(4)]
    assert days == ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.sampled_from(["7d", "weekly", "monthly", "yearly"]))
@settings(deadline=None)
def test_a_series_never_stands_still_over_the_turn_of_a_year(start, repeat):
    rule, day = rule_of(repeat, start), start
    for _ in range(60):
        after, rule = following(rule, day, day)
        assert timedelta() < after - day <= timedelta(days=366)
        day = after


NEAR = st.dates(date(2026, 6, 1), date(2027, 12, 31))
PAUSES = st.lists(st.tuples(NEAR, st.integers(0, 40)), max_size=5).map(
    lambda found: [Pause(str(n), day, day + timedelta(days=length)) for n, (day, length) in enumerate(found)]
)


@given(NEAR, st.integers(1, 400), PAUSES)
@settings(deadline=None)
def test_whoever_is_given_a_day_is_quiet_on_that_day_and_not_before(target, cadence, pauses):
    """What a spread writes: with any holidays in between the rhythm is just over on the day given."""
    spans = _joined(pauses)
    if _paused(spans, target, target):
        return
    since = _counted_from(target, cadence, spans)
    facts = [RhythmFacts("ana", cadence, since, None)]
    assert [quiet.overdue for quiet in overdue(facts, target, pauses)] == [0]
    assert overdue(facts, target - timedelta(days=1), pauses) == []
