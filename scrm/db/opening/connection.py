"""Opening the one SQLite file: settings at each open, one connection a thread, typed errors.

Settings (SECURITY: measured figures behind each): WAL so that readers never
wait; synchronous=FULL because NORMAL loses acknowledged commits at power loss;
secure_delete and foreign_keys on; trusted_schema off; 5 s for one try to lock.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from scrm.base.errors import NotFound, StorageFailed
from scrm.base.i18n import _
from scrm.db.opening.failures import UNWRITABLE, foreign, primary_code, replaced, translated

if TYPE_CHECKING:
    from scrm.db.opening.stand_in import StandIn

APPLICATION_ID = 0x5343524D  # "SCRM"
SETTINGS = """
PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=5000;
PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000; PRAGMA recursive_triggers=OFF;
"""

Row = sqlite3.Row
Params = Sequence[Any] | dict[str, Any]
T = TypeVar("T")


class Database:
    """The workspace's file. Each thread gets its own connection; `close` ends them all.

    Where it cannot be written it can be read all the same; `writer` tells what keeps writing out. Raises
    NotFound when the file is missing and `create` is off, StorageFailed when it is not ours, damaged or cannot
    be opened.
    """

    def __init__(self, path: Path, *, create: bool = False, patience: float = 60.0) -> None:
        self.path = path
        self.patience = patience
        """seconds a write waits for another process before it gives up as Busy"""
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._stand_in: StandIn | None = None
        self._file: tuple[int, int] | None = None
        """device and inode of what was opened first"""
        self._lock = threading.Lock()
        self._find(create)

    def _find(self, create: bool) -> None:
        if create and not self.path.exists():
            _give_birth(self.path)
        elif not self.path.exists():
            raise NotFound(_("There is no workspace yet"), _("scrm import linkedin FILE, or scrm demo"))
        _check_header(self.path)

    @property
    def conn(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit mode; transactions are the ledger's."""
        conn: sqlite3.Connection | None = getattr(self._local, "conn", None)
        if conn is not None and not self._moved():
            return conn
        with translated(self.path), self._lock:
            conn = self._connect()
            self._opened.append(conn)
        self._local.conn, self._local.stand_in = conn, self._stand_in
        return conn

    def _moved(self) -> bool:
        """Whether what this thread reads in the place of the file is not what is in the file any more."""
        held: StandIn | None = getattr(self._local, "stand_in", None)
        return held is not None and (held is not self._stand_in or held.moved())

    def _connect(self) -> sqlite3.Connection:
        """A connection to the file, or where that cannot be had to what stands in for it."""
        from scrm.db.opening.stand_in import StandIn, mend_modes

        if self._stand_in is not None and not self._stand_in.moved():
            return connected(self._stand_in.address)
        self._leave_stand_in()
        mend_modes(self.path)
        try:
            conn = connect(self.path)
            self._file = self._file or _identity(self.path)
            return conn
        except sqlite3.OperationalError as error:
            if self._file and not self.path.exists():
                raise replaced(self.path) from error
            if primary_code(error) not in UNWRITABLE or not self.path.exists():
                raise
        self._stand_in = StandIn(self.path)
        return connected(self._stand_in.address)

    def _leave_stand_in(self) -> None:
        if self._stand_in is not None:
            self._stand_in.close()
            self._stand_in = None

    def writer(self) -> sqlite3.Connection:
        """This thread's connection, for a transaction that writes.

        Raises StorageFailed where none can begin, or where the file is another by now.
        """
        conn = self.conn
        if self._stand_in is not None and not conn.in_transaction:
            self._try_again(conn)  # a full disk may have room again
            conn = self.conn
        if self._file not in (None, _identity(self.path)):
            # SQLite does not look: it would write into a file that nobody finds again, or its log beside another one.
            raise replaced(self.path)
        if self.read_only:
            from scrm.base.faults import unwritable

            raise unwritable(self.path)
        return conn

    def _try_again(self, conn: sqlite3.Connection) -> None:
        with self._lock:
            self._leave_stand_in()
            self._opened.remove(conn)
            conn.close()
        self._local.conn = self._local.stand_in = None

    @property
    def read_only(self) -> bool:
        """Whether the file can be read and not written, as far as that is known without writing."""
        return self._stand_in is not None or not os.access(self.path, os.W_OK)

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of a query."""
        return self._read(lambda conn: conn.execute(sql, params).fetchall())

    def column(self, sql: str, params: Params = ()) -> list[Any]:
        """The first column of all rows: for tens of thousands half the work of `rows`."""
        with translated(self.path):
            cursor = self.conn.cursor()
            cursor.row_factory = None
            return [row[0] for row in cursor.execute(sql, params)]

    def row(self, sql: str, params: Params = ()) -> Row | None:
        """The first row of a query, or None."""
        found: Row | None = self._read(lambda conn: conn.execute(sql, params).fetchone())
        return found

    def _read(self, fetch: Callable[[sqlite3.Connection], T]) -> T:
        with translated(self.path):
            try:
                found = fetch(self.conn)
            except sqlite3.DatabaseError:
                if not self._moved():
                    raise
            else:
                if not self._moved():
                    return found
            # No lock keeps writers from a file that is read as it stands: what they disturbed is read again.
            return fetch(self.conn)

    def value(self, sql: str, params: Params = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, params)
        return None if row is None else row[0]

    def close(self) -> None:
        """Close the connections of all threads; the object is of no use afterwards."""
        with self._lock:
            for conn in self._opened:
                conn.close()
            self._opened.clear()
            self._leave_stand_in()
        self._local = threading.local()


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another of its name; None when there is none."""
    try:
        info = path.stat()
    except OSError:
        return None
    return info.st_dev, info.st_ino


