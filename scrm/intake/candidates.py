"""Whom a question is about: the side the source tells of, beside everybody it may be."""

from __future__ import annotations

from collections.abc import Sequence

from scrm.base.refs import ref_of
from scrm.base.text import fold
from scrm.contacts.model import Contact
from scrm.contacts.store import ListStore, PeopleStore
from scrm.db.refs import refs
from scrm.intake.contract import EvidenceDraft, Party, PersonDraft
from scrm.intake.drafts import Asked, from_text
from scrm.intake.model import Case, Plan, Review, Side

MOST = 5
"""candidates shown of a question"""


class Candidates:
    """Reads for questions, stored or of a preview; every method answers while another process writes."""

    def __init__(self, people: PeopleStore, lists: ListStore) -> None:
        self._people = people
        self._lists = lists

    def of(self, reviews: Sequence[Review], plan: Plan | None = None) -> list[Case]:
        """Each question with its candidates, in the order given; an owner's question has none.

        Those of a preview may also mean people whom its `plan` would bring.
        """
        drafts = {review.id: from_text(review.draft) for review in reviews if review.draft}
        found = {id: self._alike(draft) for id, draft in drafts.items()}
        ids = list(dict.fromkeys(contact for alike in found.values() for contact in alike))
        names = refs(self._people.database, "contacts", ids)
        sides = {contact.id: _known(contact, names[contact.id]) for contact in self._people.contacts(ids)}
        new = _new(plan, {fold(_party(draft).name) for draft in drafts.values() if _by_name(draft)})
        cases = []
        for review in reviews:
            draft = drafts.get(review.id)
            alike = [sides[id] for id in found.get(review.id, ()) if id in sides]
            if draft is not None and _by_name(draft):
                alike += new.get(fold(_party(draft).name), [])
            cases.append(_case(review, draft, alike[:MOST]))
        return cases

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


def _by_name(draft: Asked) -> bool:
    """Whether a name is all that is told."""
    return not isinstance(draft, PersonDraft) and _party(draft).handle is None


def _party(draft: Asked) -> Party:
    if isinstance(draft, EvidenceDraft):
        return draft.party
    if isinstance(draft, PersonDraft):
        return Party(draft.name)
    return draft.parties[0] if draft.parties else Party("")


def _new(plan: Plan | None, wanted: set[str]) -> dict[str, list[Side]]:
    """Map folded name -> the people of these names whom a preview would make."""
    if plan is None or not wanted:
        return {}
    made = {row[0]: row[1] for row in plan.stage.creates["contacts"].values() if fold(row[1]) in wanted}
    firms = {row[0]: row[1] for row in plan.stage.creates["organizations"].values()}
    places = {row[1]: row for row in plan.stage.creates["affiliations"].values() if row[1] in made}
    found: dict[str, list[Side]] = {}
    for id, name in made.items():
        position = places.get(id)
        firm, title = (firms.get(position[2], ""), position[3]) if position else ("", "")
        side = Side(id, ref_of(id), name, firm, title)
        found.setdefault(fold(name), []).append(side)
    return found


def _known(contact: Contact, ref: str) -> Side:
    connected = [i.since for i in contact.identities if i.since]
    addresses = tuple(i.value for i in contact.identities)
    return Side(
        contact.id, ref, contact.name, contact.organization, contact.title, addresses, min(connected, default=""),
        contact.tags,
    )  # fmt: skip
