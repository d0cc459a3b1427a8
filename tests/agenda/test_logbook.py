"""A typed line finds its people, names with blanks too."""

from __future__ import annotations

import pytest

from scrm.base.errors import UsageError
from scrm.interactions.capture import with_whole_names
from tui.shell.hearing import understand

NAMES = (
    "Ana García Ibáñez", "Ana Rosa Gil", "María José López-Íñiguez", "Clara Núñez de la Torre", "Pau Ferrer i Soler",
    "Luis Pérez", "Siobhán O'Neill",
)  # fmt: skip


@pytest.fixture
def hear(morning):
    for name in NAMES:
        morning.person(name)
    return morning.workspace.logbook.hear


@pytest.mark.parametrize(
    ("line", "people", "note"),
    [
        ("@Ana García Ibáñez call 25m agreed", ["Ana García Ibáñez"], "agreed"),
        ("@ana garcía call agreed", ["Ana García Ibáñez"], "agreed"),
        ("@ana garcia, call agreed", ["Ana García Ibáñez"], "agreed"),
        ("@ana rosa call agreed", ["Ana Rosa Gil"], "agreed"),
        ("@maria jose lopez call ok", ["María José López-Íñiguez"], "ok"),
        ("@Clara Núñez de la Torre comida 1h", ["Clara Núñez de la Torre"], "comida"),
        ("@pau ferrer i soler call ok", ["Pau Ferrer i Soler"], "ok"),
        ("@Siobhán O'Neill call ok", ["Siobhán O'Neill"], "ok"),
        ("call with @ana garcía and @luis pérez 25m ok", ["Ana García Ibáñez", "Luis Pérez"], "ok"),
        ("with:luis pérez call ok", ["Luis Pérez"], "ok"),
        ("@luis Luis told me so", ["Luis Pérez"], "Luis told me so"),
        ("@luis Sent the offer", ["Luis Pérez"], "Sent the offer"),
        ("@luis,clara García asked", ["Luis Pérez", "Clara Núñez de la Torre"], "García asked"),
        ("@luis, García asked", ["Luis Pérez"], "García asked"),
    ],
)
def test_the_words_of_a_name_belong_to_it(hear, line, people, note):
    heard = hear(line)
    assert [name for _id, name in heard.known] == people
    assert (heard.capture.note, heard.unknown, heard.unclear) == (note, [], [])


@pytest.mark.parametrize(
    ("line", "unknown", "note"),
    [
        ("@Pedro Almodóvar Ruiz call 15m ok", ["Pedro Almodóvar Ruiz"], "ok"),
        ("@Pedro de la Fuente, call ok", ["Pedro de la Fuente"], "ok"),
        ("@Luis Gómez call ok", ["Luis Gómez"], "ok"),
        ("@pedro Sent the offer", ["pedro"], "Sent the offer"),
        ("@Pedro CRM demo", ["Pedro"], "CRM demo"),
        ("@Pedro y @Marta call ok", ["Pedro", "Marta"], "ok"),
    ],
)
def test_a_name_nobody_bears_is_asked_about_as_a_whole(hear, line, unknown, note):
    heard = hear(line)
    assert (heard.unknown, heard.known, heard.capture.note) == (unknown, [], note)


def test_a_line_without_such_names_stays_as_it_is():
    asked = []
    line = '@ana,luis  call "as it is"  +1w'
    assert with_whole_names(line, lambda name: asked.append(name) or []) == line
    assert asked == []


def test_a_line_too_long_to_read_at_each_key_is_told(morning, hear):
    hear(f"@ana {'x' * 9000}")
    with pytest.raises(UsageError) as told:
        hear(f"@ana {'x' * 10_000}")
    assert told.value.what == "This line is longer than 10000 characters"
    assert told.value.remedy == "a short line, and the long text in a note"
    reading = understand(morning.workspace, "@ana " * 3000, True)
    assert (reading.problem, [line.value for line in reading.lines]) == (told.value.what, [told.value.what])


@pytest.mark.usefixtures("spanish")
def test_a_line_too_long_is_told_in_spanish(hear):
    with pytest.raises(UsageError) as told:
        hear("x" * 10_001)
    assert told.value.what == "Esta línea pasa de 10000 caracteres"
    assert told.value.remedy == "una línea corta, y el texto largo en una nota"
