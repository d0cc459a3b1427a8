"""SQLite's errors in words of ours."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from scrm.base.errors import Busy, ScrmError, StorageFailed
from scrm.base.faults import full, unwritable
from scrm.base.i18n import _

UNWRITABLE = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
}
"""codes that tell that a file takes no writing, or that reading it takes writing beside it"""


def foreign(path: Path) -> StorageFailed:
    """The error for a file that is not ours."""
    return StorageFailed(
        _("%(path)s is not a scrm workspace") % {"path": path}, _("name another folder with --home")
    )


def replaced(path: Path) -> StorageFailed:
    """The error for a file that was deleted, moved or swapped while it was open."""
    return StorageFailed(
        _("%(path)s was deleted or replaced while it was open; nothing was written") % {"path": path},
        _("close scrm and open it again"),
    )


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours; what looks like a bug of scrm stays as it is."""
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite's message quotes a schema that is no text any more
        raise damaged(path) from error
    except sqlite3.DatabaseError as error:
        known = _known(path, error)
        if known is None:
            raise
        raise known from error


def _known(path: Path, error: sqlite3.Error) -> ScrmError | None:
    """Our error for SQLite's, told by its code (stable) and not by its words."""
    primary = primary_code(error)
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy(_("Another scrm is writing to this workspace"), _("again in a moment"))
    if primary in UNWRITABLE:
        return full() if primary == sqlite3.SQLITE_FULL else unwritable(path)
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or _is_maimed(str(error)):
        return damaged(path)
    return None


def _is_maimed(message: str) -> bool:
    """A text that is none, or a table that is gone: SQLite has no codes for these."""
    return "decode to UTF-8" in message or message.startswith("no such table: ")


def damaged(path: Path) -> StorageFailed:
    """The error for a file that SQLite cannot make out."""
    return StorageFailed(_("%(path)s is damaged") % {"path": path}, "scrm backup list")


def primary_code(error: BaseException | None) -> int:
    """SQLite's code for an error without its details; 0 for what is none of SQLite's."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF
