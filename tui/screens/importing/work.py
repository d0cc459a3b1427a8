"""What the import preview works at: reading a file, writing what it brings, and the questions that stay.

Its stages: nothing yet, reading, failed, ready (a preview, answers are drafts), writing, written (answers are
written at once), review (the questions of earlier imports, without a file).
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

from scrm.base.errors import ScrmError
from scrm.base.i18n import _
from scrm.intake.model import Case
from scrm.workspace import Workspace
from tui.screens.importing import questions, sentences
from tui.screens.importing.keys import ReviewKeys
from tui.screens.importing.listing import VIEWS
from tui.screens.importing.reading import Preview, Reading, Source, last_source, waiting
from tui.screens.importing.sentences import FAILED, NOTHING, READING, READY, REVIEW, WRITING, WRITTEN
from tui.widgets.paint import shown
from tui.words import error_text

_TOAST_SECONDS = 6.0
_ANSWERS = ("review.match", "review.new", "review.skip", "review.accept")


class ImportWork(ReviewKeys):
    """One file at a time, and where it has got to."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.stage = NOTHING
        self.source: Source | None = None
        self._reading: Reading | None = None
        self.problem = ""
        self.told = ""
        self._number: int | None = None

    def frame(self) -> None:
        """Draw head, tabs and hint."""

    @property
    def drafting(self) -> bool:
        return self.stage == READY

    def reasons(self) -> dict[str, str]:
        found = super().reasons()
        if self.stage == WRITING:
            found |= dict.fromkeys(_ANSWERS, _("it is being written"))
        if self.stage != READY:
            found["import.write"] = sentences.no_write(self.stage)
        elif self.preview is not None and not (self.preview.brings or self.cases):
            found["import.write"] = _("everything is here already")
        return found

    def hidden(self) -> Collection[str]:
        if self.stage in (NOTHING, READING, FAILED):
            return (*_ANSWERS, "import.write", "list.filter")
        return ("list.filter",)

    # Reading a file

    async def action_import_open(self) -> None:
        """`I`: another file, or the same with a better answer when it could not be read."""
        source = self.source if self.stage == FAILED else None
        path, me = (str(source.path), source.me) if source else ("", "")
        await questions.ask_path(self.shell, path, me, lambda p, m: self.begin(Source(p, me=m)))

    def begin(self, source: Source) -> None:
        """Read a file, in a worker thread."""
        self.forget(READING)
        self.source = source

        def heard(rows: int) -> None:
            self.shell.call_later(partial(self._heard, source, rows))

        self._reading = reading = Reading(source, heard)
        self.shell.line.working(_("Reading %(name)s") % {"name": clean_name(source.path)})
        self.shell.gateway.ask(self, "preview", reading.read, self._read, partial(self._failed, source))
        self.redraw()

    def forget(self, stage: str) -> None:
        """Give up what was read, and its answers."""
        if self._reading is not None:
            self._reading.leave()
            self.shell.settle()
        self.stage, self._reading, self.source, self.preview = stage, None, None, None
        self.cases, self.problem, self.told, self._number = (), "", "", None
        self.decided.clear()
        self._steps.clear()
        self.shows = "review"

    def _heard(self, source: Source, rows: int) -> None:
        if self.stage == READING and source is self.source:
            self.told = sentences.so_far(rows)
            self.frame()

    def _read(self, preview: Preview | None) -> None:
        if preview is None or preview.source is not self.source or self.stage != READING:
            return
        self.stage, self.preview, self.cases = READY, preview, preview.cases
        self._reading, self.told = None, ""
        counts = preview.plan.summary
        self.shows = next((view for view in VIEWS if counts[view]), "new")
        self.shell.settle()
        self.redraw()

    def _failed(self, source: Source, error: ScrmError) -> None:
        if source is self.source and self.stage == READING:
            self.stage, self.problem, self._reading = FAILED, error_text(error), None
            self.shell.settle()
            self.redraw()

    # Writing it

    def action_import_write(self) -> None:
        """`W`: write the preview with the answers given, as one operation."""
        if (why := self.reasons().get("import.write")) or self.preview is None:
            self.shell.say(sentences.not_written(why or ""))
            return
        preview, answers = self.preview, dict(self.decided)
        self.stage = WRITING

        def use(workspace: Workspace) -> tuple[int | None, dict[str, int]]:
            importer = workspace.importer(preview.source.path, preview.plan.format)
            number = workspace.reviews.write(preview.plan, importer, answers, me=preview.source.me)
            runs = workspace.gate.runs(1)
            return number, runs[0].summary["summary"] if runs and runs[0].number == number else {}

        what = _("Writing %(name)s") % {"name": clean_name(preview.source.path)}
        self.shell.gateway.edit(use, self._written, what=what, failed=self._not_written)
        self.redraw()

    def _written(self, answer: tuple[int | None, dict[str, int]]) -> None:
        self._number, counts = answer
        self.stage = WRITTEN
        self._steps.clear()
        told = sentences.written(counts) if self._number else _("Everything was here already")
        self.shell.say(told, undo=self._number is not None)
        if self.shell.place is not self:
            self.shell.notify(shown(told), markup=False, timeout=_TOAST_SECONDS)
        self.redraw()

    def _not_written(self, error: ScrmError) -> None:
        """The rows that were staged may be used up: read again, with the same answers."""
        answers, source = dict(self.decided), self.source
        if source is not None:
            self.begin(source)
            self.decided.update(answers)
        self.shell.say(sentences.failed_writing(error_text(error)), "bad")

    # Questions of earlier imports

    def load(self) -> None:
        if self.stage in (WRITTEN, REVIEW):
            number = self._number
            self.shell.gateway.ask(self, "waiting", lambda w: self._look(w, number), self._show_waiting)

    @staticmethod
    def _look(workspace: Workspace, number: int | None) -> tuple[tuple[Case, ...], bool]:
        """The open questions, and whether the import that was written here was taken back since."""
        undone = any(run.number == number and run.state == "undone" for run in workspace.gate.runs())
        return waiting(workspace), undone

    def _show_waiting(self, answer: tuple[tuple[Case, ...], bool]) -> None:
        fresh, undone = answer
        if undone and self.source is not None:
            self.begin(self.source)
            return
        if self.stage not in (WRITTEN, REVIEW):
            return
        open_now = {case.review.id: case for case in fresh}
        for id in [id for id in self.decided if id in open_now]:
            del self.decided[id]  # taken back
        kept = [open_now.pop(c.review.id, c) for c in self.cases if c.review.id in {*self.decided, *open_now}]
        self.cases = (*kept, *open_now.values())
        self.redraw()

    async def ask_me(self, case: Case) -> None:
        """Ask who the user is, then read the file again."""
        known = self.shell.settings.text("name")
        if (source := self.source) is not None:
            await questions.ask_me(self.shell, source.me or known, partial(self._read_as, source))
            return

        async def found(last: Source | None) -> None:
            if last is None:
                await self.action_import_open()
            else:
                await questions.ask_me(self.shell, known, partial(self._read_as, last))

        format_name = case.review.format
        self.shell.gateway.ask(
            self, "last source", lambda w: last_source(w, format_name), lambda s: self.call_later(found, s)
        )

    def _read_as(self, source: Source, me: str) -> None:
        """Read the file again, now that it is known who the user is; answers given stay."""
        answers = dict(self.decided) if self.drafting else {}
        self.begin(Source(source.path, source.format, me))
        self.decided.update(answers)


def clean_name(path: Path) -> str:
    """The last part of a path, as it may be shown."""
    return shown(path.name)
