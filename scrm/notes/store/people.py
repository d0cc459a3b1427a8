"""Whom `[[Name]]` means: the one contact of that name, else the one person whom the one note of that name is about.

Kept in `local_note_people` (`how` is `id` for the front matter, `link` for these) and brought level whenever a
note or a contact changes the meaning of a name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from scrm.base.text import fold
from scrm.db.portions import placeholders, portions
from scrm.search.query import Word, match


def contacts_named(conn: sqlite3.Connection, folded: str) -> list[str]:
    """Ids of the living contacts with exactly this folded name."""
    words = match([Word(folded, prefix=False)])
    if words is None:
        return []
    rows = conn.execute(
        """SELECT contact_id, name FROM local_people WHERE n IN
        (SELECT rowid FROM local_people_words WHERE local_people_words MATCH ?)""",
        (f"folded : ({words})",),
    )
    return [row["contact_id"] for row in rows if fold(row["name"]) == folded]


def notes_named(conn: sqlite3.Connection, folded: str) -> list[int]:
    """Numbers of the notes that bear this folded name: as title, alias, file name or path."""
    words = match([Word(folded, prefix=False)])
    if words is None:
        return []
    rows = conn.execute(
        """SELECT n, folded FROM local_notes WHERE n IN
        (SELECT rowid FROM local_notes_words WHERE local_notes_words MATCH ?) ORDER BY n""",
        (f"folded : ({words})",),
    )
    return [row["n"] for row in rows if folded in row["folded"].split("\n")]


def person_of(conn: sqlite3.Connection, folded: str) -> str | None:
    """The contact a link means, or None for nobody, a note of another kind, or several people."""
    people = contacts_named(conn, folded)
    if not people:
        notes = notes_named(conn, folded)
        if len(notes) == 1:
            rows = conn.execute(
                "SELECT contact_id FROM local_note_people WHERE n = ? AND how = 'id'", (notes[0],)
            )
            people = [row[0] for row in rows]
    return people[0] if len(people) == 1 else None


def linking(conn: sqlite3.Connection, names: Collection[str]) -> set[int]:
    """Numbers of the notes with a link to one of these folded names."""
    return {
        row[0]
        for part in portions(sorted(names))
        for row in conn.execute(
            f"SELECT DISTINCT n FROM local_note_links WHERE folded IN ({placeholders(part)})", part
        )
    }


def relink(conn: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Find out anew whom the links of these notes mean."""
    meant: dict[str, str | None] = {}
    rows = []
    for n in sorted(numbers):
        conn.execute("DELETE FROM local_note_people WHERE n = ? AND how = 'link'", (n,))
        for (name,) in conn.execute(
            "SELECT DISTINCT folded FROM local_note_links WHERE n = ?", (n,)
        ).fetchall():
            if name not in meant:
                meant[name] = person_of(conn, name)
            rows.append((n, meant[name]))
    conn.executemany(
        "INSERT OR IGNORE INTO local_note_people (n, contact_id, how) VALUES (?, ?, 'link')",
        [row for row in rows if row[1] is not None],
    )


def refresh_note_people(conn: sqlite3.Connection, operation: int) -> None:
    """Give links their meaning anew after an operation on contacts. Runs after `refresh_people`."""
    if conn.execute("SELECT 1 FROM local_note_links LIMIT 1").fetchone() is None:
        return
    touched = conn.execute(
        """SELECT c.name, coalesce(l.before ->> 'name', c.name) FROM local_touched l JOIN contacts c ON c.id = l.row
        WHERE l.operation = ? AND l.tbl = 'contacts'""",
        (operation,),
    )
    names = {fold(name) for row in touched for name in row}
    if names:
        relink(conn, linking(conn, names))
