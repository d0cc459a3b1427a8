"""Every key of People does what the key table says, through the real workspace."""

from __future__ import annotations

import pytest
from textual.geometry import Region

from scrm.followups.model import Who
from tui.place import Start
from tui.screens.people.place import People
from tui.screens.people.source import LIMIT
from tui.widgets.boxes.forms import Form
from tui.widgets.boxes.quicklog import QuickLog
from tui.widgets.fields import Field
from tui.widgets.lists.rows import Rows

START = Start("people")


def names(app):
    """The names on screen, in their order."""
    source = app.app.query_one(People).query_one(Rows).source
    return [source.row(i).cells[0] for i in range(source.count())]


async def test_lists_everybody_by_name_with_the_detail_of_one(shell, network):
    async with shell(start=START) as app:
        assert names(app) == ["Ana García", "Iñaki Etxea", "Julia Chen", "Luis Pérez"]
        assert "ana@acme.example" in app.text
        assert "quarterly review" in app.text


async def test_the_detail_follows_the_cursor(shell, network):
    async with shell(start=START) as app:
        await app.press("j", "j")
        assert "Would" not in app.text
        assert "a slot next week?" in app.text


async def test_enter_opens_the_person_and_back_keeps_the_row(shell, network):
    async with shell(start=START) as app:
        await app.press("j", "j", "enter")
        assert app.place == "person"
        assert "Julia Chen" in app.lines[1]
        await app.press("escape")
        assert app.place == "people"
        assert any(line.startswith("› Julia Chen") for line in app.lines)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("gar", ["Ana García"]),
        ("GARCIA", ["Ana García"]),
        ("kind:lapsed", ["Iñaki Etxea"]),
        ("-kind:lapsed has:email", ["Ana García"]),
        ("city:valencia", ["Ana García"]),
    ],
)
async def test_the_filter_is_the_query_language(shell, network, typed, found):
    async with shell(start=START) as app:
        await app.press("slash")
        await app.type(typed)
        assert names(app) == found
        assert f"1 of 4 · filter: {typed}" in app.text


async def test_a_filter_that_finds_nobody_says_how_to_leave_it(shell, network):
    async with shell(start=START) as app:
        await app.press("slash")
        await app.type("zzz")
        assert "No one matches zzz. Esc clears the filter." in app.text
        await app.press("escape")
        assert len(names(app)) == 4


async def test_a_pasted_filter_is_repeated_in_short(shell, network):
    async with shell(start=START) as app:
        await app.press("slash")
        app.app.query_one(People).query_one(Field).value = "zzz" * 100
        await app.rest()
        assert f"No one matches {'z' * 37}.... Esc" in app.text
        assert "clears the filter." in app.text


async def test_a_wrong_filter_keeps_the_rows_and_says_what_is_wrong(shell, network):
    async with shell(start=START) as app:
        await app.press("slash")
        app.app.query_one(People).query_one(Field).value = "kand:x"
        await app.rest()
        assert "There is no search field" in app.text
        assert len(names(app)) == 4


async def test_enter_in_the_filter_goes_back_to_the_filtered_list(shell, network):
    async with shell(start=START) as app:
        await app.press("slash")
        await app.type("luis")
        await app.press("enter", "enter")
        assert app.place == "person"
        await app.press("q")
        assert names(app) == ["Luis Pérez"]
        await app.press("q")
        assert len(names(app)) == 4


async def test_a_long_answer_is_cut_and_counted(shell, house):
    with house.ledger.operation("fill"):
        for n in range(LIMIT + 7):
            house.contacts.add(f"Same Name {n:03}")
    async with shell(start=START, size=(140, 30)) as app:
        await app.press("slash")
        await app.type("same")
        assert app.app.query_one(People).query_one(Rows).source.count() == LIMIT
        assert f"the first {LIMIT} shown" in app.text


