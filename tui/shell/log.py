"""The quick log, from anywhere: one line, read back while it is typed, saved as one operation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from scrm.base.errors import ScrmError
from scrm.base.i18n import _
from scrm.base.text import clean
from scrm.followups.model import Who
from tui.shell.asking import Asking
from tui.words import error_text

if TYPE_CHECKING:
    from scrm.base.draft import Draft
    from scrm.workspace import Workspace
    from tui.shell.hearing import Written
    from tui.widgets.boxes.quicklog import QuickLog, Reading
    from tui.widgets.completion import Completion


class Logging(Asking):
    """The part of the app that logs what happened. Reading and writing both happen in worker threads."""

    _understood: tuple[str, Reading | None] = ("", None)
    _refused = ("", "")

    def logging_boxes(self) -> Sequence[Widget]:
        """The boxes to mount."""
        from tui.widgets.boxes.quicklog import QuickLog

        return [QuickLog(self._read, self._complete)]

    def action_log_new(self) -> None:
        """`i`: with the selected people filled in."""
        self.log_about(self.place.subjects() if self.place else ())

    def log_about(self, people: Sequence[Who], rest: str = "") -> None:
        """Open the quick log with these people and the beginning of a line; a draft goes before them."""
        from tui.shell.hearing import mention

        start = ",".join(mention(who.name) for who in people[:5])
        self._log_box().open(f"{start} {rest}" if start else rest)

    def _log_box(self) -> QuickLog:
        from tui.widgets.boxes.quicklog import QuickLog

        return self.query_one(QuickLog)

    def _read(self, line: str) -> Reading:
        from tui.shell.hearing import examples, understand
        from tui.widgets.boxes.quicklog import Reading

        if not line.strip():
            return examples(self.clock)
        known, reading = self._understood
        if known == line and reading is not None:
            return reading
        day_first = self.settings.day_first
        self.gateway.ask(self, "log", lambda w: (line, understand(w, line, day_first)), self._now_understood)
        return Reading(reading.lines if reading is not None else ())

    def _now_understood(self, answer: tuple[str, Reading]) -> None:
        self._understood = answer
        box = self._log_box()
        box.read_again()
        if box.is_open and self._refused[0] == answer[0]:
            box.open(*self._refused)

    def _complete(self, before: str) -> list[Completion]:
        from tui.shell.hearing import offers

        self.gateway.ask(self, "people", lambda w: (before, offers(w, before)), self._now_offered)
        return []

    def _now_offered(self, answer: tuple[str, list[Completion]]) -> None:
        from tui.widgets.completion import Completions

        self._log_box().query_one(Completions).found_late(*answer)

    def on_quick_log_save(self, event: QuickLog.Save) -> None:
        event.stop()
        self._write_line(event.text)

    def on_quick_log_long_note(self, event: QuickLog.LongNote) -> None:
        from scrm.base.draft import Draft
        from tui.editing import write_in

        event.stop()
        line = event.text

        def written(draft: Draft) -> None:
            if draft.holds_something:
                self._log_box().forget()
                self._write_line(line, draft)
            else:
                draft.discard()

        self.gateway.ask(self, "editor", lambda _w: write_in(self, Draft("log.md")), written)

    def _write_line(self, line: str, draft: Draft | None = None) -> None:
        """Log a line, and a longer text with it, whose draft is deleted once it is logged."""
        from tui.shell.hearing import write_down

        day_first, previewed = self.settings.day_first, self._understood[0] == line

        def use(workspace: Workspace) -> Written:
            return write_down(workspace, line, day_first, previewed, draft.text() if draft else "")

        def saved(written: Written) -> None:
            if draft:
                draft.discard()
            self._saved(written)

        def refused(error: ScrmError) -> None:
            told = draft.rescue(error) if draft else error
            self._refused = (line, error_text(told))
            self._log_box().open(*self._refused)

        self.gateway.edit(use, saved, failed=refused)

    def _saved(self, written: Written) -> None:
        fields = {"kind": written.kind, "names": clean(written.names), "day": written.follow_up}
        if written.follow_up:
            told = _("Logged: %(kind)s, %(names)s. Follow-up on %(day)s") % fields
        else:
            told = _("Logged: %(kind)s, %(names)s") % fields
        self.say(told, undo=True)
