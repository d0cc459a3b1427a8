"""People who, to go by their own habit, have gone quiet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from scrm.agenda.store.occasions import AWAKE, CLOSED_TALK, GONE, HIDDEN
from scrm.db.opening.connection import Database
from scrm.db.portions import placeholders, portions

_JULIAN = 1721424.5
"""the Julian day of the midnight before ordinal 0"""
# A guess is for people nobody gave a rhythm to, neither by hand nor by a tag.
_LED = f"""SELECT id FROM contacts WHERE cadence IS NOT NULL UNION ALL SELECT id FROM contacts WHERE ambient = 1
    UNION ALL {GONE}
    UNION ALL SELECT ct.contact_id FROM tags t CROSS JOIN contact_tags ct ON ct.tag = t.name
        WHERE t.cadence > 0 AND t.deleted_at IS NULL AND ct.deleted_at IS NULL"""
# Read from one index alone, tens of thousands at a time: first what the row itself tells. Who is owed or awaited
# stands above already.
_CALM = f"""(q.talk_at IS NULL OR q.talk_at < :talk_since OR q.talk_direction = 'out' AND q.talk_at >= :talk_before
        OR (q.contact_id, q.talk_id) IN ({CLOSED_TALK}))
    AND q.contact_id NOT IN ({_LED}) AND (q.contact_id, q.last_at) NOT IN ({HIDDEN})
    AND q.contact_id NOT IN (SELECT value FROM json_each(:busy))"""
# Counted and ranked one by one: SQLite copies each row of a UNION ALL that it counts.
_RECENT = """local_contact_facts q
    WHERE q.quiet_on IS NOT NULL AND q.quiet_on <= :today AND q.last_at >= :since"""
_AWOKEN = f"""occasions o CROSS JOIN local_contact_facts q ON q.contact_id = o.contact_id AND q.last_at = o.occasion
    WHERE q.quiet_on IS NOT NULL AND q.last_at < :since AND {AWAKE}"""
# How much there was, times how often it has been missed, as rhythms are ranked by overdue over rhythm. From last_at to
# quiet_on are two own gaps; a talk missed six times over has ended, and weighs no more with each further month.
_TIMES = 3
_LAST = "julianday(substr(q.last_at, 1, 10))"
_WEIGHT = f"q.exchanges * min({_TIMES}, (:day - {_LAST}) / (julianday(q.quiet_on) - {_LAST}))"
_WEIGHED = f"SELECT q.contact_id, q.last_at, {_WEIGHT} AS weight FROM"


class Ask(NamedTuple):
    """Who counts as quiet: today, the oldest last contact, the bounds of unanswered talk, contacts to leave out."""

    today: date
    since: str
    talk_since: str
    talk_before: str
    busy: Iterable[str]

    def values(self) -> dict[str, str | float]:
        """The named values of the statements."""
        from json import dumps

        return {
            "section": "quiet",
            "today": self.today.isoformat(),
            "day": self.today.toordinal() + _JULIAN,
            "since": self.since,
            "talk_since": self.talk_since,
            "talk_before": self.talk_before,
            "busy": dumps(sorted(self.busy)),
        }


class Silence(NamedTuple):
    """Somebody silent for over twice the own median gap between contacts."""

    contact_id: str
    last_at: str
    gap: float


class SilenceStore:
    """Reads silences; every method answers while another process writes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def found(self, ask: Ask, limit: int) -> tuple[list[Silence], int]:
        """Those with whom there was most, and who were missed most often, first; and how many there are in all.

        A `limit` of -1 is none.
        """
        total, most = self._size(ask)
        if not limit or not total:
            return [], total
        # Weighing takes longest, and nobody of less than a third of the most exchanges outweighs who has them:
        # those are weighed only when rows are missing.
        rows = self._ranked(ask, limit, most if 0 < limit < total else 0)
        if 0 < limit < total and (len(rows) < limit or rows[-1][1] < most):
            rows = self._ranked(ask, limit, 0)
        return [row[0] for row in rows], total

    def _size(self, ask: Ask) -> tuple[int, int]:
        """How many have gone quiet, and the most exchanges there were with one of them."""
        rows = self.database.rows(
            f"""SELECT count(*), max(q.exchanges) FROM {_RECENT} AND {_CALM}
            UNION ALL SELECT count(*), max(q.exchanges) FROM {_AWOKEN} AND {_CALM}""",
            ask.values(),
        )
        return sum(row[0] for row in rows), max(row[1] or 0 for row in rows)

    def _ranked(self, ask: Ask, limit: int, most: int) -> list[tuple[Silence, float]]:
        """The heaviest with their weights, of those who could weigh as much as `most`."""
        rows = self.database.rows(
            f"""SELECT w.contact_id, w.last_at, f.gap, w.weight FROM (
                {_WEIGHED} {_RECENT} AND q.exchanges * {_TIMES} >= :most AND {_CALM}
                UNION ALL {_WEIGHED} {_AWOKEN} AND q.exchanges * {_TIMES} >= :most AND {_CALM}
                ORDER BY weight DESC, contact_id LIMIT :limit) w
            CROSS JOIN local_contact_facts f ON f.contact_id = w.contact_id
            ORDER BY w.weight DESC, w.contact_id""",
            ask.values() | {"limit": limit, "most": most},
        )
        return [(Silence(row[0], row[1], row[2]), row[3]) for row in rows]

    def last(self, contact_ids: Sequence[str]) -> dict[str, str]:
        """When the last real contact was, for those who had one."""
        found: dict[str, str] = {}
        for part in portions(contact_ids):
            for row in self.database.rows(
                f"""SELECT contact_id, last_at FROM local_contact_facts
                WHERE contact_id IN ({placeholders(part)}) AND last_at IS NOT NULL""",
                part,
            ):
                found[row[0]] = row[1]
        return found
