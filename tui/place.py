"""What every place has in common: its data, its focus, what its keys act on. See `tui/app.py` on adding one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from textual.containers import Vertical
from textual.widget import Widget

from scrm.base.i18n import _
from scrm.followups.model import Who
from tui import keys

if TYPE_CHECKING:
    from tui.host import Host


FOLLOWS_SECONDS = 0.08
"""a pane follows the list once its cursor rested so long"""
NARROW = 90
"""cells below which a place shows one pane at a time; as in `Shell.HORIZONTAL_BREAKPOINTS`"""
LOW = 24
"""lines below which section titles become a column"""


class Start(NamedTuple):
    """Where to begin: a place, what its `open` is to be called with, and an action to perform then."""

    place: str = keys.TODAY
    arguments: Mapping[str, Any] = MappingProxyType({})
    then: str = ""


class Place(Vertical):
    """One place of the app, kept mounted once it was visited. The methods here are what the shell calls."""

    PLACE: ClassVar[str]
    """its id in the key table"""

    stale = True
    """whether something was changed since `load`"""

    @property
    def shell(self) -> Host:
        """The app: its gateway, message line, menus and forms."""
        return cast("Host", self.app)

    def load(self) -> None:
        """Ask the gateway for what is shown; old rows stay until the answer is there."""

    def open(self, **arguments: Any) -> None:
        """Called before `shown` with what `go(place, **arguments)` was given."""

    def bookmark(self) -> dict[str, Any]:
        """What `open` needs to show the same again after a restart."""
        return {}

    def main(self) -> Widget | None:
        """The widget that gets the focus when the place is shown."""
        return None

    def shown(self) -> None:
        """The place is on screen: fresh data if there may be any."""
        self.reload()

    def left(self) -> None:
        """Another place is on screen now."""

    def reload(self) -> None:
        """Load again if something was changed."""
        if self.stale:
            self.stale = False
            self.load()

    def hidden(self) -> Collection[str]:
        """Action ids that make no sense here: not in footer, help and menu."""
        return ()

    def reasons(self) -> Mapping[str, str]:
        """Why an action cannot run now, by action id."""
        return {}

    def subjects(self) -> Sequence[Who]:
        """The people that actions are about: the marked, else the one under the cursor."""
        return ()

    def copies(self) -> Sequence[tuple[str, str]]:
        """What `y` offers to copy: (label, text)."""
        return ()

    async def open_filter(self) -> None:
        """`/`: places without a filter say so."""
        self.shell.say(_("There is nothing to filter here"))

    def view(self, step: int) -> None:
        """`[` and `]`: the tab or view before or after."""

    def view_keys(self) -> str:
        """Those keys, for the line of the tabs: `[ ]`, empty when there are none."""
        keymap = self.shell.keymap
        return " ".join(filter(None, map(keymap.display, ("view.previous", "view.next"))))

    def zoom(self) -> None:
        """`z`: show the pane with the focus alone, or all panes again."""
        focused = self.screen.focused
        for pane in self.query(".pane"):
            pane.remove_class("-zoomed")
            if not self.has_class("-zoom") and focused is not None and pane in focused.ancestors_with_self:
                pane.add_class("-zoomed")
        self.toggle_class("-zoom")

    def back(self) -> bool:
        """Go back one step within the place; False when there is none."""
        return False
