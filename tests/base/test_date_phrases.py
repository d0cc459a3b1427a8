"""A corpus of dates as people type them, and of words that are none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scrm.base.clock import ManualClock
from scrm.base.dates import When, parse_when

CLOCK = ManualClock(datetime(2026, 11, 18, 11, tzinfo=UTC), ZoneInfo("Europe/Madrid"))
"""Wednesday 18 November 2026, noon in Madrid"""


def rows(name: str) -> list[list[str]]:
    text = (Path(__file__).parent / name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def written(when: When | None) -> str:
    if when is None:
        return "none"
    return str(when.day) if when.time is None else f"{when.day} {when.time:%H:%M}"


@pytest.mark.parametrize("language", ["en", "es"])
def test_phrases_are_understood_as_meant(language: str) -> None:
    phrases = rows(f"phrases_{language}.tsv")
    read = [(said, written(parse_when(said, CLOCK, past=bool(side)))) for said, _, *side in phrases]
    meant = [(said, day) for said, day, *_ in phrases]
    assert [(got, want) for got, want in zip(read, meant, strict=True) if got != want] == []
    assert len({tuple(row) for row in phrases}) == len(phrases) >= 150


@pytest.mark.parametrize("past", [False, True])
def test_what_is_no_date_gives_none(past: bool) -> None:
    read = {said: parse_when(said, CLOCK, past=past) for (said,) in rows("phrases_none.tsv")}
    assert {said: when for said, when in read.items() if when} == {}
    assert len(read) > 100


@pytest.mark.parametrize("language", ["en", "es"])
def test_one_more_word_that_says_nothing_of_time_makes_it_no_date(language: str) -> None:
    for said, *_ in rows(f"phrases_{language}.tsv"):
        assert parse_when(f"{said} proposal", CLOCK) is None
        assert parse_when(f"Ana {said}", CLOCK) is None
