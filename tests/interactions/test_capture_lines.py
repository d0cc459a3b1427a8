"""Lines as people type them in both languages, and what each comes to."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scrm.base.clock import ManualClock
from scrm.base.dates import When
from scrm.interactions.capture import Capture, parse_capture

CLOCK = ManualClock(datetime(2026, 11, 24, 8, 2, tzinfo=UTC), ZoneInfo("Europe/Madrid"))
"""Tuesday 24 November 2026, 09:02 in Madrid"""


def day(when: When) -> str:
    return f"{when.day}" if when.time is None else f"{when.day} {when.time:%H:%M}"


def told(capture: Capture) -> str:
    """A capture in one line, for comparing with the files."""
    parts = [f"@{name}" for name in capture.people]
    parts += [str(said) for said in (capture.kind, capture.direction, capture.mood) if said]
    parts += [f"{capture.minutes}m"] if capture.minutes else []
    parts += [f">{day(capture.when)}"] if capture.when else []
    for part in capture.follow_ups:
        parts.append(f"{'?' if part.waiting else ''}+{day(part.when)}")
        parts += [f"[{part.title}]"] if part.title else []
        parts += [f"[{part.repeat}]"] if part.repeat else []
    parts += [f"#{tag}" for tag in capture.tags]
    parts += [f"| {capture.note}"] if capture.note else []
    parts += [f"! {doubt.reason}: {doubt.words}" for doubt in capture.doubts]
    return " ".join(parts)


def cases(name: str) -> list[list[str]]:
    text = (Path(__file__).parent / name).read_text("utf-8")
    return [pair.split("\n") for pair in text.strip("\n").split("\n\n")]


@pytest.mark.parametrize("language", ["en", "es"])
def test_lines_come_to_what_was_meant(language: str) -> None:
    lines = cases(f"lines_{language}.txt")
    read = [[line, told(parse_capture(line, CLOCK))] for line, _ in lines]
    assert [(got, want) for got, want in zip(read, lines, strict=True) if got != want] == []
    assert len(lines) > 70
