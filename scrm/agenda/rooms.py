"""What the agenda asks of a workspace. It takes rooms when it needs them, so that a short answer opens few."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from scrm.base.clock import Clock
    from scrm.base.settings import Settings
    from scrm.contacts.directory import Directory
    from scrm.contacts.store import TieStore
    from scrm.db.ledger.operations import Ledger
    from scrm.db.opening.connection import Database
    from scrm.followups.promises import Promises
    from scrm.followups.rhythm import Rhythm
    from scrm.followups.store import FollowUpStore
    from scrm.interactions.store import FactStore, TimelineStore


class Rooms(Protocol):
    """A workspace, as far as the agenda knows it."""

    @property
    def database(self) -> Database: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def ties(self) -> TieStore: ...
    @property
    def contacts(self) -> Directory: ...
    @property
    def timeline(self) -> TimelineStore: ...
    @property
    def facts(self) -> FactStore: ...
    @property
    def follow_ups(self) -> FollowUpStore: ...
    @property
    def promises(self) -> Promises: ...
    @property
    def rhythm(self) -> Rhythm: ...
