"""People as lists show them: light rows by their place in the order of names."""

from __future__ import annotations

from collections.abc import Sequence

from scrm.base.text import fold
from scrm.contacts.model import PersonRow
from scrm.db.opening.connection import Database
from scrm.db.portions import placeholders, portions
from scrm.search.tree import Word, match


class ListStore:
    """Reads the search index's people; every method answers while another process writes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def rows_at(self, numbers: Sequence[int]) -> list[PersonRow]:
        """List rows for places in the order by name, in the order asked for."""
        found: dict[int, PersonRow] = {}
        for part in portions(numbers):
            for row in self.database.rows(
                f"""SELECT p.n, p.contact_id AS id, p.name, p.organization, p.title, p.kind,
                    f.last_at, c.cadence, c.ambient
                FROM local_people p JOIN contacts c ON c.id = p.contact_id
                LEFT JOIN local_contact_facts f ON f.contact_id = p.contact_id
                WHERE p.n IN ({placeholders(part)})""",
                part,
            ):
                found[row[0]] = PersonRow._make((*row[:-1], bool(row[-1])))
        return [found[n] for n in numbers if n in found]

    def everybody(self, order: str = "name") -> list[int]:
        """The numbers of all people, by `name`, `last` contact (silent longest first), `recent` or `organization`."""
        by = {
            "name": "p.n",
            "last": "f.last_at IS NULL, f.last_at, p.n",
            "recent": "f.last_at IS NULL, f.last_at DESC, p.n",
            "organization": "p.firm = '', p.firm, p.n",
        }[order]
        join = "LEFT JOIN local_contact_facts f ON f.contact_id = p.contact_id" if "f." in by else ""
        return self.database.column(f"SELECT p.n FROM local_people p {join} ORDER BY {by}")

    def ids_at(self, numbers: Sequence[int]) -> list[str]:
        """The contact ids at places in the order by name."""
        found: dict[int, str] = {}
        for part in portions(numbers):
            sql = f"SELECT n, contact_id FROM local_people WHERE n IN ({placeholders(part)})"
            found.update((r[0], r[1]) for r in self.database.rows(sql, part))
        return [found[n] for n in numbers if n in found]

    def number_of(self, id: str) -> int | None:
        """The place of a contact in the order by name."""
        number: int | None = self.database.value("SELECT n FROM local_people WHERE contact_id = ?", (id,))
        return number

    def count(self) -> int:
        """How many people are known."""
        total: int = self.database.value("SELECT count(*) FROM local_people")
        return total

    def named(self, folded: str) -> list[str]:
        """Contacts whose folded name is exactly this, nicknames aside."""
        words = match([Word(folded, prefix=False)])
        rows = self.database.rows(
            """SELECT p.contact_id, p.name FROM local_people_words w JOIN local_people p ON p.n = w.rowid
            WHERE local_people_words MATCH ? ORDER BY w.rowid""",
            (f"folded : ({words})" if words else '""',),
        )
        return [row[0] for row in rows if fold(row[1]) == folded]

    def beginning(self, words: str, limit: int) -> list[PersonRow]:
        """People whose names hold words that begin so, in the order of names; `words` is an FTS5 match."""
        numbers = self.database.column(
            """SELECT rowid FROM local_people_words WHERE local_people_words MATCH ? ORDER BY rowid LIMIT ?""",
            (f"folded : ({words})", limit),
        )
        return self.rows_at(numbers)
