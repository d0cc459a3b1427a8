"""Boxes over the screen: no key leaks past them, the focus comes back, single letters stay text in fields."""

from __future__ import annotations

import pytest
from textual.widget import Widget

from tui import keys
from tui.look import glyphs
from tui.widgets.boxes.command import CommandLine
from tui.widgets.boxes.confirm import Confirm
from tui.widgets.boxes.help import Help, entries
from tui.widgets.boxes.menu import Choice, Menu
from tui.widgets.completion import Completion
from tui.widgets.fields import Field, typed
from tui.widgets.lists.rows import Column, ListSource, Row, Rows

SNOOZE = [
    Choice("tomorrow", "t", "tomorrow"),
    Choice("week", "w", "next week"),
    Choice("hear", "f", "when I hear from her", "She has no address"),
    Choice("go", "g", "some day"),
]
COMMANDS = ["log", "find", "follow-up add", "follow-up done"]


class Place(Widget, can_focus=True):
    """A place with single-letter bindings, to see whether they fire."""

    BINDINGS = keys.bindings(keys.TODAY, keys.EVERYWHERE)
    DEFAULT_CSS = "Place { height: 1fr; }"

    def __init__(self):
        super().__init__()
        self.fired = []

    def __getattr__(self, name):
        if name.startswith("action_") and name.removeprefix("action_") in {a.name for a in keys.ACTIONS}:
            return lambda: self.fired.append(name.removeprefix("action_"))
        raise AttributeError(name)


def complete(line):
    word = line.rpartition(" ")[2]
    start = len(line) - len(word)
    return [Completion(f"{c} ", f"about {c}", start) for c in COMMANDS if word and c.startswith(word)]


async def test_a_menu_chooses_by_letter_and_gives_the_focus_back(stage):
    place, menu = Place(), Menu()
    app = stage(place, menu)
    async with app.run_test() as pilot:
        place.focus()
        await pilot.pause()
        for key, choice in (("t", "tomorrow"), ("g", "go")):
            menu.open("Snooze to", SNOOZE)
            await pilot.pause()
            assert menu.is_open
            assert not place.has_focus
            await pilot.press(key)
            await pilot.pause()
            assert not menu.is_open
            assert place.has_focus
            assert [m.choice for m in app.got(Menu.Chosen)][-1] == choice
        assert place.fired == []


async def test_a_menu_moves_with_j_k_and_enter_and_unknown_keys_do_nothing(stage):
    place, menu = Place(), Menu()
    app = stage(place, menu)
    async with app.run_test() as pilot:
        place.focus()
        await pilot.pause()
        menu.open("Snooze to", SNOOZE)
        await pilot.press("j", "d", "i", "u", "l", "space", "tab", "1", "k", "j", "enter")
        await pilot.pause()
        assert [m.choice for m in app.got(Menu.Chosen)] == ["week"]
        assert place.fired == []
        assert not app.got(Rows.RowHighlighted)
        assert not app.got(Rows.MarksChanged)
        menu.open("Snooze to", SNOOZE)
        await pilot.press("escape")
        await pilot.pause()
        assert not menu.is_open
        assert len(app.got(Menu.Chosen)) == 1


async def test_a_disabled_choice_says_why_and_cannot_be_chosen(stage, look):
    menu = Menu()
    app = stage(Place(), menu)
    async with app.run_test() as pilot:
        menu.open("Snooze to", SNOOZE)
        await pilot.pause()
        assert "She has no address" in "\n".join(look(app))
        await pilot.press("f", "j", "j", "enter")
        await pilot.pause()
        assert menu.is_open
        assert not app.got(Menu.Chosen)


