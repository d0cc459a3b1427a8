"""A workspace before its first change: in memory, so that a command that fails leaves nothing behind."""

from __future__ import annotations

import sqlite3

from scrm.base.errors import Busy, Conflict
from scrm.base.i18n import _
from scrm.db.opening.connection import Database, check_never_full, connected

_WAL = bytes((2, 2))
"""the file's write and read version of a log (sqlite.org/fileformat.html, 1.3.3), which none in memory has"""


class Unborn(Database):
    """A database for one thread that `settle` puts into its place, as soon as there is something to keep."""

    def _find(self, create: bool) -> None:
        check_never_full(self.path)

    def _connect(self) -> sqlite3.Connection:
        return connected("file::memory:")

    @property
    def read_only(self) -> bool:
        """No: memory takes everything."""
        return False

    def settle(self) -> bool:
        """Write what was changed to the file, whole, and end; says whether there was anything.

        Raises Busy when another process has made that file meanwhile, StorageFailed.
        """
        from scrm.base.files import make_folder, open_folder, write_at

        if self.value("SELECT 1 FROM local_operations LIMIT 1") is None:
            self.close()
            return False
        data = bytearray(self.conn.serialize())
        data[18:20] = _WAL
        self.close()
        make_folder(self.path.parent)
        try:
            with open_folder(self.path.parent) as folder:
                write_at(folder, self.path.name, bytes(data), self.path, new=True)
        except Conflict as error:
            what = _("Another scrm has just made this workspace; nothing was changed")
            raise Busy(what, _("again in a moment")) from error
        return True
