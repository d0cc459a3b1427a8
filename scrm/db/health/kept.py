"""What is there against the latest backup: rows and files that changed without their time changing have rotted.

It costs nothing when something is written, and sees what the history cannot: the rows of an import. What was
made since that backup, and what had rotted before it, is beyond this.
"""

from __future__ import annotations

import hashlib
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from scrm.base.clock import from_text
from scrm.base.errors import StorageFailed
from scrm.base.i18n import _, ngettext
from scrm.base.text import clean
from scrm.db.backup.bundle import Manifest
from scrm.db.backup.folder import Backups
from scrm.db.backup.verifying import is_sealed, verified
from scrm.db.health.history import columns, dated, named, rotten
from scrm.db.health.rows import Finding, examined
from scrm.db.opening.connection import Database
from scrm.db.opening.migrations import VERSION

_LEDGER = ("local_births", "local_changes", "local_files")
"""tables of what operations did; nothing changes their rows later"""
_KNOWN = "EXISTS (SELECT 1 FROM main.local_operations o WHERE o.number = {number} AND o.at = {at})"
"""after a restore the number of an operation may be another one's"""


def check_against_backup(database: Database, backups: Backups) -> Iterator[Finding]:
    """Damaged backups; then rows and files of the notes folder against the latest one that is whole, if any."""
    try:
        yield from _damaged(backups)
        with _latest(backups) as kept:
            if kept:
                with examined(database), _attached(database.conn, kept[1]):
                    yield from _compared(database.conn, kept[0])
                yield from _files(backups.notes, kept[0])
    except StorageFailed as error:
        yield Finding("warn", error.what, error.remedy)


def _damaged(backups: Backups) -> Iterator[Finding]:
    for entry in backups.entries():
        # A backup that is closed to us says nothing of what it holds.
        with suppress(OSError), entry.path.open("rb") as file:
            if not is_sealed(file):
                what = _("The backup %(name)s is damaged") % {"name": entry.path.name}
                yield Finding("fail", what, "scrm backup create")


@contextmanager
def _latest(backups: Backups) -> Iterator[tuple[Manifest, Path] | None]:
    """The list and the unpacked database of the latest backup that is whole."""
    with TemporaryDirectory(prefix="scrm-") as folder:
        copy = Path(folder) / "kept.db"
        for entry in backups.entries():
            copy.write_bytes(b"")
            report, manifest = verified(entry.path, copy, thorough=False)
            if manifest and not report.problems:
                yield manifest, copy
                return
        yield None


@contextmanager
def _attached(conn: sqlite3.Connection, copy: Path) -> Iterator[None]:
    conn.execute("ATTACH ? AS kept", (f"{copy.as_uri()}?mode=ro&immutable=1",))
    try:
        yield
    finally:
        conn.execute("DETACH kept")


def _compared(conn: sqlite3.Connection, manifest: Manifest) -> Iterator[Finding]:
    if manifest.schema == VERSION and _schema_changed(conn):
        yield Finding("fail", _("The database was changed by another program"), "scrm backup list")
        return
    yield from _lost(conn)
    tables = dated(conn)
    wrong = [row for table in tables for row in _rows(conn, table)]
    wrong += [row for table in _LEDGER for row in _entries(conn, table)]
    wrong += _operations(conn)
    if wrong:
        yield rotten(wrong)
        return
    count = sum(_same(conn, table) for table in tables)
    what = ngettext(
        "%(count)d row is as the backup of %(day)s has it",
        "%(count)d rows are as the backup of %(day)s has them",
        count,
    )
    yield Finding("ok", what % {"count": count, "day": manifest.made[:10]})


def _schema_changed(conn: sqlite3.Connection) -> bool:
    """Whether a table, index or view of the backup is not here, word for word."""
    row = conn.execute(
        """SELECT 1 FROM kept.sqlite_schema k WHERE NOT EXISTS (SELECT 1 FROM main.sqlite_schema m
        WHERE m.type = k.type AND m.name = k.name AND m.tbl_name = k.tbl_name AND m.sql IS k.sql)"""
    ).fetchone()
    return row is not None


