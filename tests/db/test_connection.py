"""Opening the file: only ours, only for its owner, with the settings that keep acknowledged writes."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from scrm.base.errors import NewerFile, NotFound, StorageFailed
from scrm.base.settings import Places, Settings
from scrm.db.opening.connection import APPLICATION_ID, Database, connect
from scrm.db.opening.migrations import VERSION, migrate
from scrm.workspace import Workspace


def open_at(home: Path, **more: bool) -> Workspace:
    places = Places.at(home)
    return Workspace(places, Settings.load(places), patience=0.0, **more)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def open_mask():
    before = os.umask(0)
    yield
    os.umask(before)


def test_all_files_are_the_owners_alone_at_any_umask(home, open_mask):
    with open_at(home, create=True) as workspace:
        workspace.contacts.add("Ana García")
        files = sorted(path.name for path in home.iterdir() if path.is_file())
        assert files == ["scrm.db", "scrm.db-shm", "scrm.db-wal"]
        assert {mode(home / name) for name in files} == {0o600}
        assert mode(home) == 0o700


def test_the_settings_hold_on_every_connection(workspace):
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1,
        "busy_timeout": 5000, "trusted_schema": 0, "application_id": APPLICATION_ID, "user_version": VERSION,
    }  # fmt: skip
    found: list[dict[str, object]] = []

    def look() -> None:
        found.append({name: workspace.database.value(f"PRAGMA {name}") for name in wanted})

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    look()
    assert found == [wanted, wanted]


def test_each_thread_has_its_own_connection_and_close_ends_them_all(workspace):
    seen: list[sqlite3.Connection] = []
    threads = [threading.Thread(target=lambda: seen.append(workspace.database.conn)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(conn) for conn in [*seen, workspace.database.conn]}) == 4
    workspace.close()
    with pytest.raises(sqlite3.ProgrammingError):
        seen[0].execute("SELECT 1")


def test_no_workspace_is_told_and_none_is_made(home):
    with pytest.raises(NotFound):
        open_at(home)
    assert not home.exists()


@pytest.mark.parametrize(
    "data", [b"hello, I am a text", b"\0" * 4096, os.urandom(300), b"SQLite format 2\0" * 20]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(home, data):
    home.mkdir()
    path = home / "scrm.db"
    path.write_bytes(data)
    with pytest.raises(StorageFailed, match="not a scrm workspace"):
        open_at(home, create=True)
    assert path.read_bytes() == data
    assert [p.name for p in home.iterdir()] == ["scrm.db"]


@pytest.mark.parametrize("setting", ["application_id=7", "application_id=0", f"user_version={VERSION}"])
@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_somebody_elses_database_is_refused_and_left_alone(home, setting, journal):
    home.mkdir()
    path = home / "scrm.db"
    other = sqlite3.connect(path)
    other.executescript(
        f"PRAGMA journal_mode={journal}; PRAGMA {setting}; CREATE TABLE mine (x); INSERT INTO mine VALUES (1)"
    )
    other.close()
    before = path.read_bytes()
    with pytest.raises(StorageFailed, match="not a scrm workspace"):
        open_at(home, create=True)
    assert path.read_bytes() == before
    assert [p.name for p in home.iterdir()] == ["scrm.db"]


def test_somebody_elses_database_in_use_is_refused_too(home):
    """Its tables may stand in its WAL alone: the header shows an empty file."""
    home.mkdir()
    other = sqlite3.connect(home / "scrm.db")
    other.executescript("PRAGMA journal_mode=wal; CREATE TABLE mine (x); INSERT INTO mine VALUES (1)")
    with pytest.raises(StorageFailed, match="not a scrm workspace"):
        open_at(home, create=True)
    assert [r[0] for r in other.execute("SELECT name FROM sqlite_schema")] == ["mine"]
    other.close()


def test_an_empty_file_is_a_birth_cut_short(home):
    home.mkdir()
    (home / "scrm.db").touch(0o600)
    with open_at(home) as workspace:
        assert workspace.contacts.add("Ana García")


def test_an_empty_file_beside_backups_is_a_loss_and_no_birth(home):
    (home / "backups").mkdir(parents=True)
    (home / "backups" / "scrm-1.zip").write_bytes(b"PK")
    (home / "scrm.db").touch(0o600)
    with pytest.raises(StorageFailed, match="is empty"):
        open_at(home, create=True)
    assert (home / "scrm.db").stat().st_size == 0


def test_a_newer_file_is_refused_untouched(home):
    open_at(home, create=True).close()
    path = home / "scrm.db"
    conn = connect(path)
    conn.execute(f"PRAGMA user_version={VERSION + 1}")
    conn.close()
    before = path.read_bytes()
    with pytest.raises(NewerFile, match=str(VERSION + 1)):
        open_at(home)
    assert path.read_bytes() == before


def test_a_damaged_file_is_told(home):
    with open_at(home, create=True) as workspace:
        for number in range(50):
            workspace.contacts.add(f"Ana García {number}")
    path = home / "scrm.db"
    data = bytearray(path.read_bytes())
    page = int.from_bytes(data[16:18], "big")
    data[page:] = b"\xff" * (len(data) - page)
    path.write_bytes(data)
    with pytest.raises(StorageFailed), open_at(home) as workspace:
        workspace.lists.everybody()


def test_a_wal_cut_off_loses_only_its_end(home):
    """What a power cut may leave: the copy without the last pages of the WAL opens and holds a state there was."""
    with open_at(home, create=True) as workspace:
        for number in range(5):
            workspace.contacts.add(f"Ana {number}")
        copy = home.with_name("copy")
        copy.mkdir()
        (copy / "scrm.db").write_bytes((home / "scrm.db").read_bytes())
        wal = (home / "scrm.db-wal").read_bytes()
    (copy / "scrm.db-wal").write_bytes(wal[: len(wal) - 5000])
    with open_at(copy) as workspace:
        names = [row.name for row in workspace.lists.rows_at(workspace.lists.everybody())]
        assert names == [f"Ana {number}" for number in range(len(names))]
        assert len(names) == 4
        assert workspace.database.value("PRAGMA integrity_check") == "ok"


def test_a_current_file_opens_without_the_migration_library(home):
    import subprocess
    import sys

    open_at(home, create=True).close()
    code = (
        "import sys; from pathlib import Path; from scrm.db.opening.connection import Database;"
        "from scrm.db.opening.migrations import migrate;"
        f"migrate(Database(Path({str(home / 'scrm.db')!r})));"
        "sys.exit('sqlite_utils' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root).returncode == 0


def test_migrate_says_which_version_there_was(home):
    database = Database(home / "scrm.db", create=True)
    assert migrate(database) == 0
    assert migrate(database) == VERSION
    database.close()


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_a_pipe_or_a_folder_in_the_place_of_the_file_is_refused_and_not_waited_for(tmp_path, make):
    make(tmp_path / "scrm.db")
    for create in (False, True):
        with pytest.raises(StorageFailed, match="is not a scrm workspace"):
            Database(tmp_path / "scrm.db", create=create)


@pytest.mark.parametrize("name", ["plain", "a b%20c?d#e", "caf\udce9"])
def test_a_file_deleted_under_an_open_program_is_told_and_does_not_come_back_empty(tmp_path, name):
    path = tmp_path / name / "scrm.db"
    database = Database(path, create=True)
    migrate(database)
    assert database.value("SELECT count(*) FROM contacts") == 0
    for file in path.parent.iterdir():
        file.unlink()
    told = []

    def read():
        try:
            database.value("SELECT count(*) FROM contacts")
        except StorageFailed as error:
            told.append(error.what)

    other = threading.Thread(target=read)
    other.start()
    other.join()
    database.close()
    assert len(told) == 1
    assert not path.exists()


@pytest.mark.parametrize("how", ["deleted", "moved", "swapped"])
def test_a_file_that_is_not_the_one_opened_takes_no_writing(home, how):
    with open_at(home, create=True) as workspace:
        ana = workspace.contacts.add("Ana García")
        if how == "deleted":
            (home / "scrm.db").unlink()
        elif how == "moved":
            (home / "scrm.db").rename(home / "elsewhere.db")
        else:
            (home / "other.db").write_bytes((home / "scrm.db").read_bytes())
            (home / "other.db").rename(home / "scrm.db")
        for write in (
            lambda: workspace.contacts.add("Luis"),
            lambda: workspace.contacts.remove([ana]),
            workspace.undo,
        ):
            with pytest.raises(StorageFailed, match="was deleted or replaced while it was open") as told:
                write()
            assert told.value.remedy == "close scrm and open it again"
        (home / "notes").mkdir(exist_ok=True)
        (home / "notes" / "new.md").write_text("unknown as yet")
        assert "was deleted or replaced" in workspace.notebook.refresh().trouble
        assert [row[0] for row in workspace.database.rows("SELECT name FROM contacts")] == ["Ana García"]


@pytest.mark.parametrize("swapped", [True, False])
def test_another_thread_is_told_the_same_of_a_file_that_was_swapped_or_deleted(home, swapped):
    with open_at(home, create=True) as workspace:
        workspace.contacts.add("Ana García")
        (home / "other.db").write_bytes((home / "scrm.db").read_bytes())
        (home / "scrm.db").unlink()
        if swapped:
            (home / "other.db").rename(home / "scrm.db")
        told = []

        def write():
            with pytest.raises(StorageFailed, match="was deleted or replaced") as error:
                workspace.contacts.add("Luis")
            told.append(error.value.what)

        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
        assert len(told) == 1
