"""The SQL of segments: saved queries."""

from __future__ import annotations

from typing import NamedTuple

from scrm.db.opening.connection import Database


class Segment(NamedTuple):
    """A query under a name; `updated_at` is UTC text."""

    id: str
    name: str
    query: str
    updated_at: str


class SegmentStore:
    """Reads segments; answers while another process writes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def all(self) -> list[Segment]:
        """Every segment, by name."""
        rows = self.database.rows(
            "SELECT id, name, query, updated_at FROM segments WHERE deleted_at IS NULL ORDER BY name, id"
        )
        return [Segment(*row) for row in rows]
