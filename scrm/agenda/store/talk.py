"""Messages nobody has answered: theirs, and mine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scrm.agenda.store.occasions import AWAKE, CLOSED_TALK, GONE, HIDDEN
from scrm.db.opening.connection import Database
from scrm.db.portions import placeholders

_OPEN = f"t.contact_id NOT IN ({GONE}) AND (t.contact_id, t.talk_id) NOT IN ({HIDDEN})"
# From the index on (talk_direction, talk_at, talk_id) alone, thousands at a time.
_RECENT = f"""local_contact_facts t
    WHERE t.talk_direction = :direction AND t.talk_at >= :since AND t.talk_at < :before AND {_OPEN}"""
# What was put off, has come due and is older.
_AWOKEN = f"""occasions o CROSS JOIN local_contact_facts t ON t.contact_id = o.contact_id AND t.talk_id = o.occasion
    WHERE t.talk_direction = :direction AND t.talk_at < :since AND {AWAKE} AND {_OPEN}"""

_BEHIND = f"""f.contact_id FROM local_contact_facts f
    WHERE f.talk_direction = ? AND f.talk_at >= ? AND f.talk_at < ?
    AND (f.contact_id, f.talk_id) NOT IN ({CLOSED_TALK})"""
_MANY = 500
"""contacts that are looked for one by one; of 80,000 that took 0.8 s, the index of all talk 10 ms"""


class Window(NamedTuple):
    """Whose messages (`in` or `out`), from one moment up to another (excluded), as stored."""

    section: str
    direction: str
    since: str
    before: str
    today: str


class Talk(NamedTuple):
    """An unanswered message."""

    contact_id: str
    name: str
    organization: str
    message: str
    at: str


class TalkStore:
    """Reads unanswered messages; every method answers while another process writes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def count(self, window: Window) -> int:
        """How many there are."""
        # Not of a UNION ALL: SQLite copies each row of one that it counts.
        total: int = self.database.value(
            f"SELECT (SELECT count(*) FROM {_RECENT}) + (SELECT count(*) FROM {_AWOKEN})", window._asdict()
        )
        return total

    def rows(self, window: Window, limit: int) -> list[Talk]:
        """The oldest of them first: what waits longest is answered first. -1 is no limit."""
        rows = self.database.rows(
            f"""SELECT w.contact_id, p.name, p.organization, w.talk_id, w.talk_at FROM (
                SELECT t.contact_id, t.talk_id, t.talk_at FROM {_RECENT}
                UNION ALL SELECT t.contact_id, t.talk_id, t.talk_at FROM {_AWOKEN}
                ORDER BY talk_at, contact_id LIMIT :limit) w
            CROSS JOIN local_people p ON p.contact_id = w.contact_id ORDER BY w.talk_at, w.contact_id""",
            window._asdict() | {"limit": limit},
        )
        return [Talk(*row) for row in rows]

    def among(self, window: Window, contact_ids: Sequence[str]) -> set[str]:
        """Those of these contacts who are behind such a message, put off or not, unless it was closed."""
        if not contact_ids:
            return set()
        bounds = window.direction, window.since, window.before
        if len(contact_ids) > _MANY:
            return set(self.database.column(f"SELECT {_BEHIND}", bounds)).intersection(contact_ids)
        among = f"SELECT {_BEHIND} AND f.contact_id IN ({placeholders(contact_ids)})"
        return set(self.database.column(among, (*bounds, *contact_ids)))

    def words(self, ids: Sequence[str]) -> dict[str, str]:
        """What was said in these messages: the summary, else the text."""
        if not ids:
            return {}
        rows = self.database.rows(
            f"SELECT id, summary, text FROM interactions WHERE id IN ({placeholders(ids)})", ids
        )
        return {row[0]: row[1] or row[2] for row in rows}
