"""The SQL of importing: what is known already, the questions, the history."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from scrm.base.ids import child_id, id_for
from scrm.base.text import fold, storable
from scrm.contacts.store.ties import changed_firms, firm_name
from scrm.db.opening.connection import Database
from scrm.db.portions import placeholders, portions
from scrm.db.refs import ids_by_ref, refs
from scrm.intake.model import ImportRun, Known, Review

_REVIEW = "id, format, key, file, row, kind, question, name, draft, state, contact_id"
_NAMES = {
    "followups": "o.title",
    "interactions": "coalesce(nullif(o.summary, ''), nullif(substr(o.text, 1, 80), ''), substr(o.at, 1, 10))",
    "own_identities": "o.value",
    "pauses": "o.starts || ' ' || o.ends",
    **dict.fromkeys(("contacts", "organizations", "reviews", "segments", "tags"), "o.name"),
}
"""what a row of a table is called"""
_OWNERS = {
    "followup_people": ("followups", "followup_id"),
    "followup_tags": ("followups", "followup_id"),
    "interaction_people": ("interactions", "interaction_id"),
    "interaction_tags": ("interactions", "interaction_id"),
    **dict.fromkeys(
        ("affiliations", "contact_tags", "evidence", "identities", "occasions", "relations", "sightings"),
        ("contacts", "contact_id"),
    ),
}
"""whose name a row without one goes by"""


class IntakeStore:
    """Reads for one import at a time; nothing is cached between imports."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def fates(self, table: str) -> dict[str, str]:
        """Map id -> `` (alive), `user` (in the trash by hand) or `undo 12` of every row of a table."""
        rows = self.database.conn.execute(
            f"SELECT id, CASE WHEN deleted_at IS NULL THEN '' ELSE coalesce(deleted_by, '') END FROM {table}"
        )
        rows.row_factory = None
        return dict(rows.fetchall())

    def sightings(self, source: str) -> dict[str, tuple[Known | None, str]]:
        """Map contact id -> (what the source last said, the day it said so); None and `` when that was undone."""
        rows = self.database.conn.execute(
            """SELECT contact_id, name, given_name, family_name, organization, title, handles, since, seen_on,
                deleted_at
            FROM sightings WHERE source = ?""",
            (source,),
        )
        rows.row_factory = None
        return {row[0]: (Known(*row[1:8]), row[8]) if row[9] is None else (None, "") for row in rows}

    def holders(self, *, trashed: bool = False) -> dict[tuple[str, str], str]:
        """(type, key) -> contact id of every address of the living; two holders of one give an empty id.

        With `trashed` of those whom the user put into the trash.
        """
        buried = "SELECT id FROM contacts WHERE deleted_at IS NOT NULL"
        which = f"IN ({buried} AND deleted_by = 'user')" if trashed else f"NOT IN ({buried})"
        rows = self.database.conn.execute(
            f"SELECT type, key, contact_id FROM identities WHERE deleted_at IS NULL AND contact_id {which}"
        )
        rows.row_factory = None
        found: dict[tuple[str, str], str] = {}
        for type, key, contact in rows:
            found[type, key] = contact if found.get((type, key), contact) == contact else ""
        return found

    def names(self) -> dict[str, list[str]]:
        """Folded name -> contact ids of everybody."""
        return self._by_name("")

    def namesakes(self, network: str) -> dict[str, list[str]]:
        """Folded name -> contact ids of those without a profile on a network."""
        return self._by_name(
            """AND id NOT IN (SELECT contact_id FROM identities
            WHERE network = ? AND type = 'profile' AND deleted_at IS NULL)""",
            network,
        )

    def _by_name(self, which: str, *values: str) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for row in self.database.rows(
            f"SELECT id, name FROM contacts WHERE deleted_at IS NULL {which}", values
        ):
            found[fold(row[1])].append(row[0])
        return dict(found)

    def profiles(self, network: str) -> dict[str, str]:
        """Map contact id -> the key of its profile on a network."""
        return {
            row[0]: row[1]
            for row in self.database.rows(
                "SELECT contact_id, key FROM identities WHERE network = ? AND type = 'profile' AND deleted_at IS NULL",
                (network,),
            )
        }

    def firms(self) -> dict[str, str]:
        """Folded name -> id of every firm, those in the trash too."""
        return {fold(row[1]): row[0] for row in self.database.rows("SELECT id, name FROM organizations")}

    def positions(self) -> dict[str, dict[str, Any]]:
        """Map contact id -> its present position (id, organization, title), the latest told of several."""
        rows = self.database.conn.execute(
            """SELECT a.contact_id, a.id, coalesce(o.name, ''), a.title FROM affiliations a
            LEFT JOIN organizations o ON o.id = a.organization_id
            WHERE a.ended IS NULL AND a.deleted_at IS NULL ORDER BY a.noted_on, a.id DESC"""
        )
        rows.row_factory = None
        return {row[0]: {"id": row[1], "organization": row[2], "title": row[3]} for row in rows}

    def own(self) -> list[tuple[str, str, str, str, str]]:
        """(name, type, network, value, key) of the owner's own names and addresses."""
        return [
            tuple(row)
            for row in self.database.rows(
                "SELECT name, type, network, value, key FROM own_identities WHERE deleted_at IS NULL ORDER BY key"
            )
        ]

    def answers(self, source: str) -> dict[str, Review]:
        """Every question ever asked of a format, by the key of its row."""
        rows = self.database.rows(
            f"SELECT {_REVIEW} FROM reviews WHERE format = ? AND deleted_at IS NULL", (source,)
        )
        return {row["key"]: Review(*row) for row in rows}

    def open_reviews(self) -> list[Review]:
        """The questions that wait, in the order of their sources."""
        return [
            Review(*row)
            for row in self.database.rows(
                f"""SELECT {_REVIEW} FROM reviews WHERE state = 'open' AND deleted_at IS NULL
                ORDER BY format, file, row, id"""
            )
        ]

    def reviews_by_ref(self, ref: str) -> list[Review]:
        """Questions whose id ends in these hex digits, answered ones too."""
        ids = ids_by_ref(self.database, "reviews", ref)
        return [
            Review(*row)
            for i in ids
            for row in self.database.rows(f"SELECT {_REVIEW} FROM reviews WHERE id = ?", (i,))
        ]

    def runs(self, limit: int = 100) -> list[ImportRun]:
        """The imports, the latest first."""
        return [
            ImportRun(row[0], row[1], row[2], row[3], json.loads(row[4]), row[5])
            for row in self.database.rows(
                """SELECT i.operation, o.at, i.format, i.path, i.summary, o.state FROM local_imports i
                JOIN local_operations o ON o.number = i.operation ORDER BY i.operation DESC LIMIT ?""",
                (limit,),
            )
        ]


