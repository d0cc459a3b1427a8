"""The `:` line: commands as in the shell, run by the command line itself in the workspace that is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widget import Widget

from scrm.base.i18n import _, language, wanted
from scrm.base.settings import Places, Settings
from scrm.workspace import Workspace
from tui import keys
from tui.shell.changes import Changes
from tui.theme import Role

if TYPE_CHECKING:
    from tui.widgets.command import CommandLine
    from tui.widgets.completion import Completer, Completion

RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Runner = Callable[[Workspace, str], Ran]
"""runs one line of the `:` line, called in the thread of edits"""


def no_completion(_line: str) -> list[Completion]:
    """For a `:` line without a completer."""
    return []


class Commands(Changes):
    """The part of the app that runs commands."""

    runner: Runner | None = None
    completer: Completer
    workspace_places: Places

    def command_boxes(self) -> Sequence[Widget]:
        """The boxes to mount."""
        from tui.widgets.command import CommandLine
        from tui.widgets.output_box import OutputBox

        return [CommandLine(self.completer), OutputBox()]

    def action_command_line(self) -> None:
        """`:`."""
        if self.runner is None:
            self.say(_("There is no command line here"))
            return
        from tui.widgets.command import CommandLine

        self.query_one(CommandLine).open()

    async def on_command_line_run(self, event: CommandLine.Run) -> None:
        from tui.screens.importing.questions import screen_arguments

        event.stop()
        if (arguments := screen_arguments(event.line)) is not None:
            # An import is previewed on screen, its questions are answered there.
            await self.go(keys.IMPORT, **arguments)
        else:
            self.run_command(event.line)

    def run_command(self, line: str) -> None:
        """Run a command; one line of output goes to the message line, more into a box."""
        runner = self.runner
        if runner is not None:
            self.gateway.edit(
                lambda workspace: runner(workspace, line), lambda ran: self._ran(line, ran), what=line
            )

    def _ran(self, line: str, ran: Ran) -> None:
        from tui.widgets.command import CommandLine
        from tui.widgets.output_box import OutputBox

        lines = [text for text in (ran.out + "\n" + ran.err).splitlines() if text.strip()]
        role: Role = "bad" if ran.code else "text"
        if ran.code == 2 and lines:
            self.query_one(CommandLine).open(line, lines[-1])
        elif len(lines) > 1:
            self.query_one(OutputBox).open(f":{line}", lines)
            self.settle()
        else:
            self.say(lines[0] if lines else _("Done: %(line)s") % {"line": line}, role)
        self._look_at_settings()

    def _look_at_settings(self) -> None:
        """Another language needs the app to start again: every label is drawn from it."""
        spoken = self.settings.values["language"]
        if spoken.source in ("flag", "environment"):
            return
        now = Settings.load(self.workspace_places).text("language")
        if wanted(configured=now) != language():
            self.exit(RESTART)
