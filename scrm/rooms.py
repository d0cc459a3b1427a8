"""The rooms of the nouns, each built when first asked for.

A room's module is loaded with it: a command pays only for the rooms it enters.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrm.base.clock import Clock
    from scrm.base.settings import Places, Settings
    from scrm.contacts.directory import Directory
    from scrm.contacts.organizations import Organizations
    from scrm.contacts.resolve import Resolver
    from scrm.contacts.store import ListStore, PeopleStore, SheetStore, TieStore
    from scrm.db.ledger.operations import Follower, Ledger, Refresher
    from scrm.db.opening.connection import Database
    from scrm.followups.promises import Promises
    from scrm.followups.rhythm import Rhythm
    from scrm.followups.store import FollowUpStore
    from scrm.interactions.diary import Diary
    from scrm.interactions.store import FactStore, TimelineStore
    from scrm.notes.notebook import Notebook
    from scrm.search.index import Answer, Condition
    from scrm.search.segments import Segments
    from scrm.search.tree import Term


class Rooms:
    """What the workspace hands out of people, what happened, promises, notes and searches."""

    places: Places
    settings: Settings
    clock: Clock
    database: Database
    front: str
    dry_run: bool

    @cached_property
    def ledger(self) -> Ledger:
        """The one way to write."""
        from scrm.db.ledger.operations import Ledger

        return Ledger(
            self.database,
            self.clock,
            front=self.front,
            dry_run=self.dry_run,
            followers=self._followers,
            refreshers=self._refreshers,
        )

    @staticmethod
    def _followers() -> Sequence[Follower]:
        from scrm.interactions.store import claim_strangers

        return (claim_strangers,)

    @staticmethod
    def _refreshers() -> Sequence[Refresher]:
        from scrm.contacts.store import refresh_people
        from scrm.interactions.store import refresh_facts, refresh_words
        from scrm.notes.store import refresh_note_people

        return (refresh_people, refresh_facts, refresh_words, refresh_note_people)

    def rebuild_index(self) -> None:
        """Make the search index and the facts of people again from their rows. Raises Busy."""
        from scrm.contacts.store import rebuild_people
        from scrm.interactions.store import rebuild_facts, rebuild_words

        self.ledger.rebuild((rebuild_people, rebuild_words, rebuild_facts))

    @cached_property
    def people(self) -> PeopleStore:
        """Whole contacts."""
        from scrm.contacts.store import PeopleStore

        return PeopleStore(self.database)

    @cached_property
    def lists(self) -> ListStore:
        """People as lists show them."""
        from scrm.contacts.store import ListStore

        return ListStore(self.database)

    @cached_property
    def sheets(self) -> SheetStore:
        """People as documents show them."""
        from scrm.contacts.store import SheetStore

        return SheetStore(self.database)

    @cached_property
    def ties(self) -> TieStore:
        """Relations, evidence, tags, firms."""
        from scrm.contacts.store import TieStore

        return TieStore(self.database)

    @cached_property
    def contacts(self) -> Directory:
        """The verbs of people."""
        from scrm.contacts.directory import Directory

        return Directory(self.people, self.ledger)

    @cached_property
    def organizations(self) -> Organizations:
        """The verbs of firms."""
        from scrm.contacts.organizations import Organizations

        return Organizations(self.ties, self.ledger)

    def _behind(self, ref: str) -> str | None:
        """Whom a row of the floors above is about; the workspace knows."""
        return None

    @cached_property
    def who(self) -> Resolver:
        """Who is meant by a text."""
        from scrm.contacts.resolve import Resolver

        return Resolver(self.people, self.lists, self._behind)

    @cached_property
    def timeline(self) -> TimelineStore:
        """Interactions."""
        from scrm.interactions.store import TimelineStore

        return TimelineStore(self.database)

    @cached_property
    def facts(self) -> FactStore:
        """What people's interactions come to."""
        from scrm.interactions.store import FactStore

        return FactStore(self.database)

    @cached_property
    def diary(self) -> Diary:
        """The verbs of interactions."""
        from scrm.interactions.diary import Diary

        return Diary(self.timeline, self.ledger)

    @cached_property
    def follow_ups(self) -> FollowUpStore:
        """Promises with a date."""
        from scrm.followups.store import FollowUpStore

        return FollowUpStore(self.database)

    @cached_property
    def promises(self) -> Promises:
        """The verbs of follow-ups."""
        from scrm.followups.promises import Promises

        return Promises(self.follow_ups, self.ledger)

    @cached_property
    def rhythm(self) -> Rhythm:
        """Who is going quiet, and the pauses."""
        from scrm.followups.rhythm import Rhythm
        from scrm.followups.store import RhythmStore

        return Rhythm(RhythmStore(self.database), self.ledger, self.settings.number("today.budget"))

    @cached_property
    def notebook(self) -> Notebook:
        """Notes, and their verbs."""
        from scrm.notes.notebook import Notebook
        from scrm.notes.store import NoteStore
        from vault.folder import Vault

        vault = Vault(self.settings.notes_folder(self.places))
        named = bool(self.settings.text("notes"))
        return Notebook(vault, NoteStore(self.database), self.ledger, named=named)

    @cached_property
    def segments(self) -> Segments:
        """Saved queries, and their verbs."""
        from scrm.search.segments import Segments
        from scrm.search.store import SegmentStore

        return Segments(SegmentStore(self.database), self.ledger)

    @cached_property
    def conditions(self) -> Sequence[Condition]:
        """What each room makes of the terms of a query about people; a query of words loads none of them."""
        return (self._of_contacts, self._of_interactions, self._of_follow_ups, self._of_notes)

    def _of_contacts(self, term: Term) -> Answer:
        from scrm.contacts.store import condition

        return condition(self.database, term)

    def _of_interactions(self, term: Term) -> Answer:
        from scrm.interactions.store import condition

        return condition(term, self.clock, self.settings.day_first)

    def _of_follow_ups(self, term: Term) -> Answer:
        from scrm.followups.store import condition

        return condition(term, self.clock, self.settings.day_first)

    def _of_notes(self, term: Term) -> Answer:
        from scrm.notes.store import condition

        return condition(term)

    def find_people(self, text: str, limit: int) -> tuple[list[int], int]:
        """Numbers of the people a query finds, in the order of names, and how many there are. Raises UsageError."""
        from scrm.search.index import people
        from scrm.search.query import parse

        return people(self.database, parse(text), self.conditions, limit)

    def first_people(self, text: str, limit: int) -> list[int]:
        """Numbers of the first people a query finds, in the order of names. Raises UsageError."""
        from scrm.search.index import first
        from scrm.search.query import parse

        return first(self.database, parse(text), self.conditions, limit)

    def count_people(self, text: str) -> int:
        """How many people a query finds. Raises UsageError."""
        from scrm.search.index import count
        from scrm.search.query import parse

        return count(self.database, parse(text), self.conditions)

    def alike_people(self, text: str, limit: int) -> list[int]:
        """Numbers of people whose names are most like a mistyped one, in the order of names; none for terms."""
        from scrm.search.find import alike
        from scrm.search.query import And, Word, parse

        node = parse(text)
        parts = node.nodes if isinstance(node, And) else (node,)
        words = [part.text for part in parts if isinstance(part, Word)]
        return sorted(alike(self.database, " ".join(words), limit)) if len(words) == len(parts) else []
