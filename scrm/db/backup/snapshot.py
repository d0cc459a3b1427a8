"""Copying a whole database that others may be using, out and back in, by SQLite's backup API.

A plain copy of the file misses what still lies in `-wal` (measured: "no such table") and may be torn.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from scrm.base import disk, faults
from scrm.base.clock import stopwatch
from scrm.base.errors import Busy, NotFound, StorageFailed
from scrm.base.files import open_folder
from scrm.base.i18n import _
from scrm.db.opening.connection import APPLICATION_ID, connect
from scrm.db.opening.failures import foreign, primary_code, translated
from scrm.db.opening.schema import foreign_entries, listed
from scrm.db.opening.steps import STEPS

PARTS = ("", "-wal", "-shm")
"""what SQLite puts behind a database's name"""


class Damaged(StorageFailed):
    """SQLite itself finds the database broken."""


def take(database: Path, target: Path) -> int:
    """Copy the committed rows into an empty file and check the copy; gives its schema number.

    Waits for nobody. Raises NotFound (missing or empty), Damaged (or not ours), StorageFailed (`target`
    cannot be written).
    """
    if not database.is_file() or not database.stat().st_size:
        raise NotFound(_("There is no workspace yet"), _("scrm import linkedin FILE, or scrm demo"))
    try:
        with translated(target.parent), closing(_bare(target)) as copy:
            # Nobody else sees the copy, and a crash leaves it to the sweep.
            copy.execute("PRAGMA journal_mode=OFF")
            copy.execute("PRAGMA synchronous=OFF")
            with closing(_readable(database)) as live:
                if live.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                    # A copy of nothing would push a good one out of the list.
                    raise Damaged(foreign(database).what, "scrm backup list")
                live.backup(copy)
            # The copy would call for a -wal file of its own.
            copy.execute("PRAGMA journal_mode=DELETE")
            schema: int = copy.execute("PRAGMA user_version").fetchone()[0]
        problems = health(target)
    except StorageFailed as error:
        if not _is_damage(error.__cause__):
            raise
        problems = [str(error.__cause__)]
    if problems:
        raise Damaged(
            _("%(path)s is damaged: %(problem)s") % {"path": database, "problem": problems[0]},
            "scrm backup list",
        )
    return schema


def _readable(database: Path) -> sqlite3.Connection:
    """A connection that has read once, so that a closed file is told by its own name."""
    with translated(database):
        live = connect(database)
        try:
            live.execute("PRAGMA schema_version").fetchone()
        except sqlite3.Error:
            live.close()
            raise
    return live


def _bare(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA trusted_schema=OFF")  # it may be a stranger's
    return conn


def _is_damage(error: BaseException | None) -> bool:
    return primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def identity(path: Path, schema: int) -> list[str]:
    """A sentence when a database is not one of ours with that schema number, or holds more than ours."""
    try:
        with closing(_bare(path)) as conn:
            return _strange(conn, schema)
    except sqlite3.DatabaseError as error:
        return [str(error)]


def health(path: Path, schema: int | None = None) -> list[str]:
    """What is wrong with a database that is nobody else's: at most ten lines in SQLite's own words.

    With `schema`, what `identity` says too; if that is anything, no more, since checking runs SQL of the file.
    """
    if schema is not None and (strange := identity(path, schema)):
        return strange
    try:
        with closing(_bare(path)) as conn:
            lines = [row[0] for row in conn.execute("PRAGMA integrity_check(10)")]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [line for line in lines if line != "ok"]


def _strange(conn: sqlite3.Connection, schema: int) -> list[str]:
    # In the place of one of ours it would open no more.
    if _kind(conn) != (APPLICATION_ID, schema):
        return [_("The database in it is none of scrm, or of another version than it says")]
    # What a later version makes is not known, and not restored either.
    if schema <= len(STEPS) and (found := foreign_entries(conn, schema)):
        return [_("The database in it holds what no scrm makes: %(names)s") % {"names": listed(found)}]
    return []


def _kind(conn: sqlite3.Connection) -> tuple[int, int]:
    """Whose database it is, and its schema number."""
    owner, number = (
        conn.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    return owner, number


def overwrite(source: Path, database: Path, patience: float) -> None:
    """Make `database` equal to `source` in one transaction, while others have it open.

    They see the old rows until it is done. Raises Busy when another process writes for `patience` seconds.
    """
    elapsed = stopwatch()

    def give_up(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and elapsed() >= patience:
            raise Busy(_("Another scrm is writing to this workspace"), _("again in a moment"))

    with translated(database), closing(_bare(source)) as fresh, closing(connect(database)) as live:
        live.execute(f"PRAGMA busy_timeout={int(min(patience, 5.0) * 1000)}")
        _fit(fresh, live)
        fresh.backup(live, progress=give_up)


def _fit(fresh: sqlite3.Connection, live: sqlite3.Connection) -> None:
    """A file in WAL mode takes no pages of another size than its own."""
    size = live.execute("PRAGMA page_size").fetchone()[0]
    if fresh.execute("PRAGMA page_size").fetchone()[0] != size:
        fresh.execute(f"PRAGMA page_size={size}")
        fresh.execute("VACUUM")


def put_in_place(source: Path, database: Path, stamp: str) -> list[Path]:
    """Move `source` to where `database` is missing or damaged; gives the old files under their new names.

    Both lie in one folder.
    """
    with translated(source), closing(_bare(source)) as conn:
        conn.execute("PRAGMA journal_mode=WAL")
    try:
        with open_folder(database.parent) as folder:
            aside = _set_aside(database, stamp, folder)
            os.rename(source.name, database.name, src_dir_fd=folder, dst_dir_fd=folder)
            disk.sync_folder(folder)
    except OSError as error:
        raise faults.failed(error, database) from error
    return aside


def _set_aside(database: Path, stamp: str, folder: int) -> list[Path]:
    """A stale -wal would be read into the new database, so all three go."""
    moved = []
    for part in PARTS:
        if database.with_name(database.name + part).exists():
            name = f"{database.stem}-damaged-{stamp}{database.suffix}{part}"
            os.rename(database.name + part, name, src_dir_fd=folder, dst_dir_fd=folder)
            moved.append(database.with_name(name))
    return moved
