"""Bringing a file up to date: one transaction, one winner, and every released file opens for ever."""

from __future__ import annotations

import inspect
import shutil
import sqlite3
from contextlib import closing
from functools import cached_property
from pathlib import Path

import pytest

from scrm.base.errors import StorageFailed
from scrm.base.settings import Places, Settings
from scrm.db.backup.folder import Backups
from scrm.db.opening import migrations
from scrm.db.opening.connection import Database
from scrm.db.opening.schema import foreign_entries
from scrm.search import index
from scrm.workspace import Workspace

RELEASED = sorted((Path(__file__).parent / "released").glob("*.db"))


def schema(database: Database) -> dict[str, str]:
    rows = database.rows("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE '\\_sqlite%' ESCAPE '\\'")
    return {row[0]: " ".join((row[1] or "").split()) for row in rows}


@pytest.fixture
def database(home):
    opened = Database(home / "scrm.db", create=True, patience=0.0)
    yield opened
    opened.close()


def test_a_birth_makes_strict_tables_with_the_kept_columns(database):
    migrations.migrate(database)
    for row in database.rows("PRAGMA table_list"):
        if (
            row["schema"] != "main"
            or row["type"] != "table"
            or row["name"].startswith(("sqlite_", "_sqlite"))
        ):
            continue
        assert row["strict"], row["name"]
        if not row["name"].startswith("local_"):
            columns = {r["name"] for r in database.rows(f"PRAGMA table_info({row['name']})")}
            assert {"id", "created_at", "updated_at", "updated_by", "deleted_at", "deleted_by"} <= columns


def test_no_index_is_unique_beyond_the_keys(database):
    """Two devices may make the same thing: duplicates are found by query, never refused by the file."""
    migrations.migrate(database)
    tables = [r[0] for r in database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    shared = [t for t in tables if not t.startswith(("local_", "sqlite_", "_sqlite"))]
    unique = [
        (table, row["name"]) for table in shared for row in database.rows(f"PRAGMA index_list({table})")
        if row["unique"] and row["origin"] != "pk"
    ]  # fmt: skip
    assert unique == []
    triggers = database.value(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' OR sql LIKE '%AUTOINCREMENT%'"
    )
    assert triggers == 0


def test_a_step_that_fails_leaves_the_file_as_it_was(database, monkeypatch):
    broken = [*migrations.STEPS, ("9999_broken", "CREATE TABLE one (x) STRICT; CREATE TABLE one (x) STRICT;")]
    monkeypatch.setattr(migrations, "STEPS", broken)
    monkeypatch.setattr(migrations, "VERSION", len(broken))
    with pytest.raises(sqlite3.OperationalError):
        migrations.migrate(database)
    assert schema(database) == {}
    assert database.value("PRAGMA user_version") == 0
    monkeypatch.undo()
    assert migrations.migrate(database) == 0
    assert "contacts" in schema(database)


def test_an_older_file_with_data_is_copied_first_and_keeps_its_rows(workspace, monkeypatch):
    workspace.contacts.add("Ana García")
    longer = [
        *migrations.STEPS,
        ("0002_more", "ALTER TABLE contacts ADD COLUMN shoe TEXT NOT NULL DEFAULT '';"),
    ]
    monkeypatch.setattr(migrations, "STEPS", longer)
    monkeypatch.setattr(migrations, "VERSION", len(longer))
    copies = []

    def copy() -> Path:
        copies.append(workspace.database.value("PRAGMA user_version"))
        return Path()

    found = migrations.migrate(workspace.database, copy)
    assert (found, copies) == (len(longer) - 1, [len(longer) - 1])
    assert workspace.database.value("SELECT name || shoe FROM contacts") == "Ana García"
    assert migrations.migrate(workspace.database, copy) == len(longer)
    assert len(copies) == 1


def test_opening_an_older_workspace_leaves_a_backup_that_reads_back(workspace, home, clock, monkeypatch):
    workspace.contacts.add("Ana García")
    workspace.close()
    longer = [*migrations.STEPS, ("0002_more", "CREATE TABLE more (x TEXT) STRICT;")]
    monkeypatch.setattr(migrations, "STEPS", longer)
    monkeypatch.setattr(migrations, "VERSION", len(longer))
    places = Places.at(home)
    for _again in range(2):
        with Workspace(places, Settings.load(places), clock=clock, patience=0.0) as opened:
            assert opened.lists.count() == 1
            assert "more" in schema(opened.database)
    backups = Backups(places.backups, places.database, home / "notes", clock)
    (kept,) = backups.entries()
    assert backups.verify(kept.path).schema == len(longer) - 1


def test_a_copy_that_fails_stops_the_migration(workspace, monkeypatch):
    longer = [*migrations.STEPS, ("0002_more", "CREATE TABLE more (x TEXT) STRICT;")]
    monkeypatch.setattr(migrations, "STEPS", longer)
    monkeypatch.setattr(migrations, "VERSION", len(longer))

    def copy() -> Path:
        raise StorageFailed("the disk is full")

    with pytest.raises(StorageFailed):
        migrations.migrate(workspace.database, copy)
    assert "more" not in schema(workspace.database)


def test_a_step_that_breaks_references_is_refused(workspace, monkeypatch):
    ana = workspace.contacts.add("Ana García", tags=["vip"])
    bad = f"UPDATE contact_tags SET contact_id = 'nobody' WHERE contact_id = '{ana}';"
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, ("0002_bad", bad)])
    monkeypatch.setattr(migrations, "VERSION", len(migrations.STEPS))
    with pytest.raises(StorageFailed, match="broken references"):
        migrations.migrate(workspace.database)
    assert workspace.contacts.get(ana).tags == ("vip",)


