"""The `:` line of the screens: the same commands, in the workspace that is open."""

from __future__ import annotations

import io
import shlex
from typing import TYPE_CHECKING

import click

from scrm.base.errors import UsageError
from scrm.base.i18n import _
from scrm.cli.entry import commands
from scrm.cli.entry.shape import Verb
from scrm.cli.session import Main, Session

if TYPE_CHECKING:
    from pathlib import Path

    from scrm.workspace import Workspace
    from tui.shell.commands import Ran
    from tui.widgets.completion import Completion


class Sheet(io.StringIO):
    """Takes what a command prints as a terminal of so many columns does."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self.columns = columns

    def isatty(self) -> bool:
        return True


class Line:
    """The `:` line: `main` runs words of the command `root`, as from a shell; people are those of `database`."""

    def __init__(self, root: click.Command, main: Main, database: Path | None = None) -> None:
        self._root = root
        self._main = main
        self._database = database

    def run(self, workspace: Workspace, line: str, columns: int) -> Ran:
        """Run one line and give what it printed, aligned for so many columns."""
        from tui.shell.commands import Ran

        out, err = Sheet(columns), io.StringIO()
        session = Session(out=out, err=err, stdin=io.StringIO(), workspace=workspace)
        try:
            words = _words(line)
        except UsageError as error:
            session.talk.fail(error)
            return Ran(error.exit_code, "", err.getvalue())
        return Ran(self._main(words, session), out.getvalue(), err.getvalue())

    def complete(self, line: str) -> list[Completion]:
        """Commands, then their verbs, then options or people: what fits the last word of a line.

        People are one indexed query that waits for nobody; anything else touches no file.
        """
        from tui.widgets.completion import Completion

        head, _blank, last = line.rpartition(" ")
        start = len(line) - len(last)
        words = head.split()
        if "@" in last and isinstance(_reached(self._root, words), Verb):
            from scrm.cli.entry.completing import offers

            found = offers(self._database, last)
        else:
            found = _fitting(self._root, words, last)
        return [Completion(name, about, start) for name, about in found]


def _words(line: str) -> list[str]:
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise UsageError(_("A quote is not closed")) from error
    words = words[1:] if words[:1] == ["scrm"] else words
    if not words or words[0] == "demo":
        raise UsageError(_("The screens are open already"), "today, find, log, contact list")
    return words


def _reached(root: click.Command, words: list[str]) -> click.Command | None:
    """The command or noun that words lead to; None if they lead nowhere."""
    command: click.Command | None = root
    for word in words:
        if isinstance(command, click.Group):
            command = command.get_command(click.Context(command), word)
    return command


def _fitting(root: click.Command, words: list[str], last: str) -> list[tuple[str, str]]:
    if not words:
        return [(e.name, _(e.help)) for e in commands.COMMANDS if e.name.startswith(last)]
    command = _reached(root, words)
    if command is None:
        return []
    if isinstance(command, click.Group):
        verbs = ((name, command.commands[name]) for name in command.commands if name.startswith(last))
        return [(name, verb.get_short_help_str(60)) for name, verb in verbs]
    if not last.startswith("-"):
        return []
    options = [p for p in command.params if isinstance(p, click.Option) and "--lang" not in p.opts]
    return [(o.opts[-1], _(o.help) if o.help else "") for o in options if o.opts[-1].startswith(last)]
