"""Person: timeline, notes, profile, and its keys."""

from __future__ import annotations

import pytest

from tui.place import Start
from tui.screens.person.place import Person
from tui.screens.person.timeline import PAGE
from tui.widgets.boxes.forms import Form, FormField
from tui.widgets.boxes.quicklog import QuickLog
from tui.widgets.lists.rows import Rows


@pytest.fixture
def start(network):
    return Start("person", {"contact_id": network.people["ana"]})


async def test_the_timeline_has_months_and_what_was_said(shell, start):
    async with shell(start=start) as app:
        assert "Ana García · client · saas" in app.lines[1]
        assert "Head of operations at Acme · Valencia · ana@acme.example" in app.lines[2]
        assert "[Timeline 3]" in app.text
        assert app.text.index("November 2026") < app.text.index("October 2026")
        assert "call, Thu 12 Nov" in app.text


async def test_the_pane_reads_the_interaction_under_the_cursor(shell, start):
    async with shell(start=start) as app:
        await app.press("j")
        assert "mail, Thu 5 Nov" in app.text
        assert "#proposal" in app.text


async def test_tabs_go_round(shell, start):
    async with shell(start=start) as app:
        await app.press("right_square_bracket")
        assert "[Notes 1]" in app.text
        assert "Likes **reports**." in app.text
        await app.press("right_square_bracket")
        assert "[Profile]" in app.text
        assert "Profile of Ana García" in app.text
        assert "unknown - e adds" in app.text
        await app.press("right_square_bracket")
        assert "[Timeline 3]" in app.text


async def test_enter_reads_in_the_place_of_the_list_on_a_narrow_screen(shell, start):
    async with shell(start=start, size=(80, 24)) as app:
        assert "call, Thu 12 Nov" not in app.text
        await app.press("enter")
        assert "call, Thu 12 Nov" in app.text
        assert not app.app.query_one(Person).query_one(Rows).is_on_screen
        await app.press("h")
        assert app.app.query_one(Person).query_one(Rows).is_on_screen


async def test_the_filter_looks_through_what_was_said(shell, start):
    async with shell(start=start) as app:
        await app.press("slash")
        await app.type("proposal")
        assert app.app.query_one(Person).query_one(Rows).source.count() == 2
        await app.type("zzz")
        assert "Nothing said matches proposalzzz" in app.text
        await app.press("escape")
        assert app.app.query_one(Person).query_one(Rows).source.count() == 5


async def test_older_interactions_are_read_when_the_cursor_comes_near(shell, network, house, start):
    ana = network.people["ana"]
    with house.ledger.operation("fill"):
        for n in range(PAGE + 20):
            house.diary.log([(ana, "Ana García")], kind="mail", summary=f"mail {n}")
    async with shell(start=start) as app:
        assert "23 older" not in app.text
        rows = app.app.query_one(Person).query_one(Rows)
        await app.press("G")
        assert rows.source.count() > PAGE + 20
        assert not any("older" in line for line in app.lines)


async def test_log_is_about_this_person_and_shows_at_once(shell, start):
    async with shell(start=start) as app:
        await app.press("i")
        await app.type("call 10m - they were cross")
        await app.press("enter")
        assert "[Timeline 4]" in app.text
        assert "they were cross" in app.text
        assert app.said == "Logged: call, Ana García · u undo"
        assert not app.app.query_one(QuickLog).is_open


async def test_x_removes_the_interaction_under_the_cursor_not_the_person(shell, start):
    async with shell(start=start) as app:
        await app.press("j", "x")
        assert app.said == "Moved to the trash: mail, Thu 5 Nov · u undo"
        assert "[Timeline 2]" in app.text
        await app.press("u")
        assert "[Timeline 3]" in app.text


async def test_x_removes_a_note_in_its_tab_and_the_person_in_the_profile(shell, start):
    async with shell(start=start) as app:
        await app.press("right_square_bracket", "x")
        assert app.said == "Moved to the trash: ana-garcia.md · u undo"
        assert "[Notes 0]" in app.text
        await app.press("u", "right_square_bracket", "x")
        assert "This person is not here" in app.text
        await app.press("u")
        assert "Notes 1" in app.text


async def test_e_edits_the_interaction_that_is_read(shell, start):
    async with shell(start=start) as app:
        await app.press("j", "enter", "e")
        assert "Edit mail, Thu 5 Nov" in app.text
        form = app.app.query_one(Form)
        fields = {field.spec.name: field.field for field in form.query(FormField)}
        assert fields["when"].value == "2026-11-05"
        fields["said"].value = "sent the second proposal"
        fields["minutes"].value = "1h30"
        fields["mood"].value = "+"
        fields["kind"].value = "meet"
        await app.press("ctrl+s")
        assert app.said.endswith("u undo")
        assert "meeting, Thu 5 Nov" in app.text
        assert "sent the second proposal" in app.text
        assert "1 h 30 min" in app.text


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("when", "tomorrow", "That has not happened yet"),
        ("when", "whenever", "Use a date such as"),
        ("kind", "", "One of: call, mail"),
        ("direction", "", "One of: in, out"),
        ("minutes", "long", "Use a time such as 25m or 1h30"),
        ("people", "", "Who was it with?"),
    ],
)
async def test_an_interaction_keeps_what_it_needs(shell, start, field, text, problem):
    async with shell(start=start) as app:
        await app.press("enter", "e")
        fields = {each.spec.name: each.field for each in app.app.query_one(Form).query(FormField)}
        fields[field].value = text
        await app.press("ctrl+s")
        assert problem in app.text
        assert app.app.query_one(Form).is_open


@pytest.mark.parametrize("key", ["e", "f", "n", "t"])
async def test_forms_open(shell, start, key):
    async with shell(start=start) as app:
        await app.press(key)
        assert app.app.query_one(Form).is_open


async def test_c_and_o_and_y(shell, start):
    async with shell(start=start) as app:
        await app.press("o", "1")
        assert app.opened == ["https://www.linkedin.com/in/ana-example"]
        await app.press("y", "1")
        assert app.copied == ["Ana García"]
        await app.press("c", "1")
        assert app.opened[-1] == "mailto:ana@acme.example"


async def test_a_profile_to_write_to_is_not_named_as_the_tab_is(shell, start, speak):
    speak("es")
    async with shell(start=start) as app:
        await app.press("c")
        assert "Perfil  https://www.linkedin.com/in/ana-example" in app.text
        assert "Ficha" in app.lines[3]


async def test_upper_e_says_so_where_there_is_no_terminal_to_lend(shell, start, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    async with shell(start=start) as app:
        await app.press("E")
        assert app.said == "This terminal cannot be lent to an editor"


async def test_an_edit_outside_is_seen_when_the_place_is_shown_again(shell, network, house, start):
    path = house.settings.notes_folder(house.places) / "ana-garcia.md"
    async with shell(start=start) as app:
        path.write_text(path.read_text() + "\nSeen from outside.\n")
        await app.press("1")
        app.app.changed()
        await app.app.open_person(network.people["ana"])
        await app.rest()
        await app.press("right_square_bracket")
        assert "Seen from outside." in app.text


async def test_somebody_without_a_word_yet(shell, network):
    async with shell(start=Start("person", {"contact_id": network.people["inaki"]})) as app:
        assert "No contact with Iñaki Etxea yet. i logs the first one." in app.text
        await app.press("right_square_bracket")
        assert "No notes. n starts one" in app.text
