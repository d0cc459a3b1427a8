"""The rules behind the lines: nothing is lost, nothing raises, doubts are told."""

from __future__ import annotations

import shlex
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrm.base.clock import ManualClock
from scrm.base.text import clean
from scrm.interactions.capture import examples, join_words, parse_capture, pieces
from scrm.interactions.capture.line import cut
from scrm.interactions.capture.parse import LOOKED_AT

CLOCK = ManualClock(datetime(2026, 11, 24, 8, 2, tzinfo=UTC), ZoneInfo("Europe/Madrid"))
"""Tuesday 24 November 2026, 09:02 in Madrid"""

MARKED = [
    "@ana",
    '@"Ana García"',
    "with:luis",
    ">yesterday",
    'on:"last friday"',
    "+1w",
    '+1w "send it"',
    "?+1s",
    'next:3d "ask" every:90d',
    "#offer",
    "etiqueta:oferta",
    "mood:+",
    "kind:call",
    "dir:in",
    "min:25",
]
signs = st.text(alphabet="@>+?#:\"'“”«»-=,.!|\\ \t\n ", max_size=3)
words = st.sampled_from(
    ["ana", "call", "25m", "in", "friday", "ayer", "1w", "on:", "next:", "cada:", "mood:", "en", "3", "días"]
)
soup = st.lists(st.one_of(signs, words, st.text(max_size=4)), max_size=12).map("".join)
# Words that are neither of the grammar nor of the calendar.
plain = st.sampled_from(
    ["scope", "agreed", "quiere", "precio,", "it's", "5%", "x:y", "(sic)", "añadir", "50/50", "naïve!"]
)


@given(st.one_of(st.text(), soup), st.booleans())
def test_any_line_is_read_without_raising_and_always_alike(line: str, day_first: bool) -> None:
    capture = parse_capture(line, CLOCK, day_first)
    assert capture == parse_capture(line, CLOCK, day_first)
    assert all(doubt.sentence() for doubt in capture.doubts)
    for label, value in pieces(capture, CLOCK.today()):
        assert label
        assert value == clean(value)


@given(st.one_of(st.text(), soup))
def test_the_pieces_of_a_line_are_the_line(line: str) -> None:
    assert "".join("".join(piece.raw for piece in cut(line)).split()) == "".join(line.split())


@given(st.lists(st.one_of(plain, st.sampled_from(MARKED)), max_size=10))
def test_the_words_of_a_note_survive_any_marks_between_them(parts: list[str]) -> None:
    capture = parse_capture(" ".join(parts), CLOCK)
    twice = {doubt.words for doubt in capture.doubts if doubt.reason in ("twice", "alone")}
    kept = [word for part in parts if part not in MARKED for word in part.split()]
    assert [word for word in capture.note.split() if word in kept] == kept
    extra = [word for word in capture.note.split() if word not in kept]
    assert all(any(word in doubted for doubted in twice) or word.startswith(("25", '"')) for word in extra)


@given(st.lists(plain, min_size=1, max_size=8))
def test_a_line_of_plain_words_is_its_note(parts: list[str]) -> None:
    capture = parse_capture(" ".join(parts), CLOCK)
    assert capture.note == " ".join(parts)
    assert capture.doubts == ()


def test_every_unmarked_date_is_doubted_and_none_is_taken() -> None:
    capture = parse_capture("@ana call yesterday, again on friday or in two weeks, el lunes a las 6", CLOCK)
    assert [doubt.words for doubt in capture.doubts] == [
        "yesterday",
        "friday",
        "in two weeks",
        "el lunes a las 6",
    ]
    assert capture.when is None
    assert not any(doubt.blocks for doubt in capture.doubts)


@pytest.mark.parametrize(
    "line",
    [">last friday", ">soon", "+soon", ">tomorrow", "+yesterday", ">ayer >lunes", "every:30d", "mood:great"],
)
def test_a_mark_that_was_not_carried_out_as_meant_blocks(line: str) -> None:
    assert any(doubt.blocks for doubt in parse_capture(f"@ana call {line} ok", CLOCK).doubts)


