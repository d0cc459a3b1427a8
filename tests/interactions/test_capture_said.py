"""The preview under the line, in both languages."""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from scrm.base import i18n
from scrm.base.clock import ManualClock
from scrm.base.dates import said
from scrm.interactions.capture import examples, parse_capture, pieces
from scrm.interactions.model import DIRECTIONS, KINDS, MOODS, direction_name, kind_name, mood_name

CLOCK = ManualClock(datetime(2026, 11, 24, 8, 2, tzinfo=UTC), ZoneInfo("Europe/Madrid"))
LINE = '@ana @luis call out 25m + scope agreed >yesterday #offer next:1w "send it" every:90d wait:fri "her answer"'
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Spanish from the sources of the catalogue, compiled or not."""
    catalogue = Catalog(locale="es")
    sources = [
        ROOT / "scrm/locale/es/LC_MESSAGES/scrm.po",
        ROOT / "locale-parts/dates.po",
        ROOT / "locale-parts/capture.po",
    ]
    for source in filter(Path.exists, sources):
        for message in read_po(io.BytesIO(source.read_bytes()), locale="es"):
            if message.id:
                catalogue[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    i18n.use("es")
    monkeypatch.setattr(i18n, "_catalogue", gettext.GNUTranslations(compiled))
    said._names.cache_clear()
    yield
    said._names.cache_clear()


def test_the_preview_tells_everything_with_weekdays() -> None:
    assert pieces(parse_capture(LINE, CLOCK), CLOCK.today()) == [
        ("Person", "ana, luis"),
        ("What", "call, out, 25 min"),
        ("When", "Mon 23 Nov"),
        ("Mood", "+ good"),
        ("Tags", "offer"),
        ("Note", "scope agreed"),
        ("Follow-up", "“send it”, Tue 1 Dec, then every 90 d"),
        ("Waiting for", "“her answer”, Fri 27 Nov"),
    ]


@pytest.mark.usefixtures("spanish")
def test_the_preview_speaks_spanish() -> None:
    assert pieces(parse_capture(LINE, CLOCK), CLOCK.today()) == [
        ("Persona", "ana, luis"),
        ("Qué", "llamada, saliente, 25 min"),
        ("Cuándo", "lun 23 nov"),
        ("Ánimo", "+ bueno"),
        ("Etiquetas", "offer"),
        ("Nota", "scope agreed"),
        ("Seguimiento", "“send it”, mar 1 dic, después cada 90 d"),
        ("A la espera", "“her answer”, vie 27 nov"),
    ]


@pytest.mark.usefixtures("spanish")
def test_the_spanish_examples_are_spanish_and_understood() -> None:
    captures = [parse_capture(example, CLOCK) for example in examples()]
    assert [(capture.kind, bool(capture.doubts)) for capture in captures] == [
        ("call", False),
        ("mail", False),
        ("meeting", False),
    ]
    assert captures[0].when is not None
    assert captures[1].follow_ups[0].title == "su respuesta"
    assert (
        parse_capture("habla la semana que viene", CLOCK)
        .doubts[0]
        .sentence()
        .endswith("para un seguimiento ese día")
    )


def test_a_follow_up_without_words_is_its_day_and_a_long_title_is_cut() -> None:
    assert pieces(parse_capture("@ana +1w", CLOCK), CLOCK.today())[-1] == ("Follow-up", "Tue 1 Dec")
    assert pieces(parse_capture("@ana +1w every:1m", CLOCK), CLOCK.today())[-1] == (
        "Follow-up",
        "Tue 1 Dec, then every month",
    )
    label, value = pieces(parse_capture(f"@ana {'word ' * 20} +1w", CLOCK), CLOCK.today())[-1]
    assert (label, value) == ("Follow-up", "“word word word word word word word wo...”, Tue 1 Dec")


def test_what_nobody_said_is_told_as_it_is_stored() -> None:
    assert parse_capture("@ana", CLOCK).how == "call, out"
    assert parse_capture("@ana mail", CLOCK).how == "mail, out"
    assert parse_capture("@ana meet 1h", CLOCK).how == "meeting, 1 h"
    assert parse_capture("@ana meet dir:in", CLOCK).how == "meeting, in"


def test_hostile_text_is_harmless_in_the_preview() -> None:
    shown = pieces(parse_capture("@\x1b[31mana note\u202e \x07 #ta\x9bg", CLOCK), date(2026, 11, 24))
    assert not any(code in value for _, value in shown for code in "\x1b\u202e\x07\x9b")


def test_every_stored_word_has_a_name() -> None:
    assert all(kind_name(kind) and direction_name(kind) for kind in KINDS)
    assert {kind_name(kind) for kind in KINDS} == {
        "call",
        "mail",
        "meeting",
        "chat",
        "social",
        "event",
    }
    assert {direction_name(direction) for direction in DIRECTIONS} == {"in", "out", "both ways"}
    assert {mood_name(mood) for mood in MOODS} == {"+ good", "= neutral", "- bad"}
