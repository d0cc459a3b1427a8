"""Undo and redo: read the ledger backwards, as one more operation.

Undoing a creation is a tombstone that names its operation (`deleted_by` =
`undo 12`), so that a redo or the next import can lift it. A row that a later
operation changed, or that later rows hang on, is left alone and reported.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Protocol

from scrm.base.errors import NotFound
from scrm.base.files import sha256_hex
from scrm.base.i18n import _
from scrm.db.ledger.history import (
    Change,
    OperationFacts,
    changes,
    last_done,
    last_undone,
    operation,
    size_of_files,
)
from scrm.db.ledger.history import files as touched_files
from scrm.db.ledger.operations import Ledger, Operation, as_json

_FEW = 1000
"""rows of an operation up to which they are looked up one by one"""


class Files(Protocol):
    """What undo needs of the notes folder."""

    def read_raw(self, path: str) -> bytes | None:
        """The bytes of a note, or None when there is no such file."""

    def put_back(self, path: str, data: bytes | None) -> None:
        """Write these bytes, or take the file away when None."""


@dataclass(slots=True)
class Undone:
    """What an undo or redo did. `left` names rows (table, id) and files (`file`, path) it did not touch.

    A dry run tells in `rows` and `notes` what it would have touched, as `history.changes` and `history.files`.
    """

    operation: OperationFacts
    number: int | None
    changed: int
    left: list[tuple[str, str]] = field(default_factory=list)
    rows: list[Change] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def undo(ledger: Ledger, files: Files, number: int | None = None) -> Undone:
    """Take back operation `number`, or the last one. Raises NotFound when there is none."""
    facts = operation(ledger.database, number) if number is not None else last_done(ledger.database)
    if facts is None or facts.state != "done":
        raise NotFound(
            _("There is nothing to undo")
            if number is None
            else _("Operation %(n)d cannot be undone") % {"n": number},
            "scrm history",
        )
    return _reverse(ledger, files, facts, facts, "undo")


def redo(ledger: Ledger, files: Files) -> Undone:
    """Do again what the last undo took back. Raises NotFound when something was done since."""
    pair = last_undone(ledger.database)
    if pair is None:
        raise NotFound(_("There is nothing to redo"), "scrm history")
    undoing, facts = pair
    return _reverse(ledger, files, undoing, facts, "redo")


def _reverse(
    ledger: Ledger, files: Files, source: OperationFacts, facts: OperationFacts, kind: str
) -> Undone:
    size = size_of_files(ledger.database, source.number)
    with ledger.operation(facts.verb, facts.summary, kind=kind, target=facts.number, files=size) as op:
        left = _keepers(op.conn, source) if kind == "undo" else []
        _reverse_rows(op, source)
        left += _reverse_files(op, files, source)
        for name in ("keepers", "undoing"):
            op.conn.execute(f"DROP TABLE IF EXISTS temp.{name}")
        op.conn.execute(
            "UPDATE local_operations SET state = ? WHERE number = ?",
            ("undone" if kind == "undo" else "done", facts.number),
        )
        if kind == "redo":
            op.conn.execute("UPDATE local_operations SET state = 'undone' WHERE number = ?", (source.number,))
        undone = Undone(facts, None, op.changed, left)
        if op.dry_run and op.number is not None:
            undone.rows = changes(ledger.database, op.number)
            undone.notes = touched_files(ledger.database, op.number)
    undone.number = op.number
    return undone


def _keepers(conn: sqlite3.Connection, source: OperationFacts) -> list[tuple[str, str]]:
    """Fill temp.keepers with the operation's rows that must stay; gives those the user should hear of."""
    # Its rows once, by key: the view would read the ids of all that an import made for each of them.
    conn.execute("CREATE TEMP TABLE undoing (tbl, row, kind, PRIMARY KEY (tbl, row)) WITHOUT ROWID")
    conn.execute("CREATE TEMP TABLE keepers (tbl, row, PRIMARY KEY (tbl, row)) WITHOUT ROWID")
    count = conn.execute(
        "INSERT INTO temp.undoing SELECT tbl, row, kind FROM local_touched WHERE operation = ?",
        (source.number,),
    ).rowcount
    conn.execute(
        """INSERT INTO temp.keepers SELECT c.tbl, c.row FROM temp.undoing c
        WHERE EXISTS (SELECT 1 FROM local_changes later
            JOIN local_operations o ON o.number = later.operation
            WHERE later.tbl = c.tbl AND later.row = c.row AND later.operation > :n
            AND o.kind = 'do' AND o.state = 'done')""",
        {"n": source.number},
    )
    links = _links(conn)
    for table, column, parent in links:
        # A few rows look for what hangs on them through its index; of an import one walk over the table finds all.
        both = ("temp.undoing c", f"{table} t")
        first, second = both if count < _FEW else both[::-1]
        conn.execute(
            f"""INSERT OR IGNORE INTO temp.keepers SELECT c.tbl, c.row FROM {first} CROSS JOIN {second}
            WHERE c.tbl = ? AND c.row = t.{column} AND c.kind = 'new' AND t.created_at > ? AND t.deleted_at IS NULL""",
            (parent, source.at),
        )
    told = [(r["tbl"], r["row"]) for r in conn.execute("SELECT tbl, row FROM temp.keepers ORDER BY tbl, row")]
    if told:
        _keep_families(conn, links)
    return told


