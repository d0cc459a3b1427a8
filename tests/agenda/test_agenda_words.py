"""Today in words: the prompt's line, the list as text, the document, in both languages."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from scrm.agenda import wording
from scrm.agenda.document import FIELDS, document
from scrm.agenda.model import KINDS, SECTIONS
from scrm.agenda.prompt import Counts, line
from scrm.base.cells import cell_len


@pytest.mark.parametrize(
    ("counts", "english"),
    [
        (Counts(2, 3, 4), "2 late · 3 due · 4 owed"),
        (Counts(0, 1, 0), "1 due"),
        (Counts(0, 0, 0), "nothing late, due or owed"),
    ],
)
def test_the_prompt_says_what_there_is(counts, english):
    assert line(counts) == english


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (Counts(2, 3, 4), "2 con atraso · 3 para hoy · 4 por responder"),
        (Counts(0, 0, 0), "nada con atraso, para hoy ni por responder"),
    ],
)
def test_the_prompt_speaks_spanish(counts, said):
    assert line(counts) == said


@pytest.fixture
def full(morning):
    """At least one row of each kind."""
    ana = morning.person("Ana García", organization="Acme", birthday="1980-11-24")
    morning.promise("send revised proposal", 3, ana)
    morning.promise("her budget answer", 1, morning.person("Tomás Ruiz"), waiting=True)
    morning.talk(morning.person("Luis Pérez"), ago=9, kind="mail", direction="in", words="When can we start?")
    morning.talk(
        morning.person("Rosa Vidal"), ago=12, kind="mail", direction="out", words="Here is the invoice"
    )
    morning.talk(morning.person("Julia Chen", organization="Hexa", cadence=30), ago=62)
    morning.person("Inês Rocha", cadence=14)
    morning.clock.move(days=20)
    guess = morning.person("Clara Núñez")
    for ago in (90, 80, 70, 60):
        morning.talk(guess, ago=ago)
    morning.clock.move(days=-20)
    mover = morning.person("Jordi Mas", organization="Acme", title="Analyst")
    morning.clock.move(days=21)
    morning.workspace.contacts.edit(mover, organization="Hexa", title="COO")
    morning.connect(morning.person("Iñaki Etxea"), 2)
    morning.connect_on(mover, date(2023, 12, 15))
    morning.promise("thank him for the quote", 0, morning.person("Pau Ferrer"))
    morning.workspace.contacts.edit(ana, birthday="1980-12-15")
    return morning


def test_every_kind_has_its_row(full):
    rows = [item for s in full.workspace.today.sections(-1) for item in s.items]
    assert {item.kind for item in rows} == set(KINDS)
    assert all(item.title and item.why for item in rows)


def test_the_document_has_all_sections_and_fields(full):
    sections = full.workspace.today.sections(1)
    found = json.loads(json.dumps(document(sections)))
    assert found["schema"] == "scrm.today/1"
    assert [s["name"] for s in found["sections"]] == list(SECTIONS)
    for section in found["sections"]:
        assert set(section) == {"name", "count", "items"}
        assert len(section["items"]) <= 1 <= section["count"]
        for item in section["items"]:
            assert tuple(item) == FIELDS
            assert item["id"].endswith(item["ref"])


def test_the_list_as_text(full):
    text = "\n".join(wording.lines(full.workspace.today.sections(1)))
    assert "Late · 2\n! Ana García  Acme  send revised proposal" in text
    assert "24 d late\n  +1 more" in text
    assert "\nNew · 2\n" in text
    assert "new position: COO at Hexa, before: Analyst at Acme" in text


@pytest.mark.usefixtures("spanish")
def test_the_list_in_spanish_has_no_english_word_of_ours(full):
    text = "\n".join(wording.lines(full.workspace.today.sections(-1)))
    for word in (
        "Atrasado · 2|24 d de atraso|Se enfría|cada 30 d|en silencio|cumpleaños: 46 años|conexión desde hace 3 años|"
        "nuevo puesto: COO en Hexa; antes: Analyst en Acme|sin respuesta|escribió hace 30 d"
    ).split("|"):
        assert word in text, word
    for word in ("late", "silent", "every", "wrote", "birthday", "connected", "waiting", "position", "guess"):
        assert word not in text, word


def test_nothing_hostile_reaches_the_list(morning):
    morning.promise(
        "send\x1b]52;c;x\x07 it", 1, morning.person("Smith [/b]\x1b[31m \u202eevil", organization="A\x9bB")
    )
    text = "\n".join(wording.lines(morning.workspace.today.sections()))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\x9b" not in text
    assert "Smith [/b]" in text


def test_an_empty_morning_says_so(morning):
    assert wording.lines(morning.workspace.today.sections()) == ["Nothing to do today."]


def test_a_finished_morning_says_what_comes_next(morning):
    ana = morning.person()
    morning.workspace.promises.done([morning.promise("x", 1, ana)])
    morning.promise("quarterly review", -7, ana)
    today = morning.workspace.today
    end = wording.all_done(today.done_today(), today.ahead(), morning.clock)
    assert wording.lines(today.sections(), end) == [
        "All done.", "1 done today.", "Next: quarterly review (Ana García), Tue 1 Dec",
    ]  # fmt: skip


def test_long_texts_are_cut_only_where_asked(morning):
    morning.promise("x" * 100, 1, morning.person("Y" * 50))
    cut = wording.lines(morning.workspace.today.sections(), width=60, refs=True)[1]
    whole = wording.lines(morning.workspace.today.sections())[1]
    assert "x" * 100 in whole
    assert "Y" * 50 in whole
    assert "..." in cut
    assert len(cut) <= 60
    assert cut.endswith("1 d late")


@pytest.mark.parametrize("name", ["Y" * 50, "日本" * 25, "Åsa 🎉"])
@pytest.mark.parametrize("width", [50, 80, 100])
def test_lines_fit_and_stand_in_columns_however_wide_the_letters(morning, name, width):
    morning.promise("send the revised proposal by mail", 1, morning.person(name, organization="F" * 30))
    morning.promise("short", 1, morning.person("Ana"))
    first, second = wording.lines(morning.workspace.today.sections(), width=width, refs=True)[1:3]
    assert max(cell_len(first), cell_len(second)) <= width
    assert cell_len(first.partition("1 d late")[0]) == cell_len(second.partition("1 d late")[0])
    assert "send the rev" in first + second
    assert ("FFF" in first + second) is (width > 50)


def test_a_word_of_theirs_is_no_essay(morning):
    morning.talk(morning.person(), ago=3, kind="mail", direction="in", words="long " * 1000)
    assert len(morning.rows("owed")[0].title) <= 200
    morning.workspace.today.snooze(morning.rows("owed"), timedelta(days=1))
