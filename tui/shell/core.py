"""The ground of the app: its gateway, its message line, and how its end is told. Parts of the app build on it."""

from __future__ import annotations

from textual.app import App

from scrm.base.clock import Clock
from scrm.base.errors import ScrmError
from scrm.base.i18n import _, ngettext
from scrm.workspace import Workspace
from tui.gateway import Gateway
from tui.keys import KeyMap
from tui.look.theme import Look, Role, own_themes
from tui.widgets.lines.messages import MessageLine
from tui.words import error_text

CRASHED = 70


class Core(App[object]):
    """What every part of the app may use."""

    def __init__(self, workspace: Workspace, look: Look, keymap: KeyMap) -> None:
        super().__init__(ansi_color=look.ansi_color)
        for theme in own_themes():
            self.register_theme(theme)
        self.theme = look.theme if look.theme in self.available_themes else "scrm-dark"
        self.animation_level = "none"
        self.gateway = Gateway(workspace, self)
        self.clock: Clock = workspace.clock
        self.settings = workspace.settings
        self.keymap = keymap
        self.look = look
        self.crashed: BaseException | None = None
        self._dropping = False

    def refresh_css(self, animate: bool = True) -> None:
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            # Of the theme chosen above. Nothing is styled yet, so nothing has to be read twice.
            self.stylesheet.set_variables(self.get_css_variables())

    @property
    def line(self) -> MessageLine:
        """The message line."""
        return self.query_one(MessageLine)

    def say(self, text: str, role: Role = "text", *, undo: bool = False) -> None:
        """Tell a result in the message line; with `undo` also how to take it back."""
        self.line.say(text, role, self.keymap.display("change.undo") if undo else "")

    def complain(self, error: ScrmError) -> None:
        """Tell an error: what happened, and what to do."""
        self.say(error_text(error), "bad")

    def pending(self, edits: int, what: str, busy: bool) -> None:
        """Edits that are not written yet; the line shows it once that takes longer than a blink."""
        if not edits:
            self.settle()
        elif busy:
            sentence = ngettext(
                "Another scrm is writing: %(n)d change waits",
                "Another scrm is writing: %(n)d changes wait",
                edits,
            )
            self.line.working(sentence % {"n": edits})
        else:
            self.line.working(what or _("Saving"))

    def settle(self) -> None:
        """No work goes on any more: the line shows what was said last."""
        self.line.settle()

    def answered(self) -> None:
        """A question was settled."""

    def changed(self) -> None:
        """Something was written: what is shown may be out of date."""

    async def action_quit(self) -> None:
        """Quit at once, unless an edit still waits for another process: that takes a second time."""
        n = self.gateway.waiting
        if not n or self._dropping:
            self.exit("")
            return
        self._dropping = True
        sentence = ngettext(
            "%(n)d change is not written yet, because another scrm is writing. Quit again to drop it",
            "%(n)d changes are not written yet, because another scrm is writing. Quit again to drop them",
            n,
        )
        self.say(sentence % {"n": n}, "warn")

    def action_help_quit(self) -> None:
        """ctrl+c."""
        self.say(_("%(key)s quits") % {"key": self.keymap.display("app.quit")})

    def crash(self, error: BaseException) -> None:
        """A bug: leave the screen; `run` tells about it. Local variables are never shown."""
        if self.crashed is None:
            self.crashed = error
        self._return_code = CRASHED
        if self._exception is None and isinstance(error, Exception):
            # `run_test` raises it again, so that a test fails where a user would see exit 70.
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        # Textual's own prints every local variable (SECURITY 0.3).
        self.crash(error)

    async def on_unmount(self) -> None:
        self.gateway.close()
