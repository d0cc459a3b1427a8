"""Every key of Today does what the key table says, through the real workspace."""

from __future__ import annotations

from datetime import date

import pytest

from scrm.base.dates import When
from tui.screens.today.place import Today
from tui.widgets.boxes.forms import Form, FormField
from tui.widgets.boxes.menu import Menu
from tui.widgets.boxes.quicklog import QuickLog
from tui.widgets.lists.rows import Rows


def state(driver, id):
    return driver.workspace.follow_ups.followup(id)


async def test_opens_on_the_latest_promise_with_its_brief(shell, network):
    async with shell() as app:
        assert app.place == "today"
        assert "› ! Ana García" in app.text.replace("›!", "› !")
        assert "3 d late" in app.text
        assert "Brief: Ana García" in app.text
        assert "agreed scope" in app.text


async def test_d_finishes_the_promise_greys_the_row_and_goes_on(shell, network):
    async with shell() as app:
        await app.press("d")
        assert state(app, network.promises["proposal"]).state == "done"
        assert app.said == "Done: send revised proposal (Ana García) · u undo"
        assert any("✓ Ana García" in line and "done" in line for line in app.lines)
        assert any("›! Iñaki Etxea" in line for line in app.lines)
        assert "1 of 4 done" in app.text


async def test_the_history_keeps_no_words_of_one_language(shell, network):
    async with shell() as app:
        await app.press("space", "space", "d")
        assert app.workspace.last_done().summary == "2"
        await app.press("u", "end", "d")
        assert app.workspace.last_done().summary in {
            contact.name for contact in app.workspace.people.contacts(list(network.people.values()))
        }


async def test_d_pressed_three_times_acts_on_three_rows(shell, network):
    async with shell() as app:
        await app.press("d", "d", "d")
        done = [state(app, network.promises[name]).state for name in ("proposal", "complaint", "pilot")]
        assert done == ["done"] * 3


async def test_d_on_a_message_never_brings_it_back(shell, network):
    async with shell() as app:
        await app.press("end", "d")
        sections = app.workspace.today.sections()
        assert [item.name for section in sections if section.name == "owed" for item in section.items] == []


async def test_acted_rows_go_when_the_place_is_left(shell, network):
    async with shell() as app:
        await app.press("d")
        await app.press("2", "1")
        assert "✓" not in app.text


async def test_u_brings_the_row_back_and_the_cursor_to_it(shell, network):
    async with shell() as app:
        await app.press("d", "u")
        assert state(app, network.promises["proposal"]).state == "open"
        assert any("›! Ana García" in line for line in app.lines)
        await app.press("U")
        assert state(app, network.promises["proposal"]).state == "done"


@pytest.mark.parametrize(("key", "day"), [("t", "2026-11-25"), ("w", "2026-12-01"), ("m", "2026-12-24")])
async def test_s_moves_the_promise(shell, network, key, day):
    async with shell() as app:
        await app.press("s", key)
        assert state(app, network.promises["proposal"]).due_day == day
        assert app.said.startswith("Snoozed to ")


async def test_s_takes_a_day_in_words(shell, network):
    async with shell() as app:
        await app.press("s", "p")
        await app.type("nothing")
        await app.press("enter")
        assert "Use a date such as" in app.text
        await app.press(*["backspace"] * 7)
        await app.type("fri")
        await app.press("enter")
        assert state(app, network.promises["proposal"]).due_day == "2026-11-27"


@pytest.mark.parametrize(("key", "kind"), [("m", "mail"), ("c", "call"), ("e", "meeting")])
async def test_upper_d_finishes_and_logs_in_one_operation(shell, network, key, kind):
    async with shell() as app:
        await app.press("D", key)
        latest = app.workspace.timeline.of_contact(network.people["ana"], limit=1)[0]
        assert (latest.kind, latest.summary) == (kind, "send revised proposal")
        await app.press("u")
        assert state(app, network.promises["proposal"]).state == "open"
        assert app.workspace.timeline.count_of(network.people["ana"]) == 3