def _keep_families(conn: sqlite3.Connection, links: list[tuple[str, str, str]]) -> None:
    """A row that stays keeps its owner, both keep their child rows, and these the firms they name."""
    owners = {table: (table, column, parent) for table, column, parent in reversed(links)}
    for table, column, parent in owners.values():
        conn.execute(
            f"""INSERT OR IGNORE INTO temp.keepers SELECT ?, t.{column} FROM {table} t
            JOIN temp.keepers k ON k.tbl = ? AND k.row = t.id WHERE t.{column} IS NOT NULL""",
            (parent, table),
        )
    for table, column, parent in owners.values():
        conn.execute(
            f"""INSERT OR IGNORE INTO temp.keepers SELECT c.tbl, c.row FROM temp.undoing c
            CROSS JOIN {table} t ON t.id = c.row CROSS JOIN temp.keepers k ON k.tbl = ? AND k.row = t.{column}
            WHERE c.tbl = ?""",
            (parent, table),
        )
    conn.execute(
        """INSERT OR IGNORE INTO temp.keepers SELECT 'organizations', a.organization_id FROM affiliations a
        JOIN temp.keepers k ON k.tbl = 'affiliations' AND k.row = a.id WHERE a.organization_id IS NOT NULL"""
    )


def _links(conn: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """(table, column, parent) of every reference; the first of a table is to its owner."""
    tables = [r[0] for r in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    found: list[tuple[str, str, str]] = []
    for table in tables:
        place = {r["name"]: r["cid"] for r in conn.execute(f"PRAGMA table_info({table})")}
        keys = [(r["from"], r["table"]) for r in conn.execute(f"PRAGMA foreign_key_list({table})")]
        found += [(table, column, parent) for column, parent in sorted(keys, key=lambda key: place[key[0]])]
    return found


def _reverse_rows(op: Operation, source: OperationFacts) -> None:
    """One statement for all rows of a table that go back to the same values."""
    conn = op.conn
    gone = {"deleted_at": op.at, "deleted_by": f"undo {source.number}"}
    back = as_json({"deleted_at": None, "deleted_by": None})
    kept = "AND NOT EXISTS (SELECT 1 FROM temp.keepers k WHERE k.tbl = c.tbl AND k.row = c.row)"
    if not conn.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = 'keepers'").fetchone():
        kept = ""
    groups = conn.execute(
        f"""SELECT c.tbl, c.kind, c.before, c.after FROM local_touched c WHERE c.operation = ? {kept}
        GROUP BY c.tbl, c.kind, c.before, c.after""",
        (source.number,),
    ).fetchall()
    for group in groups:
        new = group["kind"] == "new"
        values = gone if new else json.loads(group["before"])
        undone = back if new else group["after"]
        chosen = f"""FROM local_touched c WHERE c.operation = {source.number} AND c.tbl = ? AND c.kind = ?
            AND c.before IS ? AND c.after IS ? {kept}"""
        which = (group["tbl"], group["kind"], group["before"], group["after"])
        settings = ", ".join(f"{name} = ?" for name in values)
        op.changed += conn.execute(
            f"""INSERT INTO local_changes SELECT {op.number}, c.tbl, c.row, ?, ? {chosen}""",
            (undone, as_json(values), *which),
        ).rowcount
        conn.execute(
            f"UPDATE {group['tbl']} SET {settings}, updated_at = ?, updated_by = ? WHERE id IN (SELECT c.row {chosen})",
            (*values.values(), op.at, op.device, *which),
        )


def _reverse_files(op: Operation, files: Files, source: OperationFacts) -> list[tuple[str, str]]:
    """Put notes back whose bytes are still the ones this operation left."""
    left = []
    rows = op.conn.execute(
        "SELECT path, before, after FROM local_files WHERE operation = ?", (source.number,)
    )
    for row in rows.fetchall():
        if _same(files.read_raw(row["path"]), row["after"]):
            if not op.dry_run:
                files.put_back(row["path"], row["before"])
            op.keep_file(row["path"], row["after"], row["before"])
        else:
            left.append(("file", row["path"]))
    return left


def _same(now: bytes | None, then: bytes | None) -> bool:
    if now is None or then is None:
        return now is then
    return sha256_hex(now) == sha256_hex(then)
