"""The composition root: opens one workspace and hands out its rooms.

A room is built when first asked for, and its module loaded then: a command
pays only for the rooms it enters. One workspace serves all threads of a
process; each thread has its own connection underneath.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrm.base.clock import Clock, SystemClock
from scrm.base.settings import Places, Settings
from scrm.db.connection import Database
from scrm.db.migrations import migrate

if TYPE_CHECKING:
    from scrm.agenda.brief import Briefs
    from scrm.agenda.logbook import Logbook
    from scrm.agenda.today import Today
    from scrm.contacts.directory import Directory
    from scrm.contacts.organizations import Organizations
    from scrm.contacts.resolve import Resolver
    from scrm.contacts.store import ListStore, PeopleStore, TieStore
    from scrm.db.history import OperationFacts
    from scrm.db.ledger import Ledger, Refresher
    from scrm.db.undo import Undone
    from scrm.followups.promises import Promises
    from scrm.followups.rhythm import Rhythm
    from scrm.followups.store import FollowUpStore
    from scrm.intake.batch import Gate
    from scrm.intake.candidates import Candidates
    from scrm.intake.contract import Importer
    from scrm.intake.review import Reviews
    from scrm.intake.store import IntakeStore
    from scrm.interactions.diary import Diary
    from scrm.interactions.store import FactStore, TimelineStore
    from scrm.notes.notebook import Notebook
    from scrm.search.index import Answer, Condition
    from scrm.search.segments import Segments
    from scrm.search.tree import Term


class Workspace:
    """A database and a notes folder, open.

    Raises NotFound when there is none and `create` is off, NewerFile,
    StorageFailed, Busy.
    """

    def __init__(
        self,
        places: Places,
        settings: Settings,
        *,
        clock: Clock | None = None,
        front: str = "cli",
        dry_run: bool = False,
        create: bool = False,
        patience: float = 60.0,
    ) -> None:
        self.places = places
        self.settings = settings
        self.clock: Clock = clock if clock is not None else SystemClock()
        self.database = Database(places.database, create=create, patience=patience)
        migrate(self.database)
        self._front = front
        self._dry_run = dry_run

    @cached_property
    def ledger(self) -> Ledger:
        """The one way to write."""
        from scrm.db.ledger import Ledger

        return Ledger(
            self.database, self.clock, front=self._front, dry_run=self._dry_run, refreshers=self._refreshers
        )

    @staticmethod
    def _refreshers() -> Sequence[Refresher]:
        from scrm.contacts.store import refresh_people
        from scrm.interactions.store import refresh_facts, refresh_words
        from scrm.notes.store import refresh_note_people

        return (refresh_people, refresh_facts, refresh_words, refresh_note_people)

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

    @cached_property
    def who(self) -> Resolver:
        """Who is meant by a text."""
        from scrm.contacts.resolve import Resolver

        return Resolver(self.people, self.lists)

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
    def logbook(self) -> Logbook:
        """Writing down what happened, by one line."""
        from scrm.agenda.logbook import Logbook

        return Logbook(self.who, self.contacts, self.diary, self.promises, self.ledger)

    @cached_property
    def notebook(self) -> Notebook:
        """Notes, and their verbs."""
        from scrm.notes.notebook import Notebook
        from scrm.notes.store import NoteStore
        from vault.folder import Vault

        vault = Vault(self.settings.notes_folder(self.places))
        return Notebook(vault, NoteStore(self.database), self.ledger)

    @cached_property
    def questions(self) -> IntakeStore:
        """What is known of imports."""
        from scrm.intake.store import IntakeStore

        return IntakeStore(self.database)

    @cached_property
    def gate(self) -> Gate:
        """Previewing and applying imports."""
        from scrm.intake.batch import Gate

        return Gate(self.questions, self.ledger)

    @cached_property
    def reviews(self) -> Reviews:
        """Answering what an import could not decide."""
        from scrm.intake.review import Reviews

        return Reviews(self.gate, self.questions, self.ledger)

    @cached_property
    def candidates(self) -> Candidates:
        """Whom such a question is about."""
        from scrm.intake.candidates import Candidates

        return Candidates(self.people, self.lists)

    @staticmethod
    def importer(path: Path, name: str = "") -> Importer:
        """The importer of a format, or the one that knows what the path holds. Raises UsageError, BadInput."""
        from scrm.intake.formats import load, recognise

        return load(name) if name else recognise(path)

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

        return condition(self.database, term, self.clock)

    def _of_follow_ups(self, term: Term) -> Answer:
        from scrm.followups.store import condition

        return condition(self.database, term, clock=self.clock)

    def _of_notes(self, term: Term) -> Answer:
        from scrm.notes.store import condition

        return condition(self.database, term)

    def find_people(self, text: str, limit: int) -> tuple[list[int], int]:
        """Numbers of the people a query finds, in the order of names, and how many there are. Raises UsageError."""
        from scrm.search.index import people
        from scrm.search.query import parse

        return people(self.database, parse(text), self.conditions, limit)

    def last_done(self) -> OperationFacts | None:
        """What `undo` would take back."""
        from scrm.db.history import last_done

        return last_done(self.database)

    def undo(self, number: int | None = None) -> Undone:
        """Take back operation `number`, or the last one. Raises NotFound."""
        from scrm.db.undo import undo

        return undo(self.ledger, self.notebook.files(), number)

    def redo(self) -> Undone:
        """Do again what the last undo took back. Raises NotFound."""
        from scrm.db.undo import redo

        return redo(self.ledger, self.notebook.files())

    @cached_property
    def today(self) -> Today:
        """The morning list."""
        from scrm.agenda.today import Today

        return Today(self)

    @cached_property
    def briefs(self) -> Briefs:
        """What to know of a person before the next word."""
        from scrm.agenda.brief import Briefs

        return Briefs(self)

    def close(self) -> None:
        """Close the file; the workspace is of no use afterwards."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()