async def test_upper_d_logs_each_of_several_rows_with_its_own_title_in_one_operation(shell, network):
    async with shell() as app:
        before = app.workspace.last_done().number
        await app.press("space", "space", "D", "c")
        told = [
            (latest.kind, latest.summary, [one.name for one in latest.participants])
            for name in ("ana", "inaki")
            for latest in app.workspace.timeline.of_contact(network.people[name], limit=1)
        ]
        assert told == [
            ("call", "send revised proposal", ["Ana García"]),
            ("call", "answer complaint", ["Iñaki Etxea"]),
        ]
        assert app.workspace.last_done().number == before + 1
        await app.press("u")
        assert state(app, network.promises["complaint"]).state == "open"
        assert app.workspace.timeline.count_of(network.people["inaki"]) == 0


async def test_upper_d_logs_everybody_a_promise_is_about_and_its_tags(shell, house, network):
    people = [network.people["ana"], network.people["luis"]]
    house.promises.edit(network.promises["proposal"], people=people, tags=["saas"])
    async with shell() as app:
        await app.press("D", "e")
        latest = app.workspace.timeline.of_contact(network.people["luis"], limit=1)[0]
        assert (latest.summary, latest.direction, latest.tags) == ("send revised proposal", "both", ("saas",))
        assert {one.name for one in latest.participants} == {"Ana García", "Luis Pérez"}


@pytest.mark.parametrize(("key", "direction"), [("m", "in"), ("c", "out")])
async def test_upper_d_on_what_they_promised_logs_the_mail_that_came(shell, house, network, key, direction):
    house.promises.wait([network.promises["proposal"]])
    async with shell() as app:
        app.app.query_one(Today).query_one(Rows).go_to(network.promises["proposal"])
        await app.press("D", key)
        latest = app.workspace.timeline.of_contact(network.people["ana"], limit=1)[0]
        assert (latest.summary, latest.direction) == ("send revised proposal", direction)


async def test_upper_d_on_a_message_logs_the_answer_without_words_and_closes_the_row(shell, network):
    async with shell() as app:
        await app.press("end", "D", "m")
        latest = app.workspace.timeline.of_contact(network.people["julia"], limit=1)[0]
        assert (latest.kind, latest.direction, latest.summary) == ("mail", "out", "")
        assert not [s for s in app.workspace.today.sections() if s.name == "owed" and s.items]
        await app.press("u")
        assert app.workspace.timeline.count_of(network.people["julia"]) == 1
        assert [s.total for s in app.workspace.today.sections() if s.name == "owed"] == [1]


async def test_upper_d_r_finishes_and_plans_the_next_of_the_same_title(shell, network):
    async with shell() as app:
        await app.press("D", "r")
        assert state(app, network.promises["proposal"]).state == "done"
        form = app.app.query_one(Form)
        assert form.is_open
        assert form.query(FormField).first().field.value == "send revised proposal"


async def test_upper_d_on_a_promise_about_nobody_plans_the_next_and_logs_nothing(shell, house, network):
    taxes = house.promises.add("file the taxes", When(date(2026, 11, 20)), [])
    async with shell() as app:
        app.app.query_one(Today).query_one(Rows).go_to(taxes)
        await app.press("D", "m")
        assert state(app, taxes).state == "open"
        await app.press("r")
        assert state(app, taxes).state == "done"
        assert app.app.query_one(Form).is_open


async def test_i_opens_the_log_with_the_person(shell, network):
    async with shell() as app:
        await app.press("i")
        assert "@Ana_García" in app.text
        await app.press("escape")
        assert not app.app.query_one(QuickLog).is_open


@pytest.mark.parametrize("key", ["f", "n", "a", "e"])
async def test_a_form_opens(shell, network, key):
    async with shell() as app:
        await app.press(key)
        assert app.app.query_one(Form).is_open


