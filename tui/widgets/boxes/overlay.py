"""A box over the screen that stays mounted: shown in about a millisecond, and no key leaks past it."""

from __future__ import annotations

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from tui import keys
from tui.widgets.lists.moving import Moving
from tui.widgets.paint import shown


class Overlay(Vertical):
    """Hidden until `reveal`; takes the focus, gives it back on `close`.

    The screen needs `layers: default overlay` (in `scrm.tcss`) and yields its
    overlays after everything else. Losing the focus to a click outside closes
    the box as Esc does.
    """

    DEFAULT_CSS = """
    Overlay {
        layer: overlay; display: none; width: 86; max-width: 100%; height: auto; max-height: 100%;
        border: solid $accent; padding: 0 1; background: $surface;
    }
    Overlay.-open { display: block; }
    """

    # No key leaks past a box but the one that works everywhere: ctrl+c says that it quits.
    BINDINGS = [*keys.some("app.quit")]
    keeps_draft = False
    """whether something may have been typed here that quitting would lose"""

    _came_from: Widget | None = None

    @property
    def is_modal(self) -> bool:
        """Cuts the chain of bindings here while the focus is inside."""
        return True

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    def reveal(self, focus: Widget, title: str) -> None:
        """Show the box with the focus on one of its widgets."""
        if not self.is_open:
            self._came_from = self.screen.focused
        self.border_title = Content(shown(title))
        self.add_class("-open")
        self.screen.set_focus(focus)

    def close(self) -> None:
        """Hide the box and give the focus back to where it came from."""
        if not self.is_open:
            return
        self.remove_class("-open")
        back = self._came_from
        self._came_from = None
        focused = self.screen.focused
        if back is not None and back.is_attached and (focused is None or self in focused.ancestors_with_self):
            self.screen.set_focus(back)

    def cancel(self) -> None:
        """What a click outside does; an overlay with a draft keeps it here."""
        self.close()

    def action_cancel(self) -> None:
        self.cancel()

    async def action_app_quit(self) -> None:
        """Quit; a box with a draft is only closed, as by Esc."""
        if self.keeps_draft:
            self.cancel()
        else:
            await self.app.run_action("app_quit")

    @on(Moving.RowHighlighted)
    @on(Moving.MarksChanged)
    @on(Moving.Pending)
    @on(Input.Changed)
    def _keep(self, event: Message) -> None:
        """What moves inside concerns nobody outside."""
        event.stop()

    def on_descendant_blur(self) -> None:
        self.call_after_refresh(self._left)

    def _left(self) -> None:
        """Close if another widget has the focus now; a terminal that lost it has none."""
        focused = self.screen.focused
        if self.is_open and focused is not None and self not in focused.ancestors_with_self:
            self._came_from = None
            self.cancel()
