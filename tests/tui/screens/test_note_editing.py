"""Longer texts go through the user's editor: one change each, nothing for nothing, and nothing written is lost."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import nullcontext
from pathlib import Path

import pytest

from scrm.base.errors import StorageFailed
from scrm.db.ledger import history
from scrm.notes.notebook import Notebook
from tui.place import Start


@pytest.fixture(autouse=True)
def drafts(tmp_path, monkeypatch):
    """The texts of the drafts that were kept."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return lambda: [path.read_text() for path in folder.rglob("*.md")]


@pytest.fixture
def lent(shell, tmp_path, monkeypatch, network):
    """The app on somebody's page, with a terminal that it can lend and an editor that is a script."""

    def open_(script, name="luis"):
        editor = tmp_path / "editor"
        editor.write_text(f"#!/bin/sh\n{script}\n")
        editor.chmod(0o700)
        monkeypatch.setenv("EDITOR", str(editor))
        return shell(start=Start("person", {"contact_id": network.people[name]}))

    return open_


@pytest.fixture
def press(monkeypatch):
    async def press(app, *keys):
        monkeypatch.setattr(app.app, "suspend", nullcontext)
        await app.press(*keys)
        await app.rest()

    return press


def verbs(house):
    return [facts.verb for facts in history.history(house.database)]


@pytest.mark.parametrize("keys", [("E",), ("n", "enter")])
async def test_a_first_note_about_somebody_is_one_change(lent, press, house, network, drafts, keys):
    before = verbs(house)
    async with lent('grep -q "title: Luis" "$1" && echo "Met in Porto" >> "$1"') as app:
        await press(app, *keys)
        assert app.said == "Saved: luis-perez.md · u undo"
        note = house.notebook.about(network.people["luis"])
        assert house.notebook.open(note).body.strip() == "Met in Porto"
        assert verbs(house) == ["note new", *before]
        await press(app, "u")
        assert house.notebook.about(network.people["luis"]) is None
        assert drafts() == []


@pytest.mark.parametrize("keys", [("E",), ("n", "enter")])
async def test_nothing_written_makes_no_note(lent, press, house, network, drafts, keys):
    before = verbs(house)
    async with lent("true") as app:
        await press(app, *keys)
        assert app.said == "Nothing was written"
        assert verbs(house) == before
        assert drafts() == []


async def test_the_note_that_is_there_is_edited_itself(lent, press, house, network):
    before = verbs(house)
    async with lent('echo "And soon" >> "$1"', "ana") as app:
        await press(app, "E")
        note = house.notebook.about(network.people["ana"])
        assert app.said == f"Saved: {note.path} · u undo"
        assert house.notebook.open(note).body.endswith("And soon\n")
        assert verbs(house) == ["note edit", *before]
        await press(app, "n", "enter")
        assert house.notebook.open(note).body.endswith("And soon\nAnd soon\n")


@pytest.mark.parametrize("name", ["ana", "luis"])
async def test_while_another_writes_only_the_saving_waits_and_the_editor_opens_once(
    lent, press, house, network, tmp_path, monkeypatch, name
):
    opened = tmp_path / "opened"
    other = sqlite3.connect(house.places.database, isolation_level=None)
    async with lent(f'echo x >> "{opened}"; echo "And soon" >> "$1"', name) as app:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(app.app, "suspend", nullcontext)
        await app.pilot.press("E")
        for _turn in range(200):
            await app.pilot.pause(0.02)
            if app.app.gateway.waiting and opened.exists():
                break
        waited = app.app.gateway.waiting
        other.execute("ROLLBACK")
        other.close()
        await app.rest()
        assert waited == 1
        assert opened.read_text() == "x\n"
        assert app.said.startswith("Saved: ")
        assert house.notebook.open(house.notebook.about(network.people[name])).body.endswith("And soon\n")


async def test_what_could_not_be_saved_is_kept_and_named(lent, press, house, network, drafts, monkeypatch):
    def full(*_args):
        raise StorageFailed("There is no room left", "free some space")

    monkeypatch.setattr(Notebook, "keep", full)
    async with lent('echo "Met in Porto" >> "$1"') as app:
        await press(app, "E")
        (text,) = drafts()
        assert text.endswith("Met in Porto\n")
        assert app.said.startswith("There is no room left. Try: free some space; what you wrote is kept in /")


async def test_an_editor_that_fails_is_told_with_the_place_of_the_text(lent, press, house, drafts):
    before = verbs(house)
    async with lent('echo "half" >> "$1"; exit 2') as app:
        await press(app, "E")
        assert app.said.startswith("The editor ended with code 2. Try: take what you wrote from /")
        assert len(drafts()) == 1
        assert verbs(house) == before


async def test_quotes_that_do_not_close_in_the_name_of_the_editor_are_told(lent, press, monkeypatch):
    async with lent("true", "ana") as app:
        monkeypatch.setenv("EDITOR", "vi 'x")
        await press(app, "E")
        assert app.said.startswith("vi 'x cannot be started: No closing quotation")


async def test_a_long_text_behind_a_line_that_is_refused_is_kept(lent, press, house, drafts, monkeypatch):
    before = verbs(house)
    async with lent('echo "a long report" >> "$1"') as app:
        await press(app, "i")
        await app.press("ctrl+u")
        await app.type("call")
        await press(app, "ctrl+e")
        assert drafts() == ["a long report\n"]
        assert any(str(Path(tempfile.gettempdir()).name) in line for line in app.lines)
        assert verbs(house) == before
