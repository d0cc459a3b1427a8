"""Follow-ups: sections by the day, every key through the real workspace, greyed rows, four states, pictures."""

from __future__ import annotations

import os
import sqlite3
from datetime import date, time
from pathlib import Path

import pytest

from scrm.base.dates import When
from tui import keys
from tui.place import Start
from tui.screens.followups.load_line import LoadLine
from tui.screens.followups.place import FollowUps
from tui.widgets.boxes.forms import Form, FormField
from tui.widgets.boxes.menu import Menu
from tui.widgets.detail import Detail
from tui.widgets.lists.rows import Rows

HERE = Start(keys.FOLLOW_UPS)
PICTURES = Path(__file__).parent / "snapshots"


def as_agreed(name, picture):
    """Compare with the picture kept; `SCRM_PICTURES=write pytest …` draws it anew."""
    path = PICTURES / f"{name}.txt"
    if os.environ.get("SCRM_PICTURES") == "write":
        path.write_text(picture, encoding="utf-8")
    assert picture == path.read_text(encoding="utf-8")


@pytest.fixture
def more(house, network):
    """One of each further sort: this week with a repeat and a tag, with a time, theirs, about nobody."""
    add = house.promises.add
    network.promises["coffee"] = add(
        "coffee, ask about team",
        When(date(2026, 11, 26)),
        [network.people["julia"]],
        repeat="45d",
        tags=["vip"],
    )
    network.promises["demo"] = add(
        "show the demo", When(date(2026, 11, 24), time(16, 30)), [network.people["luis"]]
    )
    network.promises["contract"] = add(
        "signed contract", When(date(2026, 11, 27)), [network.people["luis"]], waiting=True
    )
    network.promises["taxes"] = add("file the taxes", When(date(2026, 12, 20)))
    return network


def one(app, network, name):
    return app.workspace.follow_ups.followup(network.promises[name])


def sections(app):
    return [line.strip("─ ").split(" ─")[0] for line in app.lines if line.startswith("──")]


async def test_everything_stands_under_its_section(shell, more, size):
    async with shell(size=size, start=HERE) as app:
        titles = [title for title in sections(app) if not title.startswith("Follow-ups")]
        assert titles == ["Late", "Today", "This week", "Later", "Waiting for them"]
        assert "8 open · 2 late" in app.text
        assert any(line.startswith("›! 21 Nov") and "Ana García" in line for line in app.lines)
        assert any("16:30" in line and "show the demo" in line for line in app.lines)
        assert any("Thu" in line and "coffee" in line and "45 d" in line for line in app.lines)
        assert any("-" in line and "file the taxes" in line for line in app.lines)


@pytest.mark.parametrize("name", ["80x24", "100x30"])
async def test_the_picture_is_as_agreed(shell, more, speak, language, name):
    width, height = map(int, name.split("x"))
    async with shell(size=(width, height), start=HERE) as app:
        await app.press("j", "d")
        picture = "\n".join(f"{line}|" for line in app.lines) + "\n"
    as_agreed(f"followups-{width}-{language}", picture)


async def test_the_pane_follows_the_cursor_and_names_the_letters(shell, more):
    async with shell(start=HERE) as app:
        pane = app.app.query_one("#selected", Detail)
        assert "send revised proposal" in pane.plain
        assert "Sat 21 Nov · 3 d late" in pane.plain
        assert "Snooze to (s)" in pane.plain
        await app.press("j", "j", "j", "j")
        assert "coffee, ask about team" in pane.plain
        assert "every 45 d" in pane.plain
        assert "#vip" in pane.plain


async def test_on_a_narrow_screen_enter_opens_the_follow_up_then_the_person(shell, more):
    async with shell(size=(80, 24), start=HERE) as app:
        await app.press("enter")
        assert "Sat 21 Nov · 3 d late" in app.text
        assert not app.app.query_one(FollowUps).query_one(Rows).region.size
        await app.press("q")
        assert app.place == "follow-ups"
        assert app.app.query_one(FollowUps).query_one(Rows).has_focus
        await app.press("enter", "enter")
        assert app.place == "person"


async def test_on_a_wide_screen_enter_opens_the_person_and_back_keeps_the_row(shell, more):
    async with shell(start=HERE) as app:
        await app.press("j", "enter")
        assert app.place == "person"
        await app.press("q")
        assert app.app.query_one(FollowUps).here.title == "answer complaint"


