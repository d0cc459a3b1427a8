"""The search index of what was said: newest first for nothing, since entries are numbered by their moment."""

from __future__ import annotations

import sqlite3
import zlib

from scrm.base.clock import from_text
from scrm.base.text import fold
from scrm.db.opening.connection import Database
from scrm.db.portions import placeholders, portions

_TOUCHED = "SELECT row FROM local_touched WHERE operation = ? AND tbl = 'interactions'"


def refresh_words(conn: sqlite3.Connection, operation: int) -> None:
    """Bring the index level with the interactions an operation touched."""
    which = f"FROM local_interactions WHERE interaction_id IN ({_TOUCHED})"
    if conn.execute(f"SELECT 1 {which} LIMIT 1", (operation,)).fetchone():
        conn.execute(
            f"""INSERT INTO local_interactions_words (local_interactions_words, rowid, body)
            SELECT 'delete', n, body {which}""",
            (operation,),
        )
        conn.execute(f"DELETE {which}", (operation,))
    _index(conn, _TOUCHED, (operation,))


def rebuild_words(conn: sqlite3.Connection) -> None:
    """Make the index again from the interactions."""
    conn.execute("INSERT INTO local_interactions_words (local_interactions_words) VALUES ('delete-all')")
    conn.execute("DELETE FROM local_interactions")
    _index(conn, "SELECT id FROM interactions", ())


def _index(conn: sqlite3.Connection, ids: str, values: tuple[int, ...]) -> None:
    """Add the living interactions whose ids a query gives; none of them is in the index."""
    rows = conn.execute(
        f"SELECT id, at, summary, text FROM interactions WHERE id IN ({ids}) AND deleted_at IS NULL", values
    )
    entries = [(_number(r["at"], r["id"]), r["id"], fold(f"{r['summary']} {r['text']}")) for r in rows]
    if not entries:
        return
    conn.executemany("INSERT INTO local_interactions VALUES (?, ?, ?)", _apart(conn, entries))
    conn.execute(
        f"""INSERT INTO local_interactions_words (rowid, body)
        SELECT n, body FROM local_interactions WHERE interaction_id IN ({ids}) ORDER BY n""",
        values,
    )


def _number(at: str, id: str) -> int:
    """Milliseconds since year 1 with 15 bits of the id below: two at one moment seldom meet."""
    moment = from_text(at)
    milliseconds = (
        moment.toordinal() * 86_400 + moment.hour * 3600 + moment.minute * 60 + moment.second
    ) * 1000
    return (milliseconds + moment.microsecond // 1000) << 15 | zlib.crc32(id.encode()) & 0x7FFF


def _apart(conn: sqlite3.Connection, entries: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """The same entries with a free number each."""
    taken = _taken(conn, [number for number, _id, _body in entries])
    result = []
    for number, id, body in sorted(entries):
        while number in taken:
            number += 1
            taken |= _taken(conn, [number])
        taken.add(number)
        result.append((number, id, body))
    return result


def _taken(conn: sqlite3.Connection, numbers: list[int]) -> set[int]:
    """Those of the numbers that the index uses."""
    found: set[int] = set()
    for part in portions(numbers):
        rows = conn.execute(f"SELECT n FROM local_interactions WHERE n IN ({placeholders(part)})", part)
        found.update(row[0] for row in rows)
    return found


def search(database: Database, text: str, limit: int) -> tuple[list[str], int]:
    """Interactions that hold the words of an FTS5 match, the latest first, and how many there are."""
    rows = database.rows(
        """SELECT l.interaction_id FROM local_interactions_words w JOIN local_interactions l ON l.n = w.rowid
        WHERE local_interactions_words MATCH ? ORDER BY w.rowid DESC LIMIT ?""",
        (text, limit),
    )
    if len(rows) < limit:
        return [r[0] for r in rows], len(rows)
    total: int = database.value(
        "SELECT count(*) FROM local_interactions_words WHERE local_interactions_words MATCH ?", (text,)
    )
    return [r[0] for r in rows], total