async def test_an_answer_comes_with_the_rows_that_are_seen(shell, house):
    with house.ledger.operation("fill"):
        for n in range(700):
            house.contacts.add(f"{'Zoe' if n == 650 else 'Same'} Name {n:03}")
    async with shell(start=START, size=(140, 30)) as app:
        rows = app.app.query_one(People).query_one(Rows)
        drawn = []
        own = rows.show
        rows.show = lambda source, *more: (
            own(source, *more),
            drawn.append([row.text for row in lines(rows)]),
        )
        await app.press("slash")
        await app.type("zoe")
        await app.press("enter")
        await app.press("escape")
        assert rows.cursor_key is not None
        assert rows.source.person(rows.cursor_key).name == "Zoe Name 650"
        await app.press("S", "S", "S", "S")
        assert rows.source.person(rows.cursor_key).name == "Zoe Name 650"
    assert len(drawn) >= 6
    assert not any("..." in line for frame in drawn for line in frame[2:])


def lines(rows):
    """What the list would draw now."""
    return rows.render_lines(Region(0, 0, rows.size.width, rows.size.height))


async def test_rows_below_what_was_read_come_when_the_cursor_goes_there(shell, house):
    with house.ledger.operation("fill"):
        for n in range(700):
            house.contacts.add(f"Name {n:03}")
    async with shell(start=START, size=(140, 30)) as app:
        await app.press("G")
        assert "Name 699" in app.text
        await app.press("g", "g", *["pagedown"] * 6)
        rows = app.app.query_one(People).query_one(Rows)
        drawn = [row.text for row in lines(rows)][2:]
        assert not any("..." in line for line in drawn)
        assert rows.cursor > 100
        assert any(f"Name {rows.cursor:03}" in line for line in drawn)


async def test_views_narrow_by_kind_and_by_rhythm(shell, network):
    async with shell(start=START) as app:
        await app.press("right_square_bracket")
        assert names(app) == ["Ana García"]
        await app.press("left_square_bracket", "left_square_bracket")
        assert names(app) == []
        assert "Nobody in the view quiet." in app.text
        app.workspace.contacts.edit(network.people["ana"], cadence=5)
        app.app.changed()
        await app.rest()
        assert names(app) == ["Ana García"]
        await app.press("escape")
        assert len(names(app)) == 4


async def test_upper_s_sorts_and_says_by_what(shell, network):
    async with shell(start=START) as app:
        await app.press("S")
        assert names(app) == ["Ana García", "Julia Chen", "Iñaki Etxea", "Luis Pérez"]
        assert app.said == "Sorted by last contact, the longest silence first"
        await app.press("S", "S")
        assert names(app) == ["Ana García", "Julia Chen", "Iñaki Etxea", "Luis Pérez"]
        assert app.said == "Sorted by organisation"


async def test_x_moves_to_the_trash_at_once_and_u_brings_back(shell, network):
    async with shell(start=START) as app:
        await app.press("j", "x")
        assert names(app) == ["Ana García", "Julia Chen", "Luis Pérez"]
        assert app.said == "Moved to the trash: Iñaki Etxea · u undo"
        await app.press("u")
        assert len(names(app)) == 4


async def test_x_on_several_asks_first_and_the_safe_answer_is_no(shell, network):
    async with shell(start=START) as app:
        await app.press("space", "space", "x")
        assert "Move 2 people to the trash?" in app.text
        await app.press("enter")
        assert len(names(app)) == 4
        await app.press("x", "y")
        assert names(app) == ["Julia Chen", "Luis Pérez"]
        await app.press("u")
        assert len(names(app)) == 4


async def test_x_on_very_many_wants_the_number_typed(shell, house):
    with house.ledger.operation("fill"):
        for n in range(101):
            house.contacts.add(f"Person {n:03}")
    async with shell(start=START) as app:
        await app.press("asterisk", "x")
        await app.type("100")
        await app.press("enter")
        assert app.workspace.lists.count() == 101
        await app.press("backspace", "1", "enter")
        assert app.workspace.lists.count() == 0


async def test_b_bumps_the_marked(shell, network):
    async with shell(start=START) as app:
        await app.press("space", "space", "b")
        bumped = [
            app.workspace.contacts.get(network.people[name]).bumped_on for name in ("ana", "inaki", "luis")
        ]
        assert bumped == ["2026-11-24", "2026-11-24", None]


