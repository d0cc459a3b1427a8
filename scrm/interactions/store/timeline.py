"""Reading interactions: one, a person's, the latest, those with strangers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from scrm.db.opening.connection import Database
from scrm.db.portions import placeholders, portions
from scrm.db.refs import ids_by_ref
from scrm.interactions.model import Interaction, Participant, Stranger

_FIELDS = (
    "i.id, i.at, i.day_only, i.zone, i.kind, i.form, i.direction, i.minutes, i.mood, i.summary, i.text, "
    "i.conversation, i.people, i.source, i.created_at"
)


class TimelineStore:
    """Reads interactions; every method answers while another process writes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def interactions(self, ids: Sequence[str]) -> list[Interaction]:
        """The interactions of these ids, in their order, with people and tags."""
        found: dict[str, Interaction] = {}
        for part in portions(ids):
            marks = placeholders(part)
            people: defaultdict[str, list[Participant]] = defaultdict(list)
            for row in self.database.rows(
                f"""SELECT x.interaction_id, x.contact_id, coalesce(c.name, x.name), x.role, x.type, x.network,
                    x.value, x.key, x.id
                FROM interaction_people x LEFT JOIN contacts c ON c.id = x.contact_id
                WHERE x.interaction_id IN ({marks}) AND x.deleted_at IS NULL ORDER BY x.role, x.name, x.id""",
                part,
            ):
                people[row[0]].append(Participant(*tuple(row)[1:]))
            tags: defaultdict[str, list[str]] = defaultdict(list)
            for row in self.database.rows(
                f"""SELECT interaction_id, tag FROM interaction_tags
                WHERE interaction_id IN ({marks}) AND deleted_at IS NULL ORDER BY tag""",
                part,
            ):
                tags[row[0]].append(row[1])
            for row in self.database.rows(
                f"SELECT {_FIELDS} FROM interactions i WHERE i.id IN ({marks}) AND i.deleted_at IS NULL", part
            ):
                i = row["id"]
                lists = {"participants": tuple(people[i]), "tags": tuple(tags[i])}
                found[i] = Interaction(**dict(row) | lists | {"day_only": bool(row["day_only"])})
        return [found[i] for i in ids if i in found]

    def of_contact(
        self, contact_id: str, *, limit: int = 200, before: str | None = None
    ) -> list[Interaction]:
        """A person's interactions, the latest first; `before` (UTC text) pages on."""
        return self.interactions(
            self.database.column(
                """SELECT interaction_id FROM local_shares WHERE contact_id = ? AND at < ?
                ORDER BY at DESC, interaction_id DESC LIMIT ?""",
                (contact_id, before or "9999", limit),
            )
        )

    def count_of(self, contact_id: str) -> int:
        """How many interactions a person is in."""
        total: int = self.database.value(
            "SELECT count(*) FROM local_shares WHERE contact_id = ?", (contact_id,)
        )
        return total

    def select(
        self,
        *,
        contact_id: str | None = None,
        kind: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 50,
    ) -> tuple[list[Interaction], int]:
        """Interactions that fit, the latest first, and how many there are; bounds are UTC text, `until` excluded."""
        among, id, alive = ("interactions", "id", "i.deleted_at IS NULL")
        if contact_id is not None:  # theirs lie together, only the living ones
            among, id, alive = ("local_shares", "interaction_id", "1")
        parts, values = [alive], list[Any]()
        for sql, value in (
            ("i.contact_id = ?", contact_id), ("i.kind = ?", kind), ("i.at >= ?", since), ("i.at < ?", until),
        ):  # fmt: skip
            if value is not None:
                parts.append(sql)
                values.append(value)
        where = f"FROM {among} i WHERE {' AND '.join(parts)}"
        ids = self.database.column(
            f"SELECT i.{id} {where} ORDER BY i.at DESC, i.{id} DESC LIMIT ?", [*values, limit]
        )
        total: int = self.database.value(f"SELECT count(*) {where}", values)
        return self.interactions(ids), total

    def ids_by_ref(self, ref: str) -> list[str]:
        """Interactions whose id ends in these hex digits."""
        return ids_by_ref(self.database, "interactions", ref)

    def strangers(self) -> list[Stranger]:
        """People met in interactions who are no contacts, the latest first: to file."""
        rows = self.database.rows(
            """SELECT max(x.name), x.type, x.network, max(x.value), x.key, count(*), max(i.at)
            FROM interaction_people x JOIN interactions i ON i.id = x.interaction_id
            WHERE x.contact_id IS NULL AND x.key <> '' AND x.deleted_at IS NULL AND i.deleted_at IS NULL
            GROUP BY x.type, x.key ORDER BY max(i.at) DESC"""
        )
        return [Stranger(*row) for row in rows]
