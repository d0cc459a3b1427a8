"""What is known before an import: all of it for an archive, asked row by row for the few rows of an answer."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from typing import TypeVar

from scrm.base.ids import id_for
from scrm.intake.contract import Draft, InteractionDraft, PersonDraft
from scrm.intake.events import Events
from scrm.intake.people import People
from scrm.intake.store import IntakeStore, Lookups

FEW = 200
"""drafts up to which asking row by row is quicker than reading a network of a few thousand people"""
K = TypeVar("K")
V = TypeVar("V")


def gather(
    store: IntakeStore, source: str, today: str, drafts: Collection[Draft], *, seen_on: str = ""
) -> Events:
    """Everything that drafts of a source may meet, read at once; a source is as new as its newest connection."""
    talks = any(isinstance(draft, InteractionDraft) for draft in drafts)
    organizations = store.fates("organizations")
    people = People(
        source=source,
        seen_on=seen_on or _newest(drafts, today),
        today=today,
        fates=store.fates("contacts") | organizations,
        sightings=store.sightings(source),
        holders=store.holders(),
        buried=store.holders(trashed=True),
        namesakes=store.namesakes(source),
        profiles=store.profiles(source),
        answers=store.answers(source),
        firms=store.firms(),
        children=store.fates("identities") | store.fates("affiliations"),
        current=store.positions(),
    )
    return Events(
        people,
        interactions=store.fates("interactions") if talks else {},
        evidence=store.fates("evidence"),
        own=store.fates("own_identities"),
        participants=cache(lambda: store.fates("interaction_people")),
        known_names=store.names,
    )


def ask(store: IntakeStore, source: str, today: str, drafts: Collection[Draft]) -> Events:
    """The same, but each fact is looked up when it is asked for; as new as the newest archive there was."""
    lookups, alike = Lookups(store.database), cache(lambda: store.namesakes(source))
    people = People(
        source=source,
        seen_on=lookups.last_seen(source) or _newest(drafts, today),
        today=today,
        fates=_Asked(lambda id: lookups.fate(id, "contacts", "organizations")),
        sightings=_Asked(lambda contact: lookups.sighting(source, contact)),
        holders=_Asked(lambda address: lookups.holder(*address)),
        buried=_Asked(lambda address: lookups.holder(*address, trashed=True)),
        namesakes=_Asked(lambda folded: alike().get(folded)),
        profiles=_Asked(lambda contact: lookups.profile(contact, source)),
        answers=_Asked(lambda key: lookups.answer(id_for(f"review/{source}/{key}"))),
        firms=_Asked(lookups.firm),
        children=_Asked(lambda id: lookups.fate(id, "identities", "affiliations")),
        current=_Asked(lookups.position),
    )
    return Events(
        people,
        interactions=_Asked(lambda id: lookups.fate(id, "interactions")),
        evidence=_Asked(lambda id: lookups.fate(id, "evidence")),
        own=_Asked(lambda id: lookups.fate(id, "own_identities")),
        participants=cache(lambda: _Asked(lambda id: lookups.fate(id, "interaction_people"))),
        known_names=store.names,
    )


def _newest(drafts: Collection[Draft], today: str) -> str:
    since = [draft.since for draft in drafts if isinstance(draft, PersonDraft) and draft.since]
    return max(since).isoformat() if since else today


class _Asked(dict[K, V]):
    """A dictionary that looks a key up the first time it is asked for; what is put in stands."""

    def __init__(self, look: Callable[[K], V | None]) -> None:
        super().__init__()
        self._look = look
        self._asked: set[K] = set()

    def __bool__(self) -> bool:
        return True

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or self._found(key)  # type: ignore[arg-type]

    def __missing__(self, key: K) -> V:
        if self._found(key):
            return self[key]
        raise KeyError(key)

    def get(self, key: K, default: object = None) -> object:  # type: ignore[override]
        return super().get(key, default) if key in self else default

    def setdefault(self, key: K, default: V) -> V:
        return self[key] if key in self else super().setdefault(key, default)

    def _found(self, key: K) -> bool:
        if key in self._asked:
            return False
        self._asked.add(key)
        value = self._look(key)
        if value is None:
            return False
        self[key] = value
        return True
