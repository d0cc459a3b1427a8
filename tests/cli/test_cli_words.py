"""Words without quotes, the version as an option, and remedies that speak the user's language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from scrm import __version__
from scrm.base import i18n
from scrm.base.clock import ManualClock
from scrm.base.dates import parse_every, parse_partial_birthday, parse_repeat, parse_when
from scrm.interactions.capture import parse_capture
from scrm.interactions.capture.words import EXAMPLES

CATALOGUE = Path(i18n.__file__).parents[1] / "locale" / "es" / "LC_MESSAGES" / "scrm.po"


@pytest.mark.parametrize(
    "words", [["--version"], ["version"], ["--lang", "es", "--version"], ["-q", "--version"]]
)
def test_the_version_is_an_option_too(run, home, words):
    ran = run(*words)
    assert (ran.code, ran.out, ran.err) == (0, f"scrm {__version__}\n", "")
    assert not home.exists()


@pytest.fixture
def promised(ok, ana):
    """The refs of two follow-ups."""
    return [ok("fu", "add", "@ana", title, "24 dec").lines[0] for title in ("send the offer", "el informe")]


def dues(ok):
    return sorted(item["due"] for item in ok("fu", "list", "--json").json["items"])


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("next thursday", "2026-12-03"),
        ("el jueves", "2026-11-26"),
        ("in 3 days", "2026-11-27"),
        ("en 3 días", "2026-11-27"),
        ("1 dec", "2026-12-01"),
        ("+ 1 w", "2026-12-31"),
        ("la próxima semana", "2026-11-30"),
        ("2026-12-01", "2026-12-01"),
    ],
)
def test_a_day_of_several_words_needs_no_quotes(ok, promised, words, day):
    ok("fu", "snooze", promised[0], *words.split())
    assert day in dues(ok)
    assert "2026-12-24" in dues(ok), "the other one stays where it is"
    ok("undo")
    ok("fu", "snooze", *promised, *words.split())
    assert dues(ok) == [day, day]


@pytest.mark.parametrize("words", [["someday"], ["next", "someday"], []])
def test_a_snooze_without_a_day_changes_nothing(run, ok, promised, words):
    ran = run("fu", "snooze", promised[0], *words)
    assert ran.code in (2, 3)
    assert dues(ok) == ["2026-12-24"] * 2
    if not words:
        assert f"To which day? Try: scrm follow-up snooze {promised[0]} +1w\n" in ran.err


@pytest.mark.parametrize(
    ("words", "title", "due"),
    [
        ("send the proposal next thursday", "send the proposal", "2026-12-03"),
        ("send the proposal el jueves", "send the proposal", "2026-11-26"),
        ("review 1 dec", "review", "2026-12-01"),
        ("call about the pilot on friday", "call about the pilot", "2026-11-27"),
        ("call in 3 days", "call", "2026-11-27"),
        ("ask soon --due sat", "ask soon", "2026-11-28"),
    ],
)
def test_a_title_of_several_words_needs_no_quotes(ok, ana, words, title, due):
    ran = ok("fu", "add", "@ana", *words.split())
    (item,) = ok("fu", "list", "--json").json["items"]
    assert (item["title"], item["due"]) == (title, due)
    assert ran.err.endswith(f": {title}\n")


def test_a_dry_run_reads_the_day_back(ok, ana):
    ran = ok("fu", "add", "@ana", "call", "fri", "--dry-run")
    assert "Due Fri 27 Nov: call\n" in ran.err
    assert len(ran.lines) == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["send", "the", "proposal"], 'When is it due? Try: scrm follow-up add "send the proposal" fri'),
        (["send it", "someday"], "someday is no date. Try: fri, +3d, 1 dec or 2026-12-01"),
        (["call", "fri", "--due", "sat"], "The day is said twice."),
    ],
)
def test_what_is_no_day_is_asked_for(run, ana, words, told):
    ran = run("fu", "add", "@ana", *words)
    assert ran.code == 2
    assert told in ran.err


def texts():
    """What the program says in Spanish, and the English source of it."""
    with CATALOGUE.open("rb") as file:
        for message in read_po(file, locale="es"):
            for text in [message.string] if isinstance(message.string, str) else message.string:
                yield str(message.id), text


def test_spanish_texts_show_dates_in_spanish():
    english = re.compile(
        r"\b(fri|thu|mon|monday|friday|thursday|yesterday|tomorrow|weeks|next week|monthly|weekly|\d+w)\b|\+\d*w\b",
        re.I,
    )
    assert [text for source, text in texts() if source and english.search(text)] == []


def test_the_dates_that_spanish_remedies_show_are_understood(clock: ManualClock):
    i18n.use("es")

    def read(text):
        return (
            parse_when(text, clock) or parse_every(text) or parse_repeat(text) or parse_partial_birthday(text)
        )

    for remedy in (
        "30d, 2 weeks, monthly",
        "1980-04-12, --04-12, 12 Apr",
        "90d, weekly, every monday",
        "tomorrow, +1w, fri 16:30",
        "tomorrow, +1w, fri",
        "fri, +3d, 1 dec",
    ):
        for part in i18n._(remedy).split(", "):
            assert read(part), part
    for mark, example in EXAMPLES.items():
        heard = parse_capture(
            f"@ana sigue:1sem {i18n._(example)}" if mark == "every" else i18n._(example), clock
        )
        assert heard.note == "", example


def test_examples_in_help_are_in_the_language_of_the_help(ok):
    page = ok("log", "--help", "--lang", "es").out
    assert "scrm log @ana llamada 25m ánimo:+ alcance acordado el:ayer sigue:1sem etiqueta:propuesta" in page
    assert "yesterday" not in page
    assert "on:yesterday" in ok("log", "--help").out


def test_the_spanish_examples_do_what_they_say(ok, ana):
    ok("contact", "add", "Luis")
    page = ok("log", "--help", "--lang", "es").out
    line = next(line for line in page.splitlines() if "etiqueta:propuesta" in line)
    ran = ok(*line.split()[1:])
    assert "Tue 1 Dec" in ran.err
    assert "Mon 23 Nov" in ran.err
