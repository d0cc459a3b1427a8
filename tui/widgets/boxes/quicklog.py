"""The quick log: one line, read back while it is typed; several in a row without leaving."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input, Static

from scrm.base.i18n import _
from tui.look.theme import Role
from tui.widgets.boxes.overlay import Overlay
from tui.widgets.completion import Completer, Completions
from tui.widgets.fields import Field
from tui.widgets.paint import Roles, fit, shown, strip, wrap

_FOLLOW_UP = re.compile(r'(?<!\S)(?:\?\+|\+|next:|wait:)(?=\S*\w)\S*(?: (?="))?')


@dataclass(frozen=True, slots=True)
class Meaning:
    """One line of what was understood."""

    label: str
    value: str
    role: Role = "text"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line means; with a `problem` it cannot be saved yet."""

    lines: Sequence[Meaning] = field(default=())
    problem: str = ""


Reader = Callable[[str], Reading]
"""Called at each key with the whole line; for the empty line it gives examples."""


class QuickLog(Overlay):
    """Opens with `open`; the draft stays until it is saved.

    Enter posts `Save` and closes, ctrl+n posts it and waits for the next line.
    If saving fails, `open(text, problem)` brings the line back.
    """

    keeps_draft = True
    # These keys have other meanings inside an Input, so they must come first.
    BINDINGS = [
        Binding("escape", "cancel"),
        Binding("tab", "complete(1)"),
        Binding("shift+tab", "complete(-1)"),
        Binding("ctrl+n", "save_next", priority=True),
        Binding("ctrl+e", "long_note", priority=True),
        Binding("ctrl+f", "follow_up_title", priority=True),
    ]
    DEFAULT_CSS = """
    QuickLog Field { margin: 0 0 1 0; }
    QuickLog Static { height: auto; }
    """

    @dataclass
    class Save(Message):
        """A line without problems."""

        text: str

    @dataclass
    class LongNote(Message):
        """The line is to become a longer note; the box stays open meanwhile."""

        text: str

    def __init__(self, reader: Reader, completer: Completer, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.draft = ""
        self._given = ""
        self._reader = reader
        self._completer = completer
        self._reading = Reading()

    def compose(self) -> ComposeResult:
        yield Field()
        yield Meanings()
        yield Static(Content(), id="problem", classes="role--bad")
        yield Completions(self._completer, 3)
        yield Static(Content(), id="hint", classes="role--muted")

    def open(self, text: str = "", problem: str = "") -> None:
        """Show the box with the draft if there is one, else with `text`; a `problem` brings its own text."""
        self._given = text if problem == "" and not self.draft else ""
        if problem or not self.draft:
            self.draft = text
        line = self.query_one(Field)
        line.put(self.draft)
        self._read(self.draft)
        self._complain(problem)
        hints = (
            _("@ person   call mail meet chat soc   25m   + = -   >date   +1w   #tag   ?+1w"),
            _(
                "enter save   ctrl+n save and next   ctrl+e long note   ctrl+f title   esc cancel (draft kept)"
            ),
        )
        self.query_one("#hint", Static).update(Content("\n".join(map(shown, hints))))
        self.reveal(line, _("Log an interaction"))

    def forget(self) -> None:
        """What stands here was saved in another way: no draft, close."""
        self.query_one(Field).put("")
        self.draft = ""
        self.close()

    def read_again(self) -> None:
        """The reader knows more by now of the line that stands here."""
        self._understand(self.query_one(Field).value)

    def cancel(self) -> None:
        self.draft = self.query_one(Field).value
        super().cancel()

    def action_complete(self, step: int) -> None:
        line = self.query_one(Field)
        if self.query_one(Completions).take(line, step):
            self._understand(line.value)

    def action_save_next(self) -> None:
        self._save(again=True)

    def action_long_note(self) -> None:
        self.draft = self.query_one(Field).value
        self.post_message(self.LongNote(self.draft))

    def action_follow_up_title(self) -> None:
        line = self.query_one(Field)
        line.put(*titled(line.value))
        self._read(line.value)

    @on(Input.Changed)
    def _changed(self, _event: Input.Changed) -> None:
        line = self.query_one(Field)
        if self._given and line.value.startswith(f"{self._given}@"):
            # Whoever begins with somebody else does not mean the person the row is about. Who pastes
            # or types fast has written more than the sign by the time it is told here.
            line.put(line.value.removeprefix(self._given))
            self._given = ""
        self._read(line.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._save(again=False)

    def _read(self, text: str) -> None:
        self._understand(text)
        self.query_one(Completions).follow(self.query_one(Field))

    def _understand(self, text: str) -> None:
        self._reading = self._reader(text)
        self.query_one(Meanings).show(self._reading.lines)
        self._complain("")

    def _save(self, again: bool) -> None:
        text = self.query_one(Field).value
        if self._reading.problem:
            self._complain(self._reading.problem)
            return
        self.draft = ""
        self.query_one(Field).put("")
        self._read("")
        if not again:
            self.close()
        self.post_message(self.Save(text))

    def _complain(self, problem: str) -> None:
        line = self.query_one("#problem", Static)
        line.display = bool(problem)
        line.update(Content(shown(problem)))


class Meanings(Roles):
    """What was understood, label and value, always five lines high so that nothing jumps."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Meanings { height: 5; width: 1fr; }"
    LABEL_CELLS = 13

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Meaning] = ()

    def show(self, lines: Sequence[Meaning]) -> None:
        self._lines = lines
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        drawn = [part for line in self._lines for part in self._parts(line, width)]
        if y >= len(drawn):
            return strip(self, [], width)
        label, value, role = drawn[y]
        return strip(self, [(label, self.role_style("muted")), (value, self.role_style(role))], width)

    def _parts(self, line: Meaning, width: int) -> Iterator[tuple[str, str, Role]]:
        """A doubt is read whole, the rest is cut to one line."""
        label = fit(shown(line.label), self.LABEL_CELLS - 1) + " " if line.label else ""
        room = max(1, width - len(label))
        texts = wrap(shown(line.value), room) if line.role == "warn" else [shown(line.value)]
        for n, text in enumerate(texts):
            yield (" " * len(label) if n else label), fit(text, room), line.role


def titled(line: str) -> tuple[str, int]:
    """The line with a place for the follow-up's own title, and the cursor inside its quotes.

    Without a follow-up one in a week is added.
    """
    found = _FOLLOW_UP.search(line)
    if found is None:
        usual = _("+1w")
        line = f"{line.rstrip()} {usual}".lstrip()
        return f'{line} ""', len(line) + 2
    if line[found.end() :].startswith('"'):
        return line, found.end() + 1
    return f'{line[: found.end()]} ""{line[found.end() :]}', found.end() + 2
