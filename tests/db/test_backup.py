"""Backups hold what was committed, count only when they read back, name what is damaged, and go back whole."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
import zipfile

import pytest

from scrm.base.errors import BadInput, Busy, NewerFile, NotFound, StorageFailed
from scrm.db.backup import snapshot
from scrm.db.backup.folder import Backups
from scrm.db.opening.connection import APPLICATION_ID, Database, connect
from scrm.db.opening.migrations import VERSION, migrate
from scrm.workspace import Workspace

ANA = "---\nid: n1\ntitle: Ana García\n---\n\nAgreed on the scope.\n".encode()


@pytest.fixture
def notes(home):
    folder = home / "notes"
    (folder / "firms").mkdir(parents=True)
    (folder / "ana-garcia.md").write_bytes(ANA)
    (folder / "firms" / "norte.MD").write_bytes(b"Norte\r\n")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture
def backups(workspace, home, notes, clock):
    workspace.contacts.add("Ana García", addresses=["ana@example.com"])
    return Backups(home / "backups", home / "scrm.db", notes, clock, patience=0.0)


def names(database):
    conn = connect(database)
    try:
        return [row[0] for row in conn.execute("SELECT name FROM contacts ORDER BY name")]
    finally:
        conn.close()


def test_a_backup_holds_the_database_and_the_files_of_the_notes_folder_and_nothing_else(backups):
    report = backups.create()
    assert report.path.name == "scrm-20261124-090200.zip"
    assert (report.notes, report.attachments, report.left_out, report.problems) == (2, 1, [], [])
    with zipfile.ZipFile(report.path) as archive:
        assert archive.namelist() == [
            "scrm.db",
            "notes/ana-garcia.md",
            "notes/picture.png",
            "notes/firms/norte.MD",
            "manifest.json",
        ]
        assert archive.read("notes/ana-garcia.md") == ANA
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["made"] == "2026-11-24T09:02:00.000Z"
    assert manifest["schema"] == VERSION
    assert manifest["files"]["notes/firms/norte.MD"][0] == 7


def test_a_backup_is_readable_by_its_owner_alone_and_leaves_nothing_beside_it(backups):
    old = os.umask(0)
    try:
        path = backups.create().path
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backups.folder.stat().st_mode) == 0o700
    assert os.listdir(backups.folder) == [path.name]


def test_rows_still_in_the_write_ahead_log_are_in_the_backup(backups, workspace, tmp_path):
    workspace.database.conn.execute("PRAGMA wal_autocheckpoint=0")
    workspace.contacts.add("Luis Pérez")
    with zipfile.ZipFile(backups.create().path) as archive:
        archive.extract("scrm.db", tmp_path)
    assert names(tmp_path / "scrm.db") == ["Ana García", "Luis Pérez"]


def test_another_process_that_writes_delays_no_backup_and_its_open_rows_are_not_in_it(
    backups, home, tmp_path
):
    foreign = connect(home / "scrm.db")
    foreign.execute("BEGIN IMMEDIATE")
    foreign.execute("UPDATE contacts SET name = 'unsaved'")
    try:
        report = backups.create()
    finally:
        foreign.close()
    with zipfile.ZipFile(report.path) as archive:
        archive.extract("scrm.db", tmp_path)
    assert names(tmp_path / "scrm.db") == ["Ana García"]


def test_two_backups_of_one_second_are_two_files_and_the_latest_comes_first(backups, clock):
    first, second = backups.create().path, backups.create().path
    clock.move(days=1)
    third = backups.create().path
    assert second.name == "scrm-20261124-090200-2.zip"
    assert [entry.path for entry in backups.entries()] == [third, second, first]
    assert backups.entries()[0].made == "2026-11-25T09:02:00.000Z"
    assert backups.entries()[0].size == third.stat().st_size
    assert backups.find() == third
    assert backups.find("scrm-20261124-090200") == first
    assert backups.find(str(second)) == second


def test_other_files_in_the_folder_are_no_backups(backups):
    backups.folder.mkdir()
    for name in ("scrm-2026.zip", "scrm-20261324-990200.zip", "other.zip", ".scrm-0123456789abcdef.tmp"):
        (backups.folder / name).write_bytes(b"x")
    assert backups.entries() == []
    with pytest.raises(NotFound, match="There is no backup yet"):
        backups.find()
    with pytest.raises(NotFound, match="There is no backup nothing"):
        backups.find("nothing")


def test_pruning_keeps_the_latest_and_never_the_last_one(backups, clock):
    paths = []
    for _ in range(4):
        paths.append(backups.create().path)
        clock.move(hours=1)
    assert sorted(backups.prune(2)) == paths[:2]
    assert backups.prune(0) == [paths[2]]
    assert [entry.path for entry in backups.entries()] == [paths[3]]


def test_without_a_workspace_there_is_nothing_to_back_up(tmp_path, clock):
    backups = Backups(tmp_path / "backups", tmp_path / "scrm.db", tmp_path / "notes", clock)
    with pytest.raises(NotFound):
        backups.create()
    (tmp_path / "scrm.db").touch()
    with pytest.raises(NotFound):
        backups.create()
    assert os.listdir(tmp_path / "backups") == []


def test_a_workspace_without_notes_is_backed_up(backups, notes):
    shutil.rmtree(notes)
    assert backups.create().notes == 0


def test_a_whole_backup_verifies(backups):
    path = backups.create().path
    report = backups.verify(path)
    assert report.problems == []
    assert (report.made, report.schema, report.notes) == ("2026-11-24T09:02:00.000Z", VERSION, 2)
    assert os.listdir(backups.folder) == [path.name]


def test_every_flipped_bit_is_noticed(backups):
    """Flips all over the file: in what was packed, in zip's own records, in the manifest, in the seal."""
    path = backups.create().path
    whole = path.read_bytes()
    chance = random.Random(7)
    places = [*chance.sample(range(len(whole)), 150), *range(len(whole) - 90, len(whole))]
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        assert backups.verify(path).problems, place