async def test_a_click_outside_closes_and_leaves_the_focus_there(stage):
    rows, menu = Rows([Column("Name", 10, name=True)]), Menu()
    app = stage(rows, menu)
    async with app.run_test() as pilot:
        rows.show(ListSource([Row("a", ("Ana",)), Row("b", ("Bea",))]))
        menu.open("Snooze to", SNOOZE)
        await pilot.pause()
        await pilot.click(Rows, offset=(1, 1))
        await pilot.pause()
        assert not menu.is_open
        assert rows.has_focus
        assert rows.cursor_key == "b"


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_help_lists_the_table_and_runs_what_is_found(stage, look, language, size):
    place, box = Place(), Help()
    app = stage(place, box)
    async with app.run_test(size=size) as pilot:
        place.focus()
        await pilot.pause()
        here = {"en": "Today", "es": "Hoy"}[language]
        box.open(here, entries(keys.KeyMap(), keys.TODAY, {}))
        await pilot.pause()
        text = "\n".join(look(app))
        assert {"en": "Here: Today", "es": "Aquí: Hoy"}[language] in text
        await pilot.press(*{"en": "snoo", "es": "pospo"}[language])
        await pilot.pause()
        assert "Follow-up" not in "\n".join(look(app))
        await pilot.press("enter")
        await pilot.pause()
        assert [m.action for m in app.got(Help.Run)] == ["follow-up.snooze"]
        assert not box.is_open
        assert place.has_focus
        assert place.fired == []


async def test_help_greys_what_cannot_run_and_says_why(stage, look):
    place, box = Place(), Help()
    app = stage(place, box)
    async with app.run_test(size=(100, 30)) as pilot:
        place.focus()
        await pilot.pause()
        box.open("Today", entries(keys.KeyMap(), keys.TODAY, {"link.open": "No link here"}, ["rhythm.bump"]))
        await pilot.press(*"link")
        await pilot.pause()
        assert "No link here" in "\n".join(look(app))
        await pilot.press("enter")
        await pilot.pause()
        assert box.is_open
        assert not app.got(Help.Run)
        await pilot.press("ctrl+u", *"bump")
        await pilot.pause()
        assert "No key for bump" in "\n".join(look(app))
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert not box.is_open
        assert not app.got(Help.Run)


async def test_help_moves_with_the_arrows_while_typing(stage):
    place, box = Place(), Help()
    app = stage(place, box)
    async with app.run_test(size=(100, 30)) as pilot:
        place.focus()
        await pilot.pause()
        box.open("Today", entries(keys.KeyMap(), keys.TODAY, {}))
        await pilot.press("down", "down", "up", "enter")
        first = [e.action for e in entries(keys.KeyMap(), keys.TODAY, {})]
        assert [m.action for m in app.got(Help.Run)] == [first[1]]


async def test_keys_typed_into_the_command_line_are_text(stage):
    place, line = Place(), CommandLine(complete)
    app = stage(place, line)
    async with app.run_test() as pilot:
        place.focus()
        await pilot.pause()
        line.open()
        await pilot.press(*"find", "space", *"dis", "1", "enter")
        await pilot.pause()
        assert [m.line for m in app.got(CommandLine.Run)] == ["find dis1"]
        assert place.fired == []
        assert place.has_focus


async def test_the_command_line_completes_with_tab_and_goes_round(stage, look):
    line = CommandLine(complete)
    app = stage(Place(), line)
    async with app.run_test() as pilot:
        line.open()
        await pilot.press("f")
        await pilot.pause()
        assert "about find" in "\n".join(look(app))
        field = line.query_one(Field)
        seen = []
        for _ in range(4):
            await pilot.press("tab")
            await pilot.pause()
            seen.append(field.value)
        assert seen == ["find ", "follow-up add ", "follow-up done ", "find "]
        await pilot.press("shift+tab")
        assert field.value == "follow-up done "
        await pilot.press(*"x")
        await pilot.pause()
        assert "about find" not in "\n".join(look(app))