async def test_d_finishes_greys_and_goes_on(shell, more):
    async with shell(start=HERE) as app:
        await app.press("d")
        assert one(app, more, "proposal").state == "done"
        assert app.said == "Done: send revised proposal (Ana García) · u undo"
        assert any(line.startswith(" ✓ done") and "Ana García" in line for line in app.lines)
        assert any(line.startswith("›!") and "Iñaki Etxea" in line for line in app.lines)
        assert "7 open · 1 late · 1 done this quarter" in app.text
        await app.press("1", "3")
        assert "✓" not in app.text


async def test_d_on_a_greyed_row_does_nothing_and_says_so(shell, more):
    async with shell(start=HERE) as app:
        await app.press("d", "k", "d")
        assert app.said == "this one is acted on already: u takes it back"
        assert one(app, more, "complaint").state == "open"


async def test_undo_brings_the_row_back_where_it_stood(shell, more):
    async with shell(start=HERE) as app:
        await app.press("j")
        before = [line[3:62] for line in app.lines[1:20]]
        await app.press("d", "k", "u")
        assert one(app, more, "complaint").state == "open"
        assert [line[3:62] for line in app.lines[1:20]] == before


async def test_a_repeating_one_comes_again_and_says_when(shell, more):
    async with shell(start=HERE) as app:
        app.app.query_one(FollowUps).query_one(Rows).go_to(more.promises["coffee"])
        await app.press("d")
        assert app.said == "Done: coffee, ask about team (Julia Chen). Again on Sun 10 Jan 2027 · u undo"
        assert one(app, more, "coffee").due_day == "2027-01-10"


@pytest.mark.parametrize(
    ("letter", "kind", "direction"), [("m", "mail", "out"), ("c", "call", "out"), ("e", "meeting", "both")]
)
async def test_done_and_logged_is_one_operation(shell, more, letter, kind, direction):
    async with shell(start=HERE) as app:
        before = app.workspace.last_done().number
        await app.press("D", letter)
        assert one(app, more, "proposal").state == "done"
        (latest, *_rest) = app.workspace.timeline.of_contact(more.people["ana"], limit=5)
        assert (latest.kind, latest.direction, latest.summary) == (kind, direction, "send revised proposal")
        assert app.workspace.last_done().number == before + 1
        await app.press("u")
        assert one(app, more, "proposal").state == "open"
        assert (
            app.workspace.timeline.of_contact(more.people["ana"], limit=5)[0].summary
            != "send revised proposal"
        )


async def test_what_they_promised_is_logged_as_coming_in(shell, more):
    async with shell(start=HERE) as app:
        app.app.query_one(FollowUps).query_one(Rows).go_to(more.promises["contract"])
        await app.press("D", "m")
        latest = app.workspace.timeline.of_contact(more.people["luis"], limit=1)[0]
        assert (latest.kind, latest.direction) == ("mail", "in")


@pytest.mark.parametrize(("letter", "direction"), [("c", "out"), ("e", "both")])
async def test_a_call_or_meeting_about_what_they_promised_has_the_usual_direction(
    shell, more, letter, direction
):
    async with shell(start=HERE) as app:
        app.app.query_one(FollowUps).query_one(Rows).go_to(more.promises["contract"])
        await app.press("D", letter)
        latest = app.workspace.timeline.of_contact(more.people["luis"], limit=1)[0]
        assert (latest.summary, latest.direction) == ("signed contract", direction)


async def test_what_is_logged_with_done_takes_over_the_tags(shell, more):
    async with shell(start=HERE) as app:
        app.app.query_one(FollowUps).query_one(Rows).go_to(more.promises["coffee"])
        await app.press("D", "c")
        latest = app.workspace.timeline.of_contact(more.people["julia"], limit=1)[0]
        assert (latest.summary, latest.tags) == ("coffee, ask about team", ("vip",))


async def test_one_that_was_finished_elsewhere_meanwhile_is_not_logged(shell, more):
    async with shell(start=HERE) as app:
        app.workspace.promises.done([more.promises["proposal"]])
        await app.press("D", "c")
        assert app.workspace.timeline.count_of(more.people["ana"]) == 3


