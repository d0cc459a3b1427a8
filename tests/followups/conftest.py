"""People to promise things to, the room's stores and verbs, a foreign process at the file."""

from __future__ import annotations

import sqlite3

import pytest

from scrm.db.ledger.undo import undo
from scrm.followups.promises import Promises
from scrm.followups.rhythm import Rhythm
from scrm.followups.store import FollowUpStore, RhythmStore


class NoFiles:
    """A notes folder that holds nothing."""

    def read_raw(self, path):
        return None

    def put_back(self, path, data):
        raise AssertionError(f"no operation of follow-ups writes {path}")


@pytest.fixture
def store(workspace):
    return FollowUpStore(workspace.database)


@pytest.fixture
def promises(store, workspace):
    return Promises(store, workspace.ledger)


@pytest.fixture
def rhythms(workspace):
    return RhythmStore(workspace.database)


@pytest.fixture
def rhythm(rhythms, workspace):
    return Rhythm(rhythms, workspace.ledger)


@pytest.fixture
def ana(workspace):
    return workspace.contacts.add("Ana García")


@pytest.fixture
def luis(workspace):
    return workspace.contacts.add("Luis Pérez")


@pytest.fixture
def take_back(workspace):
    """Undo the last operation; gives its verb."""
    return lambda: undo(workspace.ledger, NoFiles()).operation.verb


@pytest.fixture
def rows(workspace):
    """All rows of the room's tables, the columns that every write touches left out."""

    def read():
        tables = "followups", "followup_people", "followup_tags", "pauses"
        found = {}
        for table in tables:
            for row in workspace.database.rows(f"SELECT * FROM {table} WHERE deleted_at IS NULL"):
                found[table, row["id"]] = {k: row[k] for k in row.keys() if not k.startswith("updated_")}  # noqa: SIM118
        for row in workspace.database.rows("SELECT id, bumped_on FROM contacts"):
            found["contacts", row["id"]] = row["bumped_on"]
        return found

    return read


@pytest.fixture
def foreign_lock(workspace):
    """Another process holds the write lock; calling the result lets it go."""
    workspace.database.conn.execute("PRAGMA busy_timeout=0")
    other = sqlite3.connect(workspace.places.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield lambda: other.execute("ROLLBACK")
    other.close()
