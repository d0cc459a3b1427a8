"""Rows against the history: what holds something else than was written, though nobody wrote.

SQLite does not notice a bit that flips in a column of text (measured: 1,624 of 2,000 flips changed data, and its
own check found all well). A hash of each row would make every import dearer; the ledger is there already: it has
the moment of each write, and of a changed row the columns.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from scrm.base.i18n import _, ngettext
from scrm.base.text import clean
from scrm.db.health.rows import Finding, examined
from scrm.db.opening.connection import Database

_NAMED = 3
"""rows that a sentence names"""


def check_history(database: Database) -> Finding:
    """Whether an operation wrote each row when the row says, and left it the columns it has."""
    with examined(database):
        wrong = [row for table in dated(database.conn) for row in _unwritten(database.conn, table)]
        wrong += _unreadable(database.conn)
    return rotten(wrong) if wrong else Finding("ok", _("The rows are what the history says"))


def dated(conn: sqlite3.Connection) -> list[str]:
    """The tables whose rows only operations write: those with `updated_at`."""
    rows = conn.execute(
        """SELECT name FROM sqlite_schema t WHERE type = 'table'
        AND EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = 'updated_at') ORDER BY name"""
    )
    return [row[0] for row in rows]


def columns(conn: sqlite3.Connection, table: str, schema: str = "main") -> list[str]:
    """The names of a table's columns; none for a table that is not there."""
    return [row["name"] for row in conn.execute(f"PRAGMA {schema}.table_info({table})")]


def _unwritten(conn: sqlite3.Connection, table: str) -> Iterator[str]:
    yield from named(
        table,
        conn.execute(
            f"""SELECT CAST(id AS BLOB) FROM {table} WHERE updated_at NOT IN (SELECT at FROM local_operations)
            OR created_at NOT IN (SELECT at FROM local_operations)"""
        ),
    )
    # SQLite ends a text of JSON at its first NUL (measured with 3.40): such a change cannot be compared.
    cases = " ".join(f"WHEN '{name}' THEN t.{name}" for name in columns(conn, table))
    yield from named(
        table,
        conn.execute(
            f"""SELECT DISTINCT CAST(t.id AS BLOB) FROM local_changes c
            JOIN local_operations o ON o.number = c.operation JOIN {table} t ON t.id = c.row AND t.updated_at = o.at,
            json_each(CASE WHEN json_valid(c.after) THEN c.after ELSE '{{}}' END) j
            WHERE c.tbl = ? AND instr(c.after, '\\u0000') = 0 AND j.value IS NOT CASE j.key {cases} ELSE j.value END""",
            (table,),
        ),
    )


def _unreadable(conn: sqlite3.Connection) -> Iterator[str]:
    """Entries of the ledger that no scrm can have written."""
    yield from named(
        "local_operations",
        conn.execute(
            """SELECT CAST(number AS BLOB) FROM local_operations
            WHERE kind NOT IN ('do', 'undo', 'redo') OR state NOT IN ('done', 'undone')"""
        ),
    )
    yield from named(
        "local_changes",
        conn.execute(
            "SELECT CAST(row AS BLOB) FROM local_changes WHERE NOT json_valid(before) OR NOT json_valid(after)"
        ),
    )
    yield from named(
        "local_births",
        conn.execute("SELECT CAST(operation AS BLOB) FROM local_births WHERE NOT json_valid(ids)"),
    )


def named(table: str, ids: sqlite3.Cursor) -> list[str]:
    """Table and ref of each row, and nobody's name; the id, a blob, may have rotted into what is no text."""
    return [f"{table} {clean(row[0].decode('utf-8', 'replace'))[-6:]}" for row in ids]


def rotten(rows: list[str]) -> Finding:
    """The finding on rows that nobody has written so."""
    shown = ", ".join(rows[:_NAMED]) + (", …" if len(rows) > _NAMED else "")
    what = ngettext(
        "%(count)d row holds something else than was written: %(rows)s",
        "%(count)d rows hold something else than was written: %(rows)s",
        len(rows),
    )
    return Finding("fail", what % {"count": len(rows), "rows": shown}, "scrm backup list")