def _alike(conn: sqlite3.Connection, table: str, but: str = "") -> str:
    """The condition that a row here, m, holds what one of the backup, k, does."""
    kept = columns(conn, table, "kept")
    return " AND ".join(
        f"m.{name} IS k.{name}" for name in columns(conn, table) if name in kept and name != but
    )


def _rows(conn: sqlite3.Connection, table: str) -> list[str]:
    """Rows written at the same moment that differ, or are gone: what is removed stays as a tombstone."""
    if not columns(conn, table, "kept"):
        return []
    rows = conn.execute(
        f"""SELECT CAST(k.id AS BLOB) FROM kept.{table} k
        WHERE k.created_at IN (SELECT at FROM main.local_operations) AND NOT EXISTS (SELECT 1 FROM main.{table} m
            WHERE m.id = k.id AND (m.updated_at <> k.updated_at OR {_alike(conn, table)}))"""
    )
    return named(table, rows)


def _entries(conn: sqlite3.Connection, table: str) -> list[str]:
    rows = conn.execute(
        f"""SELECT CAST(k.operation AS BLOB) FROM kept.{table} k
        JOIN kept.local_operations p ON p.number = k.operation
        WHERE {_KNOWN.format(number="p.number", at="p.at")} AND NOT EXISTS (SELECT 1 FROM main.{table} m
            WHERE m.operation = k.operation AND {_alike(conn, table)})"""
    )
    return named(table, rows)


def _operations(conn: sqlite3.Connection) -> list[str]:
    rows = conn.execute(
        f"""SELECT CAST(k.number AS BLOB) FROM kept.local_operations k
        WHERE {_KNOWN.format(number="k.number", at="k.at")} AND NOT EXISTS (SELECT 1 FROM main.local_operations m
            WHERE {_alike(conn, "local_operations", but="state")})"""
    )
    return named("local_operations", rows)


def _same(conn: sqlite3.Connection, table: str) -> int:
    if not columns(conn, table, "kept"):
        return 0
    count: int = conn.execute(
        f"SELECT count(*) FROM kept.{table} k JOIN main.{table} m ON m.id = k.id AND m.updated_at = k.updated_at"
    ).fetchone()[0]
    return count


def _lost(conn: sqlite3.Connection) -> list[Finding]:
    """Operations that only the backup knows: a damaged log lost them, or an older backup was restored since."""
    lost = conn.execute(
        f"""SELECT verb, at FROM kept.local_operations k WHERE NOT {_KNOWN.format(number="k.number", at="k.at")}
        ORDER BY number"""
    ).fetchall()
    if not lost:
        return []
    what = ngettext(
        "The latest backup has %(count)d change that is not here, of %(day)s (%(verb)s): it was lost, or an older"
        " backup was restored since",
        "The latest backup has %(count)d changes that are not here, the first of %(day)s (%(verb)s): they were lost,"
        " or an older backup was restored since",
        len(lost),
    )
    shown = {"count": len(lost), "day": lost[0]["at"][:10], "verb": clean(lost[0]["verb"])}
    return [Finding("warn", what % shown, "scrm backup list")]


def _files(notes: Path, manifest: Manifest) -> Iterator[Finding]:
    """Files that are as long and as old as when they were kept, and hold something else."""
    kept = from_text(manifest.made).timestamp()
    for path, (size, sha) in manifest.inside.items():
        with suppress(OSError, ValueError):
            file = notes / path
            info = file.lstat()
            if not stat.S_ISREG(info.st_mode) or info.st_size != size or info.st_mtime >= kept:
                continue
            with file.open("rb") as opened:
                if hashlib.file_digest(opened, "sha256").hexdigest() == sha:
                    continue
            what = _("%(path)s was not written since the backup of %(day)s, and holds something else")
            # An older file copied here with its time looks the same.
            yield Finding("warn", what % {"path": clean(path), "day": manifest.made[:10]}, "scrm backup list")