async def test_done_and_plan_the_next_opens_the_form_about_the_same(shell, more):
    async with shell(start=HERE) as app:
        await app.press("D", "r")
        form = app.app.query_one(Form)
        assert form.is_open
        assert [field.field.value for field in form.query(FormField)][:3] == [
            "send revised proposal",
            "+1w",
            "Ana García",
        ]
        await app.press("ctrl+s")
        assert one(app, more, "proposal").state == "done"
        about = app.workspace.follow_ups.of_person(more.people["ana"])
        assert {f.title for f in about if f.state == "open"} == {"send revised proposal", "quarterly review"}


async def test_about_nobody_nothing_can_be_logged_and_the_menu_says_why(shell, more):
    async with shell(start=HERE) as app:
        app.app.query_one(FollowUps).query_one(Rows).go_to(more.promises["taxes"])
        await app.pilot.pause()
        await app.press("D")
        assert "it is about nobody" in app.text
        await app.press("m")
        assert app.app.query_one(Menu).is_open
        assert one(app, more, "taxes").state == "open"


@pytest.mark.parametrize(("letter", "day"), [("t", "2026-11-25"), ("w", "2026-12-01"), ("m", "2026-12-24")])
async def test_s_puts_off_by_a_letter(shell, more, letter, day):
    async with shell(start=HERE) as app:
        await app.press("s", letter)
        assert one(app, more, "proposal").due_day == day
        assert app.said.startswith("Snoozed to ")
        assert any(line.startswith(" ✓") and "Ana García" in line for line in app.lines), (
            "it stays where it stood"
        )


async def test_a_snooze_counts_from_today_even_for_what_is_due_later_and_keeps_the_time(shell, more):
    async with shell(start=HERE) as app:
        rows = app.app.query_one(FollowUps).query_one(Rows)
        rows.go_to(more.promises["review"])
        await app.press("s", "t")
        assert one(app, more, "review").due_day == "2026-11-25"
        rows.go_to(more.promises["demo"])
        await app.press("s", "t")
        assert (one(app, more, "demo").due_day, one(app, more, "demo").due_time) == ("2026-11-25", "16:30")


async def test_s_picks_a_day_in_words(shell, more):
    async with shell(start=HERE) as app:
        await app.press("s", "p")
        await app.type("ayer")
        await app.press("enter")
        assert "That day has passed" in app.text
        await app.press(*["backspace"] * 4)
        await app.type("viernes")
        assert "Fri 27 Nov · in 3 days" in app.text
        await app.press("enter")
        assert one(app, more, "proposal").due_day == "2026-11-27"
        assert app.said == "Snoozed to Fri 27 Nov: send revised proposal (Ana García) · u undo"


async def test_marked_rows_are_acted_on_together_after_a_look_and_undone_together(shell, more):
    async with shell(start=HERE) as app:
        await app.press("space", "space", "d")
        assert "Mark 2 follow-ups as done?" in app.text
        assert "Iñaki Etxea: answer complaint" in app.text
        await app.press("y")
        assert [one(app, more, name).state for name in ("proposal", "complaint")] == ["done", "done"]
        assert app.said == "Done: 2 follow-ups · u undo"
        await app.press("u")
        assert [one(app, more, name).state for name in ("proposal", "complaint")] == ["open", "open"]


async def test_no_to_the_question_changes_nothing(shell, more):
    async with shell(start=HERE) as app:
        await app.press("space", "space", "x", "enter")
        assert app.said == "Nothing was changed"
        assert one(app, more, "proposal").deleted_at is None


async def test_w_makes_it_theirs_and_mine_again(shell, more):
    async with shell(start=HERE) as app:
        await app.press("w")
        assert one(app, more, "proposal").waiting
        assert app.said == "Waiting for them: send revised proposal (Ana García) · u undo"
        await app.press("1", "3")
        app.app.query_one(FollowUps).query_one(Rows).go_to(more.promises["proposal"])
        await app.press("w")
        assert not one(app, more, "proposal").waiting


async def test_x_moves_to_the_trash_and_u_brings_back(shell, more):
    async with shell(start=HERE) as app:
        await app.press("x")
        assert one(app, more, "proposal") is None
        assert any(line.startswith(" ✓ removed") for line in app.lines)
        await app.press("u")
        assert one(app, more, "proposal").state == "open"


