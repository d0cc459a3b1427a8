"""The key table: no key means two things, a user's keys are checked, `safe` leaves no acting letter."""

from __future__ import annotations

import subprocess
import sys

import pytest
from textual.binding import Binding

from scrm.base.errors import UsageError
from tui import keys


def test_ids_are_unique_and_the_defaults_do_not_clash():
    assert len(keys.BY_ID) == len(keys.ACTIONS)
    keys.refuse_clashes(keys.KeyMap({}))
    assert keys.load(None).display("follow-up.done") == "d"
    assert keys.load("normal").textual() == {}


def test_every_default_key_can_be_written_in_a_setting():
    for action in keys.ACTIONS:
        assert keys.load({action.id: ",".join(action.keys)}).keys(action.id) == action.keys


def test_bindings_carry_the_id_and_the_action_of_the_table():
    found = {binding.id: binding for binding in keys.bindings(keys.TODAY)}
    assert found["follow-up.done"] == Binding("d", "follow_up_done", id="follow-up.done", show=False)
    assert "go.today" not in found
    assert {b.id: b.key for b in keys.bindings(keys.LIST)}["move.first"] == "home"


def test_a_users_key_replaces_the_default_and_an_empty_one_takes_it_away():
    keymap = keys.load({"follow-up.done": "K, ctrl+g", "pane.zoom": ""})
    assert keymap.keys("follow-up.done") == ("K", "ctrl+g")
    assert keymap.display("pane.zoom") == ""
    assert keymap.textual() == {"follow-up.done": "K,ctrl+g", "pane.zoom": "unbound_pane_zoom"}


def test_two_actions_may_swap_their_keys():
    keymap = keys.load({"follow-up.done": "s", "follow-up.snooze": "d"})
    assert (keymap.display("follow-up.done"), keymap.display("follow-up.snooze")) == ("s", "d")


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ({"follow-up.done": "s"}, ["s", "follow-up.done", "follow-up.snooze"]),
        ({"note.new": "u"}, ["u", "note.new", "change.undo"]),
        ({"note.new": "g"}, ["g", "note.new", "move.first"]),
        ({"no.such": "s"}, ["no.such"]),
        ({"note.new": "hyper+n"}, ["hyper+n", "note.new"]),
        ({"note.new": "question_mark"}, ["question_mark", "note.new"]),
        ({"note.new": "gg"}, ["gg"]),
        ({"preset": "wild"}, ["wild"]),
        ({"preset": "default"}, ["default"]),
    ],
)
def test_a_setting_that_cannot_work_is_refused_with_the_names(table, names):
    with pytest.raises(UsageError) as refused:
        keys.load(table)
    assert all(name in refused.value.what for name in names)
    assert refused.value.remedy


def test_a_key_may_mean_one_thing_in_each_place():
    assert keys.load({"review.match": "w"}).display("review.match") == "w"


def test_the_safe_preset_leaves_letters_only_for_moving():
    keymap = keys.load("safe")
    letters = {
        key: action.id
        for action in keys.ACTIONS
        for key in keymap.keys(action.id)
        if len(key) == 1 and key.isalpha()
    }
    assert set(letters) == {"j", "k", "l", "h", "G"}
    assert keymap.keys("command.line") == (":", "ctrl+p")
    assert keymap.keys("actions.menu") == (".",)
    assert keys.load({"preset": "safe", "log.new": "i"}).keys("log.new") == ("i",)


async def test_a_keymap_reaches_the_bindings_of_a_widget(stage):
    from textual.widget import Widget

    class Place(Widget, can_focus=True):
        BINDINGS = keys.bindings(keys.TODAY)

        def __init__(self):
            super().__init__()
            self.done = []

        def action_follow_up_done(self):
            self.done.append("done")

        def action_follow_up_snooze(self):
            self.done.append("snooze")

        def action_note_new(self):
            self.done.append("note")

    place = Place()
    app = stage(place)
    async with app.run_test() as pilot:
        app.set_keymap(keys.load({"follow-up.done": "s", "follow-up.snooze": "d", "note.new": ""}).textual())
        place.focus()
        await pilot.press("s", "d", "n")
        assert place.done == ["done", "snooze"]
        assert await keys.perform(app, "note.new")
        assert not await keys.perform(app, "import.write")
        assert place.done == ["done", "snooze", "note"]


def test_the_table_can_be_printed_without_loading_textual():
    code = "import sys, tui.keys; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_label_is_translated(language):
    names = {action.title for action in keys.ACTIONS}
    assert ("Posponer" in names) is (language == "es")
    same = {"Editor"}
    untranslated = {a.title for a in keys.ACTIONS if a.title == (a.hint or a.label)} - same
    assert bool(untranslated) is (language == "en")
