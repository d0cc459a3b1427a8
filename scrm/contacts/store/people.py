"""Reading whole contacts, and finding them by ref or address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from scrm.contacts.model import Affiliation, Contact, Identity
from scrm.db.opening.connection import Database
from scrm.db.portions import placeholders, portions
from scrm.db.refs import ids_by_ref

_CONTACT = (
    "id, name, given_name, family_name, nickname, kind, city, country, time_zone, language, salutation, birthday, "
    "interests, preferred_channel, preferred_times, expectations, how_met, introduced_by, cadence, ambient, "
    "bumped_on, source, source_date, basis, created_at, updated_at, deleted_at"
)


class PeopleStore:
    """Reads people; every method answers while another process writes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def contacts(self, ids: Sequence[str], *, trashed: bool = False) -> list[Contact]:
        """The contacts of these ids, in their order, with addresses, positions and tags."""
        found: dict[str, Contact] = {}
        for part in portions(ids):
            identities = self._identities(part)
            affiliations = self._affiliations(part)
            tags = self._tags(part)
            alive = "" if trashed else "AND deleted_at IS NULL"
            for row in self.database.rows(
                f"SELECT {_CONTACT} FROM contacts WHERE id IN ({placeholders(part)}) {alive}", part
            ):
                i = row["id"]
                found[i] = Contact(
                    **dict(row),
                    identities=tuple(identities[i]),
                    affiliations=tuple(affiliations[i]),
                    tags=tuple(tags[i]),
                )
        return [found[i] for i in ids if i in found]

    def contact(self, id: str) -> Contact | None:
        """One contact, or None when there is none (or it lies in the trash)."""
        found = self.contacts([id])
        return found[0] if found else None

    def _identities(self, ids: Sequence[str]) -> defaultdict[str, list[Identity]]:
        grouped: defaultdict[str, list[Identity]] = defaultdict(list)
        for row in self.database.rows(
            f"""SELECT id, contact_id, type, network, value, key, rank, since, source FROM identities
            WHERE contact_id IN ({placeholders(ids)}) AND deleted_at IS NULL ORDER BY rank, created_at, key""",
            ids,
        ):
            grouped[row["contact_id"]].append(Identity(*row))
        return grouped

    def _affiliations(self, ids: Sequence[str]) -> defaultdict[str, list[Affiliation]]:
        grouped: defaultdict[str, list[Affiliation]] = defaultdict(list)
        for row in self.database.rows(
            f"""SELECT a.id, a.contact_id, a.organization_id, coalesce(o.name, ''), a.title, a.started, a.ended,
                a.noted_on, a.source
            FROM affiliations a LEFT JOIN organizations o ON o.id = a.organization_id
            WHERE a.contact_id IN ({placeholders(ids)}) AND a.deleted_at IS NULL
            ORDER BY a.ended IS NOT NULL, a.noted_on DESC, a.id""",
            ids,
        ):
            grouped[row["contact_id"]].append(Affiliation(*row))
        return grouped

    def _tags(self, ids: Sequence[str]) -> defaultdict[str, list[str]]:
        grouped: defaultdict[str, list[str]] = defaultdict(list)
        for row in self.database.rows(
            f"""SELECT contact_id, tag FROM contact_tags WHERE contact_id IN ({placeholders(ids)})
            AND deleted_at IS NULL ORDER BY tag""",
            ids,
        ):
            grouped[row["contact_id"]].append(row["tag"])
        return grouped

    def ids_by_ref(self, ref: str, *, trashed: bool = False) -> list[str]:
        """Contacts whose id ends in these hex digits (six or more)."""
        return ids_by_ref(self.database, "contacts", ref, trashed=trashed)

    def ids_by_key(self, key: str, type: str) -> list[str]:
        """Contacts that hold an address with this key."""
        return [
            r[0]
            for r in self.database.rows(
                """SELECT DISTINCT i.contact_id FROM identities i JOIN contacts c ON c.id = i.contact_id
                WHERE i.key = ? AND i.type = ? AND i.deleted_at IS NULL AND c.deleted_at IS NULL""",
                (key, type),
            )
        ]

    def trash(self) -> list[tuple[str, str, str]]:
        """(id, name, since) of people removed by hand, the latest first."""
        return [
            (r[0], r[1], r[2])
            for r in self.database.rows(
                """SELECT id, name, deleted_at FROM contacts WHERE deleted_at IS NOT NULL AND deleted_by = 'user'
                ORDER BY deleted_at DESC"""
            )
        ]
