"""The brief of one person: what to know before writing or calling, gathered from the rooms."""

from __future__ import annotations

from scrm.agenda.days import next_time
from scrm.agenda.model import Brief
from scrm.agenda.rooms import Rooms
from scrm.base.clock import stored_day

RECENT = 8
"""interactions that a brief holds"""


class Briefs:
    """Makes briefs; reads only."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def of(self, contact_id: str) -> Brief:
        """The brief of a person. Raises NotFound."""
        rooms = self._rooms
        contact = rooms.contacts.get(contact_id)
        promises = [f for f in rooms.follow_ups.of_person(contact_id) if f.state == "open"]
        since = min((i.since for i in contact.identities if i.since), default=None)
        return Brief(
            contact=contact,
            facts=rooms.facts.of([contact_id])[contact_id],
            recent=tuple(rooms.timeline.of_contact(contact_id, limit=RECENT)),
            mine=tuple(f for f in promises if not f.waiting),
            theirs=tuple(f for f in promises if f.waiting),
            relations=tuple(rooms.ties.relations(contact_id)),
            evidence=tuple(rooms.ties.evidence(contact_id)),
            birthday=next_time(contact.birthday[-5:], rooms.clock.today()) if contact.birthday else None,
            connected=stored_day(since) if since else None,
        )
