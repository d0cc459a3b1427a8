"""Bringing a workspace's file up to this version of scrm.

A current file opens without importing sqlite-utils: `PRAGMA user_version` is
the last thing a migration writes. A newer file is refused untouched; an older
one is copied (and the copy verified) before the first step runs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from scrm.base.errors import NewerFile, StorageFailed
from scrm.base.i18n import _
from scrm.db.opening.connection import APPLICATION_ID, Database
from scrm.db.opening.failures import foreign, translated
from scrm.db.opening.steps import STEPS

VERSION = len(STEPS)


def migrate(database: Database, before: Callable[[], Path] | None = None) -> int:
    """Run the pending steps in one transaction; gives the version the file had.

    `before` makes the verified backup of a file that holds data; it is called
    only when there is something to do. Raises NewerFile, Busy, StorageFailed.
    """
    with translated(database.path):
        if not _is_ours(database.conn):
            raise foreign(database.path)
        found = _version(database.conn)
    if found == VERSION:
        return found
    if found > VERSION:
        raise NewerFile(
            _("This workspace was written by a later scrm (schema %(found)d, this one knows %(known)d)")
            % {"found": found, "known": VERSION},
            _("upgrade scrm; nothing was touched"),
        )
    if found and before is not None:
        before()
    with translated(database.path):
        _apply(database.conn)
    return found


def is_current(database: Database) -> bool:
    """Whether the file is of exactly this version: for reads that must not migrate it."""
    with translated(database.path):
        return _version(database.conn) == VERSION


def _is_ours(conn: sqlite3.Connection) -> bool:
    """Whether it carries our id, or nothing at all: the header of a file cannot tell what its WAL holds."""
    id: int = conn.execute("PRAGMA application_id").fetchone()[0]
    return id == APPLICATION_ID or (
        id == 0 and conn.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is None
    )


def _version(conn: sqlite3.Connection) -> int:
    version: int = conn.execute("PRAGMA user_version").fetchone()[0]
    return version


def _apply(conn: sqlite3.Connection) -> None:
    import sqlite_utils
    from sqlite_utils.migrations import Migrations

    steps = Migrations("scrm")
    for name, sql in STEPS:
        steps(name=name)(lambda db, sql=sql: db.executescript(sql))
    if _version(conn) == 0:
        # Properties of the file, which cannot be set inside a transaction. Pages of 8 KiB
        # make an import a tenth cheaper than the usual 4 (fewer splits, fewer WAL frames).
        conn.execute("PRAGMA page_size=8192")
        conn.execute("PRAGMA journal_mode=WAL")
    conn.execute("BEGIN IMMEDIATE")
    try:
        if _version(conn) < VERSION:
            steps.apply(sqlite_utils.Database(conn))
            broken = conn.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise StorageFailed(
                    _("The workspace holds broken references; it was not changed"), "scrm doctor"
                )
            conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
            conn.execute(f"PRAGMA user_version={VERSION}")
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
