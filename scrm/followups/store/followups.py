"""Reading follow-ups: whole ones for lists, and the little that other lists show of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from scrm.db import refs as short
from scrm.db.opening.connection import Database, Params, Row
from scrm.db.portions import placeholders, portions
from scrm.followups.model import Due, FollowUp, Who

_COLUMNS = (
    "f.id, f.title, f.due_day, f.due_time, f.zone, f.owner, f.waiting, f.repeat, f.repeat_from, f.state, f.done_at, "
    "f.times_done, f.snoozes, f.first_due, f.origin, f.source, f.created_at, f.updated_at, f.deleted_at"
)
_OPEN = "f.state = 'open' AND f.deleted_at IS NULL"
_SOONEST = "f.due_day, f.due_time = '', f.due_time, f.id"


class FollowUpStore:
    """Reads follow-ups; every method answers while another process writes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def followups(self, ids: Sequence[str], *, trashed: bool = False) -> list[FollowUp]:
        """The follow-ups of these ids, in their order, with people and tags."""
        alive = "" if trashed else "AND f.deleted_at IS NULL"
        found: dict[str, FollowUp] = {}
        for part in portions(ids):
            rows = self._read(f"WHERE f.id IN ({placeholders(part)}) {alive}", part)
            found.update((followup.id, followup) for followup in rows)
        return [found[i] for i in ids if i in found]

    def followup(self, id: str) -> FollowUp | None:
        """One follow-up, or None when there is none (or it lies in the trash)."""
        return next(iter(self.followups([id])), None)

    def ids_by_ref(self, ref: str, *, trashed: bool = False) -> list[str]:
        """Follow-ups whose id ends in these hex digits (six or more)."""
        return short.ids_by_ref(self.database, "followups", ref, trashed=trashed)

    def refs(self, ids: Iterable[str]) -> dict[str, str]:
        """The short name of each follow-up."""
        return short.refs(self.database, "followups", ids)

    def open(self, until: date | None = None) -> list[FollowUp]:
        """What is still promised, the soonest first; with `until` only what is due by that day.

        A moment counts by the day of its own zone: ask for a day more, then look at `standing`.
        """
        if until is None:
            return self._read(f"WHERE {_OPEN} ORDER BY {_SOONEST}")
        return self._read(f"WHERE {_OPEN} AND f.due_day <= ? ORDER BY {_SOONEST}", (until.isoformat(),))

    def due_from(self, day: date) -> list[tuple[str, Due]]:
        """(id, when) of what is open and due on a day of its own zone or later, the soonest first."""
        rows = self.database.rows(
            f"""SELECT f.id, f.due_day, f.due_time, f.zone FROM followups f
            WHERE {_OPEN} AND f.due_day >= ? ORDER BY {_SOONEST}""",
            (day.isoformat(),),
        )
        return [(row[0], Due(row[1], row[2], row[3])) for row in rows]

    def of_person(self, contact_id: str) -> list[FollowUp]:
        """All follow-ups about a person: open ones by their day, then the closed, the latest first."""
        return self._read(
            f"""JOIN followup_people p ON p.followup_id = f.id AND p.deleted_at IS NULL
            WHERE p.contact_id = ? AND f.deleted_at IS NULL
            ORDER BY f.state <> 'open', CASE f.state WHEN 'open' THEN NULL ELSE f.done_at END DESC, {_SOONEST}""",
            (contact_id,),
        )

    def closed(self, limit: int = 100) -> list[FollowUp]:
        """Done and dropped ones, the latest first."""
        return self._read(
            "WHERE f.state IN ('done', 'dropped') AND f.deleted_at IS NULL ORDER BY f.done_at DESC, f.id DESC LIMIT ?",
            (limit,),
        )

    def trash(self) -> list[FollowUp]:
        """Those removed by hand, the latest first."""
        return self._read("WHERE f.deleted_by = 'user' ORDER BY f.deleted_at DESC, f.id")

    def next_due(self, contact_ids: Sequence[str]) -> dict[str, Due]:
        """The soonest open follow-up, mine or theirs, of each of these people who has one."""
        found: dict[str, Due] = {}
        for part in portions(contact_ids):
            for row in self.database.rows(
                f"""SELECT p.contact_id, f.due_day, f.due_time, f.zone FROM followup_people p
                JOIN followups f ON f.id = p.followup_id
                WHERE p.contact_id IN ({placeholders(part)}) AND p.deleted_at IS NULL AND {_OPEN}
                ORDER BY {_SOONEST}""",
                part,
            ):
                found.setdefault(row[0], Due(row[1], row[2], row[3]))
        return found

    def counts(self) -> tuple[int, int]:
        """How many are open: mine, and those that wait for others."""
        rows = self.database.rows(
            f"SELECT f.waiting, count(*) FROM followups f WHERE {_OPEN} GROUP BY f.waiting"
        )
        found = {r[0]: int(r[1]) for r in rows}
        return found.get(0, 0), found.get(1, 0)

    def done_since(self, at: str) -> int:
        """How many were done (not dropped) at or after a moment, given as stored."""
        total: int = self.database.value(
            """SELECT count(*) FROM followups WHERE state IN ('done', 'open') AND done_at >= ?
            AND deleted_at IS NULL""",
            (at,),
        )
        return total

    def names(self, contact_ids: Sequence[str]) -> dict[str, str]:
        """The names of those people who are here and not in the trash."""
        rows = self.database.rows(
            f"SELECT id, name FROM contacts WHERE id IN ({placeholders(contact_ids)}) AND deleted_at IS NULL",
            contact_ids,
        )
        return {r[0]: r[1] for r in rows}

    def _read(self, rest: str, params: Params = ()) -> list[FollowUp]:
        rows = self.database.rows(f"SELECT {_COLUMNS} FROM followups f {rest}", params)
        people, tags = self._people(rows), self._tags(rows)
        return [_followup(row, people[row["id"]], tags[row["id"]]) for row in rows]

    def _people(self, rows: Sequence[Row]) -> defaultdict[str, list[Who]]:
        grouped: defaultdict[str, list[Who]] = defaultdict(list)
        for ids in portions([row["id"] for row in rows]):
            for row in self.database.rows(
                f"""SELECT p.followup_id, c.id, c.name FROM followup_people p JOIN contacts c ON c.id = p.contact_id
                WHERE p.followup_id IN ({placeholders(ids)}) AND p.deleted_at IS NULL ORDER BY p.created_at, c.name""",
                ids,
            ):
                grouped[row[0]].append(Who(row[1], row[2]))
        return grouped

    def _tags(self, rows: Sequence[Row]) -> defaultdict[str, list[str]]:
        grouped: defaultdict[str, list[str]] = defaultdict(list)
        for ids in portions([row["id"] for row in rows]):
            for row in self.database.rows(
                f"""SELECT followup_id, tag FROM followup_tags WHERE followup_id IN ({placeholders(ids)})
                AND deleted_at IS NULL ORDER BY tag""",
                ids,
            ):
                grouped[row[0]].append(row[1])
        return grouped


def _followup(row: Row, people: list[Who], tags: list[str]) -> FollowUp:
    columns: dict[str, Any] = dict(row)
    columns["waiting"] = bool(row["waiting"])
    return FollowUp(**columns, people=tuple(people), tags=tuple(tags))
