"""Whom a question is about: the side the source tells of, beside everybody it may be."""

from __future__ import annotations

from collections.abc import Sequence

from scrm.base.text import fold
from scrm.contacts.model import Contact
from scrm.contacts.store import ListStore, PeopleStore
from scrm.db.refs import refs
from scrm.intake.contract import EvidenceDraft, Party, PersonDraft
from scrm.intake.drafts import Asked, from_text
from scrm.intake.model import Case, Review, Side

MOST = 5
"""candidates shown of a question"""


class Candidates:
    """Reads for questions, stored or of a preview; every method answers while another process writes."""

    def __init__(self, people: PeopleStore, lists: ListStore) -> None:
        self._people = people
        self._lists = lists

    def of(self, reviews: Sequence[Review]) -> list[Case]:
        """Each question with its candidates, in the order given; an owner's question has none."""
        drafts = {review.id: from_text(review.draft) for review in reviews if review.draft}
        found = {id: self._alike(draft) for id, draft in drafts.items()}
        ids = list(dict.fromkeys(contact for alike in found.values() for contact in alike))
        names = refs(self._people.database, "contacts", ids)
        sides = {contact.id: _known(contact, names[contact.id]) for contact in self._people.contacts(ids)}
        return [
            _case(review, drafts.get(review.id), [sides[i] for i in found.get(review.id, ()) if i in sides])
            for review in reviews
        ]

    def _alike(self, draft: Asked) -> list[str]:
        """Holders of its addresses, then those of its name."""
        if isinstance(draft, PersonDraft):
            handles, name = draft.handles, draft.name
        else:
            party = _party(draft)
            handles, name = (party.handle,) if party.handle else (), party.name
        found = [id for h in handles for id in self._people.ids_by_key(h.key, h.type)]
        return list(dict.fromkeys([*found, *self._lists.named(fold(name))]))[:MOST]


def _case(review: Review, draft: Asked | None, alike: list[Side]) -> Case:
    if draft is None:
        return Case(review, Side("", "", review.name))
    if isinstance(draft, PersonDraft):
        since = draft.since.isoformat() if draft.since else ""
        told = Side(
            "", "", draft.name, draft.organization, draft.title, tuple(h.value for h in draft.handles), since
        )
        return Case(review, told, tuple(alike))
    since = draft.at.date().isoformat() if draft.at else ""
    return Case(review, Side("", "", _party(draft).name, since=since), tuple(alike), draft.text)


def _party(draft: Asked) -> Party:
    if isinstance(draft, EvidenceDraft):
        return draft.party
    assert not isinstance(draft, PersonDraft)
    return draft.parties[0] if draft.parties else Party("")


def _known(contact: Contact, ref: str) -> Side:
    connected = [i.since for i in contact.identities if i.since]
    addresses = tuple(i.value for i in contact.identities)
    return Side(
        contact.id, ref, contact.name, contact.organization, contact.title, addresses, min(connected, default=""),
        contact.tags,
    )  # fmt: skip
