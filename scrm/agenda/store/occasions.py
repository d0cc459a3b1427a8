"""Which occasions were closed for good, and which sleep until a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scrm.db.opening.connection import Database
from scrm.db.portions import placeholders, portions

# With :section and :today. Pairs, so that a new message or silence of the same person is another occasion.
HIDDEN = """SELECT contact_id, occasion FROM occasions WHERE section = :section AND deleted_at IS NULL
    AND contact_id IS NOT NULL AND (state = 'closed' OR until > :today)"""
"""SQL for the (contact, occasion) pairs that are not to be shown"""
AWAKE = "o.section = :section AND o.deleted_at IS NULL AND o.state = 'snoozed' AND o.until <= :today"
"""SQL that holds for an occasion `o` put off until today or an earlier day: shown however old it is"""

CLOSED_TALK = """SELECT contact_id, occasion FROM occasions WHERE section IN ('owed', 'awaiting')
    AND state = 'closed' AND deleted_at IS NULL AND contact_id IS NOT NULL"""
"""SQL for the (contact, message) pairs that need no answer"""
GONE = "SELECT id FROM contacts WHERE deleted_at IS NOT NULL"
"""SQL for the contacts in the trash: few, and an index holds them"""


class Person(NamedTuple):
    """A living contact as a row of Today shows it."""

    name: str
    organization: str


class OccasionStore:
    """Reads occasions, and the names of people; every method answers while another process writes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def hidden(self, section: str, today: str) -> set[tuple[str, str]]:
        """(contact, occasion) of all that are closed or asleep."""
        rows = self.database.rows(HIDDEN, {"section": section, "today": today})
        return {(row[0], row[1]) for row in rows}

    def asleep(self, sections: Sequence[str], today: str) -> set[str]:
        """Contacts whose occasion in one of these sections was put off to a day to come."""
        rows = self.database.rows(
            f"""SELECT contact_id FROM occasions WHERE section IN ({placeholders(sections)}) AND state = 'snoozed'
            AND deleted_at IS NULL AND contact_id IS NOT NULL AND until > ?""",
            (*sections, today),
        )
        return {row[0] for row in rows}

    def closed_since(self, at: str, section: str | None = None) -> int:
        """How many were closed at or after a moment, given as stored."""
        total: int = self.database.value(
            """SELECT count(*) FROM occasions WHERE state = 'closed' AND deleted_at IS NULL AND updated_at >= :at
            AND section = coalesce(:section, section)""",
            {"at": at, "section": section},
        )
        return total

    def people(self, contact_ids: Sequence[str]) -> dict[str, Person]:
        """Those of these people who are not in the trash."""
        found: dict[str, Person] = {}
        for part in portions(contact_ids):
            for row in self.database.rows(
                f"""SELECT contact_id, name, organization FROM local_people
                WHERE contact_id IN ({placeholders(part)})""",
                part,
            ):
                found[row[0]] = Person(row[1], row[2])
        return found