@pytest.mark.parametrize("after", [0, 1, 2, 5, 20, 60])
def test_a_birth_cut_short_begins_again(home, child, after):
    """A kill -9 at some statement of the birth: the next start makes a whole workspace."""
    process = child(
        f"""
from scrm.db.opening import connection
plain, count = connection.connect, [0]
def traced(path):
    conn = plain(path)
    def look(sql):
        count[0] += 1
        if count[0] > {after} + 9:
            os.kill(os.getpid(), 9)
    conn.set_trace_callback(look)
    return conn
connection.connect = traced
opened()
""",
        home,
    )
    process.communicate()
    assert process.returncode == -9
    places = Places.at(home)
    with Workspace(places, Settings.load(places), create=True, patience=0.0) as workspace:
        workspace.contacts.add("Ana García")
        assert workspace.database.value("PRAGMA integrity_check") == "ok"
        assert workspace.lists.count() == 1


def test_processes_that_start_at_once_make_one_workspace(home, child):
    code = """
with opened() as workspace:
    workspace.contacts.add(sys.argv[2])
    print(workspace.database.value("PRAGMA user_version"))
"""
    started = [child(code, home, f"Ana {number}") for number in range(5)]
    said = [process.communicate() for process in started]
    assert [process.returncode for process in started] == [0] * 5, said
    places = Places.at(home)
    with Workspace(places, Settings.load(places), patience=0.0) as workspace:
        names = [row.name for row in workspace.lists.rows_at(workspace.lists.everybody())]
        assert names == [f"Ana {number}" for number in range(5)]


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def released(request, home):
    home.mkdir()
    shutil.copy(request.param, home / "scrm.db")
    return request.param


def test_a_release_was_kept_for_every_schema():
    assert [int(path.stem) for path in RELEASED] == list(range(1, migrations.VERSION + 1))


def test_every_released_file_opens_and_its_rooms_are_read(released, home, clock):
    places = Places.at(home)
    with Workspace(places, Settings.load(places), clock=clock, patience=0.0) as workspace:
        names = [row.name for row in workspace.lists.rows_at(workspace.lists.everybody())]
        assert names == ["Ana García", "Luis Núñez"]
        ana = workspace.people.contact(workspace.who.one("@ana"))
        assert ana is not None
        assert (ana.organization, ana.title, ana.tags) == ("Initech", "CEO", ("vip",))
        assert [a.organization for a in ana.affiliations] == ["Initech", "Acme"]
        assert workspace.people.contact(workspace.who.one("luis")).city == ""
        assert [r.other for r in workspace.ties.relations(ana.id)] == ["Luis Núñez"]
        assert [i.kind for i in workspace.timeline.of_contact(ana.id)] == ["meeting", "call"]
        assert workspace.facts.of([ana.id])[ana.id].exchanges == 1
        assert [f.title for f in workspace.follow_ups.open()] == ["Send the proposal"]
        found, total = index.people(workspace.database, None, workspace.conditions, 10)
        assert (len(found), total) == (2, 2)
        workspace.contacts.edit(ana.id, city="Lugo")
        assert workspace.undo().operation.verb == "contact edit"
        for name, _room in inspect.getmembers(type(workspace), lambda m: isinstance(m, cached_property)):
            assert getattr(workspace, name) is not None


def test_a_released_file_has_the_schema_that_a_new_one_has(released, home, database, tmp_path):
    migrations.migrate(database)
    fresh = Database(tmp_path / "fresh" / "scrm.db", create=True)
    migrations.migrate(fresh)
    assert schema(database) == schema(fresh)
    fresh.close()
    assert foreign_entries(database.conn, migrations.VERSION) == []


def test_a_released_file_holds_nothing_but_what_its_steps_make(released):
    with closing(sqlite3.connect(released)) as conn:
        assert foreign_entries(conn, int(released.stem)) == []