async def test_i_takes_all_marked_people(shell, network):
    async with shell(start=START) as app:
        await app.press("space", "space", "i")
        assert "@Ana_García,@Iñaki_Etxea" in app.text
        assert app.app.query_one(QuickLog).is_open


@pytest.mark.parametrize("key", ["a", "e", "f", "n", "t"])
async def test_forms_open(shell, network, key):
    async with shell(start=START) as app:
        await app.press(key)
        assert app.app.query_one(Form).is_open


async def test_a_person_is_added_and_the_list_shows_them(shell, network):
    async with shell(start=START) as app:
        await app.press("a")
        await app.type("Zoe Quill")
        await app.press("ctrl+s")
        assert "Zoe Quill" in names(app)
        assert app.said.startswith("Added: Zoe Quill")


async def test_a_kept_place_shows_what_another_process_added(shell, network):
    async with shell(start=START) as app:
        app.workspace.contacts.add("Bea Other")
        app.app._tick()
        await app.rest()
        assert "Bea Other" in names(app)


async def test_the_cursor_stays_on_the_person_when_others_come_before(shell, network):
    async with shell(start=START) as app:
        await app.press("j", "j", "space", "k")
        before = app.app.query_one(People).subjects()
        app.workspace.contacts.add("Aaron First")
        app.app.changed()
        await app.rest()
        assert app.app.query_one(People).subjects() == before == [Who(network.people["julia"], "Julia Chen")]


async def test_three_panes_on_a_wide_screen_one_on_a_narrow_one(shell, network):
    async with shell(start=START, size=(160, 40)) as app:
        shown = [pane.id for pane in app.app.query_one(People).query("Detail") if pane.display]
        assert shown == ["detail", "timeline"]
    async with shell(start=START, size=(80, 24)) as app:
        assert [pane.id for pane in app.app.query_one(People).query("Detail") if pane.display] == []


async def test_z_gives_the_focused_pane_the_whole_width(shell, network):
    async with shell(start=START) as app:
        await app.press("tab", "z")
        people = app.app.query_one(People)
        assert not people.query_one(Rows).is_on_screen
        assert people.query_one("#detail").size.width > 90
        await app.press("z")
        assert people.query_one("#detail").size.width < 50


async def test_a_click_selects_and_a_second_one_opens(shell, network):
    async with shell(start=START) as app:
        rows = app.app.query_one(People).query_one(Rows)
        await app.pilot.click(rows, offset=(5, 4))
        await app.rest()
        assert any(line.startswith("› Julia Chen") for line in app.lines)
        await app.pilot.click(rows, offset=(5, 4))
        await app.rest()
        assert app.place == "person"


async def test_nobody_here_yet(shell):
    async with shell(start=START) as app:
        assert "Nobody here yet. a adds one, I imports LinkedIn" in app.text


async def test_a_mistyped_name_shows_whom_it_is_like_and_says_so(shell, network):
    async with shell(start=Start("people")) as app:
        await app.press("slash")
        await app.type("garcai")
        assert "alike: garcai" in app.text
        assert "Ana García" in app.text


@pytest.mark.parametrize("query", ["kind:x", "silent>abc", "kind:"])
async def test_what_is_wrong_with_a_filter_can_be_read_whole(shell, network, speak, query):
    speak("es")
    async with shell(size=(80, 24), start=Start("people")) as app:
        await app.press("slash")
        await app.type(query)
        problem = app.app.query_one("FilterLine #problem")
        said = " ".join(str(problem.render()).split())
        seen = " ".join(" ".join(line.strip() for line in app.lines).split())
        assert said
        assert said in seen
        await app.press("escape")
        assert not problem.display


@pytest.mark.parametrize(("place", "hint"), [("people", "[ ] views"), ("person", "[ ] tabs")])
async def test_the_line_of_views_says_which_keys_change_it(shell, network, size, place, hint):
    arguments = {"contact_id": network.people["ana"]} if place == "person" else {}
    async with shell(size=size, start=Start(place, arguments)) as app:
        assert hint in app.text


async def test_the_line_of_views_names_the_keys_of_the_user(shell, network):
    async with shell(start=Start("people"), keymap={"view.previous": "<", "view.next": ">"}) as app:
        assert "< > views" in app.text