async def test_t_sets_tags_of_one_and_adds_and_removes_on_several(shell, more):
    async with shell(start=HERE) as app:
        rows = app.app.query_one(FollowUps).query_one(Rows)
        rows.go_to(more.promises["coffee"])
        await app.press("t")
        assert app.app.query_one(Form).query_one(FormField).field.value == "vip"
        await app.type(", Q4")
        await app.press("enter")
        assert one(app, more, "coffee").tags == ("q4", "vip")
        rows.go_to(more.promises["proposal"])
        await app.press("space", "space")
        rows.go_to(more.promises["coffee"])
        await app.press("space", "t")
        await app.type("new, -vip")
        await app.press("enter")
        assert one(app, more, "coffee").tags == ("new", "q4")
        assert one(app, more, "complaint").tags == ("new",)


async def test_a_filter_narrows_and_says_when_nothing_is_left(shell, more):
    async with shell(start=HERE) as app:
        await app.press("/")
        await app.type("perez")
        assert "call about the pilot" in app.text
        assert "answer complaint" not in app.text
        await app.type("zzz")
        assert "No follow-up matches perezzzz. Esc clears the filter." in app.text
        await app.press("escape")
        assert "answer complaint" in app.text


async def test_nothing_promised_says_how_to_begin(shell, house, size):
    async with shell(size=size, start=HERE) as app:
        assert "No follow-ups. They come from i (+1w)" in app.text
        await app.press("d")
        assert app.said == "no follow-up is selected"


async def test_a_failure_is_told_above_what_is_still_shown(shell, more, monkeypatch):
    from scrm.base.errors import StorageFailed
    from scrm.followups.store import FollowUpStore

    async with shell(start=HERE) as app:

        def broken(*_given):
            raise StorageFailed("The disk is gone", "plug it in")

        monkeypatch.setattr(FollowUpStore, "open", broken)
        app.app.changed()
        await app.rest()
        assert "The disk is gone. Try: plug it in" in app.text
        assert "send revised proposal" in app.text


async def test_a_low_screen_has_the_section_in_the_first_column(shell, more):
    async with shell(size=(80, 20), start=HERE) as app:
        assert sections(app) == ["Follow-ups"]
        assert any(line.startswith("›! Late") and "send revised proposal" in line for line in app.lines)


async def test_the_load_is_a_bar_a_day_against_the_budget(shell, more, house):
    for n in range(5):
        house.promises.add(f"call {n}", When(date(2026, 11, 25)))
    house.promises.add("one more", When(date(2026, 11, 25)))
    async with shell(size=(80, 24), start=HERE) as app:
        (line,) = app.app.query_one(LoadLine).render_line(0).text.splitlines()
        assert "Tue ████  Wed █████+1  Thu █  Fri ░  Mon ░  (5 a day)" in line


async def test_a_wide_screen_shows_the_last_words_with_the_person(shell, more):
    async with shell(size=(160, 40), start=HERE) as app:
        assert "agreed scope" in app.app.query_one("#timeline", Detail).plain


async def test_what_another_process_writes_appears(shell, more, house):
    async with shell(start=HERE) as app:
        app.workspace.promises.add("from the shell", When(date(2026, 11, 24)))
        app.app._tick()
        await app.rest()
        assert "from the shell" in app.text


async def test_an_edit_under_a_foreign_lock_waits_and_is_not_lost(shell, more, house):
    async with shell(start=HERE) as app:
        other = sqlite3.connect(house.places.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        house.database.conn.execute("PRAGMA busy_timeout=0")
        await app.pilot.press("d")
        await app.pilot.pause(0.3)
        assert one(app, more, "proposal").state == "open"
        assert app.app.gateway.waiting == 1
        other.execute("ROLLBACK")
        other.close()
        await app.rest()
        for _turn in range(600):
            if not app.app.gateway.waiting:
                break
            await app.pilot.pause(0.01)
        await app.rest()
        assert one(app, more, "proposal").state == "done"


async def test_hostile_words_are_harmless_everywhere(shell, house, harmless):
    name = "Smith [/b] & Co\x1b]52;c;aGVsbG8=\x07\u202e"
    person = house.contacts.add(name)
    house.promises.add(
        "[@click=app.quit]x \x1b[31m\u200b", When(date(2026, 11, 20)), [person], tags=["\x9b31m"]
    )
    async with shell(size=(160, 40), start=HERE) as app:
        assert harmless(app.lines)
        for key in ("e", "escape", "t", "escape", "D", "escape", "s", "escape", "d"):
            await app.press(key)
            assert harmless(app.lines)
        assert "Smith [/b] & Co" in app.text
