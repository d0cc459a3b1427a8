"""Forms of people, follow-ups and notes: what is typed is read, said back, checked, and only then written."""

from __future__ import annotations

import os

import pytest

from scrm.contacts.model import contact_kind
from scrm.followups.model import Who
from tui import keys
from tui.place import Start
from tui.screens.forms import followup_form, note_form, person_form
from tui.screens.forms.reading import Words, completing, people_meant, pieces, rhythm
from tui.screens.importing.questions import complete_path
from tui.widgets.boxes.forms import Form, FormField
from tui.widgets.boxes.note_box import NoteBox, SafeText


def field(app, name):
    return next(f for f in app.app.query_one(Form).query(FormField) if f.spec.name == name)


async def fill(app, name, text):
    """Put a text into a field as if it were typed."""
    found = field(app, name).field
    found.focus()
    found.value = ""
    await app.type(text)


def who(network, *names, house):
    return [Who(network.people[name], house.people.contact(network.people[name]).name) for name in names]


async def test_a_person_is_added_with_what_is_known(shell, network, house):
    async with shell() as app:
        await person_form.add(app.app)
        for name, text in {
            "name": "Rosa Vidal Pons",
            "organization": "Vidal & Co",
            "title": "Owner",
            "email": "rosa@vidal.example, r@vidal.example",
            "phone": "+34 600 111 222",
            "web": "https://vidal.example",
            "kind": "cli",
            "tags": "vip, #Wine",
            "cadence": "2 weeks",
        }.items():
            await fill(app, name, text)
        await app.press("ctrl+s")
        assert app.said == "Added: Rosa Vidal Pons · u undo"
        rosa = house.people.contact(house.who.one("rosa"))
        assert (rosa.given_name, rosa.family_name) == ("Rosa", "Vidal Pons")
        assert (rosa.organization, rosa.title, rosa.kind, rosa.cadence) == (
            "Vidal & Co",
            "Owner",
            "client",
            14,
        )
        assert set(rosa.values("email")) == {"rosa@vidal.example", "r@vidal.example"}
        assert rosa.tags == ("vip", "wine")
        before = house.last_done().number
        await app.press("u")
        assert house.people.contact(rosa.id) is None
        assert house.last_done().number == before - 1, "one operation"


async def test_a_person_without_a_name_is_refused_under_the_field(shell, network):
    async with shell() as app:
        await person_form.add(app.app)
        await fill(app, "email", "not an address")
        await app.press("ctrl+s")
        assert "A person needs a name" in app.text
        assert "not an address is not understood" in app.text
        assert app.app.query_one(Form).is_open


async def test_editing_writes_only_what_differs(shell, network, house):
    ana = network.people["ana"]
    async with shell() as app:
        await person_form.edit(app.app, ana)
        await app.rest()
        assert field(app, "email").field.value == "ana@acme.example"
        assert field(app, "kind").field.value == "client"
        await fill(app, "title", "COO")
        await fill(app, "email", "ana@new.example")
        await fill(app, "tags", "vip")
        await fill(app, "cadence", "nunca")
        await fill(app, "birthday", "12 abr")
        await app.press("ctrl+s")
        assert app.said == "Saved: Ana García · u undo"
        contact = house.people.contact(ana)
        assert (contact.title, contact.organization) == ("COO", "Acme")
        assert contact.values("email") == ["ana@new.example"]
        assert contact.values("phone") == ["+34 600 000 000"]
        assert contact.tags == ("vip",)
        assert (contact.ambient, contact.cadence, contact.birthday) == (1, None, "--04-12")
        await app.press("u")
        assert house.people.contact(ana).values("email") == ["ana@acme.example"]
        assert house.people.contact(ana).tags == ("saas",)


async def test_nothing_changed_writes_nothing(shell, network, house):
    before = house.last_done().number
    async with shell() as app:
        await person_form.edit(app.app, network.people["ana"])
        await app.rest()
        await app.press("ctrl+s")
        assert app.said == "Nothing was changed"
        assert house.last_done().number == before


async def test_a_wrong_rhythm_says_what_would_be_right(shell, network):
    async with shell() as app:
        await person_form.edit(app.app, network.people["luis"])
        await app.rest()
        assert field(app, "cadence").field.value == "every 30 d"
        await fill(app, "cadence", "sometimes")
        await app.press("ctrl+s")
        assert "Use words such as 30d, 2 weeks, monthly or never" in app.text


async def test_tags_of_one_person_are_completed_and_replaced(shell, network, house):
    house.contacts.tag([network.people["luis"]], ["proposal"])
    async with shell() as app:
        await person_form.tags(app.app, who(network, "ana", house=house))
        await app.rest()
        await app.type(", prop")
        await app.press("tab")
        assert field(app, "tags").field.value == "saas, proposal"
        await app.press("enter")
        assert house.people.contact(network.people["ana"]).tags == ("proposal", "saas")
        assert app.said == "Tags of Ana García: +proposal · u undo"