def connect(path: Path) -> sqlite3.Connection:
    """A connection with the house's settings, rows by name, nothing begun; never makes the file."""
    # A file deleted under an open program would come back empty, in the place of what can still be saved.
    return connected(f"{path.absolute().as_uri()}?mode=rw")


def connected(address: str) -> sqlite3.Connection:
    """As `connect`, to what a URI of SQLite's names."""
    conn = sqlite3.connect(address, uri=True, isolation_level=None, timeout=5.0, check_same_thread=False)
    try:
        conn.row_factory = sqlite3.Row
        conn.executescript(SETTINGS)
    except BaseException:
        conn.close()
        raise
    return conn


def begin(conn: sqlite3.Connection) -> None:
    """Begin a transaction that writes.

    On a file that cannot be written BEGIN IMMEDIATE begins one that reads, and only the first row would fail.
    """
    conn.execute("BEGIN IMMEDIATE")
    try:
        conn.execute("DELETE FROM local_state WHERE 0")
    except BaseException:
        conn.execute("ROLLBACK")
        raise


def _give_birth(path: Path) -> None:
    """An empty file that only its owner can read; SQLite gives -wal and -shm the same mode."""
    from scrm.base.files import make_folder

    try:
        make_folder(path.parent)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise StorageFailed(
            _("%(path)s cannot be made: %(reason)s") % {"path": path, "reason": error.strerror or error},
            _("choose a folder that can be written with --home"),
        ) from error


def _check_header(path: Path) -> None:
    """Refuse somebody else's file before SQLite touches it: a WAL file would be made beside it."""
    if path.exists() and not path.is_file():  # reading from a pipe would wait for ever
        raise foreign(path)
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise StorageFailed(
            _("%(path)s cannot be read: %(reason)s") % {"path": path, "reason": error.strerror or error},
            _("check the folder's permissions"),
        ) from error
    if header and not _is_ours(path, header):
        raise foreign(path)
    if not header:
        check_never_full(path)


def check_never_full(path: Path) -> None:
    """Raises StorageFailed when an empty or missing file has backups.

    Empty is what a birth cut short leaves, and what a broken file system leaves of a full one.
    """
    if any(path.parent.glob("backups/*")):
        raise StorageFailed(
            _("%(path)s is empty, though there are backups of it") % {"path": path}, "scrm backup list"
        )


def _is_ours(path: Path, header: bytes) -> bool:
    """By the application id; without one it may be a birth cut short, of which one page at most is in the file."""
    if header[:16] != b"SQLite format 3\x00":
        return False
    if header[68:72] != bytes(4):
        return header[68:72] == APPLICATION_ID.to_bytes(4, "big")
    return header[28:32] <= (1).to_bytes(4, "big") or path.with_name(path.name + "-wal").exists()
