"""Reading a source for its preview in a worker thread: it can be left at any time, and writes nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scrm.base.errors import ScrmError
from scrm.intake.model import VERDICTS, Case, Item, Plan
from scrm.workspace import Workspace

OWNER = "owner"
"""the kind of the question who the user is"""


class _Left(ScrmError):
    """The reading is not wanted any more."""


@dataclass(frozen=True, slots=True)
class Source:
    """What to read: a path, perhaps its format, and who the user is in it, if that was said."""

    path: Path
    format: str = ""
    me: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A source that was read. `items` holds its rows by verdict, `cases` its questions with their candidates."""

    source: Source
    plan: Plan
    items: dict[str, list[Item]]
    cases: tuple[Case, ...]

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.source.path.name

    @property
    def rows(self) -> int:
        """Rows of all used files."""
        return sum(self.plan.summary.values())

    @property
    def brings(self) -> int:
        """Rows that would be written without any answer."""
        summary = self.plan.summary
        return summary["new"] + summary["update"]

    def waiting(self, case: Case) -> int:
        """How many rows wait for the answer to this question."""
        if case.review.kind != OWNER:
            return 1
        asked = (case.review.file, case.review.question)
        return sum((item.file, item.detail) == asked for item in self.items["review"])


class Reading:
    """One reading under way."""

    def __init__(self, source: Source, progress: Callable[[int], None]) -> None:
        """`progress` hears of each thousand rows, in the worker thread."""
        self.source = source
        self._progress = progress
        self._left = threading.Event()

    def leave(self) -> None:
        """Stop at the next thousand rows."""
        self._left.set()

    def read(self, workspace: Workspace) -> Preview | None:
        """The preview; None when it was left. Raises BadInput, NotFound, UsageError."""
        importer = workspace.importer(self.source.path, self.source.format)
        try:
            plan = workspace.gate.preview(importer, self.source.path, me=self.source.me, progress=self._heard)
        except _Left:
            return None
        items: dict[str, list[Item]] = {verdict: [] for verdict in VERDICTS}
        for item in plan.items:
            items[item.verdict].append(item)
        cases = workspace.candidates.of(workspace.reviews.asked_by(plan), plan)
        return Preview(self.source, plan, items, tuple(cases))

    def _heard(self, rows: int) -> None:
        if self._left.is_set():
            raise _Left("")
        self._progress(rows)


def waiting(workspace: Workspace) -> tuple[Case, ...]:
    """The questions that earlier imports left open, with their candidates."""
    return tuple(workspace.candidates.of(workspace.reviews.open()))


def last_source(workspace: Workspace, format: str) -> Source | None:  # noqa: A002  the noun of the room
    """Where the latest import of a format came from."""
    found = next((run for run in workspace.gate.runs() if run.format == format), None)
    return Source(Path(found.path), format) if found else None


def sure(cases: Sequence[Case]) -> list[Case]:
    """The questions with one candidate of the same name at the same firm."""
    return [case for case in cases if case.sure]
