"""A workspace that cannot be written is read all the same, whatever keeps writing out, and a write says what does.

Real obstacles: a read-only or full file system in a mount namespace of its own, and closed modes for a process that
is not root. Where the machine allows no such mount those tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from scrm.base.settings import Places, Settings
from scrm.db.opening import stand_in
from scrm.db.opening.connection import connect
from scrm.workspace import Workspace

NOBODY = 65534
LOADED = stand_in, shutil
"""before a child process becomes somebody who cannot read Python's own files"""


def open_at(home: Path, **more: bool) -> Workspace:
    places = Places.at(home)
    return Workspace(places, Settings.load(places), patience=0.0, **more)


def as_nobody(work) -> str:  # type: ignore[no-untyped-def]
    """Run `work` in a child process that is not root, since root may write everywhere; gives what it said."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(NOBODY)
            said = work()
        except BaseException as error:  # noqa: BLE001
            said = f"{type(error).__name__}: {error}"
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as end:
        said = end.read().decode()
    os.waitpid(pid, 0)
    return said


def names(workspace: Workspace) -> str:
    return ", ".join(row.name for row in workspace.lists.rows_at(workspace.lists.everybody()))


def added(workspace: Workspace) -> str:
    """What a write says."""
    try:
        workspace.contacts.add("Luis Pérez")
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"
    return "written"


@pytest.fixture
def folder():
    """A folder that others may enter, with a workspace in it, closed."""
    outer = Path(tempfile.mkdtemp())
    outer.chmod(0o755)
    with open_at(outer / "scrm", create=True) as workspace:
        workspace.contacts.add("Ana García")
    yield outer / "scrm"
    (outer / "scrm").chmod(0o755)
    shutil.rmtree(outer)


@pytest.fixture
def locked_folder(folder):
    """It can be read and not written."""
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    return folder


@pytest.fixture
def nobodys(folder):
    """It belongs to the one who is not root."""
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, NOBODY, NOBODY)
    return folder


def test_a_closed_folder_is_read_and_a_write_says_so(locked_folder):
    before = (locked_folder / "scrm.db").read_bytes()

    def work() -> str:
        with open_at(locked_folder) as workspace:
            assert workspace.database.read_only
            return f"{names(workspace)}; {added(workspace)}"

    said = as_nobody(work)
    assert said == f"Ana García; StorageFailed: {locked_folder} is closed to writing; nothing was changed"
    assert (locked_folder / "scrm.db").read_bytes() == before
    assert [path.name for path in locked_folder.iterdir()] == ["scrm.db"]


def test_a_closed_folder_with_rows_in_its_log_is_read_with_them(folder):
    """Killed, then closed: what lies in `-wal` alone is not passed over."""
    with open_at(folder) as workspace:
        workspace.contacts.add("Luis Pérez")
        log = (folder / "scrm.db-wal").read_bytes()
        main = (folder / "scrm.db").read_bytes()
    (folder / "scrm.db").write_bytes(main)
    (folder / "scrm.db-wal").write_bytes(log)
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)

    def work() -> str:
        with open_at(folder) as workspace:
            copies = len(list(Path(tempfile.gettempdir()).glob("scrm-*/scrm.db")))
            said = f"{names(workspace)}; {copies}; {added(workspace)}"
        return f"{said}; {len(list(Path(tempfile.gettempdir()).glob('scrm-*')))}"

    tempfile.tempdir = str(folder.parent / "temporary")
    Path(tempfile.tempdir).mkdir()
    Path(tempfile.tempdir).chmod(0o777)
    try:
        said = as_nobody(work)
    finally:
        tempfile.tempdir = None
    assert said == (
        f"Ana García, Luis Pérez; 1; StorageFailed: {folder} is closed to writing; nothing was changed; 0"
    )
    assert sorted(path.name for path in folder.iterdir()) == ["scrm.db", "scrm.db-wal"]


def test_what_others_write_meanwhile_is_seen(locked_folder):
    """One who may not write reads the file as it stands, without a lock: never an old page among new ones."""
    ask, asked = os.pipe()
    answer, answered = os.pipe()

    def work() -> str:
        said = []
        with open_at(locked_folder) as workspace:
            for _round in range(3):
                said.append(names(workspace))
                os.write(answered, b".")
                os.read(ask, 1)
            return "; ".join([*said, names(workspace), workspace.database.value("PRAGMA integrity_check")])

    def write() -> None:
        os.read(answer, 1)
        with open_at(locked_folder) as workspace:
            workspace.contacts.add("Luis Pérez")
            os.write(asked, b".")
            os.read(answer, 1)
            workspace.contacts.add("Zoe Ruiz")
        os.write(asked, b".")
        os.read(answer, 1)
        os.write(asked, b".")
        os._exit(0)

    if os.geteuid():
        pytest.skip("only root writes where others may not")
    writer = os.fork()
    if writer == 0:
        write()
    said = as_nobody(work)
    os.waitpid(writer, 0)
    for end in (ask, asked, answer, answered):
        os.close(end)
    assert said.split("; ") == [
        "Ana García",
        "Ana García, Luis Pérez",
        "Ana García, Luis Pérez, Zoe Ruiz",
        "Ana García, Luis Pérez, Zoe Ruiz",
        "ok",
    ]


def test_a_database_closed_by_its_owner_is_read_and_no_note_is_written_beside_it(nobodys):
    def work() -> str:
        (nobodys / "scrm.db").chmod(0o400)
        with open_at(nobodys) as workspace:
            said = [names(workspace), added(workspace)]
            try:
                workspace.notebook.new("Lisbon")
            except Exception as error:  # noqa: BLE001
                said.append(type(error).__name__)
            return "; ".join(said)

    closed = f"StorageFailed: {nobodys}/scrm.db is closed to writing; nothing was changed"
    assert as_nobody(work) == f"Ana García; {closed}; StorageFailed"
    assert not (nobodys / "notes").exists()


def test_a_database_that_was_read_while_closed_is_written_once_it_is_open_again(nobodys):
    """SQLite's own two files were made as closed as the database was."""

    def work() -> str:
        path = nobodys / "scrm.db"
        path.chmod(0o400)
        reader = connect(path)
        reader.execute("SELECT count(*) FROM contacts").fetchone()
        left = {mode(nobodys / f"scrm.db{part}") for part in ("-wal", "-shm")}
        path.chmod(0o600)
        with open_at(nobodys) as workspace:
            said = f"{left} {added(workspace)} {mode(nobodys / 'scrm.db-wal'):o}"
        reader.close()
        return said

    def mode(path: Path) -> int:
        return path.stat().st_mode & 0o777

    assert as_nobody(work) == f"{ {0o400} } written 600"


