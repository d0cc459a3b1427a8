"""Starting the screens, and how they are built.

    Shell (shell/shell.py)           one screen, of parts that build on each other:
    ├── Starting (starting.py)       the first frame, and what comes after it
    ├── Commands (commands.py)       the `:` line
    ├── Changes (changes.py)         u and U
    ├── Logging (log.py)             i
    ├── Asking (asking.py)           menu, form, confirm
    ├── Going (going.py)             places and the way back
    └── Core (core.py)               gateway, message line, crash

    Tabs                             first line
    ContentSwitcher                  a Place each (place.py), mounted on the first visit and kept; of the app
                                     it knows what host.py says, so arrows run one way:
                                     widgets <- host, place <- screens <- shell <- app
    MessageLine, Footer              last two lines
    Help QuickLog CommandLine OutputBox Menu Form      boxes, mounted once

To add a place:

1. One line in `shell/places.py` (its tab, if it has a digit), its id and keys in `tui/keys.py`.
2. One folder in `tui/screens/` whose `place.py` has a subclass of `Place`:

       class FollowUps(Place):
           PLACE = keys.FOLLOW_UPS
           BINDINGS = [*keys.bindings(keys.FOLLOW_UPS)]

   It composes its widgets, gives the one for the focus in `main()`, and asks for its data in `load()`:

       def load(self) -> None:
           self.query_one(Rows).busy()
           self.shell.gateway.ask(self, "rows", lambda w: w.follow_ups.open(), self._show, self._failed)

   `load` is called when the place is shown and after every change, whoever made it, so show the answer by
   `Rows.show`, which keeps the cursor on its record. Panes that `z` may zoom have the class `pane`;
   `.detail` panes are hidden below 90 columns and `.third` panes below 140 (`scrm.tcss`).
3. A key's action is a method `action_<id with _>`. It edits through the gateway and says what it did:

       def action_follow_up_done(self) -> None:
           self.shell.gateway.edit(lambda w: w.promises.done([id]), self._done)

       def _done(self, finished: list[Finished]) -> None:
           self.shell.say(_("Done: %(what)s") % {"what": finished[0].title}, undo=True)

   Errors of the workspace reach the message line by themselves; give `failed` to handle one otherwise.
   Several verbs in one edit stand in one `workspace.ledger.operation(verb, summary)`.
4. Menus, forms and questions: `shell.menu(title, choices, then)`, `await shell.form(name, title, specs, save)`
   with `shell.form_saved(text)` or `shell.form_failed(error, field)` at its end, `shell.confirm(...)`.
   Long work tells `shell.line.working(text)`.
5. Other places: `await shell.go(keys.PEOPLE)`, `await shell.open_person(contact_id)`; what `go` is given
   beside the id reaches `Place.open`. `back()` takes one step back within the place.
6. `reasons()` greys actions out in footer, help and menu; `hidden()` takes them away; `subjects()` are the
   people that log, follow-up and note are about; `copies()` is what `y` offers.

Forms of a noun are functions in `tui/screens/forms/<noun>_form.py` that take the shell, because several places
open them: `person_form.add(shell)`, `person_form.edit(shell, contact_id)`, `person_form.tags(shell, who)`,
`followup_form.new(shell, who)`, `followup_form.edit(shell, followup_id)`, `note_form.new(shell, who)`;
all are coroutines, `who` is a sequence of `Who`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from scrm.base import i18n
from scrm.base.clock import Clock
from scrm.base.i18n import _
from scrm.base.settings import Places, Settings
from scrm.workspace import Workspace
from tui import keys
from tui.look import glyphs
from tui.look.theme import settle
from tui.place import Start
from tui.shell.changes import FRONT
from tui.shell.commands import RESTART, Runner, no_completion
from tui.shell.core import CRASHED
from tui.shell.reporting import report
from tui.shell.shell import Shell
from tui.terminal import forgive_input

if TYPE_CHECKING:
    from tui.screens.first_run import Opening
    from tui.widgets.completion import Completer


def run(
    places: Places,
    settings: Settings,
    *,
    clock: Clock | None = None,
    command_runner: Runner | None = None,
    completer: Completer = no_completion,
    start_place: str = keys.TODAY,
    demo: bool = False,
    demo_runner: Callable[[], int] | None = None,
) -> int:
    """Show the screens until the user quits; gives the exit code.

    `completer` is called in the thread of the screens: it looks at memory, and people up by an index, never longer.
    `demo_runner` is what the first run does for somebody who wants to look around. Raises UsageError for
    keys in the settings that clash, and what opening a workspace raises.
    """
    forgive_input()
    start: Start | None = Start(start_place)
    if not places.database.exists():
        opening = _first_run(places, settings, demo_runner is not None)
        if isinstance(opening, int):
            return opening
        if opening.demo and demo_runner is not None:
            return demo_runner()
        places, start = opening.places, opening.start
        settings = Settings.load(places)
    with Workspace(places, settings, clock=clock, front=FRONT, create=True, patience=0.0) as workspace:
        notice = _("read only") if workspace.read_only else _("demo") if demo else ""
        while start is not None:
            shell = _shell(workspace, settings, command_runner, completer, start, notice)
            result = shell.run(mouse=settings.yes("mouse"))
            if shell.crashed is not None:
                return _crashed(shell.crashed, places)
            start = None
            if result == RESTART:
                start, settings = shell.resume(), Settings.load(places)
                i18n.use(i18n.wanted(configured=settings.text("language")))
    return 0


def _first_run(places: Places, settings: Settings, with_demo: bool) -> Opening | int:
    """What was chosen, or the exit code when nothing was."""
    from tui.screens.first_run import FirstRun, keep

    look = settle(os.environ, settings.text("theme"))
    glyphs.use(glyphs.choose(os.environ, settings.text("glyphs")))
    app = FirstRun(places, settings, look, with_demo=with_demo)
    opening = app.run(mouse=settings.yes("mouse"))
    if app.failed is not None:
        return _crashed(app.failed, places)
    if opening is None:
        return 0
    if not opening.demo:
        keep(opening)
    return opening


def _crashed(error: BaseException, places: Places) -> int:
    sys.stderr.write(report(error, places) + "\n")
    return CRASHED


def _shell(
    workspace: Workspace,
    settings: Settings,
    runner: Runner | None,
    completer: Completer,
    start: Start,
    notice: str,
) -> Shell:
    look = settle(os.environ, settings.text("theme"))
    glyphs.use(glyphs.choose(os.environ, settings.text("glyphs")))
    keymap = keys.load(_own_keys(settings))
    return Shell(workspace, look, keymap, runner=runner, completer=completer, start=start, notice=notice)


def _own_keys(settings: Settings) -> Mapping[str, object]:
    return {"preset": settings.text("keys.preset"), **settings.keys}
