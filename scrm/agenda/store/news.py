"""New connections, new positions, birthdays and anniversaries: found by day, through indexes on days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from scrm.agenda.store.occasions import AWAKE, GONE, HIDDEN
from scrm.db.opening.connection import Database
from scrm.db.portions import placeholders, portions

_POSITION = """a.contact_id, 'position/' || a.id AS occasion, a.noted_on AS day, a.created_at,
    a.title, coalesce(g.name, '') AS firm"""
_FIRM = "LEFT JOIN organizations g ON g.id = a.organization_id"


class News(NamedTuple):
    """Something that began on a day: a connection, or a position with its title and firm."""

    contact_id: str
    name: str
    organization: str
    occasion: str
    day: str
    title: str = ""
    firm: str = ""


class Anniversary(NamedTuple):
    """A day that comes again; `day` is `1980-04-12` or `--04-12`."""

    contact_id: str
    day: str
    last_at: str | None
    spoken: int


class NewsStore:
    """Reads news and dates; every method answers while another process writes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def positions(self, since: str, today: str) -> list[News]:
        """Present positions noted since a day, after another one ended; not those of people met since. Latest first."""
        rows = self.database.rows(
            f"""SELECT n.contact_id, p.name, p.organization, n.occasion, max(n.day), n.title, n.firm FROM (
                SELECT {_POSITION} FROM affiliations e
                CROSS JOIN affiliations a ON a.contact_id = e.contact_id AND a.id <> e.id {_FIRM}
                WHERE e.ended >= :since AND e.deleted_at IS NULL AND a.ended IS NULL AND a.deleted_at IS NULL
                AND a.noted_on >= e.ended
                UNION SELECT {_POSITION} FROM occasions o
                CROSS JOIN affiliations a ON a.id = substr(o.occasion, 10) {_FIRM}
                WHERE {AWAKE} AND o.occasion LIKE 'position/%' AND a.ended IS NULL AND a.deleted_at IS NULL
            ) n CROSS JOIN local_people p ON p.contact_id = n.contact_id
            LEFT JOIN local_contact_facts f ON f.contact_id = n.contact_id
            WHERE coalesce(f.last_at, '') < n.created_at AND (n.contact_id, n.occasion) NOT IN ({HIDDEN})
            GROUP BY n.contact_id ORDER BY max(n.day) DESC, p.n""",
            {"section": "new", "since": since, "today": today},
        )
        return [News(*row) for row in rows]

    def positions_before(self, contact_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Title and firm of the position that each of these people left last."""
        found: dict[str, tuple[str, str]] = {}
        for part in portions(contact_ids):
            for row in self.database.rows(
                f"""SELECT a.contact_id, a.title, coalesce(g.name, '') FROM affiliations a {_FIRM}
                WHERE a.contact_id IN ({placeholders(part)}) AND a.ended IS NOT NULL AND a.deleted_at IS NULL
                ORDER BY a.ended, a.noted_on, a.created_at""",
                part,
            ):
                found[row[0]] = (row[1], row[2])
        return found

    def connections(self, days: Sequence[str], since: str, today: str) -> list[News]:
        """People connected since a day and not spoken with; `days` are all `11-24` in between. Latest first."""
        # Named values and a list do not mix: the days are of our own making, digits and a hyphen.
        wanted = ", ".join(f"'{day}'" for day in days)
        rows = self.database.rows(
            f"""SELECT n.contact_id, p.name, p.organization, 'connected/' || n.since, n.since FROM (
                SELECT contact_id, max(since) AS since FROM identities
                WHERE substr(since, 6) IN ({wanted}) AND since BETWEEN :since AND :today AND deleted_at IS NULL
                GROUP BY contact_id
                UNION SELECT o.contact_id, substr(o.occasion, 11) FROM occasions o
                WHERE {AWAKE} AND o.occasion LIKE 'connected/%'
            ) n CROSS JOIN local_people p ON p.contact_id = n.contact_id
            LEFT JOIN local_contact_facts f ON f.contact_id = n.contact_id
            WHERE coalesce(f.spoken, 0) = 0 AND (n.contact_id, 'connected/' || n.since) NOT IN ({HIDDEN})
            ORDER BY n.since DESC, p.n""",
            {"section": "new", "since": since, "today": today},
        )
        return [News(*row) for row in rows]

    def birthdays(self, days: Sequence[str]) -> list[Anniversary]:
        """People born on one of these days (`04-12`)."""
        return self._anniversaries(
            f"""SELECT id AS contact_id, birthday AS day FROM contacts
            WHERE substr(birthday, -5) IN ({placeholders(days)}) AND birthday <> ''""",
            days,
        )

    def connected(self, days: Sequence[str]) -> list[Anniversary]:
        """People connected on one of these days of any year, the first connection of each."""
        return self._anniversaries(
            f"""SELECT contact_id, min(since) AS day FROM identities
            WHERE substr(since, 6) IN ({placeholders(days)}) AND since IS NOT NULL AND deleted_at IS NULL
            GROUP BY contact_id""",
            days,
        )

    def awake(self, since: str, today: str) -> list[tuple[str, str]]:
        """(contact, occasion) of dates that were put off and came due between two days."""
        rows = self.database.rows(
            f"SELECT o.contact_id, o.occasion FROM occasions o WHERE {AWAKE} AND o.until >= :since",
            {"section": "dates", "since": since, "today": today},
        )
        return [(row[0], row[1]) for row in rows]

    def _anniversaries(self, found: str, values: Sequence[Any]) -> list[Anniversary]:
        rows = self.database.rows(
            f"""SELECT d.contact_id, d.day, f.last_at, coalesce(f.spoken, 0) FROM ({found}) d
            LEFT JOIN local_contact_facts f ON f.contact_id = d.contact_id WHERE d.contact_id NOT IN ({GONE})""",
            values,
        )
        return [Anniversary(*row) for row in rows]
