"""Who has a rhythm, since when it counts, and the pauses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, tzinfo

from scrm.base.clock import day_bounds, from_text, stored_day, to_text
from scrm.db.opening.connection import Database, Row
from scrm.followups.model import Pause, RhythmFacts

# The own rhythm wins over the tags', of which the shortest holds. Led by the few with
# a rhythm, never by everybody; interactions are not touched.
_PERSON = "c.id, c.bumped_on, coalesce(nullif(c.source_date, ''), c.created_at) AS known"
_ALIVE = "c.ambient = 0 AND c.deleted_at IS NULL"
_RHYTHMS = f"""
    SELECT {_PERSON}, c.cadence AS cadence FROM contacts c WHERE c.cadence > 0 AND {_ALIVE}
    UNION ALL
    SELECT {_PERSON}, min(t.cadence) FROM tags t CROSS JOIN contact_tags ct ON ct.tag = t.name
        CROSS JOIN contacts c ON c.id = ct.contact_id
    WHERE t.cadence > 0 AND t.deleted_at IS NULL AND ct.deleted_at IS NULL AND c.cadence IS NULL AND {_ALIVE}
    GROUP BY ct.contact_id
"""


class RhythmStore:
    """Reads rhythms; every method answers while another process writes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def over(self, today: date, here: tzinfo) -> list[RhythmFacts]:
        """People whose rhythm may be over today: pauses aside, and up to a day too many."""
        rows = self.database.rows(
            f"""SELECT r.id, r.cadence, f.last_at, r.bumped_on, r.known
            FROM ({_RHYTHMS}) r LEFT JOIN local_contact_facts f ON f.contact_id = r.id
            WHERE julianday(:today) + 1 - r.cadence
                >= julianday(substr(max(coalesce(f.last_at, r.known), coalesce(r.bumped_on, '')), 1, 10))""",
            {"today": today.isoformat()},
        )
        day = _days(here)
        return [_facts(row, day) for row in rows]

    def in_touch(self, today: date, here: tzinfo) -> int:
        """How many people with a rhythm had a real contact today."""
        start, end = day_bounds(today, here)
        # Without any rhythm, as on the first days, nobody's row is looked at.
        total: int = self.database.value(
            """SELECT count(*) FROM local_contact_facts f CROSS JOIN contacts c ON c.id = f.contact_id
            WHERE (EXISTS (SELECT 1 FROM contacts WHERE cadence IS NOT NULL)
                OR EXISTS (SELECT 1 FROM tags WHERE cadence IS NOT NULL))
            AND f.last_at >= ? AND f.last_at < ? AND c.ambient = 0 AND c.deleted_at IS NULL
            AND (c.cadence IS NOT NULL OR EXISTS (SELECT 1 FROM contact_tags ct JOIN tags t ON t.name = ct.tag
                WHERE ct.contact_id = c.id AND ct.deleted_at IS NULL AND t.deleted_at IS NULL
                AND t.cadence IS NOT NULL))""",
            (to_text(start), to_text(end)),
        )
        return total

    def pauses(self) -> list[Pause]:
        """All pauses, past ones too, by their first day."""
        return [
            Pause(r[0], stored_day(r[1]), stored_day(r[2]))
            for r in self.database.rows(
                "SELECT id, starts, ends FROM pauses WHERE deleted_at IS NULL ORDER BY starts, ends, id"
            )
        ]


def _facts(row: Row, day: Callable[[str], date]) -> RhythmFacts:
    id, cadence, last_at, bumped_on, known = row
    last = day(last_at) if last_at else None
    since = last or stored_day(known[:10])
    if bumped_on:
        since = max(since, stored_day(bumped_on))
    return RhythmFacts(id, cadence, since, last)


def _days(here: tzinfo) -> Callable[[str], date]:
    """The local day of a stored moment, for tens of thousands of them: worked out once for each day of UTC."""
    turns: dict[str, tuple[str, date, date]] = {}

    def day(at: str) -> date:
        turn = turns.get(at[:10])
        if turn is None:
            turn = turns[at[:10]] = _turn(at[:10], here)
        midnight, before, after = turn
        return before if at < midnight else after

    return day


def _turn(day: str, here: tzinfo) -> tuple[str, date, date]:
    """The local midnight within a day of UTC, as stored, and the local days before and after it."""
    before = from_text(f"{day}T00:00:00.000Z").astimezone(here).date()
    midnight = day_bounds(before, here)[1]
    return to_text(midnight), before, midnight.astimezone(here).date()