def test_an_open_program_writes_again_once_it_may(nobodys):
    def work() -> str:
        nobodys.chmod(0o500)
        with open_at(nobodys) as workspace:
            said = [names(workspace), added(workspace)[:13]]
            nobodys.chmod(0o700)
            said += [added(workspace), names(workspace)]
        return "; ".join(said)

    assert as_nobody(work) == "Ana García; StorageFailed; written; Ana García, Luis Pérez"


def test_a_folder_that_cannot_be_made_is_told(locked_folder):
    said = as_nobody(lambda: str(open_at(locked_folder / "new", create=True)))
    assert said.startswith("StorageFailed"), said


ROWS = """
def names(workspace):
    return ", ".join(row.name for row in workspace.lists.rows_at(workspace.lists.everybody()))
def added(workspace):
    try:
        workspace.contacts.add("Luis Pérez")
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "written"
with opened() as workspace:
    workspace.contacts.add("Ana García")
    workspace.notebook.new("Lisbon")
"""


def test_a_read_only_disk_is_read(mounted):
    code = """
    close_disk()
    with opened() as workspace:
        print(names(workspace), workspace.notebook.find("lisbon").title, added(workspace), sep="; ")
    """
    said = mounted(ROWS, code).split("; ")
    assert said[:2] == ["Ana García", "Lisbon"]
    assert said[2].startswith("StorageFailed: ")
    assert said[2].endswith("scrm.db is on a read-only disk")


def test_a_disk_that_turns_read_only_under_an_open_program_is_read_on(mounted):
    """What a system does that finds its disk failing."""
    code = """
    import threading
    with opened() as workspace:
        names(workspace)
        close_disk()
        other = threading.Thread(target=lambda: print(names(workspace), end="; "))
        other.start()
        other.join()
        print(names(workspace), added(workspace).partition(":")[0], sep="; ")
    """
    assert mounted(ROWS, code) == "Ana García; Ana García; StorageFailed"


def test_a_full_disk_is_read_and_written_as_soon_as_there_is_room(mounted):
    code = """
    fill()
    with opened() as workspace:
        print(names(workspace), added(workspace), sep="; ", end="; ")
        (home.parent / "filling").unlink()
        print(added(workspace), names(workspace), sep="; ")
    """
    assert mounted(ROWS, code).split("; ") == [
        "Ana García",
        "StorageFailed: The disk is full",
        "nothing was changed",
        "written",
        "Ana García, Luis Pérez",
    ]
