"""The frame around the places: tabs, back, quit, help, menu, undo, the `:` line, sizes, and the end."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from scrm.base.errors import UsageError
from scrm.base.settings import Places, Settings
from scrm.cli.entry.line import Line
from scrm.cli.entry.root import root
from scrm.cli.main import main
from scrm.workspace import Workspace
from tui.place import Start
from tui.screens.people.place import People
from tui.shell.reporting import frames, report
from tui.widgets.boxes.command import CommandLine
from tui.widgets.boxes.help import Help
from tui.widgets.boxes.menu import Menu
from tui.widgets.boxes.output_box import OutputBox
from tui.widgets.fields import Field
from tui.widgets.lines.footer import Footer
from tui.widgets.lines.tabs import Tabs


async def test_digits_go_to_the_places_and_each_is_mounted_once(shell, network):
    async with shell() as app:
        assert not app.app.query(People)
        await app.press("2")
        people = app.app.query_one(People)
        await app.press("3", "1", "2")
        assert app.app.query_one(People) is people
        assert app.place == "people"


async def test_tabs_show_counts_clock_and_notice(shell, network):
    async with shell(notice="demo") as app:
        assert app.lines[0].startswith(" scrm [1 Today] 2 People  3 Follow-ups 4 ")
        assert app.lines[0].rstrip().endswith("demo  Tue 24 Nov 09:02")


async def test_a_click_on_a_tab_or_a_key_of_the_footer_acts(shell, network):
    async with shell() as app:
        await app.pilot.click(Tabs, offset=(20, 0))
        await app.rest()
        assert app.place == "people"
        await app.pilot.click(Footer, offset=(2, 0))
        await app.rest()
        assert app.app.query_one(Help).is_open


async def test_q_quits_at_the_top_esc_and_h_do_not(shell, network):
    async with shell() as app:
        await app.press("escape", "h", "left")
        assert app.app.is_running
        await app.pilot.press("q")
        await app.pilot.pause()
        assert not app.app.is_running
    assert app.app.return_code == 0


async def test_back_from_a_person_opened_over_today_over_people(shell, network):
    async with shell() as app:
        await app.press("enter", "escape")
        assert app.place == "today"
        await app.press("2", "enter", "h")
        assert app.place == "people"


async def test_letters_are_letters_in_a_field(shell, network):
    async with shell(start=Start("people")) as app:
        await app.press("slash")
        await app.type("qux")
        assert app.app.query_one(People).query_one(Field).value == "qux"
        assert app.app.is_running


async def test_help_lists_the_keys_here_and_runs_one(shell, network):
    async with shell() as app:
        await app.press("question_mark")
        await app.type("people")
        await app.press("enter")
        assert app.place == "people"


async def test_the_menu_of_actions_runs_one(shell, network):
    async with shell() as app:
        await app.press("full_stop", "d")
        assert app.said.startswith("Done: ")


async def test_ctrl_c_says_how_to_quit(shell, network):
    async with shell() as app:
        await app.press("ctrl+c")
        assert app.said == "ctrl+q quits"


async def test_gg_waits_in_the_message_line(shell, network):
    async with shell() as app:
        await app.press("G", "g")
        assert app.lines[-2].rstrip().endswith("g")
        await app.press("g")
        assert "›! Ana García" in app.text


async def test_undo_names_the_change_of_another_front_first(shell, network, house):
    places = Places.at(house.places.data)
    with Workspace(places, Settings.load(places), clock=house.clock, front="cli") as other:
        other.contacts.add("Bea Other")
    async with shell() as app:
        await app.press("u")
        assert app.said == "u again takes back the last change (command line): add person (Bea Other)"
        assert house.lists.count() == 5
        await app.press("u")
        assert house.lists.count() == 4
        await app.press("U")
        assert app.said == "Done again: add person (Bea Other) · u undo"
        assert house.lists.count() == 5


async def test_undo_and_redo_are_told_in_the_language_of_the_screen(shell, network, speak):
    speak("es")
    async with shell(start=Start("people")) as app:
        await app.press("x", "u")
        assert app.said == "Deshecho: quitar persona (Ana García) · U rehacer"
        await app.press("U")
        assert app.said == "Rehecho: quitar persona (Ana García) · u deshacer"


async def test_nothing_to_undo_is_an_error_in_words(shell):
    async with shell() as app:
        await app.press("u")
        assert app.said == "There is nothing to undo. Try: scrm history"


async def test_a_change_of_another_process_shows_at_the_next_look(shell, network, house):
    async with shell() as app:
        places = Places.at(house.places.data)
        with Workspace(places, Settings.load(places), clock=house.clock, front="cli") as other:
            other.promises.done([network.promises["proposal"]])
        app.app._tick()
        await app.rest()
        assert "send revised proposal" not in "\n".join(line[:62] for line in app.lines)


async def test_a_command_runs_and_its_line_is_the_message(shell, network):
    async with shell() as app:
        await app.press("colon")
        await app.type("version")
        await app.press("enter")
        assert app.said == "ran version"


async def test_tab_completes_a_command_and_up_recalls_it(shell, network):
    async with shell() as app:
        await app.press("colon")
        await app.type("ver")
        await app.press("tab", "enter")
        assert app.said == "ran version"
        await app.press("colon", "up", "enter")
        assert app.said == "ran version"


async def test_much_output_opens_a_box_and_q_closes_it(shell, network):
    async with shell() as app:
        await app.press("colon")
        await app.type("many")
        await app.press("enter")
        assert app.app.query_one(OutputBox).is_open
        assert "row 3" in app.text
        await app.press("q")
        assert not app.app.query_one(OutputBox).is_open
        assert app.place == "today"


@pytest.mark.parametrize("line", ["contact add 'Eva Ruiz'", "log '@eva_ruiz call hello' --yes"])
async def test_what_a_typed_command_wrote_is_seen_and_can_be_taken_back(shell, network, house, line):
    before = house.lists.count()
    async with shell(start=Start("people"), runner=Line(root, main).run) as app:
        await app.press("colon")
        await app.type(line)
        await app.press("enter")
        assert app.said.endswith("· u undo")
        if app.app.query_one(OutputBox).is_open:
            await app.press("j", "escape")
        assert app.lines[-2].rstrip().endswith("· u undo")
        assert "Eva" in app.text
        await app.press("u")
        assert "Eva Ruiz" not in "".join(app.lines[:-2])
        assert house.lists.count() == before


async def test_a_typed_command_that_only_reads_or_takes_back_offers_no_undo(shell, network, house):
    async with shell(runner=Line(root, main).run) as app:
        for line in ("contact list", "undo", "version"):
            await app.press("colon")
            await app.type(line)
            await app.press("enter")
            assert "u undo" not in app.text
            if app.app.query_one(OutputBox).is_open:
                await app.press("escape")


async def test_a_result_stays_while_looking_around_and_goes_with_the_next_thing_done(shell, network):
    async with shell() as app:
        await app.press("d")
        assert "u undo" in app.lines[-2]
        await app.press("j", "k", "space", "G", "g", "g", "tab")
        assert "u undo" in app.lines[-2]
        await app.press("2")
        assert app.lines[-2].strip() == ""


async def test_an_error_stays_until_the_next_thing_done(shell, network, house):
    async with shell() as app:
        app.app.complain(UsageError("That is over", "this"))
        await app.press("j")
        assert app.lines[-2].strip() == "That is over. Try: this"
        await app.press("i")
        await app.press("escape")
        assert app.lines[-2].strip() == ""


async def test_columns_of_a_command_stay_aligned_in_the_box(shell, network, size):
    async with shell(size=size, runner=Line(root, main).run) as app:
        await app.press("colon")
        await app.type("contact list")
        await app.press("enter")
        (heading,) = [line for line in app.lines if "Kind" in line]
        rows = [
            line for line in app.lines if line.count("│") > 1 and ("Julia Chen" in line or "Iñaki" in line)
        ]
        place = heading.index("Kind")
        assert [row[place : place + 7] for row in rows] == ["lapsed ", "partner"]


async def test_a_wrong_command_comes_back_to_be_mended(shell, network):
    async with shell() as app:
        await app.press("colon")
        await app.type("wrong")
        await app.press("enter")
        assert app.app.query_one(CommandLine).is_open
        assert "There is no command wrong" in app.text


async def test_what_was_told_is_listed_the_latest_first(shell, network):
    async with shell() as app:
        await app.press("colon")
        await app.type("mess")
        assert "What was told since the screens were opened." in app.text
        await app.type("ages")
        await app.press("enter")
        assert "Nothing was told yet" in app.text
        await app.press("escape", "d", "u", "colon")
        await app.type("messages")
        await app.press("enter")
        taken, done = (app.text.index(told) for told in ("09:02  Taken back", "09:02  Done"))
        assert taken < done


async def test_another_language_starts_the_app_again_at_the_same_place(shell, network, house):
    async with shell(start=Start("person", {"contact_id": network.people["julia"]})) as app:
        house.places.settings_file.parent.mkdir(parents=True, exist_ok=True)
        house.places.settings_file.write_text('language = "es"\n')
        await app.press("colon")
        await app.type("config")
        await app.pilot.press("enter")
        await app.idle()
        assert app.app.return_value == "restart"
        assert app.app.resume() == Start("person", {"contact_id": network.people["julia"], "tab": 0})


@pytest.mark.parametrize("size", [(59, 24), (80, 15)])
async def test_a_screen_too_small_says_so_in_one_sentence(shell, network, size):
    async with shell(size=size) as app:
        assert f"scrm needs 60x16; now {size[0]}x{size[1]}" in app.text
        assert "Ana" not in app.text
        await app.pilot.resize_terminal(100, 30)
        await app.rest()
        assert "Ana García" in app.text
        assert not app.app.query_one("#small", Static).is_on_screen


async def test_keys_act_again_once_the_screen_is_large_enough(shell, network):
    async with shell(size=(80, 24), start=Start("people")) as app:
        await app.pilot.resize_terminal(50, 14)
        await app.rest()
        await app.pilot.resize_terminal(80, 24)
        await app.rest()
        await app.press("j", "enter")
        assert app.place == "person"
        await app.press("i")
        await app.type("@ana call")
        await app.pilot.resize_terminal(50, 14)
        await app.rest()
        await app.pilot.resize_terminal(80, 24)
        await app.rest()
        await app.type(" 25m")
        assert "@ana call 25m" in app.text


async def test_own_keys_hold_and_are_shown(shell, network):
    async with shell(keymap={"follow-up.done": "f5"}) as app:
        assert "f5 Done" in app.lines[-1]
        await app.press("d")
        assert app.workspace.follow_ups.followup(network.promises["proposal"]).state == "open"
        await app.press("f5")
        assert app.workspace.follow_ups.followup(network.promises["proposal"]).state == "done"


async def test_with_safe_keys_letters_only_move(shell, network):
    async with shell(keymap="safe") as app:
        await app.press("d", "s", "q")
        assert app.app.is_running
        assert app.workspace.follow_ups.followup(network.promises["proposal"]).state == "open"
        await app.press("full_stop")
        assert app.app.query_one(Menu).is_open


async def test_a_bug_ends_the_app_without_showing_a_single_value(shell, network, house, capsys):
    with pytest.raises(ZeroDivisionError):  # noqa: PT012
        async with shell() as app:
            secret = "canary-4711"
            app.app.gateway.ask(app, "x", lambda w: 1 / len(secret[99:]), print)
            await app.rest()
    assert app.app.return_code == 70
    told = report(app.app.crashed, house.places)
    written = (house.places.data / "crash.txt").read_text()
    assert "canary" not in told + written + "".join(capsys.readouterr())
    assert "ZeroDivisionError" in written
    assert "gateway.py" in written


def test_the_report_has_places_and_no_message():
    try:
        raise KeyError("Ana García")
    except KeyError as error:
        text = frames(error)
    assert "Ana" not in text
    assert "test_shell.py" in text


async def test_a_bug_in_the_thread_of_the_screens_ends_it_the_same_way(shell, network):
    with pytest.raises(RuntimeError):  # noqa: PT012
        async with shell() as app:

            def broken():
                raise RuntimeError("canary-4711")

            app.app.call_later(broken)
            await app.rest()
    assert app.app.return_code == 70
    assert app.app._exit_renderables == []