async def test_tags_of_several_people_are_put_on_and_taken_off(shell, network, house):
    async with shell() as app:
        await person_form.tags(app.app, who(network, "ana", "luis", house=house))
        await app.rest()
        await app.type("vip, -saas")
        await app.press("enter")
        assert house.people.contact(network.people["ana"]).tags == ("vip",)
        assert house.people.contact(network.people["luis"]).tags == ("vip",)
        assert app.said == "Tags of 2 people: +vip -saas · u undo"


async def test_a_follow_up_says_its_day_back_while_it_is_typed(shell, network, house):
    async with shell(start=Start(keys.FOLLOW_UPS)) as app:
        await followup_form.new(app.app, who(network, "ana", house=house))
        await app.rest()
        assert "Tue 1 Dec · in 7 days" in app.text
        await fill(app, "what", "send the contract")
        await fill(app, "due", "el jueves 16:30")
        assert "Thu 26 Nov 16:30 · in 2 days" in app.text
        await fill(app, "repeat", "cada mes")
        assert "every month" in app.text
        await fill(app, "tags", "legal")
        await app.press("ctrl+s")
        assert app.said == "Promised for Thu 26 Nov: send the contract · u undo"
        (made,) = [f for f in house.follow_ups.open() if f.title == "send the contract"]
        assert (made.due_day, made.due_time, made.repeat, made.tags) == (
            "2026-11-26",
            "16:30",
            "FREQ=MONTHLY",
            ("legal",),
        )
        assert [one.name for one in made.people] == ["Ana García"]


async def test_theirs_waits_and_people_are_found_by_name(shell, network, house):
    async with shell() as app:
        await followup_form.new(app.app)
        await fill(app, "what", "his answer")
        await fill(app, "people", "luis, julia")
        await fill(app, "whose", "the")
        await app.press("ctrl+s")
        (made,) = [f for f in house.follow_ups.open() if f.title == "his answer"]
        assert made.waiting
        assert {one.name for one in made.people} == {"Luis Pérez", "Julia Chen"}


async def test_somebody_unknown_is_told_under_the_people(shell, network, house):
    house.contacts.add("Ana Ruiz")
    async with shell() as app:
        await followup_form.new(app.app)
        await fill(app, "what", "call")
        await fill(app, "people", "nobody")
        await app.press("ctrl+s")
        assert "Nobody matches nobody" in app.text
        await fill(app, "people", "ana")
        await app.press("ctrl+s")
        inside = [line.split("│")[1] for line in app.lines if line.count("│") == 2]
        text = " ".join(" ".join(inside).split())
        assert "Several people match ana:" in text
        assert "Ana Ruiz" in text
        assert app.app.query_one(Form).is_open
        assert len([f for f in house.follow_ups.open() if f.title == "call"]) == 0


async def test_words_that_are_no_day_are_never_saved(shell, network, house):
    count = len(house.follow_ups.open())
    async with shell() as app:
        await followup_form.new(app.app)
        await fill(app, "what", "call")
        await fill(app, "due", "somewhen")
        await app.press("ctrl+s")
        assert "Use a date such as fri, +3d or 2026-12-01" in app.text
        assert len(house.follow_ups.open()) == count


async def test_editing_a_follow_up_keeps_two_people_of_one_name_apart(shell, network, house):
    from datetime import date

    from scrm.base.dates import When

    twins = [house.contacts.add("Ana Ruiz"), house.contacts.add("Ana Ruiz")]
    id = house.promises.add("call", When(date(2026, 11, 30)), [twins[1]], repeat="90d")
    async with shell(start=Start(keys.FOLLOW_UPS)) as app:
        await followup_form.edit(app.app, id)
        await app.rest()
        assert field(app, "due").field.value == "2026-11-30"
        assert field(app, "repeat").field.value == "every 90 d"
        await fill(app, "people", "Ana Ruiz, luis")
        await fill(app, "what", "call them")
        await app.press("ctrl+s")
        after = house.promises.get(id)
        assert {one.contact_id for one in after.people} == {twins[1], network.people["luis"]}
        assert (after.title, after.repeat) == ("call them", "FREQ=DAILY;INTERVAL=90")
        assert app.said == "Saved: call them, due Mon 30 Nov · u undo"


async def test_a_line_is_added_to_the_note_about_a_person(shell, network, house):
    async with shell() as app:
        await note_form.new(app.app, who(network, "ana", house=house))
        await app.type("Prefers Tuesdays")
        await app.press("enter")
        page = house.notebook.open(house.notebook.about(network.people["ana"]))
        assert page.body.rstrip().endswith("Prefers Tuesdays")
        assert "Likes **reports**." in page.body
        assert app.said == "Saved: ana-garcia.md · u undo"
        await app.press("u")
        page = house.notebook.open(house.notebook.about(network.people["ana"]))
        assert "Tuesdays" not in page.body


async def test_a_person_without_a_note_gets_one_and_nobody_in_particular_a_title(shell, network, house):
    async with shell() as app:
        await note_form.new(app.app, who(network, "luis", house=house))
        await app.type("Met in Porto")
        await app.press("enter")
        note = house.notebook.about(network.people["luis"])
        assert (note.title, note.people) == ("Luis Pérez", (network.people["luis"],))
        await note_form.new(app.app, who(network, "ana", "luis", house=house))
        await app.type("Lisbon offer")
        await app.press("tab")
        await app.type("Three parts")
        await app.press("enter")
        note = house.notebook.find("lisbon-offer.md")
        assert set(note.people) == {network.people["ana"], network.people["luis"]}