async def test_b_counts_the_rhythm_from_today(shell, network):
    async with shell() as app:
        await app.press("b")
        assert app.workspace.contacts.get(network.people["ana"]).bumped_on == "2026-11-24"
        assert app.said.startswith("Counted from today: Ana García")


async def test_c_opens_a_mail_and_offers_the_log(shell, network):
    async with shell() as app:
        await app.press("c", "1")
        assert app.opened == ["mailto:ana@acme.example"]
        assert app.app.query_one(QuickLog).is_open
        assert "@Ana_García mail" in app.text


async def test_c_copies_a_number_since_nothing_can_call_it(shell, network):
    async with shell() as app:
        await app.press("c", "2")
        assert app.copied == ["+34 600 000 000"]
        assert app.opened == []


async def test_o_shows_the_host_before_it_opens(shell, network):
    async with shell() as app:
        await app.press("o")
        assert "www.linkedin.com" in app.text
        assert app.opened == []
        await app.press("1")
        assert app.opened == ["https://www.linkedin.com/in/ana-example"]


async def test_y_copies_a_field(shell, network):
    async with shell() as app:
        await app.press("y", "2")
        assert app.copied == ["ana@acme.example"]


async def test_enter_opens_the_person_and_q_comes_back(shell, network):
    async with shell() as app:
        await app.press("enter")
        assert app.place == "person"
        await app.press("q")
        assert app.place == "today"


async def test_the_filter_narrows_and_esc_clears(shell, network):
    async with shell() as app:
        await app.press("slash")
        await app.type("pilot")
        assert "Luis Pérez" in app.text
        assert "Iñaki Etxea" not in app.text
        await app.type("zzz")
        assert "Nothing of today matches pilotzzz" in app.text
        await app.press("escape")
        assert "Iñaki Etxea" in app.text


async def test_marked_rows_are_done_together(shell, network):
    async with shell() as app:
        await app.press("space", "space", "d")
        assert app.said == "Done: 2 rows · u undo"
        await app.press("u")
        assert state(app, network.promises["proposal"]).state == "open"
        assert state(app, network.promises["complaint"]).state == "open"


async def test_the_end_of_the_morning_says_what_comes_next(shell, network):
    async with shell() as app:
        await app.press("d", "d", "d", "d")
        await app.press("2", "1")
        assert "All 4 done. Next: quarterly review (Ana García), Tue 1 Dec." in app.text


async def test_an_empty_workspace_says_how_to_begin(shell):
    async with shell() as app:
        assert "Nothing to do yet. Add someone (a)" in app.text
        await app.press("d", "s", "c")
        assert app.said == "Nobody is selected"


async def test_without_section_titles_on_a_low_screen(shell, network):
    async with shell(size=(100, 20)) as app:
        assert "── Late" not in app.text
        assert any(line.startswith("›! Late") and "Ana García" in line for line in app.lines)


async def test_a_view_shows_all_rows_of_each_section(shell, house):
    for n in range(8):
        id = house.contacts.add(f"Person {n}")
        house.diary.log([(id, f"Person {n}")], kind="mail", direction="in", summary="hello?")
    async with shell() as app:
        assert "+3 more" in app.text
        await app.press("right_square_bracket")
        assert "+3 more" not in app.text
        assert app.app.query_one(Today).query_one(Rows).source.count() == 9


async def test_the_menu_of_actions_says_why_not(shell):
    async with shell() as app:
        await app.press("full_stop")
        assert app.app.query_one(Menu).is_open
        assert "no row is selected" in app.text


async def test_a_line_that_begins_with_somebody_else_is_not_about_the_row(shell, network):
    async with shell() as app:
        await app.press("i")
        await app.type("@luis call")
        await app.press("enter")
        assert "Ana" not in app.text.splitlines()[-2]
        assert "Luis" in app.text.splitlines()[-2]
