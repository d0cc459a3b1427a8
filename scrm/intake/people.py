"""Deciding about people: whom a draft means, and what it changes. Pure: facts in, staged rows out.

Identity goes by address, never by name. A name alone only asks, and only where
an existing person of that name could be the one: somebody without a profile on
the same network.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scrm.base.i18n import N_
from scrm.base.ids import child_id, id_for
from scrm.base.text import fold
from scrm.intake.contract import PersonDraft
from scrm.intake.drafts import as_text
from scrm.intake.model import Known, Question, Review, Stage

BASIS_NETWORK = N_("own network, professional contact data")
TRASHED = "in the trash"
REPEATED = "repeats an earlier row with other details"
SKIPPED_BY_USER = "skipped by you"


@dataclass(slots=True)
class People:
    """What is known of people before an import, kept level with what it stages."""

    source: str
    seen_on: str
    today: str
    fates: dict[str, str]
    sightings: dict[str, tuple[Known | None, str]]
    holders: dict[tuple[str, str], str]
    buried: dict[tuple[str, str], str]
    """addresses of people whom the user put into the trash"""
    namesakes: dict[str, list[str]]
    """folded name -> people without a profile on this network"""
    profiles: dict[str, str]
    answers: dict[str, Review]
    firms: dict[str, str]
    children: dict[str, str]
    """fates of identities and affiliations"""
    current: dict[str, Any]
    """contact id -> its present affiliation"""
    spellings: dict[str, str] = field(default_factory=dict)
    """firm ids by the name as written"""
    said: dict[str, Known] = field(default_factory=dict)
    """what this import said of a contact so far"""
    created: list[tuple[str, str]] = field(default_factory=list)
    """(id, name) of the new"""


def known_from(draft: PersonDraft) -> Known:
    """A draft in the form a sighting is kept."""
    handles = " ".join(sorted(f"{h.type}:{h.key}" for h in draft.handles))
    since = draft.since.isoformat() if draft.since else ""
    return Known(
        draft.name, draft.given_name, draft.family_name, draft.organization, draft.title, handles, since
    )


def decide_person(people: People, stage: Stage, draft: PersonDraft) -> tuple[str, str, Question | None]:
    """(verdict, detail, question) for one person."""
    contact, question = _meant(people, draft)
    if question is not None:
        return "review", question.question, question
    if contact == "":
        return "skipped", SKIPPED_BY_USER, None
    if contact is None:
        contact = id_for(draft.key)
    said = known_from(draft)
    if contact in people.said:
        return ("same", "", None) if people.said[contact] == said else ("skipped", REPEATED, None)
    fate = people.fates.get(contact)
    if fate and not fate.startswith("undo"):
        return "skipped", TRASHED, None
    people.said[contact] = said
    if fate == "":
        return (*_update(people, stage, contact, draft, said), None)
    create_person(people, stage, contact, draft, said, lift=fate is not None)
    return "new", draft.organization, None


def _meant(people: People, draft: PersonDraft) -> tuple[str | None, Question | None]:
    """The contact a draft means: an id, None for a new person, empty for one the user skipped; or a question."""
    own = id_for(draft.key)
    if not people.fates.get(own, "undo").startswith("undo"):
        return own, None
    answer = people.answers.get(draft.key)
    told = _answered(people, answer)
    if told is not None:
        return told, None
    if answer is not None and answer.state == "new":
        return None, None
    contact, question = _by_address(people, draft)
    if contact is None and question is None and _has_namesake(people, draft):
        question = _question(draft, "somebody of this name is here already")
    return contact, question


def _answered(people: People, answer: Review | None) -> str | None:
    """The contact of an earlier answer, empty for a row to leave out; None without one that still holds."""
    if answer is not None and answer.state == "skipped":
        return ""
    if answer is None or people.fates.get(answer.contact_id or "", "undo").startswith("undo"):
        return None
    return answer.contact_id


def _by_address(people: People, draft: PersonDraft) -> tuple[str | None, Question | None]:
    holders = {people.holders[h.type, h.key] for h in draft.handles if (h.type, h.key) in people.holders}
    if len(holders) > 1:
        return None, _question(draft, "the addresses belong to different people")
    if holders:
        contact = holders.pop()
        if contact and _same_profile(people, contact, draft):
            return contact, None
        return None, _question(draft, "the same address belongs to somebody else")
    if people.buried:
        found = (people.buried.get((h.type, h.key)) for h in draft.handles)
        return next((c for c in found if c and _same_profile(people, c, draft)), None), None
    return None, None


def _same_profile(people: People, contact: str, draft: PersonDraft) -> bool:
    """Whether a contact has the draft's profile, or none of this network."""
    profile = next((h.key for h in draft.handles if h.type == "profile"), None)
    return profile is None or people.profiles.get(contact, profile) == profile