async def test_the_command_line_has_a_history_and_esc_keeps_nothing(stage):
    line = CommandLine(complete, ["log one", "log two"])
    app = stage(Place(), line)
    async with app.run_test() as pilot:
        field = line.query_one(Field)
        line.open()
        await pilot.press(*"dr", "up")
        assert field.value == "log two"
        await pilot.press("up", "up")
        assert field.value == "log one"
        await pilot.press("down", "down")
        assert field.value == "dr"
        await pilot.press("escape")
        line.open()
        assert field.value == ""
        await pilot.press("enter")
        await pilot.pause()
        assert not app.got(CommandLine.Run)
        assert not line.is_open
        line.open("log one")
        await pilot.press("enter")
        assert line.history == ["log two", "log one"]


async def test_a_refused_command_comes_back_with_the_reason_until_a_key_is_typed(stage, look):
    line = CommandLine(complete)
    app = stage(Place(), line)
    async with app.run_test() as pilot:
        line.open("fallow-up", "No command fallow-up. Did you mean follow-up?")
        await pilot.pause()
        assert "Did you mean follow-up?" in "\n".join(look(app))
        await pilot.press("x")
        await pilot.pause()
        assert "Did you mean" not in "\n".join(look(app))


@pytest.mark.parametrize(("key", "answer"), [("y", True), ("n", False), ("enter", False), ("escape", False)])
async def test_only_y_is_yes(stage, language, key, answer):
    app, answers = stage(Place()), []
    async with app.run_test() as pilot:
        await app.push_screen(Confirm("Open a mail draft?", ["To: ana@acme.example"]), answers.append)
        await pilot.press("x", "space", key)
        await pilot.pause()
    assert answers == [answer]


async def test_a_great_change_wants_its_number_typed(stage, look):
    app, answers = stage(Place()), []
    async with app.run_test() as pilot:
        await app.push_screen(Confirm("Remove 1248 people?", typed="1248"), answers.append)
        await pilot.press(*"y", "enter", "backspace", *"124", "enter")
        await pilot.pause()
        assert answers == []
        assert "1248" in "\n".join(look(app))
        await pilot.press("8", "enter")
        await pilot.pause()
    assert answers == [True]


async def test_hostile_text_is_harmless_in_every_box(stage, look, harmless, hostile):
    menu, line, box = Menu(), CommandLine(lambda text: [Completion(hostile, hostile)]), Help()
    app = stage(Place(), menu, line, box)
    async with app.run_test(size=(100, 30)) as pilot:
        menu.open(hostile, [Choice("a", "a", hostile), Choice("b", "b", hostile, hostile)])
        await pilot.pause()
        assert harmless(look(app))
        assert menu.is_open
        menu.close()
        line.open(hostile, hostile)
        await pilot.press("x", "tab")
        await pilot.pause()
        assert harmless(look(app))
        assert line.is_open
        line.close()
        box.open(hostile, entries(keys.KeyMap(), keys.TODAY, {"log.new": hostile}))
        await pilot.pause()
        assert harmless(look(app))
        assert box.is_open
        box.close()
        await app.push_screen(Confirm(hostile, [hostile], typed=hostile))
        await pilot.pause()
        assert harmless(look(app))


def test_a_field_takes_what_a_terminal_can_show(hostile, harmless):
    assert harmless([typed(hostile)])
    assert "\ufffd" not in typed(hostile)
    assert typed("José  Ñandú 日本") == "José  Ñandú 日本"


async def test_with_ascii_glyphs_a_box_has_no_other_sign(stage, look):
    rows, menu = Rows([Column("Name", 10, name=True)]), Menu()
    app = stage(rows, menu)
    async with app.run_test() as pilot:
        glyphs.use(glyphs.ASCII)
        app.add_class("-ascii")
        rows.show(ListSource([Row(str(n), ("Ana",)) for n in range(99)]))
        menu.open("Snooze to", SNOOZE)
        await pilot.pause()
        assert menu.is_open
        assert all(line.isascii() for line in look(app))
