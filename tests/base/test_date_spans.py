"""Minutes, rhythms and repeats as people type them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from scrm.base.dates import parse_every, parse_minutes, parse_repeat, parse_step


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("30d", 30), ("30", 30), ("every 30 d", 30), ("cada 30 d", 30), ("30 days", 30), ("every day", 1),
        ("every 2 weeks", 14), ("cada dos semanas", 14), ("2w", 14), ("weekly", 7), ("semanal", 7), ("1s", 7),
        ("fortnightly", 14), ("once a month", 30), ("una vez al mes", 30), ("cada mes", 30), ("2m", 60),
        ("quarterly", 90), ("cada trimestre", 90), ("yearly", 365), ("cada año", 365), ("1a", 365),
        ("0d", None), ("", None), ("never", None), ("every", None), ("every monday", None), ("-3d", None),
        ("99999999d", None), ("tomorrow", None), ("in 3 days", None),
    ],
)  # fmt: skip
def test_a_rhythm_in_days(said: str, days: int | None) -> None:
    assert parse_every(said) == days


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("90d", "FREQ=DAILY;INTERVAL=90"),
        ("every 90 days", "FREQ=DAILY;INTERVAL=90"),
        ("daily", "FREQ=DAILY"),
        ("weekly", "FREQ=WEEKLY"),
        ("cada semana", "FREQ=WEEKLY"),
        ("every 2 weeks", "FREQ=WEEKLY;INTERVAL=2"),
        ("cada dos semanas", "FREQ=WEEKLY;INTERVAL=2"),
        ("cada mes", "FREQ=MONTHLY"),
        ("3m", "FREQ=MONTHLY;INTERVAL=3"),
        ("quarterly", "FREQ=MONTHLY;INTERVAL=3"),
        ("cada trimestre", "FREQ=MONTHLY;INTERVAL=3"),
        ("cada año", "FREQ=YEARLY"),
        ("every monday", "FREQ=WEEKLY;BYDAY=MO"),
        ("todos los lunes", "FREQ=WEEKLY;BYDAY=MO"),
        ("todos los domingos", "FREQ=WEEKLY;BYDAY=SU"),
        ("every monday and thursday", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("cada lunes y jueves", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("el 15 de cada mes", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("cada día 15", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("the 15th of every month", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("el 31 de cada mes", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"),
        ("el último día de cada mes", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("cada primer lunes de mes", "FREQ=MONTHLY;BYDAY=1MO"),
        ("the last friday of every month", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("cada 15 de marzo", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15"),
        ("freq=weekly;byday=mo", "FREQ=WEEKLY;BYDAY=MO"),
        ("RRULE:FREQ=DAILY;INTERVAL=2", "FREQ=DAILY;INTERVAL=2"),
    ],
)
def test_a_repeat_as_a_rule_that_calendars_read(said: str, rule: str) -> None:
    assert parse_repeat(said) == rule
    assert rrulestr(rule, dtstart=datetime(2026, 11, 24))[0] >= datetime(2026, 11, 24)


@pytest.mark.parametrize(
    "said",
    ["monday", "15 mar", "month", "1 dec", "never", "", "3 days ago", "0d", "FREQ=SECONDLY",
     "FREQ=DAILY;X=1", "el 0 de cada mes", "el 32 de cada mes", "every 5 monday"],
)  # fmt: skip
def test_what_does_not_repeat_gives_none(said: str) -> None:
    assert parse_repeat(said) is None


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("25m", 25), ("25 min", 25), ("25'", 25), ("25 minutos", 25), ("1h", 60), ("1 h", 60), ("2 horas", 120),
        ("1h30", 90), ("1h30m", 90), ("1 h 30 min", 90), ("1,5h", 90), ("1.5 h", 90), ("half an hour", 30),
        ("media hora", 30), ("hora y media", 90), ("una hora", 60), ("1 hora y media", 90), ("0m", None),
        ("25", None), ("m", None), ("", None), ("99999m", None), ("3d", None), ("1h90x", None), ("-5m", None),
    ],
)  # fmt: skip
def test_how_long_in_minutes(said: str, minutes: int | None) -> None:
    assert parse_minutes(said) == minutes


@given(st.text(max_size=60))
def test_any_text_gives_a_span_or_none(text: str) -> None:
    assert (parse_every(text) or 1) > 0
    assert (parse_minutes(text) or 1) > 0
    assert (parse_repeat(text) or "FREQ=").startswith("FREQ=")


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("+3d", 3), ("+1w", 7), ("+2 sem", 14), ("+2semanas", 14), ("+1 week", 7), ("+3días", 3), (" +1d ", 1),
        ("1w", None), ("+1m", None), ("+1mes", None), ("-1w", None), ("fri", None), ("+0d", None), ("", None),
        ("+99999999d", None), ("+1h", None),
    ],
)  # fmt: skip
def test_a_step_is_a_sign_and_whole_days(said: str, days: int | None) -> None:
    assert parse_step(said) == (None if days is None else timedelta(days=days))
