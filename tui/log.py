"""The quick log, from anywhere: one line, read back while it is typed, saved as one operation."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.widget import Widget

from scrm.base.errors import ScrmError
from scrm.base.i18n import _
from scrm.base.text import clean
from scrm.followups.model import Who
from tui.asking import Asking
from tui.core import error_text
from tui.editing import edited_text
from tui.hearing import Written, examples, mention, offers, understand, write_down
from tui.widgets.completion import Completion, Completions
from tui.widgets.quicklog import QuickLog, Reading


class Logging(Asking):
    """The part of the app that logs what happened. Reading and writing both happen in worker threads."""

    _understood: tuple[str, Reading] = ("", Reading())
    _refused = ("", "")

    def logging_boxes(self) -> Sequence[Widget]:
        """The boxes to mount."""
        return [QuickLog(self._read, self._complete)]

    def action_log_new(self) -> None:
        """`i`: with the selected people filled in."""
        self.log_about(self.place.subjects() if self.place else ())

    def log_about(self, people: Sequence[Who], rest: str = "") -> None:
        """Open the quick log with these people and the beginning of a line; a draft goes before them."""
        start = ",".join(mention(who.name) for who in people[:5])
        self.query_one(QuickLog).open(f"{start} {rest}" if start else rest)

    def _read(self, line: str) -> Reading:
        if not line.strip():
            return examples(self.clock)
        if self._understood[0] == line:
            return self._understood[1]
        day_first = self.day_first
        self.gateway.ask(self, "log", lambda w: (line, understand(w, line, day_first)), self._now_understood)
        return Reading(self._understood[1].lines)

    def _now_understood(self, answer: tuple[str, Reading]) -> None:
        self._understood = answer
        box = self.query_one(QuickLog)
        box.read_again()
        if box.is_open and self._refused[0] == answer[0]:
            box.open(*self._refused)

    def _complete(self, before: str) -> list[Completion]:
        self.gateway.ask(self, "people", lambda w: (before, offers(w, before)), self._now_offered)
        return []

    def _now_offered(self, answer: tuple[str, list[Completion]]) -> None:
        self.query_one(QuickLog).query_one(Completions).found_late(*answer)

    @on(QuickLog.Save)
    def _save(self, event: QuickLog.Save) -> None:
        event.stop()
        self._write_line(event.text)

    @on(QuickLog.LongNote)
    def _long_note(self, event: QuickLog.LongNote) -> None:
        event.stop()
        line = event.text

        def written(text: str) -> None:
            if text.strip():
                self.query_one(QuickLog).forget()
                self._write_line(line, text.strip())

        self.gateway.ask(self, "editor", lambda _w: edited_text(self, ""), written)

    def _write_line(self, line: str, text: str = "") -> None:
        day_first, previewed = self.day_first, self._understood[0] == line

        def refused(error: ScrmError) -> None:
            self._refused = (line, error_text(error))
            self.query_one(QuickLog).open(*self._refused)

        self.gateway.edit(
            lambda w: write_down(w, line, day_first, previewed, text), self._saved, failed=refused
        )

    def _saved(self, written: Written) -> None:
        fields = {"kind": written.kind, "names": clean(written.names), "day": written.follow_up}
        if written.follow_up:
            told = _("Logged: %(kind)s, %(names)s. Follow-up on %(day)s") % fields
        else:
            told = _("Logged: %(kind)s, %(names)s") % fields
        self.say(told, undo=True)