class Lookups:
    """The same facts for one row at a time: what an answer to a question needs, within its own operation."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def last_seen(self, source: str) -> str | None:
        """The day of the newest archive of a source."""
        day: str | None = self.database.value(
            "SELECT max(seen_on) FROM sightings WHERE source = ? AND deleted_at IS NULL", (source,)
        )
        return day

    def fate(self, id: str, *tables: str) -> str | None:
        """As `fates`, of the row of this id in one of the tables; None when there is none."""
        for table in tables:
            row = self.database.row(f"SELECT deleted_at, deleted_by FROM {table} WHERE id = ?", (id,))
            if row is not None:
                return "" if row[0] is None else row[1] or ""
        return None

    def sighting(self, source: str, contact: str) -> tuple[Known | None, str] | None:
        """As `sightings`, of one contact."""
        row = self.database.row(
            """SELECT name, given_name, family_name, organization, title, handles, since, seen_on, deleted_at
            FROM sightings WHERE id = ?""",
            (child_id(contact, "sighting", source),),
        )
        if row is None:
            return None
        return (Known(*row[:7]), row[7]) if row[8] is None else (None, "")

    def holder(self, type: str, key: str, *, trashed: bool = False) -> str | None:
        """As `holders`, of one address."""
        which = "c.deleted_by = 'user'" if trashed else "c.deleted_at IS NULL"
        found = self.database.column(
            f"""SELECT DISTINCT i.contact_id FROM identities i JOIN contacts c ON c.id = i.contact_id
            WHERE i.key = ? AND i.type = ? AND i.deleted_at IS NULL AND {which} LIMIT 2""",
            (key, type),
        )
        return (found[0] if len(found) == 1 else "") if found else None

    def profile(self, contact: str, network: str) -> str | None:
        """As `profiles`, of one contact."""
        key: str | None = self.database.value(
            """SELECT key FROM identities WHERE contact_id = ? AND network = ? AND type = 'profile'
            AND deleted_at IS NULL ORDER BY rowid DESC""",
            (contact, network),
        )
        return key

    def firm(self, folded: str) -> str | None:
        """As `firms`, of one name."""
        conn, id = self.database.conn, id_for(f"organization/{folded}")
        while (name := firm_name(conn, id)) is not None:
            if fold(name) == folded:
                return id
            id = child_id(id, "organization", folded)
        return next((id for id, name in changed_firms(conn) if fold(name) == folded), None)

    def position(self, contact: str) -> dict[str, Any] | None:
        """As `positions`, of one contact."""
        row = self.database.row(
            """SELECT a.id, coalesce(o.name, '') AS organization, a.title FROM affiliations a
            LEFT JOIN organizations o ON o.id = a.organization_id
            WHERE a.contact_id = ? AND a.ended IS NULL AND a.deleted_at IS NULL
            ORDER BY a.noted_on DESC, a.id LIMIT 1""",
            (contact,),
        )
        return None if row is None else dict(row)

    def answer(self, id: str) -> Review | None:
        """As `answers`, of one question."""
        row = self.database.row(f"SELECT {_REVIEW} FROM reviews WHERE id = ? AND deleted_at IS NULL", (id,))
        return None if row is None else Review(*row)


def record(conn: sqlite3.Connection, operation: int, source: str, path: str, summary: dict[str, Any]) -> None:
    """Add an import to the history, inside its operation."""
    conn.execute(
        "INSERT INTO local_imports VALUES (?, ?, ?, ?)",
        (operation, source, storable(path), json.dumps(summary)),
    )


def called(database: Database, table: str, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """(ref, name) of rows, in the trash or not, each its own or of what it belongs to; those without are left out."""
    owner, column = _OWNERS.get(table, (table, "id"))
    if owner not in _NAMES:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for part in portions(ids):
        rows = database.rows(
            f"""SELECT t.id, o.id, {_NAMES[owner]} FROM {table} t JOIN {owner} o ON o.id = t.{column}
            WHERE t.id IN ({placeholders(part)})""",
            part,
        )
        short = refs(database, owner, [row[1] for row in rows])
        found |= {row[0]: (short[row[1]], row[2]) for row in rows}
    return found
