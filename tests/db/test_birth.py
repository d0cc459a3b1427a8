"""A workspace that is made by its first change, whole, or not at all."""

from __future__ import annotations

import sqlite3
import stat

import pytest

from scrm.base.errors import Busy, ScrmError, StorageFailed
from scrm.base.settings import Places, Settings
from scrm.workspace import Workspace


@pytest.fixture
def places(home):
    return Places.at(home)


@pytest.fixture
def unborn(places, clock):
    with Workspace(places, Settings.load(places), clock=clock, unborn=True, patience=0.0) as opened:
        yield opened


def test_without_a_change_nothing_is_made(unborn, home):
    assert unborn.lists.count() == 0
    assert unborn.settle() is False
    assert not home.exists()


def test_what_was_written_is_there_afterwards(unborn, home, places, clock):
    unborn.contacts.add("Ana García")
    assert not home.exists()
    assert unborn.settle() is True
    assert stat.S_IMODE(places.database.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert [path.name for path in home.iterdir()] == ["scrm.db"]
    file = sqlite3.connect(places.database)
    assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert file.execute("PRAGMA page_size").fetchone() == (8192,)
    assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    file.close()
    with Workspace(places, Settings.load(places), clock=clock) as opened:
        assert opened.lists.count() == 1
        opened.undo()
        assert opened.lists.count() == 0


def test_a_workspace_made_meanwhile_is_never_replaced(unborn, places, clock):
    unborn.contacts.add("Ana García")
    with Workspace(places, Settings.load(places), clock=clock, create=True) as other:
        other.contacts.add("Luis")
    with pytest.raises(Busy, match="nothing was changed"):
        unborn.settle()
    with Workspace(places, Settings.load(places), clock=clock) as opened:
        ids = opened.lists.ids_at(opened.lists.everybody("name"))
        assert [contact.name for contact in opened.people.contacts(ids)] == ["Luis"]


def test_a_missing_database_with_backups_is_not_made_anew(home, places, clock):
    (home / "backups").mkdir(parents=True)
    (home / "backups" / "scrm-20261124-090200.zip").write_bytes(b"")
    with pytest.raises(StorageFailed, match="backups"):
        Workspace(places, Settings.load(places), clock=clock, unborn=True)
    assert not places.database.exists()


def test_a_folder_that_cannot_be_made_is_told(unborn, home):
    home.write_text("a file")
    unborn.contacts.add("Ana García")
    with pytest.raises(ScrmError, match="not a folder"):
        unborn.settle()
    assert home.read_text() == "a file"