@pytest.mark.parametrize("line", ["sales +20%", "invoice #123", "budget >50k", "rated +1", "ok"])
def test_amounts_do_not_block(line: str) -> None:
    capture = parse_capture(f"@ana call {line}", CLOCK)
    assert not any(doubt.blocks for doubt in capture.doubts)
    assert capture.note == line


def test_a_doubt_says_what_to_write_and_that_survives_a_shell() -> None:
    unmarked, longer, future, unclear, vague = (
        parse_capture(line, CLOCK).doubts[0].sentence()
        for line in ("talk next week", ">last friday", ">tomorrow", "on:soon", "talk in May")
    )
    assert unmarked == (
        '“next week” stays in the note. on:"next week" if it happened then, next:"next week" to follow up then'
    )
    assert longer == 'last friday may be more than was read. Write on:"last friday"'
    assert future == "tomorrow lies ahead. To follow up then write next:tomorrow"
    assert unclear == "on:soon is not understood and stays in the note. Write it such as on:yesterday"
    assert vague == "“in May” stays in the note. To use it name a day, such as next:1w"


def test_day_and_month_follow_the_setting() -> None:
    assert parse_capture("@ana +01/12 ok", CLOCK).follow_up.when.day == date(2026, 12, 1)
    assert parse_capture("@ana +01/12 ok", CLOCK, day_first=False).follow_up.when.day == date(2027, 1, 12)


def test_a_date_behind_a_key_that_is_none_is_doubted() -> None:
    doubts = parse_capture("@ana ok due:friday para:mañana re:invoice http://example.com", CLOCK).doubts
    assert [(doubt.words, doubt.reason) for doubt in doubts] == [
        ("friday", "unmarked"),
        ("mañana", "unmarked"),
    ]
    assert parse_capture("@ana llamada en:ayer", CLOCK).when.day == CLOCK.today() - timedelta(days=1)


SHELL = [
    (["@ana call 25m >yesterday"], "@ana call 25m >yesterday"),
    (["@ana", "call", "25m", "ok"], "@ana call 25m ok"),
    (["with:Ana García", "call"], 'with:"Ana García" call'),
    (["@Ana García", "call"], '@"Ana García" call'),
    (["@ana", "on:last friday", "ok"], '@ana on:"last friday" ok'),
    (["@ana", "ok", "next:1w", "send proposal"], '@ana ok next:1w "send proposal"'),
    (["@ana", "ok", "wait:1w", 'her "final" answer'], "@ana ok wait:1w \"her 'final' answer\""),
    (["@ana", "ok", "+fri", '"her final answer"'], '@ana ok +fri "her final answer"'),
    (["@ana", "call", "scope agreed, wants more"], "@ana call scope agreed, wants more"),
    (["@ana call 25m + ok", "next:1w"], "@ana call 25m + ok next:1w"),
    (["+next friday", "ok"], '+"next friday" ok'),
    (["?+next friday", "ok"], '?+"next friday" ok'),
    (["@ana", "call", "", "   ", "ok"], "@ana call ok"),
    (["   ", ""], ""),
    ([], ""),
]


@pytest.mark.parametrize(("argv", "line"), SHELL)
def test_the_words_of_a_shell_become_the_line_that_was_meant(argv: list[str], line: str) -> None:
    assert join_words(argv) == line


def test_the_examples_survive_a_shell_and_leave_no_doubt() -> None:
    for example in examples():
        through_a_shell = join_words(shlex.split(example))
        assert parse_capture(through_a_shell, CLOCK) == parse_capture(example, CLOCK)
        assert parse_capture(example, CLOCK).doubts == ()
        assert parse_capture(example, CLOCK).people
        assert not set("><#?*~$&;") & set(example)


def test_a_long_note_is_looked_through_for_dates_as_far_as_anybody_reads() -> None:
    near, far = "word " * (LOOKED_AT - 1), "word " * LOOKED_AT
    assert [doubt.words for doubt in parse_capture(f"@ana {near}monday #tag", CLOCK).doubts] == ["monday"]
    said = parse_capture(f"@ana {far}monday #tag", CLOCK)
    assert (said.note, said.tags, said.doubts) == (f"{far}monday", ("tag",), ())