def test_a_damaged_member_is_named(backups):
    path = backups.create().path
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        member = archive.getinfo("notes/ana-garcia.md")
    data[member.header_offset + 30 + len(member.filename) + 20 + 10] ^= 0x10
    path.write_bytes(data)
    assert backups.verify(path).problems == ["notes/ana-garcia.md is damaged"]


@pytest.mark.parametrize("keep", [0, 10, 500, -100])
def test_a_file_cut_short_is_told(backups, keep):
    path = backups.create().path
    path.write_bytes(path.read_bytes()[:keep])
    assert backups.verify(path).problems == ["It is cut short or damaged, or no backup of scrm"]


def test_a_lost_last_byte_is_told_apart(backups):
    path = backups.create().path
    path.write_bytes(path.read_bytes()[:-1])
    assert backups.verify(path).problems == ["It was changed after it was made; the files in it are whole"]


def test_missing_and_strange_members_are_told(backups):
    path = backups.create().path
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    del members["notes/ana-garcia.md"]
    members["../evil"] = b"x"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert backups.verify(path).problems == [
        "notes/ana-garcia.md is missing",
        "../evil does not belong there",
    ]


def test_a_member_that_unpacks_to_more_than_it_says_is_damaged(backups):
    path = backups.create().path
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["notes/ana-garcia.md"] = b"\0" * 50_000_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert backups.verify(path).problems == ["notes/ana-garcia.md is damaged"]


def test_restoring_brings_rows_and_notes_back_and_saves_what_was_there(backups, workspace, notes, clock):
    path = backups.create().path
    clock.move(hours=1)
    workspace.contacts.add("Later Person")
    (notes / "ana-garcia.md").write_bytes(b"overwritten")
    (notes / "later.md").write_bytes(b"later")
    shutil.rmtree(notes / "firms")
    done = backups.restore(path)
    assert names(backups.database) == ["Ana García"]
    assert [row["name"] for row in workspace.database.rows("SELECT name FROM contacts")] == ["Ana García"]
    assert (notes / "ana-garcia.md").read_bytes() == ANA
    assert (notes / "firms" / "norte.MD").read_bytes() == b"Norte\r\n"
    assert (done.written, done.newer, done.problems, done.aside) == (2, ["later.md"], [], [])
    assert done.safety is not None
    assert backups.verify(done.safety).problems == []
    backups.restore(done.safety)
    assert names(backups.database) == ["Ana García", "Later Person"]
    assert (notes / "ana-garcia.md").read_bytes() == b"overwritten"


def test_a_restored_file_is_in_wal_mode_ours_and_private(backups, home):
    backups.restore(backups.create().path)
    assert (home / "scrm.db").read_bytes()[18:20] == b"\x02\x02"
    conn = connect(home / "scrm.db")
    assert conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    conn.close()
    assert stat.S_IMODE((home / "scrm.db").stat().st_mode) == 0o600
    assert not [name for name in os.listdir(home) if name.endswith(".tmp")]


