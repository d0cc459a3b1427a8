"""The composition root: opens one workspace and hands out its rooms.

A room is built when first asked for, and its module loaded then: a command
pays only for the rooms it enters. One workspace serves all threads of a
process; each thread has its own connection underneath.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrm.base.clock import Clock, SystemClock
from scrm.base.errors import NotFound
from scrm.base.settings import Places, Settings
from scrm.db.opening.birth import Unborn
from scrm.db.opening.connection import Database
from scrm.db.opening.migrations import migrate
from scrm.rooms import Rooms

if TYPE_CHECKING:
    from scrm.agenda.brief import Briefs
    from scrm.agenda.logbook import Logbook
    from scrm.agenda.today import Today
    from scrm.db.ledger.history import OperationFacts
    from scrm.db.ledger.undo import Undone
    from scrm.intake.batch import Gate
    from scrm.intake.candidates import Candidates
    from scrm.intake.contract import Importer
    from scrm.intake.review import Reviews
    from scrm.intake.store import IntakeStore


class Workspace(Rooms):
    """A database and a notes folder, open.

    Raises NotFound when there is none and `create` is off, NewerFile,
    StorageFailed, Busy. An `unborn` one stands in memory until `settle`.
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
        unborn: bool = False,
        patience: float = 60.0,
    ) -> None:
        self.places = places
        self.settings = settings
        self.clock: Clock = clock if clock is not None else SystemClock()
        self.front = front
        self.dry_run = dry_run
        self.database = (Unborn if unborn else Database)(places.database, create=create, patience=patience)
        try:
            migrate(self.database, self._copy)
        except BaseException:
            self.database.close()
            raise

    def _copy(self) -> Path:
        """A verified backup of the database, before a migration."""
        from scrm.db.backup.folder import Backups

        notes = self.settings.notes_folder(self.places)
        return Backups(self.places.backups, self.places.database, notes, self.clock).before_migration()

    def _behind(self, ref: str) -> str | None:
        try:
            return self.today.pick([ref])[0].contact
        except NotFound:
            return None

    @cached_property
    def logbook(self) -> Logbook:
        """Writing down what happened, by one line."""
        from scrm.agenda.logbook import Logbook

        return Logbook(self.who, self.contacts, self.diary, self.promises, self.ledger)

    @cached_property
    def imports(self) -> IntakeStore:
        """What earlier imports left: sources and ids, decisions, questions, the history."""
        from scrm.intake.store import IntakeStore

        return IntakeStore(self.database)

    @cached_property
    def gate(self) -> Gate:
        """Previewing and applying imports."""
        from scrm.intake.batch import Gate

        return Gate(self.imports, self.ledger)

    @cached_property
    def reviews(self) -> Reviews:
        """Answering what an import could not decide."""
        from scrm.intake.review import Reviews

        return Reviews(self.gate, self.imports, self.ledger)

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

    def last_done(self) -> OperationFacts | None:
        """What `undo` would take back."""
        from scrm.db.ledger.history import last_done

        return last_done(self.database)

    def last_number(self) -> int:
        """The number of the last operation, 0 in an empty workspace: it grows with every change."""
        from scrm.db.ledger.last import last_number

        return last_number(self.database)

    def undo(self, number: int | None = None) -> Undone:
        """Take back operation `number`, or the last one. Raises NotFound."""
        from scrm.db.ledger.undo import undo

        return undo(self.ledger, self.notebook.files(), number)

    def redo(self) -> Undone:
        """Do again what the last undo took back. Raises NotFound."""
        from scrm.db.ledger.undo import redo

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

    @property
    def read_only(self) -> bool:
        """Whether nothing here can be changed: a read-only disk, a closed folder, a full disk."""
        return self.database.read_only

    def settle(self) -> bool:
        """Make an unborn workspace, if there is anything to keep, and close it; says whether it was made.

        Raises Busy, StorageFailed.
        """
        return isinstance(self.database, Unborn) and self.database.settle()

    def close(self) -> None:
        """Close the file; the workspace is of no use afterwards."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()
