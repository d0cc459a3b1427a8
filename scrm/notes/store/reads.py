"""Reading the cache of notes; every method answers while another process writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from scrm.base.text import clean, fold, sort_key
from scrm.db.opening.connection import Database, Row
from scrm.db.portions import placeholders, portions
from scrm.db.refs import ids_by_ref, refs
from scrm.notes.model import Hit, Note
from scrm.notes.store.people import contacts_named, notes_named, person_of
from scrm.search.query import Term, Word, match

_NOTE = "local_notes.n, note_id, path, title, created, sha, problem"
_ROWS = "(SELECT note_id AS id FROM local_notes)"
_AROUND = 12
"""words of a snippet"""


def condition(term: Term) -> tuple[str, list[Any]] | None:
    """SQL and values for `has:note` over `local_people p`, or None when another room knows the term."""
    if term.field == "has" and term.values == ("note",):
        return "p.contact_id IN (SELECT contact_id FROM local_note_people)", []
    return None


class NoteStore:
    """Finds notes in the cache."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def _notes(self, where: str, values: Sequence[Any] = ()) -> list[Note]:
        return self._whole(self.database.rows(f"SELECT {_NOTE} FROM local_notes {where}", values))

    def _whole(self, rows: Sequence[Row]) -> list[Note]:
        people: defaultdict[int, dict[str, None]] = defaultdict(dict)
        tags: defaultdict[int, list[str]] = defaultdict(list)
        for part in portions([row["n"] for row in rows]):
            marks = placeholders(part)
            for row in self.database.rows(
                f"SELECT n, contact_id FROM local_note_people WHERE n IN ({marks}) ORDER BY how, contact_id",
                part,
            ):
                people[row["n"]][row["contact_id"]] = None
            for row in self.database.rows(
                f"SELECT n, tag FROM local_note_tags WHERE n IN ({marks}) ORDER BY tag", part
            ):
                tags[row["n"]].append(row["tag"])
        return [_note(row, people[row["n"]], tags[row["n"]]) for row in rows]

    def everything(self, tag: str = "") -> list[Note]:
        """All notes by title, or those with a tag."""
        where = "WHERE n IN (SELECT n FROM local_note_tags WHERE tag = ?)" if tag else ""
        notes = self._notes(where, [fold(tag.lstrip("#"))] if tag else [])
        return sorted(notes, key=lambda note: (sort_key(note.title), note.path))

    def of_contact(self, contact_id: str) -> list[Note]:
        """The notes linked to a contact, by id or by name, the latest first."""
        return self._notes(
            """WHERE n IN (SELECT n FROM local_note_people WHERE contact_id = ?)
            ORDER BY created DESC, title, path""",
            (contact_id,),
        )

    def about(self, contact_id: str) -> list[Note]:
        """The notes whose front matter names this contact and nobody else, the oldest first."""
        return self._notes(
            """WHERE n IN (SELECT n FROM local_note_people WHERE contact_id = ? AND how = 'id')
            AND 1 = (SELECT count(*) FROM local_note_people x WHERE x.n = local_notes.n AND how = 'id')
            ORDER BY created, path""",
            (contact_id,),
        )

    def by_path(self, path: str) -> Note | None:
        """The note of a path, or None."""
        found = self._notes("WHERE path = ?", (path,))
        return found[0] if found else None

    def by_id(self, id: str) -> list[Note]:
        """The notes of an id: one, or several when a file was copied."""
        return self._notes("WHERE note_id = ? ORDER BY path", (id,))

    def by_ref(self, ref: str) -> list[Note]:
        """The notes whose id ends in these hex digits (six or more)."""
        ids = dict.fromkeys(ids_by_ref(self.database, _ROWS, ref, trashed=True))
        return [note for id in ids for note in self.by_id(id)]

    def refs(self, ids: Sequence[str]) -> dict[str, str]:
        """The shortest ref of each id: six hex digits, more where another note's id ends alike."""
        return refs(self.database, _ROWS, ids)

    def named(self, name: str) -> list[Note]:
        """The notes that bear this name (title, alias, file name, path), accents and case aside."""
        numbers = notes_named(self.database.conn, fold(name))
        return self._notes(f"WHERE n IN ({placeholders(numbers)}) ORDER BY path", numbers)

    def beginning(self, words: Sequence[Word], limit: int) -> list[Note]:
        """Notes whose names hold words that begin so, by path."""
        text = match(words)
        if text is None:
            return []
        return self._notes(
            """WHERE n IN (SELECT rowid FROM local_notes_words WHERE local_notes_words MATCH ?)
            ORDER BY path LIMIT ?""",
            (f"folded : ({text})", limit),
        )

    def search(self, words: Sequence[Word], limit: int) -> tuple[list[Hit], int]:
        """The notes that hold all the words, the best first, at most `limit`; and how many there are."""
        text = match(words)
        if text is None:
            return [], 0
        rows = self.database.rows(
            f"""SELECT {_NOTE}, snippet(local_notes_words, 1, '', '', '...', {_AROUND}) AS snippet
            FROM local_notes_words w JOIN local_notes ON local_notes.n = w.rowid
            WHERE local_notes_words MATCH ? ORDER BY rank LIMIT ?""",
            (text, limit),
        )
        hits = [Hit(note, clean(row["snippet"])) for note, row in zip(self._whole(rows), rows, strict=True)]
        if len(hits) < limit:
            return hits, len(hits)
        total = "SELECT count(*) FROM local_notes_words WHERE local_notes_words MATCH ?"
        return hits, int(self.database.value(total, (text,)))

    def count(self) -> int:
        """How many notes are known."""
        return int(self.database.value("SELECT count(*) FROM local_notes"))

    def known(self) -> list[tuple[str, int, int, str]]:
        """(path, mtime_ns, size, sha) of every note."""
        rows = self.database.rows("SELECT path, mtime_ns, size, sha FROM local_notes")
        return [(row[0], row[1], row[2], row[3]) for row in rows]

    def names_of(self, contact_ids: Sequence[str]) -> dict[str, str]:
        """The names of those contacts that live."""
        rows = self.database.rows(
            f"SELECT contact_id, name FROM local_people WHERE contact_id IN ({placeholders(contact_ids)})",
            contact_ids,
        )
        return {row[0]: row[1] for row in rows}

    def copies(self) -> list[tuple[str, list[str]]]:
        """(id, paths) of ids that several notes bear."""
        rows = self.database.rows(
            """SELECT note_id, path FROM local_notes WHERE note_id IN
            (SELECT note_id FROM local_notes GROUP BY note_id HAVING count(*) > 1) ORDER BY note_id, path"""
        )
        grouped: defaultdict[str, list[str]] = defaultdict(list)
        for row in rows:
            grouped[row[0]].append(row[1])
        return list(grouped.items())

    def strangers(self) -> list[tuple[str, str]]:
        """(path, id) of people in front matters who are no contacts (any more)."""
        rows = self.database.rows(
            """SELECT l.path, x.contact_id FROM local_note_people x JOIN local_notes l ON l.n = x.n
            LEFT JOIN local_people p ON p.contact_id = x.contact_id
            WHERE x.how = 'id' AND p.n IS NULL ORDER BY l.path"""
        )
        return [(row[0], row[1]) for row in rows]

    def loose_links(self) -> list[tuple[str, int, str, int]]:
        """(path, line, target, people of that name) of links that lead to no one person and to no note."""
        rows = self.database.rows(
            """SELECT l.path, x.line, x.target, x.folded FROM local_note_links x JOIN local_notes l ON l.n = x.n
            ORDER BY l.path, x.line, x.target"""
        )
        conn = self.database.conn
        loose: dict[str, int | None] = {}
        for name in {row["folded"] for row in rows}:
            found = person_of(conn, name) is not None or bool(notes_named(conn, name))
            loose[name] = None if found else len(contacts_named(conn, name))
        return [(r["path"], r["line"], r["target"], n) for r in rows if (n := loose[r["folded"]]) is not None]


def _note(row: Row, people: Iterable[str], tags: Iterable[str]) -> Note:
    return Note(
        n=row["n"],
        id=row["note_id"],
        path=row["path"],
        title=row["title"],
        created=row["created"],
        sha=row["sha"],
        problem=row["problem"],
        people=tuple(people),
        tags=tuple(tags),
    )
