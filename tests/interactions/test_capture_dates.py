"""Every date of the corpus, inside a line: taken where it is marked, told where it is not, never swallowed."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scrm.base.clock import ManualClock
from scrm.base.dates import parse_when
from scrm.interactions.capture import parse_capture

CLOCK = ManualClock(datetime(2026, 11, 18, 11, tzinfo=UTC), ZoneInfo("Europe/Madrid"))
"""Wednesday 18 November 2026, noon in Madrid, as the corpus has it"""
PHRASES = Path(__file__).parents[1] / "base"
_LASTS = re.compile(
    r"\d+ ?[a-zñí]+|(?:an?|one|two|three|una?|dos|tres) \w+|a fortnight|(?:right )?now|ahora(?: mismo)?"
)


def phrases(language: str) -> list[tuple[str, bool]]:
    """The phrases, and whether each looks back."""
    lines = (PHRASES / f"phrases_{language}.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(said, bool(side)) for said, _day, *side in cells]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("key", "back"), [("next", False), ("sigue", False), ("on", True), ("cuando", True)])
def test_a_marked_date_is_the_one_that_the_words_name(language: str, key: str, back: bool) -> None:
    read, meant = {}, {}
    for said, past in phrases(language):
        if past == back:
            capture = parse_capture(f'@ana {key}:"{said}" agreed', CLOCK)
            follow_up = capture.follow_up
            read[said] = (capture.when if back else follow_up and follow_up.when), capture.note
            meant[said] = parse_when(said, CLOCK, past=back), "agreed"
    assert {said: got for said, got in read.items() if got != meant[said]} == {}
    assert len(read) > 5


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_unmarked_date_stays_in_the_note_and_is_told(language: str) -> None:
    silent = []
    for said, _back in phrases(language):
        capture = parse_capture(f"@ana agreed {said} so", CLOCK)
        marked = said.startswith("+")
        assert capture.when is None
        assert marked or (capture.note == f"agreed {said} so" and capture.follow_up is None)
        if not (marked or capture.doubts):
            silent.append(said)
    # How long something takes is no date: "the pilot takes 2 weeks".
    assert [said for said in silent if not _LASTS.fullmatch(said)] == []


@pytest.mark.parametrize(
    "step",
    "+3d +3días +3days +1w +1s +1sem +2semanas +2weeks +1m +1mes +1month +1q +1trim +1y +1a +1año +1yr +2h".split(),
)
def test_a_step_is_understood_behind_a_plus_and_in_a_key(step: str) -> None:
    plus, key = (parse_capture(f"@ana ok {said}", CLOCK) for said in (step, f"next:{step[1:]}"))
    assert plus.follow_up is not None
    assert plus.follow_up == key.follow_up
    assert (plus.note, plus.doubts) == (key.note, key.doubts) == ("ok", ())


@pytest.mark.parametrize(
    "line", ["+ 1 week", "+1 week", "+2 semanas", "> ayer", ">el jueves", "?+ viernes", "10h"]
)
def test_a_sign_apart_or_a_date_in_two_words_is_told(line: str) -> None:
    capture = parse_capture(f"@ana {line}", CLOCK)
    assert capture.doubts
    assert (capture.when, capture.follow_up) == (None, None)
