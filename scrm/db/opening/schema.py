"""What our migrations make, and what of a file's schema is none of it.

A trigger or a view runs SQL that we did not write; a view of our name may, too, so texts are compared, not names alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from scrm.base.text import clean, shorten
from scrm.db.opening.steps import STEPS

Entry = tuple[str, str, str, str]
"""type, name, table, and the SQL with single blanks, empty for the index of a key"""

_LONGEST = 40
"""characters of a name that are shown"""
_NAMED = 5
"""entries that a sentence names"""
_BOOKS = {"_sqlite_migrations", "idx__sqlite_migrations_migration_set_name"}
"""what sqlite-utils keeps of the steps done, in words of its own"""
_PLAIN = ("CREATE TABLE ", "CREATE INDEX ", "CREATE UNIQUE INDEX ")


def foreign_entries(conn: sqlite3.Connection, schema: int) -> list[str]:
    """Type and name of each entry that the first `schema` steps do not make so, in the order of names.

    Runs nothing of what it reads. Raises sqlite3.DatabaseError.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        for _name, sql in STEPS[:schema]:
            fresh.executescript(sql)
        ours = set(_entries(fresh))
        shadows = {
            row[0] for row in fresh.execute("SELECT name FROM pragma_table_list WHERE type = 'shadow'")
        }
    strange = [
        entry for entry in _entries(conn)
        if entry not in ours and not _is_kept_for_us(entry, shadows)
    ]  # fmt: skip
    return [f"{clean(kind)} {shorten(clean(name), _LONGEST)}" for kind, name, _table, _sql in strange]


def listed(names: list[str]) -> str:
    """Entries as a sentence names them."""
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")


def _entries(conn: sqlite3.Connection) -> Iterable[Entry]:
    rows = conn.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY name, type"
    )
    return [(str(row[0]), str(row[1]), str(row[2]), " ".join(str(row[3]).split())) for row in rows]


def _is_kept_for_us(entry: Entry, shadows: set[str]) -> bool:
    """Whether it holds what SQLite or sqlite-utils keep for themselves, worded as their version does it."""
    kind, name, table, sql = entry
    if kind == "index" and not sql:
        return True  # of a key; it holds no SQL
    known = name in shadows or name in _BOOKS or (name.startswith("sqlite_") and name == table)
    return known and sql.startswith(_PLAIN)
