"""Writing the cache of notes: rows, links, words. A note is its file; these rows may be thrown away at any time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from scrm.base.text import fold
from scrm.db.opening.connection import Database, begin
from scrm.db.opening.failures import translated
from scrm.db.portions import placeholders, portions
from scrm.notes.store.people import linking, relink

_PATIENCE_MS = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """What the cache keeps of a note's file."""

    id: str
    path: str
    title: str
    created: str
    sha: str
    size: int
    mtime_ns: int
    """0 when the file is to be looked at again"""
    problem: str
    names: tuple[str, ...]
    """title, aliases, file name, path: what `[[...]]` may call it"""
    people: tuple[str, ...]
    tags: tuple[str, ...]
    links: tuple[tuple[int, str], ...]
    """(line of the file, target)"""
    body: str


class NoteCache:
    """Writes within the transaction that is open in this thread, or in one of its own."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction, or the one already open. Raises Busy after a fifth of a second: the cache can wait."""
        conn = self.database.conn
        if conn.in_transaction:
            yield conn
            return
        with translated(self.database.path):
            conn = self.database.writer()
            patience = conn.execute("PRAGMA busy_timeout").fetchone()[0]
            conn.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
            try:
                begin(conn)
                yield conn
                conn.execute("COMMIT")
            except BaseException:
                conn.rollback()
                raise
            finally:
                conn.execute(f"PRAGMA busy_timeout={patience}")

    def put(self, entries: Sequence[Entry]) -> None:
        """Write notes, in the place of what was known of the same paths."""
        with self.writing() as conn:
            names, numbers = _drop(conn, [entry.path for entry in entries])
            written = {_insert(conn, entry, numbers.get(entry.path)) for entry in entries}
            _index(conn, written)
            names |= {name for entry in entries for name in _folded(entry)}
            relink(conn, written | linking(conn, names))

    def forget(self, paths: Sequence[str]) -> None:
        """Drop what is known of files that are gone."""
        with self.writing() as conn:
            names, _numbers = _drop(conn, paths)
            relink(conn, linking(conn, names))

    def seen(self, stats: Sequence[tuple[str, int, int]]) -> None:
        """Note new times (path, mtime_ns, size) of files whose content did not change, where that can be written."""
        if self.database.read_only:
            return
        with self.writing() as conn:
            conn.executemany(
                "UPDATE local_notes SET mtime_ns = ?, size = ? WHERE path = ?",
                [(mtime_ns, size, path) for path, mtime_ns, size in stats],
            )

    def clear(self) -> None:
        """Forget all notes."""
        with self.writing() as conn:
            conn.execute("INSERT INTO local_notes_words (local_notes_words) VALUES ('delete-all')")
            for table in ("local_note_people", "local_note_links", "local_note_tags", "local_notes"):
                conn.execute(f"DELETE FROM {table}")


def _drop(conn: sqlite3.Connection, paths: Sequence[str]) -> tuple[set[str], dict[str, int]]:
    """Delete rows by path; gives the names they bore and their numbers."""
    names: set[str] = set()
    numbers: dict[str, int] = {}
    for part in portions(paths):
        which = f"FROM local_notes WHERE path IN ({placeholders(part)})"
        for row in conn.execute(f"SELECT n, path, folded {which}", part):
            numbers[row["path"]] = row["n"]
            names.update(row["folded"].split("\n"))
        conn.execute(
            "INSERT INTO local_notes_words (local_notes_words, rowid, folded, body) "
            f"SELECT 'delete', n, folded, body {which}",
            part,
        )
        for table in ("local_note_people", "local_note_links", "local_note_tags"):
            conn.execute(f"DELETE FROM {table} WHERE n IN (SELECT n {which})", part)
        conn.execute(f"DELETE {which}", part)
    return names, numbers


def _folded(entry: Entry) -> list[str]:
    return [name for name in dict.fromkeys(map(fold, entry.names)) if name]


def _insert(conn: sqlite3.Connection, entry: Entry, number: int | None) -> int:
    n = conn.execute(
        """INSERT INTO local_notes (n, note_id, path, title, created, sha, size, mtime_ns, problem, folded, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING n""",
        (
            number,
            entry.id,
            entry.path,
            entry.title,
            entry.created,
            entry.sha,
            entry.size,
            entry.mtime_ns,
            entry.problem,
            "\n".join(_folded(entry)),
            entry.body,
        ),
    ).fetchone()[0]
    conn.executemany(
        "INSERT OR IGNORE INTO local_note_people (n, contact_id, how) VALUES (?, ?, 'id')",
        [(n, person) for person in entry.people],
    )
    conn.executemany(
        "INSERT OR IGNORE INTO local_note_links (n, line, target, folded) VALUES (?, ?, ?, ?)",
        [(n, line, target, fold(target)) for line, target in entry.links],
    )
    conn.executemany(
        "INSERT OR IGNORE INTO local_note_tags (n, tag) VALUES (?, ?)",
        [(n, fold(tag)) for tag in entry.tags],
    )
    return int(n)


def _index(conn: sqlite3.Connection, numbers: set[int]) -> None:
    """FTS5's cost is per statement, so one serves for all."""
    which = ", ".join(map(str, sorted(numbers)))
    conn.execute(
        f"INSERT INTO local_notes_words (rowid, folded, body) SELECT n, folded, body FROM local_notes "
        f"WHERE n IN ({which}) ORDER BY n"
    )