def _has_namesake(people: People, draft: PersonDraft) -> bool:
    # Folding a name costs more than all else here: not where nobody could be meant.
    alike = people.namesakes.get(fold(draft.name), ()) if people.namesakes else ()
    return any(i not in people.said and i not in people.profiles for i in alike)


def _question(draft: PersonDraft, question: str) -> Question:
    return Question(draft.key, draft.file, draft.row, "person", question, draft.name, as_text(draft))


def create_person(
    people: People, stage: Stage, contact: str, draft: PersonDraft, said: Known, *, lift: bool = False
) -> None:
    """Stage a person nobody knew (or whom an undo took away)."""
    stage.put(
        "contacts",
        (
            contact,
            draft.name,
            draft.given_name,
            draft.family_name,
            people.source,
            people.today,
            BASIS_NETWORK,
        ),
        lift=lift,
    )
    people.fates[contact] = ""
    people.created.append((contact, draft.name))
    _add_handles(people, stage, contact, draft)
    if draft.organization or draft.title:
        _add_position(people, stage, contact, draft)
    _say(people, stage, contact, said)


def _update(people: People, stage: Stage, contact: str, draft: PersonDraft, said: Known) -> tuple[str, str]:
    before, seen_on = people.sightings.get(contact, (None, ""))
    if said == before:
        return "same", ""
    if before is not None and seen_on > people.seen_on:
        return "same", "an older archive"
    detail = ""
    _add_handles(people, stage, contact, draft)
    if before is None or (before.organization, before.title) != (said.organization, said.title):
        detail = _move(people, stage, contact, draft, fresh=before is None)
    if before is not None and before.name != said.name:
        values = {"name": said.name, "given_name": said.given_name, "family_name": said.family_name}
        # Only where the name is still the one this source gave: what a person typed stays.
        stage.updates.append(("contacts", contact, {**values, "_if": {"name": before.name}}))
        detail = detail or before.name
    _say(people, stage, contact, said)
    return "update", detail


def _move(people: People, stage: Stage, contact: str, draft: PersonDraft, *, fresh: bool) -> str:
    """A new position: the one before becomes history. Of a person typed by hand only a blank is filled."""
    current = people.current.get(contact)
    if not (draft.organization or draft.title):
        return ""
    if current is not None:
        if fresh or (fold(current["organization"]), current["title"]) == (
            fold(draft.organization),
            draft.title,
        ):
            return ""
        stage.updates.append(("affiliations", current["id"], {"ended": people.today}))
    _add_position(people, stage, contact, draft)
    return ", ".join(filter(None, (draft.title, draft.organization)))


def _add_position(people: People, stage: Stage, contact: str, draft: PersonDraft) -> None:
    firm = None
    if draft.organization:
        firm = people.spellings.get(draft.organization)
        if firm is None:
            name = fold(draft.organization)
            firm = people.firms.get(name) or id_for(f"organization/{name}")
            while name not in people.firms and firm in people.fates:
                firm = child_id(firm, "organization", name)  # that one was given another name since
            people.spellings[draft.organization] = people.firms[name] = firm
            fate = people.fates.get(firm)
            if fate != "":
                stage.put("organizations", (firm, draft.organization), lift=fate is not None)
                people.fates[firm] = ""
    # The day is in the key: who comes back to a firm after years has two positions there.
    id = child_id(contact, "affiliation", f"{firm or ''}/{draft.title}/{people.today}")
    if people.children.get(id) != "":
        stage.put(
            "affiliations",
            (id, contact, firm, draft.title, people.today, people.source),
            lift=id in people.children,
        )
    if id in people.children:  # left and taken again within a day
        stage.updates.append(("affiliations", id, {"ended": None}))
    people.children[id] = ""


def _add_handles(people: People, stage: Stage, contact: str, draft: PersonDraft) -> None:
    for handle in draft.handles:
        id = child_id(contact, handle.type, handle.key)
        fate = people.children.get(id)
        if fate == "" or (fate is not None and not fate.startswith("undo")):
            continue  # known, or taken away by hand
        since = draft.since.isoformat() if draft.since and handle.type == "profile" else None
        stage.put(
            "identities",
            (id, contact, handle.type, handle.network, handle.value, handle.key, since, people.source),
            lift=fate is not None,
        )
        people.children[id] = ""
        people.holders[handle.type, handle.key] = contact
        if handle.type == "profile":
            people.profiles[contact] = handle.key


def _say(people: People, stage: Stage, contact: str, said: Known) -> None:
    row = (
        child_id(contact, "sighting", people.source),
        contact,
        people.source,
        *said,
        people.seen_on,
    )
    stage.put("sightings", row, lift=contact in people.sightings)
