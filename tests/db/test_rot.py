"""Bits that flip on the disk: SQLite is silent about most of them, the doctor names the row or the file."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scrm.base.errors import StorageFailed
from scrm.base.settings import Places, Settings
from scrm.db.backup.folder import Backups
from scrm.db.health.history import check_history, dated
from scrm.db.health.kept import check_against_backup
from scrm.db.health.rows import check_database
from scrm.db.opening.connection import Database, connect
from scrm.workspace import Workspace

LEDGER = ("local_operations", "local_births", "local_changes")


@pytest.fixture
def backups(home, clock):
    return Backups(home / "backups", home / "scrm.db", home / "notes", clock)


@pytest.fixture
def kept(workspace, backups, home) -> Path:
    """The file of a workspace with people, talks and changes, all in its latest backup; closed."""
    with workspace.ledger.operation("import"):
        people = [
            workspace.contacts.add(
                f"Ana García {n}", organization="Acme", how_met=f"a fair {n}", tags=["vip"]
            )
            for n in range(20)
        ]
        for n, id in enumerate(people):
            workspace.diary.log([(id, "Ana")], summary=f"talk {n}", text="long words " * 30)
    workspace.contacts.edit(people[0], city="Vigo", add_addresses=["ana@example.com"])
    workspace.notebook.new("Lisbon", body="An offer")
    backups.create()
    workspace.close()
    return home / "scrm.db"


def bad(path: Path, backups: Backups) -> list[str]:
    """What the doctor finds wrong with rows, by the sentences of all its checks."""
    database = Database(path)
    try:
        found = [*check_database(database), check_history(database), *check_against_backup(database, backups)]
    except StorageFailed as error:
        return [error.what]
    finally:
        database.close()
    return [finding.what for finding in found if finding.level != "ok"]


def flip(path: Path, place: int, bit: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1 << bit]))


def contents(path: Path) -> object:
    """All rows that count, or why they cannot be read."""
    try:
        with closing(connect(path)) as conn:
            conn.text_factory = bytes
            conn.row_factory = None
            return [
                conn.execute(f"SELECT * FROM {table}").fetchall() for table in (*dated_names(conn), *LEDGER)
            ]
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return str(error)


def dated_names(conn: sqlite3.Connection) -> list[str]:
    conn.text_factory = str
    names = dated(conn)
    conn.text_factory = bytes
    return names


def test_a_sound_workspace_has_not_rotted(kept, backups):
    assert bad(kept, backups) == []


def test_a_text_with_a_nul_is_no_rot(workspace):
    id = workspace.contacts.add("Ana García")
    workspace.contacts.edit(id, city="a\0b")
    workspace.contacts.edit(id, how_met="\0")
    assert check_history(workspace.database).level == "ok"


def test_no_flipped_bit_of_a_row_stays_unseen(kept, backups):
    """At random places of the whole file: whatever changes a row, the row or the damage is told."""
    whole, before = kept.read_bytes(), contents(kept)
    chance, changed, silent = random.Random(11), 0, 0
    filled = [place for place, byte in enumerate(whole) if byte]
    for _try in range(150):
        place, bit = chance.choice(filled), chance.randrange(8)
        flip(kept, place, bit)
        found = bad(kept, backups)
        if contents(kept) != before:
            changed += 1
            silent += not any("is damaged" in what for what in found)
            assert found, (place, bit, whole[place - 20 : place + 20])
        kept.write_bytes(whole)
        for part in ("-wal", "-shm"):
            Path(f"{kept}{part}").unlink(missing_ok=True)
    assert changed > 50
    assert silent > 20  # SQLite alone would not have told


def told_of(kept: Path, backups: Backups, old: bytes, new: bytes) -> list[str]:
    """What is found after these bytes, which stand once in the file, were others."""
    data = kept.read_bytes()
    assert data.count(old) == 1, data.count(old)
    kept.write_bytes(data.replace(old, new))
    return bad(kept, backups)


def test_an_imported_row_that_rotted_is_named_by_table_and_ref(kept, backups):
    database = Database(kept)
    id = database.value("SELECT id FROM contacts WHERE name = 'Ana García 7'")
    database.close()
    found = told_of(kept, backups, b"a fair 7", b"a fbir 7")
    assert found == [f"1 row holds something else than was written: contacts {id[-6:]}"]


def test_text_that_is_no_text_any_more_is_named_too_and_what_reads_it_says_damaged(kept, backups, home):
    found = told_of(kept, backups, b"a fair 7", b"a f\xe1ir 7")
    assert [what.partition(":")[0] for what in found] == ["1 row holds something else than was written"]
    places = Places.at(home)
    with Workspace(places, Settings.load(places)) as workspace:
        ids = [row[0] for row in workspace.database.rows("SELECT id FROM contacts")]
        with pytest.raises(StorageFailed, match="is damaged"):
            [workspace.contacts.get(id) for id in ids]


def test_a_changed_row_is_held_against_the_history_without_a_backup(workspace, home, clock):
    ana = workspace.contacts.add("Ana García")
    workspace.contacts.edit(ana, how_met="at a fair")
    assert check_history(workspace.database).level == "ok"
    workspace.database.conn.execute("UPDATE contacts SET how_met = 'at a fbir'")
    found = check_history(workspace.database)
    assert found.what == f"1 row holds something else than was written: contacts {ana[-6:]}"
    workspace.database.conn.execute("UPDATE contacts SET how_met = 'at a fair', updated_at = '2026'")
    assert check_history(workspace.database).level == "fail"


def test_what_was_changed_undone_and_restored_has_not_rotted(workspace, backups, clock):
    ana = workspace.contacts.add("Ana García")
    first = backups.create().path
    workspace.contacts.edit(ana, city="Vigo")
    workspace.undo()
    workspace.redo()
    workspace.contacts.remove([ana])
    assert bad(backups.database, backups) == []
    clock.move(hours=1)
    backups.restore(first)
    (told,) = bad(backups.database, backups)
    assert told.startswith("The latest backup has 4 changes that are not here, the first of 2026-11-24")
    workspace.contacts.add("Luis Pérez")
    clock.move(hours=1)
    backups.create()
    assert bad(backups.database, backups) == []


def test_changes_that_a_damaged_log_lost_are_told(workspace, backups, home, clock):
    """A flipped bit in `-wal` drops that change and all later ones, and SQLite finds all well."""
    workspace.contacts.add("Ana García")
    workspace.database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    workspace.contacts.add("Luis Pérez")
    backups.create()
    copy = home.with_name("copy")
    copy.mkdir()
    for part in ("", "-wal"):
        (copy / f"scrm.db{part}").write_bytes((home / f"scrm.db{part}").read_bytes())
    flip(copy / "scrm.db-wal", 3000, 1)
    database = Database(copy / "scrm.db")
    assert [finding.level for finding in check_database(database) if finding.level != "ok"] == []
    (found,) = [one for one in check_against_backup(database, backups) if one.level == "warn"]
    database.close()
    assert found.what == (
        "The latest backup has 1 change that is not here, of 2026-11-24 (contact add):"
        " it was lost, or an older backup was restored since"
    )


def test_a_note_that_rotted_is_named_and_one_that_was_edited_is_not(workspace, backups, home):
    note = home / "notes" / workspace.notebook.new("Lisbon", body="An offer").path
    other = home / "notes" / workspace.notebook.new("Porto", body="An offer").path
    backups.create()
    before = note.stat()
    flip(note, before.st_size - 3, 0)
    os.utime(note, ns=(before.st_atime_ns, before.st_mtime_ns))
    flip(other, other.stat().st_size - 3, 0)
    os.utime(other, (2e9, 2e9))
    found = bad(backups.database, backups)
    assert found == ["lisbon.md was not written since the backup of 2026-11-24, and holds something else"]


def test_a_damaged_backup_is_named_and_the_one_before_serves(workspace, backups, clock):
    workspace.contacts.add("Ana García")
    backups.create()
    clock.move(hours=1)
    latest = backups.create().path
    flip(latest, latest.stat().st_size // 2, 4)
    found = list(check_against_backup(workspace.database, backups))
    assert [(one.level, one.what) for one in found] == [
        ("fail", f"The backup {latest.name} is damaged"),
        ("ok", "1 row is as the backup of 2026-11-24 has it"),
    ]


def test_without_a_backup_there_is_nothing_to_compare(workspace, backups):
    workspace.contacts.add("Ana García")
    assert list(check_against_backup(workspace.database, backups)) == []
