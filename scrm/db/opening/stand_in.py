"""Reading a database whose disk or folder takes no writing: a read-only medium, a closed folder, a full disk.

In WAL mode SQLite makes two files beside the database even to read it. Where it cannot, the file is read as
it stands (`immutable`: no lock, no file); but when its `-wal` holds rows, which only SQLite can bring into
it, a private copy of both is read instead.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from scrm.base import faults
from scrm.base.errors import Busy, StorageFailed
from scrm.base.i18n import _

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

_TRIES = 3
_MEMORY = "/dev/shm"
"""where Linux keeps files in memory: a full disk has room nowhere else"""

Stamp = tuple[tuple[int, int, int] | None, ...]


class StandIn:
    """What is read in the place of a database: an address for SQLite, good until `moved`.

    Raises Busy when others write while it is copied, StorageFailed when there is no room for the copy.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        self._folder: TemporaryDirectory[str] | None = None
        self._stamp = _stamp(database)
        path = self._copied() if self._stamp[1] else database
        self.address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"

    def moved(self) -> bool:
        """Whether somebody has written since: others may be able to where this process is not."""
        return _stamp(self._database) != self._stamp

    def close(self) -> None:
        """Delete the copy."""
        if self._folder is not None:
            self._folder.cleanup()

    def _copied(self) -> Path:
        from tempfile import gettempdir  # every command opens a database, and few need a copy

        for place in dict.fromkeys((gettempdir(), _MEMORY)):
            with suppress(_NoRoom, FileNotFoundError):
                return self._copied_into(place)
        raise StorageFailed(
            _("There is no room to read %(path)s") % {"path": self._database},
            _("free some space, then again"),
        )

    def _copied_into(self, place: str) -> Path:
        from tempfile import TemporaryDirectory

        for _again in range(_TRIES):
            self._folder = TemporaryDirectory(prefix="scrm-", dir=place)
            copy = Path(self._folder.name) / self._database.name
            try:
                _copy(self._database, copy)
                if _stamp(self._database) == self._stamp:
                    return copy
            except BaseException:
                self.close()
                raise
            self.close()
            self._stamp = _stamp(self._database)
        raise Busy(_("Another scrm is writing to this workspace"), _("again in a moment"))


class _NoRoom(Exception):
    """A folder cannot take the copy."""


def _copy(database: Path, copy: Path) -> None:
    """Both files into an empty folder, the second brought into the first."""
    import shutil

    try:
        for part in ("", "-wal"):
            shutil.copyfile(f"{database}{part}", f"{copy}{part}")
        with closing(sqlite3.connect(copy, isolation_level=None)) as conn:
            conn.execute("PRAGMA journal_mode=DELETE")
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS}:
            raise _NoRoom from error
        raise faults.failed(error, database) from error
    except sqlite3.OperationalError as error:
        raise _NoRoom from error


def _stamp(database: Path) -> Stamp:
    """(inode, bytes, time) of the file and of its `-wal`; None for one that is missing or empty."""
    return tuple(_mark(Path(f"{database}{part}")) for part in ("", "-wal"))


def _mark(path: Path) -> tuple[int, int, int] | None:
    try:
        info = path.stat()
    except OSError:
        return None
    return (info.st_ino, info.st_size, info.st_mtime_ns) if info.st_size else None


def mend_modes(database: Path) -> None:
    """Open `-wal` and `-shm` to their owner again.

    SQLite makes them with the mode of the database; those made while that was read-only stayed so after it no
    longer was, and every write failed.
    """
    for part in ("-wal", "-shm"):
        beside = f"{database}{part}"
        with suppress(OSError):
            info = os.lstat(beside)
            closed = stat.S_ISREG(info.st_mode) and info.st_mode & 0o600 != 0o600
            if closed and info.st_uid == os.geteuid() and os.access(database, os.W_OK):
                os.chmod(beside, 0o600)
