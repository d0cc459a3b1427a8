"""A foreign process at the file, the state of all tables, a workspace in a child process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from scrm.db.opening.connection import connect
from scrm.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
KEPT = {"created_at", "updated_at", "updated_by"}


def shared_tables(conn) -> list[str]:  # type: ignore[no-untyped-def]
    """Tables whose rows travel between devices: all but the local ones."""
    rows = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [r[0] for r in rows if not r[0].startswith(("local_", "sqlite_", "_sqlite"))]


def alive(workspace: Workspace) -> dict[tuple[str, str], dict[str, object]]:
    """Every living row of every shared table, without the columns that each write touches."""
    found = {}
    for table in shared_tables(workspace.database.conn):
        for row in workspace.database.rows(f"SELECT * FROM {table} WHERE deleted_at IS NULL"):
            found[table, row["id"]] = {name: row[name] for name in row.keys() if name not in KEPT}  # noqa: SIM118
    return found


@pytest.fixture
def state(workspace: Workspace) -> Callable[[], dict[tuple[str, str], dict[str, object]]]:
    """What `alive` gives for this workspace, when called."""
    return lambda: alive(workspace)


@pytest.fixture
def foreign_lock(workspace: Workspace) -> Iterator[Callable[[], object]]:
    """Another process holds the write lock; calling the result lets it go."""
    workspace.database.conn.execute("PRAGMA busy_timeout=0")
    other = connect(workspace.places.database)
    other.execute("BEGIN IMMEDIATE")
    yield lambda: other.execute("ROLLBACK")
    other.close()


HEAD = """
import os, sys
from pathlib import Path
from datetime import UTC, datetime
from scrm.base.clock import ManualClock
from scrm.base.settings import Places, Settings
from scrm.workspace import Workspace
home = Path(sys.argv[1])
def opened(**more):
    places = Places.at(home)
    clock = ManualClock(datetime(2026, 11, 24, 9, 2, tzinfo=UTC))
    return Workspace(places, Settings.load(places), clock=clock, create=True, **more)
"""


@pytest.fixture
def child() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start Python code in another process, `opened()` and `home` at hand."""
    started: list[subprocess.Popen[str]] = []

    def start(code: str, home: Path, *arguments: str, before: Sequence[str] = ()) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*before, sys.executable, "-c", HEAD + code, str(home), *arguments],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


MOUNT = '''
import subprocess
home.mkdir(exist_ok=True)
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(home)], check=True)
def close_disk():
    """From now on what is opened anew is on a read-only disk, also for a program that has it open."""
    for options in (["--bind"], ["-o", "remount,bind,ro"]):
        subprocess.run(["mount", *options, str(home.parent), str(home.parent)], check=True)
def fill(but=0):
    with (home.parent / "filling").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            file.truncate(max(0, file.tell() - but))
home = home / "scrm"
'''


@pytest.fixture
def mounted(child, home) -> Callable[..., str]:
    """Run code on a file system of 8 MB of its own, with `fill` and `close_disk` at hand; gives what it printed."""
    own = ["unshare", "--mount", *(["--map-root-user"] if os.geteuid() else [])]
    tried = [*own, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    if not shutil.which("unshare") or subprocess.run(tried, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a file system")

    def run(*code: str) -> str:
        process = child(MOUNT + "".join(textwrap.dedent(part) for part in code), home, before=own)
        said, complaint = process.communicate(timeout=60)
        assert process.returncode == 0, complaint
        return str(said.strip())

    return run
