"""What hangs on people: ties, signs of trust, tags, firms."""

from __future__ import annotations

import sqlite3

from scrm.base.text import fold, sort_key
from scrm.contacts.model import Evidence, Organization, Relation
from scrm.db.connection import Database


def firm_names(conn: sqlite3.Connection, id: str | None = None) -> dict[str, str]:
    """Map id -> name of all firms, or of the one with this id, those in the trash too."""
    which, values = ("WHERE id = ?", (id,)) if id is not None else ("ORDER BY deleted_at IS NOT NULL, id", ())
    return {row[0]: row[1] for row in conn.execute(f"SELECT id, name FROM organizations {which}", values)}


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
                """SELECT name, sum(people), max(cadence) FROM (
                    SELECT tag AS name, 1 AS people, NULL AS cadence FROM contact_tags t
                    JOIN contacts c ON c.id = t.contact_id WHERE t.deleted_at IS NULL AND c.deleted_at IS NULL
                    UNION ALL SELECT name, 0, cadence FROM tags WHERE deleted_at IS NULL AND cadence IS NOT NULL)
                GROUP BY name ORDER BY name"""
            )
        ]

    def organizations(self, folded: str = "") -> list[Organization]:
        """Firms with their present people, by name; those whose folded name holds `folded` when given."""
        found = [
            Organization(*row)
            for row in self.database.rows(
                """SELECT o.id, o.name, o.website, o.city, count(DISTINCT c.id) FROM organizations o
                LEFT JOIN affiliations a ON a.organization_id = o.id AND a.ended IS NULL AND a.deleted_at IS NULL
                LEFT JOIN contacts c ON c.id = a.contact_id AND c.deleted_at IS NULL
                WHERE o.deleted_at IS NULL GROUP BY o.id"""
            )
        ]
        return sorted((o for o in found if folded in fold(o.name)), key=lambda o: sort_key(o.name))

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
