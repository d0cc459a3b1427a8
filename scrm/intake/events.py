"""Deciding about what happened and what shows trust: interactions, evidence, the owner. Pure, like `people`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from scrm.base.clock import to_text
from scrm.base.ids import child_id, id_for
from scrm.base.text import fold
from scrm.intake.contract import EvidenceDraft, InteractionDraft, OwnerDraft, Party
from scrm.intake.drafts import as_text
from scrm.intake.model import Question, Stage
from scrm.intake.people import SKIPPED_BY_USER, TRASHED, People

PENDING = "not accepted yet"
NO_CONTACT = "not among your contacts"


@dataclass(slots=True)
class Events:
    """What is known of events before an import: fates by id, read only when an event of that sort comes."""

    people: People
    interactions: dict[str, str]
    evidence: dict[str, str]
    own: dict[str, str]
    participants: Callable[[], dict[str, str]]
    """participant id -> fate; only asked for rows that an undo took away"""
    known_names: Callable[[], dict[str, list[str]]]
    """folded name -> contacts before this import; only asked for rows without any address"""
    names: dict[str, list[str]] = field(default_factory=dict)
    _named: int = 0

    def named(self, name: str) -> list[str]:
        """The living contacts of a name, those of this import too."""
        if not self.names:
            self.names = self.known_names()
        for contact, new in self.people.created[self._named :]:
            self.names.setdefault(fold(new), []).append(contact)
        self._named = len(self.people.created)
        return [contact for contact in self.names.get(fold(name), ()) if self.people.fates.get(contact) == ""]


def decide_interaction(
    events: Events, stage: Stage, draft: InteractionDraft
) -> tuple[str, str, Question | None]:
    """(verdict, detail, question) for one interaction."""
    people = events.people
    id = id_for(draft.key)
    fate = events.interactions.get(id)
    if fate == "":
        return "same", "", None
    if fate is not None and not fate.startswith("undo"):
        return "skipped", TRASHED, None
    known: list[str | None] = [_contact_of(people, party) for party in draft.parties]
    if draft.needs_contact and not any(known):
        contact, question = _by_name(events, draft.key, draft.parties[0] if draft.parties else None)
        if question is not None:
            asked = Question(
                draft.key,
                draft.file,
                draft.row,
                "invitation",
                question,
                draft.parties[0].name,
                as_text(draft),
            )
            return "review", question, asked
        if contact is None:
            return "skipped", PENDING if people.answers.get(draft.key) is None else SKIPPED_BY_USER, None
        known[0] = contact
    stage_interaction(events, stage, draft, known, lift=fate is not None)
    return "new", ", ".join(party.name for party in draft.parties), None


def stage_interaction(
    events: Events, stage: Stage, draft: InteractionDraft, known: list[str | None], *, lift: bool = False
) -> None:
    """Stage an interaction with its people; `known` are the contacts of its parties, None for strangers."""
    id = id_for(draft.key)
    events.interactions[id] = ""
    source = events.people.source
    stage.put(
        "interactions",
        (id, to_text(draft.at), draft.kind, draft.form, draft.direction, draft.summary, draft.text,
         draft.conversation, draft.people, source, draft.key),
        lift=lift,
    )  # fmt: skip
    seen: set[str] = set()
    for place, (party, contact) in enumerate(zip(draft.parties, known, strict=True)):
        handle = party.handle
        who = contact or (handle.key if handle else f"{fold(party.name)}/{place}")
        if who in seen:
            continue
        seen.add(who)
        address = (handle.type, handle.network, handle.value, handle.key) if handle else ("", "", "", "")
        row = (child_id(id, "person", who), id, contact, party.role, party.name, *address)
        stage.put("interaction_people", row, lift=lift and row[0] in events.participants())


def decide_evidence(events: Events, stage: Stage, draft: EvidenceDraft) -> tuple[str, str, Question | None]:
    """(verdict, detail, question) for one sign of trust; one by a stranger is left out until they are known."""
    people = events.people
    id = id_for(draft.key)
    fate = events.evidence.get(id)
    if fate == "":
        return "same", "", None
    if fate is not None and not fate.startswith("undo"):
        return "skipped", TRASHED, None
    contact = _contact_of(people, draft.party)
    if contact is None and draft.party.handle is None:
        contact, question = _by_name(events, draft.key, draft.party)
        if question is not None:
            asked = Question(
                draft.key, draft.file, draft.row, "evidence", question, draft.party.name, as_text(draft)
            )
            return "review", question, asked
    if contact is None:
        answered = people.answers.get(draft.key)
        return "skipped", SKIPPED_BY_USER if answered and answered.state == "skipped" else NO_CONTACT, None
    stage_evidence(events, stage, draft, contact, lift=fate is not None)
    return "new", draft.skill, None


def stage_evidence(
    events: Events, stage: Stage, draft: EvidenceDraft, contact: str, *, lift: bool = False
) -> None:
    """Stage a sign of trust for a known contact."""
    id = id_for(draft.key)
    events.evidence[id] = ""
    at = to_text(draft.at) if draft.at else None
    row: tuple[Any, ...] = (
        id, contact, draft.kind, draft.direction, at, draft.text, draft.skill, events.people.source, draft.key,
    )  # fmt: skip
    stage.put("evidence", row, lift=lift)


def decide_owner(events: Events, stage: Stage, draft: OwnerDraft) -> tuple[str, str, None]:
    """The owner's own name and addresses: kept apart, never a contact."""
    source = events.people.source
    facts = [(draft.name, "name", "", draft.name, fold(draft.name))] if draft.name else []
    facts += [(draft.name, h.type, h.network, h.value, h.key) for h in draft.handles]
    verdict = "same"
    for name, sort, network, value, key in facts:
        id = id_for(f"own/{sort}/{key}")
        fate = events.own.get(id)
        if fate == "" or (fate is not None and not fate.startswith("undo")):
            continue
        stage.put("own_identities", (id, name, sort, network, value, key, source), lift=fate is not None)
        events.own[id] = ""
        verdict = "new"
    return verdict, "", None


def _contact_of(people: People, party: Party) -> str | None:
    """The contact behind an address; a name is not enough."""
    if party.handle is None:
        return None
    address = party.handle.type, party.handle.key
    # Also of somebody in the trash: taken out of it, they have what was said meanwhile.
    return people.holders.get(address) or people.buried.get(address) or None


def _by_name(events: Events, key: str, party: Party | None) -> tuple[str | None, str | None]:
    """(contact, question) for a party without any address: the only one of that name, or a question."""
    people = events.people
    answer = people.answers.get(key)
    if answer is not None and answer.state == "skipped":
        return None, None
    if answer is not None and answer.contact_id and people.fates.get(answer.contact_id) == "":
        return answer.contact_id, None
    if party is None or party.handle is not None or not party.name:
        return None, None
    alike = events.named(party.name)
    if len(alike) > 1:
        return None, "several contacts have this name"
    return (alike[0] if alike else None), None
