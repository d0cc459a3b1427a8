"""The one write path: every change is an operation, one transaction that holds rows and ledger alike.

    with ledger.operation("log", "Ana García") as op:
        op.insert("interactions", id=..., at=..., ...)

An operation that changes nothing leaves no trace. Verbs may nest: an inner
operation joins the outer one. `dry_run` does all of it and rolls back, so that
"what would change" is counted by the code that would change it.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from scrm.base import disk, faults, ids
from scrm.base.clock import Clock, from_text, stopwatch, to_text
from scrm.base.errors import Busy
from scrm.base.text import storable
from scrm.db.opening.connection import Database, begin
from scrm.db.opening.failures import translated

_ROOM = 1_000_000
"""bytes an operation may take on the disk, whatever it writes (measured: up to 0.4 MB, most of it the log)"""
_COPIES = 8
"""of a file's bytes: before and after in the ledger, in the index twice, all of it in the log, the file itself"""

Refresher = Callable[[sqlite3.Connection, int], None]
"""Brings a derived table level with the rows an operation touched (it reads them from local_touched)."""


class Operation:
    """The open transaction. `changed` counts rows; `number` is None when nothing was kept."""

    def __init__(self, conn: sqlite3.Connection, number: int, at: str, device: str, dry_run: bool) -> None:
        self.conn = conn
        self.number: int | None = number
        self.at = at
        self.dry_run = dry_run
        self.changed = 0
        self.device = device
        self.memo: dict[str, Any] = {}
        """what verbs found out and may use again until the operation ends"""
        self._births: dict[str, list[str]] = {}
        self._known_births: dict[str, set[str]] = {}

    def insert(self, table: str, *, id: str, **values: Any) -> None:
        """Write a row that did not exist."""
        self.insert_many(table, ("id", *values), [(id, *values.values())])

    def insert_many(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Write rows that did not exist; `columns[0]` is `id`. They are written in the order of their ids."""
        if not rows:
            return
        # Random ids in random order would touch another page of the index for each row.
        ordered = sorted(rows, key=_first)
        marks = ", ".join("?" * len(columns))
        self.conn.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}, created_at, updated_at, updated_by) "
            f"VALUES ({marks}, '{self.at}', '{self.at}', '{self.device}')",
            ordered,
        )
        self._births.setdefault(table, []).extend(row[0] for row in ordered)
        self.changed += len(rows)

    @property
    def born(self) -> dict[str, list[str]]:
        """Ids of the rows made so far, by table."""
        return {table: list(ids) for table, ids in self._births.items()}

    def lives(self, table: str, id: str) -> bool | None:
        """True for a row, False for one in the trash, None when there never was one."""
        row = self.conn.execute(f"SELECT deleted_at FROM {table} WHERE id = ?", (id,)).fetchone()
        return None if row is None else row[0] is None

    def put(self, table: str, *, id: str, **values: Any) -> str:
        """Write a row whether it is there or not: `new`, `lifted` (from the trash), `changed` or `same`."""
        lives = self.lives(table, id)
        if lives is None:
            self.insert(table, id=id, **values)
            return "new"
        if not lives:
            self.update(table, id, **values, deleted_at=None, deleted_by=None)
            return "lifted"
        return "changed" if self.update(table, id, **values) else "same"

    def update(self, table: str, id: str, **values: Any) -> bool:
        """Change columns of one row; says whether any differed. The row must exist."""
        if not values:
            return False
        row = self.conn.execute(f"SELECT {', '.join(values)} FROM {table} WHERE id = ?", (id,)).fetchone()
        after = {name: value for name, value in values.items() if row[name] != value}
        if not after:
            return False
        self._write(table, id, {name: row[name] for name in after}, after)
        return True

    def update_if(self, table: str, id: str, expected: dict[str, Any], values: dict[str, Any]) -> bool:
        """Change columns of a row whose `expected` columns still hold those values."""
        for name, value in expected.items():
            row = self.conn.execute(f"SELECT {name} FROM {table} WHERE id = ?", (id,)).fetchone()
            if row is None or row[0] != value:
                return False
        return self.update(table, id, **values)

    def remove(self, table: str, id: str) -> bool:
        """Put a row into the trash by the user's hand; says whether it was not there already."""
        return bool(self.lives(table, id)) and self.update(table, id, deleted_at=self.at, deleted_by="user")

    def restore(self, table: str, id: str) -> bool:
        """Take a row out of the trash."""
        return self.update(table, id, deleted_at=None, deleted_by=None)

    def keep_file(self, path: str, before: bytes | None, after: bytes | None) -> None:
        """Remember the bytes of a note that was just written, for undo; None means the file was not there."""
        self.conn.execute(
            "INSERT INTO local_files VALUES (?, ?, ?, ?) "
            "ON CONFLICT (operation, path) DO UPDATE SET after = excluded.after",
            (self.number, path, before, after),
        )
        self.changed += 1

    def close_births(self) -> None:
        """Write which rows were created: one entry a table, since an import makes them by ten thousands."""
        self.conn.executemany(
            "INSERT INTO local_births (operation, tbl, ids) VALUES (?, ?, ?)",
            [(self.number, table, json.dumps(born)) for table, born in self._births.items()],
        )

    def _is_born(self, table: str, id: str) -> bool:
        births = self._births.get(table)
        if not births:
            return False
        # A list is what an import can afford; the set grows only once something asks.
        known = self._known_births.setdefault(table, set())
        known.update(births[len(known) :])
        return id in known

    def _write(self, table: str, id: str, before: dict[str, Any], after: dict[str, Any]) -> None:
        settings = ", ".join(f"{name} = ?" for name in after)
        self.conn.execute(
            f"UPDATE {table} SET {settings}, updated_at = ?, updated_by = ? WHERE id = ?",
            (*after.values(), self.at, self.device, id),
        )
        if self._is_born(table, id):
            return  # a creation keeps no columns
        earlier = self.conn.execute(
            "SELECT before, after FROM local_changes WHERE operation = ? AND tbl = ? AND row = ?",
            (self.number, table, id),
        ).fetchone()
        if earlier is None:
            self.changed += 1
        else:  # a row changed twice in one operation has one entry: the first before, the last after
            before = {**before, **json.loads(earlier["before"])}
            after = {**json.loads(earlier["after"]), **after}
        self.conn.execute(
            "INSERT OR REPLACE INTO local_changes (operation, tbl, row, before, after) VALUES (?, ?, ?, ?, ?)",
            (self.number, table, id, as_json(before), as_json(after)),
        )


Follower = Callable[[Operation], None]
"""Changes more rows because of those an operation changed, as part of it."""


class Ledger:
    """Begins operations and ends them; `front` says who acts (`cli`, `screen`, `import`, ...)."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        front: str = "cli",
        dry_run: bool = False,
        followers: Callable[[], Sequence[Follower]] = tuple,
        refreshers: Callable[[], Sequence[Refresher]] = tuple,
    ) -> None:
        self.database = database
        self.clock = clock
        self.front = front
        self.dry_run = dry_run
        self._followers = followers
        self._refreshers = refreshers
        self._open = threading.local()

    @property
    def device(self) -> str:
        """This device's name in `updated_by`, made at the first write."""
        found: str | None = self.database.value("SELECT value FROM local_state WHERE key = 'device'")
        if found is None:
            found = ids.new_id(self.clock.now()).replace("-", "")[-8:]
            self.database.conn.execute("INSERT INTO local_state VALUES ('device', ?)", (found,))
        return found

    @contextlib.contextmanager
    def operation(
        self, verb: str, summary: str = "", *, kind: str = "do", target: int | None = None, files: int = 0
    ) -> Iterator[Operation]:
        """One undoable change. Raises Busy when another process held the file for `patience` seconds.

        With `files`, the bytes of files it will write or take away: StorageFailed when the disk may have no
        room for all that goes with them, since a file is not rolled back.
        """
        if files and disk.room(self.database.path.parent) < _ROOM + _COPIES * files:
            raise faults.full()
        outer: Operation | None = getattr(self._open, "operation", None)
        if outer is not None:
            yield outer
            return
        conn = self.database.writer()
        with translated(self.database.path):
            self._begin(conn)
            try:
                op = Operation(conn, *self._next(), self.device, self.dry_run)
                self._open.operation = op
                yield op
                if kind == "do":
                    for follow in self._followers():
                        follow(op)
                self._finish(op, (verb, storable(summary), self.front, kind, target))
            except BaseException:
                if conn.in_transaction:
                    conn.execute("ROLLBACK")
                raise
            finally:
                self._open.operation = None

    def rebuild(self, makers: Sequence[Callable[[sqlite3.Connection], None]]) -> None:
        """Make derived tables again, in one transaction that is no operation. Raises Busy."""
        conn = self.database.writer()
        with translated(self.database.path):
            self._begin(conn)
            try:
                for make in makers:
                    make(conn)
                conn.execute("COMMIT")
            except BaseException:
                if conn.in_transaction:
                    conn.execute("ROLLBACK")
                raise

    def _begin(self, conn: sqlite3.Connection) -> None:
        elapsed = stopwatch()
        while True:
            try:
                with translated(self.database.path):
                    begin(conn)
                return
            except Busy:
                if elapsed() >= self.database.patience:
                    raise

    def _next(self) -> tuple[int, str]:
        last = self.database.row("SELECT number, at FROM local_operations ORDER BY number DESC LIMIT 1")
        now = self.clock.now()
        if last is None:
            return 1, to_text(now)
        # Later than the one before, even when the clock was set back: undo compares these.
        after = from_text(last["at"]) + timedelta(milliseconds=1)
        return last["number"] + 1, to_text(max(now, after))

    def _finish(self, op: Operation, facts: tuple[str, str, str, str, int | None]) -> None:
        if op.changed == 0 or self.dry_run:
            op.conn.execute("ROLLBACK")
            op.number = None
            return
        assert op.number is not None
        op.conn.execute(
            "INSERT INTO local_operations (number, at, verb, summary, front, kind, target, changed) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (op.number, op.at, *facts, op.changed),
        )
        op.close_births()
        for refresh in self._refreshers():
            refresh(op.conn, op.number)
        op.conn.execute("COMMIT")


def as_json(values: dict[str, Any]) -> str:
    """The ledger's form of a row's columns; equal columns give equal text."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _first(row: Sequence[Any]) -> str:
    first: str = row[0]
    return first
