"""What places and forms may ask of the app they stand in; `Shell` is the one that answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

from scrm.base.clock import Clock
from scrm.base.errors import ScrmError
from scrm.base.settings import Settings
from scrm.followups.model import Who
from tui.gateway import Gateway
from tui.keys import KeyMap
from tui.look.theme import Role

if TYPE_CHECKING:
    from textual.widget import Widget

    from tui.widgets.boxes.forms import FieldSpec
    from tui.widgets.boxes.menu import Choice
    from tui.widgets.lines.messages import MessageLine

Chosen = Callable[[str], Awaitable[None] | None]
"""what to do with the id of the choice"""
Save = Callable[[Mapping[str, str], Mapping[str, str]], None]
"""what to do with (values, changed) of a form; it ends in `form_saved`, `form_closed` or `form_failed`"""


class Lender(Protocol):
    """An app that lends its terminal to an editor."""

    def call_later(self, callback: Callable[..., object], *args: Any) -> bool:
        """Queue a call for the thread of the screens; called from any thread."""

    def suspend(self) -> AbstractContextManager[None]:
        """Leave the screen for as long as another program has the terminal."""


class Host(Lender, Protocol):
    """The app as a place sees it. Screens know this and not the shell, so that arrows run one way."""

    clock: Clock
    gateway: Gateway
    keymap: KeyMap
    settings: Settings

    @property
    def line(self) -> MessageLine:
        """The message line."""

    @property
    def place(self) -> Widget | None:
        """The place on screen."""

    # Telling

    def say(self, text: str, role: Role = "text", *, undo: bool = False) -> None:
        """Tell a result in the message line; with `undo` also how to take it back."""

    def complain(self, error: ScrmError) -> None:
        """Tell an error: what happened, and what to do."""

    def settle(self) -> None:
        """No work goes on any more: the line shows what was said last."""

    def notify(self, message: str, *, markup: bool = True, timeout: float | None = None) -> None:
        """A toast, for work that ended while the user is elsewhere."""

    def refresh_frame(self) -> None:
        """Draw tabs and footer for the place on screen."""

    # Asking

    def menu(self, title: str, choices: Sequence[Choice], then: Chosen) -> None:
        """Open a menu; `then` hears of the choice, of nothing when the menu is left."""

    async def form(self, name: str, title: str, specs: Sequence[FieldSpec], save: Save) -> None:
        """Open a form; `save` gets its values."""

    def form_saved(self, text: str, *, undo: bool = True) -> None:
        """The values of the open form are stored: close it and say so."""

    def form_closed(self) -> None:
        """The values of the open form are taken over by what comes next: close it without a word."""

    def form_failed(self, error: ScrmError, field: str = "") -> None:
        """The values could not be stored: say why under `field`, else under the first one."""

    async def long_text(self, name: str, title: str, save: Callable[[str], None]) -> None:
        """Open a box for a longer text; `save` gets it, the draft is kept under `name` meanwhile."""

    def confirm(
        self, question: str, lines: Sequence[str], then: Callable[[], None], *, typed: str = ""
    ) -> None:
        """Ask; `then` is called for a yes (or the words in `typed`), nothing for a no."""

    # Going, and leaving

    async def go(self, place_id: str, **arguments: Any) -> None:
        """Show a place; `arguments` go to its `open`."""

    async def open_person(self, contact_id: str) -> None:
        """Show a person over the place on screen."""

    def log_about(self, people: Sequence[Who], rest: str = "") -> None:
        """Open the quick log with these people and the beginning of a line."""

    def action_change_undo(self) -> None:
        """Take back the last change."""

    def open_url(self, url: str) -> None:
        """Open an address in the browser."""

    def copy_to_clipboard(self, text: str) -> None:
        """Put a text into the terminal's clipboard."""
