"""People who, to go by their own habit, have gone quiet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scrm.agenda.store.occasions import AWAKE, HIDDEN
from scrm.db.connection import Database
from scrm.db.refs import placeholders

# A guess is for people nobody gave a rhythm to, neither by hand nor by a tag.
_LED = """SELECT id FROM contacts WHERE cadence IS NOT NULL UNION ALL SELECT id FROM contacts WHERE ambient = 1
    UNION ALL SELECT id FROM contacts WHERE deleted_at IS NOT NULL
    UNION ALL SELECT ct.contact_id FROM tags t CROSS JOIN contact_tags ct ON ct.tag = t.name
        WHERE t.cadence > 0 AND t.deleted_at IS NULL AND ct.deleted_at IS NULL"""
_FOUND = f"""FROM (
        SELECT contact_id, last_at, exchanges FROM local_contact_facts
        WHERE quiet_on IS NOT NULL AND quiet_on <= :today AND last_at >= :since
        UNION SELECT f.contact_id, f.last_at, f.exchanges FROM occasions o
        CROSS JOIN local_contact_facts f ON f.contact_id = o.contact_id AND f.last_at = o.occasion
        WHERE f.quiet_on IS NOT NULL AND {AWAKE}
    ) q WHERE q.contact_id NOT IN ({_LED}) AND (q.contact_id, q.last_at) NOT IN ({HIDDEN})
    AND q.contact_id NOT IN (SELECT value FROM json_each(:busy))"""
# How much there was, times how long it has been missed; after half a year it is missed no more.
_WEIGHT = "q.exchanges * min(180, julianday(:today) - julianday(substr(q.last_at, 1, 10)))"


class Silence(NamedTuple):
    """Somebody silent for over twice the own median gap between contacts."""

    contact_id: str
    last_at: str
    gap: float


class SilenceStore:
    """Reads silences; every method answers while another process writes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def count(self, today: str, since: str, busy: Iterable[str]) -> int:
        """How many have gone quiet, with a last contact at `since` or later; `busy` contacts are left out."""
        total: int = self.database.value(f"SELECT count(*) {_FOUND}", _values(today, since, busy))
        return total

    def rows(self, today: str, since: str, busy: Iterable[str], limit: int) -> list[Silence]:
        """Those with whom there was most, and whose silence is longest, first. -1 is no limit."""
        rows = self.database.rows(
            f"""SELECT q.contact_id, q.last_at, f.gap FROM (
                SELECT q.contact_id, q.last_at, {_WEIGHT} AS weight {_FOUND}
                ORDER BY weight DESC, q.contact_id LIMIT :limit) q
            CROSS JOIN local_contact_facts f ON f.contact_id = q.contact_id
            ORDER BY q.weight DESC, q.contact_id""",
            _values(today, since, busy) | {"limit": limit},
        )
        return [Silence(*row) for row in rows]

    def last(self, contact_ids: Sequence[str]) -> dict[str, str]:
        """When the last real contact was, for those who had one."""
        found: dict[str, str] = {}
        for start in range(0, len(contact_ids), 500):
            part = contact_ids[start : start + 500]
            for row in self.database.rows(
                f"""SELECT contact_id, last_at FROM local_contact_facts
                WHERE contact_id IN ({placeholders(part)}) AND last_at IS NOT NULL""",
                part,
            ):
                found[row[0]] = row[1]
        return found


def _values(today: str, since: str, busy: Iterable[str]) -> dict[str, str | int]:
    from json import dumps

    return {"section": "quiet", "today": today, "since": since, "busy": dumps(sorted(busy))}