def test_a_file_of_another_page_size_is_restored_too(backups, workspace, home, clock, tmp_path):
    """Versions of scrm may give new files other pages; a WAL file takes none but its own."""
    conn = connect(home / "scrm.db")
    conn.execute(f"VACUUM INTO '{tmp_path / 'other.db'}'")
    conn.close()
    other = connect(tmp_path / "other.db")
    other.execute("PRAGMA page_size=1024")
    other.execute("VACUUM")
    other.execute("PRAGMA journal_mode=WAL")
    other.close()
    path = Backups(tmp_path / "backups", tmp_path / "other.db", tmp_path / "none", clock).create().path
    workspace.contacts.add("Later Person")
    backups.restore(path)
    assert names(home / "scrm.db") == ["Ana García"]


def test_restoring_on_a_new_machine_makes_the_workspace(backups, tmp_path, clock):
    other = tmp_path / "other"
    new = Backups(other / "backups", other / "scrm.db", other / "notes", clock)
    done = new.restore(backups.create().path)
    assert (done.safety, done.aside, done.written) == (None, [], 3)
    database = Database(other / "scrm.db")
    assert migrate(database) == VERSION
    assert database.value("PRAGMA journal_mode") == "wal"
    database.close()
    assert (other / "notes" / "firms" / "norte.MD").read_bytes() == b"Norte\r\n"


def test_a_damaged_database_is_set_aside_and_not_lost(backups, workspace, home):
    path = backups.create().path
    workspace.close()
    data = bytearray((home / "scrm.db").read_bytes())
    data[100:4096] = os.urandom(3996)
    (home / "scrm.db").write_bytes(data)
    with pytest.raises(snapshot.Damaged, match=r"scrm\.db is damaged"):
        backups.create()
    done = backups.restore(path)
    assert names(home / "scrm.db") == ["Ana García"]
    assert [kept.name for kept in done.aside] == ["scrm-damaged-20261124-090200.db"]
    assert done.aside[0].read_bytes() == bytes(data)


def test_a_restore_while_another_process_writes_is_busy_and_changes_nothing(backups, workspace, home, notes):
    path = backups.create().path
    workspace.contacts.add("Later Person")
    (notes / "ana-garcia.md").write_bytes(b"edited")
    foreign = connect(home / "scrm.db")
    foreign.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(Busy):
            backups.restore(path)
    finally:
        foreign.close()
    assert names(home / "scrm.db") == ["Ana García", "Later Person"]
    assert (notes / "ana-garcia.md").read_bytes() == b"edited"


def test_another_process_that_reads_sees_the_old_rows_until_it_is_done(backups, workspace, home):
    path = backups.create().path
    workspace.contacts.add("Later Person")
    reader = connect(home / "scrm.db")
    reader.execute("BEGIN")
    count = "SELECT count(*) FROM contacts"
    assert reader.execute(count).fetchone()[0] == 2
    backups.restore(path)
    assert reader.execute(count).fetchone()[0] == 2
    reader.execute("COMMIT")
    assert reader.execute(count).fetchone()[0] == 1
    reader.close()


def test_a_damaged_backup_is_not_restored(backups, home):
    path = backups.create().path
    data = bytearray(path.read_bytes())
    data[2000] ^= 1
    path.write_bytes(data)
    with pytest.raises(BadInput, match=r"was not restored: scrm\.db is damaged") as caught:
        backups.restore(path)
    assert caught.value.exit_code == 65
    assert names(home / "scrm.db") == ["Ana García"]
    assert os.listdir(backups.folder) == [path.name]


def test_a_database_that_cannot_be_opened_is_named_and_not_the_folder_of_backups(backups, workspace, home):
    workspace.database.close()
    (home / "scrm.db-wal").mkdir()
    with pytest.raises(StorageFailed) as raised:
        backups.create()
    assert str(home / "scrm.db") in raised.value.what


@pytest.mark.parametrize("content", [b"x", b"text that fills a page " * 300])
def test_a_file_that_is_no_workspace_makes_no_backup(backups, workspace, home, content):
    kept = backups.create().path
    workspace.database.close()
    (home / "scrm.db").write_bytes(content)
    with pytest.raises(snapshot.Damaged):
        backups.create()
    assert [backup.path for backup in backups.entries()] == [kept]
    backups.restore(kept)
    assert names(home / "scrm.db") == ["Ana García"]


def test_a_backup_of_a_later_scrm_is_refused(backups, workspace):
    workspace.database.conn.execute(f"PRAGMA user_version={VERSION + 1}")
    path = backups.create().path
    workspace.database.conn.execute(f"PRAGMA user_version={VERSION}")
    with pytest.raises(NewerFile):
        backups.restore(path)


