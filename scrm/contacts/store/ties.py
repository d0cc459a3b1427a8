"""What hangs on people: ties, signs of trust, tags, firms."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from scrm.contacts.model import Evidence, Organization, Relation
from scrm.db.opening.connection import Database
from scrm.db.portions import placeholders, portions

# Few, and in an index of their own: quicker than asking each person whether they are here.
_GONE = "SELECT id FROM contacts WHERE deleted_at IS NOT NULL"


def firm_name(conn: sqlite3.Connection, id: str) -> str | None:
    """The name of a firm, one in the trash too, or None when there is none of this id."""
    row = conn.execute("SELECT name FROM organizations WHERE id = ?", (id,)).fetchone()
    return None if row is None else str(row[0])


def changed_firms(conn: sqlite3.Connection) -> list[tuple[str, str]]:
    """(id, name) of the firms that changed since they were made, the living first: few, through their own index."""
    rows = conn.execute(
        """SELECT id, name FROM organizations WHERE updated_at <> created_at
        ORDER BY deleted_at IS NOT NULL, id"""
    )
    return [(row[0], row[1]) for row in rows]


class TieStore:
    """Reads relations, evidence, tags and organizations."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def relations(self, id: str) -> list[Relation]:
        """The ties of a contact, told from its side."""
        return [
            Relation(r["id"], id, r["other"], r["name"], r["kind"], r["since"], bool(r["outward"]))
            for r in self.database.rows(
                """SELECT r.id, r.kind, r.since, r.contact_id = :id AS outward, c.id AS other, c.name FROM relations r
                JOIN contacts c ON c.id = CASE WHEN r.contact_id = :id THEN r.other_id ELSE r.contact_id END
                WHERE (r.contact_id = :id OR r.other_id = :id) AND r.deleted_at IS NULL AND c.deleted_at IS NULL
                ORDER BY r.kind, c.name""",
                {"id": id},
            )
        ]

    def evidence(self, id: str) -> list[Evidence]:
        """Signs of trust between me and a contact, the latest first."""
        return [
            Evidence(*row)
            for row in self.database.rows(
                """SELECT id, contact_id, kind, direction, at, text, skill FROM evidence
                WHERE contact_id = ? AND deleted_at IS NULL ORDER BY at DESC, skill""",
                (id,),
            )
        ]

    def tags(self) -> list[tuple[str, int, int | None]]:
        """(tag, people, rhythm in days) of every tag in use or with a rhythm."""
        return [
            (r[0], r[1], r[2])
            for r in self.database.rows(
                f"""SELECT name, sum(people), max(cadence) FROM (
                    SELECT tag AS name, count(*) AS people, NULL AS cadence FROM contact_tags
                    WHERE deleted_at IS NULL AND contact_id NOT IN ({_GONE}) GROUP BY tag
                    UNION ALL SELECT name, 0, cadence FROM tags WHERE deleted_at IS NULL AND cadence IS NOT NULL)
                GROUP BY name ORDER BY name"""
            )
        ]

    def firms(self) -> list[tuple[str, str]]:
        """(id, name) of every firm, in no order."""
        rows = self.database.rows("SELECT id, name FROM organizations WHERE deleted_at IS NULL")
        return [(row[0], row[1]) for row in rows]

    def organizations(self, ids: Sequence[str]) -> list[Organization]:
        """The firms of these ids, in their order, each with the count of its present people."""
        found: dict[str, Organization] = {}
        for part in portions(sorted(ids)):  # neighbours in the file
            marks, people = placeholders(part), self._people(part)
            for row in self.database.rows(
                f"SELECT id, name, website, city FROM organizations WHERE id IN ({marks}) AND deleted_at IS NULL",
                part,
            ):
                found[row[0]] = Organization(row[0], row[1], row[2], row[3], people.get(row[0], 0))
        return [found[id] for id in ids if id in found]

    def _people(self, ids: Sequence[str]) -> dict[str, int]:
        """How many people work at each of these firms that has any."""
        rows = self.database.rows(
            f"""SELECT organization_id, count(DISTINCT contact_id) FROM affiliations
            WHERE organization_id IN ({placeholders(ids)}) AND ended IS NULL AND deleted_at IS NULL
            AND contact_id NOT IN ({_GONE})
            GROUP BY organization_id""",
            ids,
        )
        return {row[0]: row[1] for row in rows}

    def members(self, organization_id: str) -> list[str]:
        """Contact ids of a firm's present people, by name."""
        return [
            r[0]
            for r in self.database.rows(
                """SELECT DISTINCT p.contact_id FROM affiliations a JOIN local_people p ON p.contact_id = a.contact_id
                WHERE a.organization_id = ? AND a.ended IS NULL AND a.deleted_at IS NULL ORDER BY p.n""",
                (organization_id,),
            )
        ]
