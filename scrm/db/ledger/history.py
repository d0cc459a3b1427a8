"""Reading the ledger: what was done, by which front, and what can be taken back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from scrm.db.opening.connection import Database, Row


@dataclass(frozen=True, slots=True)
class OperationFacts:
    """One line of the history. `kind` is do, undo or redo; `state` done or undone; `at` UTC text."""

    number: int
    at: str
    verb: str
    summary: str
    front: str
    kind: str
    target: int | None
    state: str
    changed: int


@dataclass(frozen=True, slots=True)
class Change:
    """One row an operation touched: `before` is None for a creation."""

    table: str
    row: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where some bytes were a note; `removed` says that the operation of `at` (UTC text) took it away."""

    path: str
    removed: bool
    at: str


_FIELDS = "number, at, verb, summary, front, kind, target, state, changed"


def operation(database: Database, number: int) -> OperationFacts | None:
    """The operation the user did under this number; undos and redos are not theirs to undo."""
    return _facts(
        database.row(f"SELECT {_FIELDS} FROM local_operations WHERE number = ? AND kind = 'do'", (number,))
    )


def last_done(database: Database) -> OperationFacts | None:
    """What `undo` would take back."""
    return _facts(
        database.row(
            f"""SELECT {_FIELDS} FROM local_operations WHERE kind = 'do' AND state = 'done'
            ORDER BY number DESC LIMIT 1"""
        )
    )


def last_undone(database: Database) -> tuple[OperationFacts, OperationFacts] | None:
    """The last undo that can be redone, and the operation it took back."""
    undoing = _facts(
        database.row(
            f"""SELECT {_FIELDS} FROM local_operations WHERE kind = 'undo' AND state = 'done'
            AND number > coalesce((SELECT max(number) FROM local_operations WHERE kind = 'do'), 0)
            ORDER BY number DESC LIMIT 1"""
        )
    )
    if undoing is None or undoing.target is None:
        return None
    target = operation(database, undoing.target)
    return None if target is None else (undoing, target)


def history(database: Database, limit: int = 50) -> list[OperationFacts]:
    """The latest operations first, undos and redos among them."""
    rows = database.rows(f"SELECT {_FIELDS} FROM local_operations ORDER BY number DESC LIMIT ?", (limit,))
    return [OperationFacts(*row) for row in rows]


def changes(database: Database, number: int, limit: int = 1000) -> list[Change]:
    """The rows one operation touched."""
    rows = database.rows(
        "SELECT tbl, row, before, after FROM local_touched WHERE operation = ? ORDER BY tbl, row LIMIT ?",
        (number, limit),
    )
    return [Change(r["tbl"], r["row"], _loaded(r["before"]), _loaded(r["after"])) for r in rows]


def files(database: Database, number: int) -> list[tuple[str, str]]:
    """(`new`, `change` or `remove`, path) of the notes one operation wrote."""
    rows = database.rows(
        """SELECT CASE WHEN before IS NULL THEN 'new' WHEN after IS NULL THEN 'remove' ELSE 'change' END, path
        FROM local_files WHERE operation = ? ORDER BY path""",
        (number,),
    )
    return [(row[0], row[1]) for row in rows]


def sizes_of_removed(database: Database, until: str) -> set[int]:
    """The sizes in bytes of the notes that operations removed until then (UTC text)."""
    rows = database.rows(
        """SELECT DISTINCT length(f.before) FROM local_files f JOIN local_operations o ON o.number = f.operation
        WHERE f.after IS NULL AND f.before IS NOT NULL AND o.at <= ?""",
        (until,),
    )
    return {row[0] for row in rows}


def last_seen(database: Database, data: bytes) -> Sighting | None:
    """The latest operation before or after which a note held exactly these bytes; None when none did."""
    row = database.row(
        """SELECT f.path, f.after IS NULL, o.at FROM local_files f JOIN local_operations o ON o.number = f.operation
        WHERE (length(f.before) = :size AND f.before = :data) OR (length(f.after) = :size AND f.after = :data)
        ORDER BY f.operation DESC LIMIT 1""",
        {"size": len(data), "data": data},
    )
    return None if row is None else Sighting(row[0], bool(row[1]), row[2])


def size(database: Database) -> int:
    """Bytes of what undo goes by: columns before and after, ids of what was made, notes as they were."""
    total: int = database.value(
        """SELECT
        (SELECT coalesce(sum(length(CAST(before AS BLOB)) + length(CAST(after AS BLOB))), 0) FROM local_changes)
        + (SELECT coalesce(sum(length(CAST(ids AS BLOB))), 0) FROM local_births)
        + (SELECT coalesce(sum(coalesce(length(before), 0) + coalesce(length(after), 0)), 0) FROM local_files)"""
    )
    return total


def size_of_files(database: Database, number: int) -> int:
    """Bytes of all the notes, before and after, that one operation wrote."""
    size: int = database.value(
        """SELECT coalesce(sum(ifnull(length(before), 0) + ifnull(length(after), 0)), 0) FROM local_files
        WHERE operation = ?""",
        (number,),
    )
    return size


def _facts(row: Row | None) -> OperationFacts | None:
    return None if row is None else OperationFacts(*row)


def _loaded(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    loaded: dict[str, Any] = json.loads(text)
    return loaded