def test_a_hostile_backup_writes_no_file_outside_the_notes(backups, tmp_path, notes):
    """Its list names a path that leads out, and is right about everything else."""
    (notes / "zz.md").write_bytes(b"out")
    path = backups.create().path
    with zipfile.ZipFile(path) as archive:
        members = {
            n.replace("notes/zz.md", "notes/../../evil.md"): archive.read(n) for n in archive.namelist()
        }
    members["manifest.json"] = members["manifest.json"].replace(b"notes/zz.md", b"notes/../../evil.md")
    with path.open("w+b") as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.comment = b"0" * 64
            for name, data in members.items():
                archive.writestr(name, data)
        _seal(file)
    done = backups.restore(path)
    assert len(done.problems) == 1
    assert "leads out of its folder" in done.problems[0]
    assert not list(tmp_path.rglob("evil.md"))


def _seal(file):
    import hashlib

    file.seek(0)
    data = file.read()[:-64]
    file.seek(len(data))
    file.write(hashlib.sha256(data).hexdigest().encode())


def test_a_full_disk_keeps_the_old_backups_and_says_so(backups, workspace):
    """RLIMIT_FSIZE makes every write beyond it fail as a full disk does, and also those of SQLite."""
    kept = backups.create().path
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        for limit in (0, 4096, 100_000, 250_000):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, old[1]))
            with pytest.raises(StorageFailed) as caught:
                backups.create()
            assert str(backups.folder) in caught.value.what
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
    assert os.listdir(backups.folder) == [kept.name]
    assert backups.verify(kept).problems == []
    workspace.contacts.add("After the disk was full")


def test_a_restore_on_a_full_disk_changes_no_row(backups, workspace, home):
    path = backups.create().path
    workspace.contacts.add("Later Person")
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = (home / "scrm.db").stat().st_size
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, old[1]))
        with pytest.raises(StorageFailed):
            backups.restore(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
    assert names(home / "scrm.db") == ["Ana García", "Later Person"]


KILLED = """
    import sys
    from pathlib import Path
    from scrm.base.clock import SystemClock
    from scrm.db.backup.folder import Backups
    home = Path(sys.argv[1])
    backups = Backups(home / "backups", home / "scrm.db", home / "notes", SystemClock())
    print("ready", flush=True)
    while True:
        backups.restore(backups.find(sys.argv[2]))
"""


def test_a_kill_in_the_middle_of_a_restore_leaves_one_state_or_the_other(backups, workspace, home):
    path = backups.create().path
    chance = random.Random(3)
    for _ in range(8):
        workspace.contacts.add("Later Person")
        child = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(KILLED), str(home), str(path)], stdout=subprocess.PIPE
        )
        with child:
            assert child.stdout.readline() == b"ready\n"
            with pytest.raises(subprocess.TimeoutExpired):
                child.wait(chance.uniform(0.005, 0.12))
            child.kill()
        assert set(names(home / "scrm.db")) in ({"Ana García"}, {"Ana García", "Later Person"})
        assert workspace.database.value("PRAGMA integrity_check") == "ok"
    for entry in backups.entries():
        assert backups.verify(entry.path).problems == []


def test_a_migration_gets_a_backup_of_the_database_alone(backups, workspace):
    """The step itself is not repeated on a full file; that the callable makes a whole copy is what counts."""
    path = backups.before_migration()
    assert backups.verify(path).notes == 0
    restored = backups.restore(path)
    assert (restored.written, restored.newer) == (0, [])
    assert names(backups.database) == ["Ana García"]


def test_no_backup_is_made_for_an_empty_or_current_file(home, clock):
    database = Database(home / "scrm.db", create=True)
    asked = []
    migrate(database, before=lambda: asked.append(1))
    migrate(database, before=lambda: asked.append(1))
    database.close()
    assert asked == []


def test_a_damaged_page_is_found_though_the_hashes_fit(backups, workspace, home, tmp_path):
    """A backup made of a file that was broken already does not come to be."""
    workspace.close()
    conn = sqlite3.connect(home / "scrm.db")
    root = conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'contacts_ref'").fetchone()[0]
    page = conn.execute("PRAGMA page_size").fetchone()[0]
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
    with (home / "scrm.db").open("r+b") as file:
        file.seek((root - 1) * page)
        file.write(b"\x0d" + os.urandom(200))
    with pytest.raises(snapshot.Damaged):
        backups.create()
    assert os.listdir(backups.folder) == []


def test_a_workspace_opens_after_a_restore_of_its_own_backup(backups, workspace, clock):
    backups.restore(backups.create().path)
    workspace.close()
    with Workspace(workspace.places, workspace.settings, clock=clock, patience=0.0) as again:
        again.contacts.add("Afterwards")
    assert names(backups.database) == ["Afterwards", "Ana García"]
