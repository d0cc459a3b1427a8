"""Open follow-ups that are due, without those about removed people alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scrm.db.opening.connection import Database
from scrm.db.portions import placeholders, portions

_ABOUT = """FROM followup_people x JOIN contacts c ON c.id = x.contact_id
    WHERE x.followup_id = f.id AND x.deleted_at IS NULL"""
_DUE = f"""FROM followups f WHERE f.state = 'open' AND f.deleted_at IS NULL AND f.due_day <= :until
    AND (EXISTS (SELECT 1 {_ABOUT} AND c.deleted_at IS NULL) OR NOT EXISTS (SELECT 1 {_ABOUT}))"""


class Promise(NamedTuple):
    """When a follow-up is due: a whole day, or with `time` a moment on the clocks of `zone`."""

    id: str
    day: str
    time: str
    zone: str


class PromiseStore:
    """Reads what is due; every method answers while another process writes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def due(self, until: str) -> list[Promise]:
        """Open follow-ups due by a day of their own zones, in the order of days and times."""
        rows = self.database.rows(
            f"""SELECT f.id, f.due_day, f.due_time, f.zone {_DUE}
            ORDER BY f.due_day, f.due_time = '', f.due_time, f.id""",
            {"until": until},
        )
        return [Promise(*row) for row in rows]

    def people(self, ids: Sequence[str]) -> set[str]:
        """Contacts whom these follow-ups are about."""
        found: set[str] = set()
        for part in portions(ids):
            rows = self.database.rows(
                f"""SELECT contact_id FROM followup_people
                WHERE followup_id IN ({placeholders(part)}) AND deleted_at IS NULL""",
                part,
            )
            found.update(row[0] for row in rows)
        return found
