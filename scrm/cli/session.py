"""What one command shares: its flags, its three streams, and the workspace, opened when first asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING, TextIO, cast

from scrm.base.errors import BadInput, NotFound, UsageError
from scrm.base.i18n import _
from scrm.base.text import clean, shorten
from scrm.cli.output.data import Output
from scrm.cli.output.talk import Talk

if TYPE_CHECKING:
    from datetime import date

    from scrm.base.clock import Clock
    from scrm.base.dates import When
    from scrm.base.settings import Places, Settings
    from scrm.cli.output.held import Held
    from scrm.workspace import Workspace


LONGEST = 10_000_001
"""characters of stdin, or of one line of it, that are held in memory: ten times what any command takes"""

Main = Callable[[Sequence[str], "Session"], int]
"""Runs the words of one command and gives its exit code: `scrm.cli.main.main`."""


class Flags:
    """The common options as given; None, False or empty when not."""

    def __init__(self) -> None:
        self.home: str | None = None
        self.lang: str | None = None
        self.color: str | None = None
        self.quiet = False
        self.verbose = False
        self.json = False
        self.fields: list[str] | None = None
        self.header = False
        self.limit: int | None = None
        self.dry_run = False
        self.yes = False


class Session:
    """One call of the command line. `workspace` is the one already open when a screen runs the command."""

    def __init__(
        self,
        *,
        out: TextIO | None = None,
        err: TextIO | None = None,
        stdin: TextIO | None = None,
        clock: Clock | None = None,
        workspace: Workspace | None = None,
        front: str = "cli",
    ) -> None:
        self.flags = Flags()
        self.out = out or sys.stdout or _nowhere("w")
        self.err = err or sys.stderr or _nowhere("w")
        self.stdin = stdin or sys.stdin or _nowhere("r")
        self.front = front
        self.main: Main | None = None
        """what runs further commands, for the `:` line of the screens"""
        self._clock = clock
        self._given = workspace
        self._stack = ExitStack()
        self._new: Workspace | None = None
        self._held: Held | None = None
        self.back = ""
        """the command that takes back what was done: told last"""

    @property
    def embedded(self) -> bool:
        """Whether a screen runs the command, in its own language and workspace."""
        return self._given is not None

    @cached_property
    def output(self) -> Output:
        """stdout: data."""
        return Output(self.out, "never" if self.embedded else self.flags.color)

    @property
    def talk(self) -> Talk:
        """stderr: everything else."""
        return Talk(self.err, quiet=self.flags.quiet, verbose=self.flags.verbose, held=self._held)

    @cached_property
    def places(self) -> Places:
        """Where the workspace lies."""
        from scrm.base.settings import Places

        return self._given.places if self._given and not self.flags.home else Places.find(self.flags.home)

    @cached_property
    def settings(self) -> Settings:
        """What holds now."""
        from scrm.base.settings import Settings

        return Settings.load(self.places, {"language": self.flags.lang})

    @cached_property
    def clock(self) -> Clock:
        """The time and the zone."""
        from scrm.base.clock import SystemClock

        if self._given is not None:
            return self._given.clock
        return self._clock if self._clock is not None else SystemClock()

    @property
    def day_first(self) -> bool:
        """How 01/12 is read."""
        return self.settings.day_first

    def when(self, text: str, *, past: bool = False) -> When:
        """The day, and perhaps the time, that words name. Raises UsageError."""
        from scrm.base.dates import parse_when

        found = parse_when(text, self.clock, past=past, day_first=self.day_first)
        if found is None:
            what = _("%(text)s is no date") % {"text": shorten(clean(text), 60)}
            raise UsageError(what, _("fri, +3d, 1 dec or 2026-12-01"))
        return found

    def day(self, text: str, *, past: bool = True) -> date:
        """The day that words name. Raises UsageError."""
        return self.when(text, past=past).day

    def midnight(self, text: str, after: int = 0) -> str:
        """The first instant of a past day, or of one some days after it, as stored: for bounds."""
        from datetime import timedelta

        from scrm.base.clock import day_bounds, to_text

        return to_text(day_bounds(self.day(text) + timedelta(days=after), self.clock.zone)[0])

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace, which must exist. Raises NotFound and what opening it raises."""
        return self._open()

    def writable(self) -> Workspace:
        """The workspace, or one that `finish` makes if anything was written to it: a failure leaves nothing behind."""
        try:
            return self.workspace
        except NotFound:
            self.__dict__["workspace"] = self._new = self._open(unborn=True)
            self._hold()
            return self._new

    def _hold(self) -> None:
        """Keep back what is printed until the new workspace is on the disk."""
        from scrm.cli.output.held import Held

        self._held = self.output.held = Held()

    def glance(self) -> Workspace:
        """The workspace, or an empty one until the end when there is none: for previews."""
        try:
            return self.workspace
        except NotFound:
            return self._open(unborn=True)

    def born(self) -> Workspace:
        """The workspace, made at once when there is none: for what is too much to be held in memory."""
        try:
            return self.workspace
        except NotFound:
            made = self.__dict__["workspace"] = self._open(create=True)
            self._say_made()
            return made

    def finish(self) -> None:
        """Keep what was written to a new workspace, and tell last how to take it back. Raises Busy, StorageFailed."""
        made, self._new = self._new, None
        held, self._held = self._held, None
        settled = made is not None and made.settle()
        if held is not None:
            self.output.held = None
            held.release()
        if settled:
            self._say_made()
        if self.back:
            self.talk.hint(_("u: %(command)s") % {"command": self.back})

    def _say_made(self) -> None:
        self.talk.say(_("Made a workspace in %(path)s") % {"path": self.places.data})

    def _open(self, *, create: bool = False, unborn: bool = False) -> Workspace:
        if self._given is not None and not self.flags.home and not self.flags.dry_run:
            return self._given
        from scrm.workspace import Workspace

        for problem in self.settings.problems:
            self.talk.warn(problem)
        self.talk.detail(_("Workspace: %(path)s") % {"path": self.places.data})
        opened = Workspace(
            self.places,
            self.settings,
            clock=self.clock,
            front=self.front,
            dry_run=self.flags.dry_run,
            create=create,
            unborn=unborn,
        )
        self._stack.enter_context(opened)
        if opened.read_only:
            self.talk.say(_("This workspace can be read and not changed"))
        return opened

    def lines(self) -> Iterator[str]:
        """What comes in on stdin, line by line without ends, empty lines left out."""
        return (line for _number, line in self.numbered_lines())

    def numbered_lines(self) -> Iterator[tuple[int, str]]:
        """As `lines`, each with its number as an editor counts it. Raises as `text`."""
        for number, line in enumerate(iter(lambda: _bounded(self.stdin.readline(LONGEST)), ""), 1):
            if line.strip():
                line.encode()  # bytes that are no UTF-8 come in disguise where the locale is C
                yield number, line.rstrip("\r\n")

    def text(self) -> str:
        """All of stdin. Raises UnicodeError for what is no UTF-8, BadInput for what never ends."""
        text = _bounded(self.stdin.read(LONGEST))
        text.encode()
        return text

    def first_words(self) -> Iterator[str]:
        """The first cell of each line on stdin: a table of ours that is piped in has the ref in front."""
        return (line.split("\t")[0] for line in self.lines())

    @property
    def on_terminal(self) -> bool:
        """Whether the screens can be shown."""
        return self.stdin.isatty() and self.out.isatty()

    @property
    def can_ask(self) -> bool:
        """Whether somebody is there to answer a question."""
        return self.stdin.isatty() and self.err.isatty()

    def confirm(self, question: str, answer: str) -> None:
        """Go on only when the answer is typed. Raises UsageError for anything else, or when nobody is there."""
        if not self.can_ask:
            raise UsageError(_("This needs a yes, and there is no terminal to ask on"), "--yes")
        self.talk.ask(question)
        if self.stdin.readline().strip() != answer:
            raise UsageError(_("Nothing was changed"))

    def close(self) -> None:
        """Close what this session opened."""
        self._stack.close()


def _bounded(text: str) -> str:
    """A text that was read up to its end. Raises BadInput."""
    if len(text) < LONGEST:
        return text
    what = _("What came in on stdin is longer than %(limit)d characters") % {"limit": LONGEST - 1}
    raise BadInput(what, _("split it, or choose a smaller file"))


def _nowhere(mode: str) -> TextIO:
    """In the place of a stream that was closed before the program began: nothing comes, nothing is kept."""
    return cast("TextIO", open(os.devnull, mode, encoding="utf-8"))