async def test_without_an_editor_to_lend_a_box_takes_the_longer_text(shell, network, house, monkeypatch):
    monkeypatch.setenv("EDITOR", "/bin/true")
    async with shell() as app:
        await note_form.new(app.app, who(network, "luis", house=house))
        await app.press("enter")
        await app.rest()
        box = app.app.screen.query_one(NoteBox)
        assert box.is_open
        await app.type("first line")
        await app.press("escape")
        assert not box.is_open
        await note_form.write(app.app, who(network, "luis", house=house))
        await app.rest()
        assert box.query_one(SafeText).text == "first line"
        await app.press("enter")
        await app.type("second")
        await app.press("ctrl+s")
        body = house.notebook.open(house.notebook.about(network.people["luis"])).body
        assert "first line\nsecond" in body
        assert app.said == "Saved: luis-perez.md · u undo"


async def test_the_box_holds_no_code_that_a_terminal_obeys(shell, network, house, harmless, monkeypatch):
    monkeypatch.setenv("EDITOR", "/bin/true")
    async with shell() as app:
        await note_form.write(app.app, who(network, "luis", house=house))
        await app.rest()
        area = app.app.screen.query_one(SafeText)
        area.insert("red \x1b[31m\x9b\u202e\tend\nnext [/b]")
        await app.pilot.pause()
        assert area.text == "red [31m    end\nnext [/b]"
        assert harmless(app.lines)


@pytest.mark.parametrize("opened", ["person", "follow-up", "note"])
async def test_hostile_values_are_harmless_in_forms_and_stay_as_stored(
    shell, house, network, harmless, opened
):
    bad = "Smith [/b] & Co\x1b]52;c;aGVsbG8=\x07\u202e[@click=app.quit]x"
    person = house.contacts.add(bad, organization=bad, tags=["a\x1btag"])
    from datetime import date

    from scrm.base.dates import When

    promise = house.promises.add(bad, When(date(2026, 12, 1)), [person])
    async with shell() as app:
        if opened == "person":
            await person_form.edit(app.app, person)
        elif opened == "follow-up":
            await followup_form.edit(app.app, promise)
        else:
            await note_form.new(app.app, [Who(person, bad)])
        await app.rest()
        assert harmless(app.lines)
        await app.press("ctrl+s")
        assert harmless(app.lines)
        assert house.people.contact(person).name == bad
        assert house.promises.get(promise).title == bad


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_forms_fit_and_speak_the_language(shell, network, language, size, house):
    async with shell(size=size) as app:
        await person_form.edit(app.app, network.people["ana"])
        await app.rest()
        assert {"en": "Position", "es": "Cargo"}[language] in app.text
        assert {"en": "ctrl+s saves", "es": "ctrl+s guarda"}[language] in app.text


def test_words_are_taken_by_their_beginning_in_either_language(speak):
    kinds = Words(("client", "colleague", "other"), contact_kind)
    assert [kinds.read(text) for text in ("client", "CLI", "co", "", "c", "x")] == [
        "client", "client", "colleague", "", None, None]  # fmt: skip
    assert kinds.check("x") == "One of: client, colleague, other"
    speak("es")
    assert kinds.read("cliente") == kinds.read("client") == "client"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("30d", (30, False)),
        ("cada 2 semanas", (14, False)),
        ("never", (None, True)),
        ("", (None, False)),
        ("soon", None),
    ],
)
def test_a_rhythm_is_days_or_never(text, found):
    assert rhythm(text) == found


def test_pieces_and_their_completion():
    assert pieces(" a, ,b c ,") == ["a", "b c"]
    complete = completing(["proposal", "vip"])
    assert [(c.insert, c.start) for c in complete("vip, pro")] == [("proposal", 5)]
    assert complete("vip, ") == []


def test_people_meant_keeps_those_given(workspace):
    first, second = workspace.contacts.add("Ana Ruiz"), workspace.contacts.add("Ana Ruiz")
    assert people_meant(workspace, "Ana Ruiz", [Who(second, "Ana Ruiz")]) == [second]
    assert first != second


def test_paths_are_completed_folders_first_without_hidden_ones(tmp_path, monkeypatch):
    for name in ("b.zip", "a.csv", ".hidden", "ev\x1bil"):
        (tmp_path / name).write_text("")
    (tmp_path / "box").mkdir()
    found = [c.insert for c in complete_path(f"{tmp_path}/")]
    assert found == ["box/", "a.csv", "b.zip"]
    assert [c.insert for c in complete_path(f"{tmp_path}/B")] == ["box/", "b.zip"]
    assert [c.insert for c in complete_path(f"{tmp_path}/.h")] == [".hidden"]
    assert complete_path(f"{tmp_path}/none/") == []
    monkeypatch.setenv("HOME", str(tmp_path))
    assert complete_path("~/bo")[0].insert == "box/"
    assert os.path.expanduser("~") == str(tmp_path)
