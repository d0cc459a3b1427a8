"""What all sections share: the moment they are made for, and how a row about an occasion is built."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from scrm.agenda.model import Item
from scrm.agenda.rooms import Rooms
from scrm.agenda.store.occasions import OccasionStore, Person
from scrm.base.clock import day_bounds, from_text, to_text
from scrm.base.ids import id_for
from scrm.base.refs import ref_of

T = TypeVar("T")


def occasion_id(section: str, contact: str, occasion: str) -> str:
    """The id of an occasion, the same on every device."""
    return id_for(f"occasion/{section}/{contact}/{occasion}")


class Frame:
    """One look at the day; `limit` is how many rows each section shows, -1 for all."""

    def __init__(self, rooms: Rooms, limit: int) -> None:
        self.rooms = rooms
        self.limit = limit
        self.now = rooms.clock.now()
        self.zone = rooms.clock.zone
        self.today = rooms.clock.today()
        self.occasions = OccasionStore(rooms.database)

    def day(self, at: str) -> date:
        """The local day of a stored moment."""
        return from_text(at).astimezone(self.zone).date()

    def days_since(self, at: str) -> int:
        """Local days from a stored moment to today."""
        return (self.today - self.day(at)).days

    def before(self, days: int) -> date:
        """The day so many days ago."""
        return self.today - timedelta(days=days)

    def midnight(self, days_ago: int = 0) -> str:
        """The first moment of a local day, as stored."""
        return to_text(day_bounds(self.before(days_ago), self.zone)[0])

    def cut(self, rows: Sequence[T]) -> Sequence[T]:
        """The rows that are shown."""
        return rows if self.limit < 0 else rows[: self.limit]

    def item(
        self, section: str, kind: str, who: tuple[str, Person], occasion: str, title: str, why: str, days: int,
        due: str | None = None,
    ) -> Item:  # fmt: skip
        """A row about a person and an occasion; its ref is lengthened later where two end alike."""
        contact, person = who
        id = occasion_id(section, contact, occasion)
        return Item(
            section,
            kind,
            id,
            ref_of(id),
            contact,
            person.name,
            person.organization,
            title,
            why,
            due,
            days,
            occasion,
        )
