"""Repeating: which rules are taken, and which day comes next."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrm.base.errors import UsageError
from scrm.followups.model import floating
from scrm.followups.repeat import anchored, following, rule_of

START = date(2026, 1, 31)
DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))
RULES = st.sampled_from(
    [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=90",
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=WEEKLY;BYDAY=MO,TH",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;INTERVAL=3",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    ]
)


def series(rule, start, count):
    """The next days of a series, each counted from the day before it as a promise done on time is."""
    rule, day, days = anchored(rule, start), start, []
    for _ in range(count):
        day, rule = following(rule, day, day)
        days.append(day)
    return days


@given(RULES, DAYS, DAYS)
@settings(deadline=None)
def test_the_next_day_is_past_both_the_start_and_today(rule, start, today):
    day, rest = following(anchored(rule, start), start, max(start, today))
    assert day > today
    assert day > start
    assert rest == anchored(rule, start)


@given(RULES, DAYS, st.integers(0, 2000))
@settings(deadline=None)
def test_the_next_day_does_not_depend_on_how_many_were_missed(rule, start, late):
    """Catching up one by one ends on the same day as one jump."""
    rule, after = anchored(rule, start), start + timedelta(days=late)
    jump, _ = following(rule, start, after)
    day = start
    while day <= after:
        day, rule = following(rule, day, day)
    assert day == jump


@given(DAYS, st.integers(1, 14))
@settings(deadline=None)
def test_monthly_is_the_same_day_or_the_last_of_a_shorter_month(start, count):
    for step, day in enumerate(series("FREQ=MONTHLY", start, count), 1):
        months = start.year * 12 + start.month - 1 + step
        assert (day.year, day.month) == (months // 12, months % 12 + 1)
        assert day.day == min(start.day, monthrange(day.year, day.month)[1])


@given(DAYS, st.integers(1, 9))
@settings(deadline=None)
def test_yearly_is_the_same_day_and_29_february_the_last_of_it(start, count):
    for step, day in enumerate(series("FREQ=YEARLY", start, count), 1):
        last = monthrange(start.year + step, start.month)[1]
        assert day == date(start.year + step, start.month, min(start.day, last))


def test_a_start_that_the_rule_does_not_name_is_the_first_of_the_series():
    wednesday = date(2026, 11, 25)
    assert following("FREQ=WEEKLY;BYDAY=MO;COUNT=2", wednesday, wednesday) == (
        date(2026, 11, 30),
        "FREQ=WEEKLY;BYDAY=MO;COUNT=1",
    )


def test_count_says_how_many_are_left():
    day, rest = following("FREQ=WEEKLY;COUNT=3", START, START)
    assert (day, rest) == (date(2026, 2, 7), "FREQ=WEEKLY;COUNT=2")
    day, rest = following(rest, day, day)
    assert (day, rest) == (date(2026, 2, 14), "FREQ=WEEKLY;COUNT=1")
    assert following(rest, day, day) is None


def test_missed_days_count_too():
    assert following("FREQ=WEEKLY;COUNT=5", START, START + timedelta(days=20)) == (
        START + timedelta(days=21),
        "FREQ=WEEKLY;COUNT=2",
    )
    assert following("FREQ=WEEKLY;COUNT=2", START, START + timedelta(days=20)) is None


def test_until_is_the_last_day_included():
    rule = "FREQ=DAILY;UNTIL=20260202T235959Z"
    assert following(rule, START, START)[0] == date(2026, 2, 1)
    assert following(rule, START, date(2026, 2, 1))[0] == date(2026, 2, 2)
    assert following(rule, START, date(2026, 2, 2)) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("90d", "FREQ=DAILY;INTERVAL=90"),
        ("cada mes", "FREQ=MONTHLY"),
        ("every monday", "FREQ=WEEKLY;BYDAY=MO"),
        ("rrule:freq=daily;interval=1", "FREQ=DAILY"),
        ("INTERVAL=2;FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2"),
        ("FREQ=DAILY;BYDAY=MO,FR", "FREQ=WEEKLY;BYDAY=MO,FR"),
        ("FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU,WE,TH,FR", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("FREQ=MONTHLY;UNTIL=20300101", "FREQ=MONTHLY;UNTIL=20300101"),
    ],
)
def test_words_and_rules_are_understood(text, rule):
    assert rule_of(text, START) == rule


@pytest.mark.parametrize(
    "text",
    [
        "now and then",
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYMONTH=2",
        "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=MONTHLY;BYMONTHDAY=99",
        "FREQ=YEARLY;BYDAY=400MO",
        "FREQ=MONTHLY;BYEASTER=1",
        "FREQ=DAILY;COUNT=0",
        "FREQ=MONTHLY;BYSETPOS=1",
        "FREQ=DAILY;INTERVAL=٣",
        "FREQ=MONTHLY;BYMONTHDAY=" + ",".join(["1"] * 200),
        "FREQ",
        "",
    ],
)
def test_what_is_no_repeat_or_a_costly_one_is_refused(text):
    with pytest.raises(UsageError, match="does not say how often"):
        rule_of(text, START)


@pytest.mark.parametrize("text", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;INTERVAL=9999"])
def test_a_rule_that_never_comes_is_refused(text):
    with pytest.raises(UsageError, match="never comes"):
        rule_of(text, START)


def test_a_rule_from_outside_is_never_taken_for_an_anchor():
    typed = rule_of("FREQ=MONTHLY;BYSETPOS=-1;BYMONTHDAY=28,29,30,31", START)
    assert anchored(typed, date(2026, 3, 15)) == typed
    assert floating(typed) == typed


def test_an_anchor_moves_with_the_start():
    held = anchored("FREQ=MONTHLY", START)
    assert held != "FREQ=MONTHLY"
    assert anchored(held, date(2026, 3, 15)) == "FREQ=MONTHLY"
    assert floating(held) == "FREQ=MONTHLY"
