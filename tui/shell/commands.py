"""The `:` line: commands as in the shell, run by the command line itself in the workspace that is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.widget import Widget

from scrm.base import dates
from scrm.base.i18n import _, language, wanted
from scrm.base.settings import Places, Settings
from scrm.workspace import Workspace
from tui import keys
from tui.look.theme import Role
from tui.shell.changes import Changes

if TYPE_CHECKING:
    from tui.widgets.boxes.command import CommandLine
    from tui.widgets.completion import Completer, Completion

RESTART = "restart"
MESSAGES = "messages"
"""typed on the `:` line: what was told since the screens were opened; no command, for a shell told nothing"""


class Ran(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Runner = Callable[[Workspace, str, int], Ran]
"""runs one line of the `:` line, for so many columns of output; called in the thread of edits"""


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
        from tui.widgets.boxes.command import CommandLine
        from tui.widgets.boxes.output_box import OutputBox

        return [CommandLine(self._offers), OutputBox()]

    def _offers(self, line: str) -> list[Completion]:
        """What the commands of the shell offer, and the one line that is known here alone."""
        from tui.widgets.completion import Completion

        offers = self.completer(line)
        if line and MESSAGES.startswith(line):
            offers.append(Completion(MESSAGES, _("What was told since the screens were opened.")))
        return offers

    def action_command_line(self) -> None:
        """`:`."""
        if self.runner is None:
            self.say(_("There is no command line here"))
            return
        from tui.widgets.boxes.command import CommandLine

        self.query_one(CommandLine).open()

    async def on_command_line_run(self, event: CommandLine.Run) -> None:
        from tui.screens.importing.questions import screen_arguments

        event.stop()
        if event.line.strip() == MESSAGES:
            self._show_messages()
        elif (arguments := screen_arguments(event.line)) is not None:
            # An import is previewed on screen, its questions are answered there.
            await self.go(keys.IMPORT, **arguments)
        else:
            self.run_command(event.line)

    def _show_messages(self) -> None:
        """What was told, the latest first."""
        from tui.widgets.boxes.output_box import OutputBox

        told = [f"{dates.moment(said.at, self.clock)}  {said.text}" for said in reversed(self.line.said)]
        self.query_one(OutputBox).open(f":{MESSAGES}", told or [_("Nothing was told yet")])

    def run_command(self, line: str) -> None:
        """Run a command; one line of output goes to the message line, more into a box."""
        from tui.widgets.boxes.output_box import room

        runner, columns = self.runner, room(self.size.width)
        if runner is None:
            return

        def use(workspace: Workspace) -> tuple[Ran, bool]:
            before = workspace.last_done()
            ran = runner(workspace, line, columns)
            after = workspace.last_done()
            # A line that takes something back ends at an older change.
            wrote = after is not None and after.number > (before.number if before else 0)
            return ran, wrote

        self.gateway.edit(use, lambda answer: self._ran(line, *answer), what=line)

    def _ran(self, line: str, ran: Ran, wrote: bool) -> None:
        """Show what was printed, and offer to take back what was written."""
        from tui.widgets.boxes.command import CommandLine
        from tui.widgets.boxes.output_box import OutputBox

        lines = (ran.out.rstrip("\n") + "\n" + ran.err).strip("\n").split("\n")
        said = [text for text in lines if text.strip()]
        done = _("Done: %(line)s") % {"line": line}
        role: Role = "bad" if ran.code else "text"
        if ran.code == 2 and said:
            self.query_one(CommandLine).open(line, said[-1])
        elif len(said) > 1:
            self.query_one(OutputBox).open(f":{line}", lines)
            if wrote:
                self.say(done, undo=True)
            else:
                self.settle()
        else:
            self.say(said[0] if said else done, role, undo=wrote)
        self._look_at_settings()

    def _look_at_settings(self) -> None:
        """Another language needs the app to start again: every label is drawn from it."""
        spoken = self.settings.values["language"]
        if spoken.source in ("flag", "environment"):
            return
        now = Settings.load(self.workspace_places).text("language")
        if wanted(configured=now) != language():
            self.exit(RESTART)
