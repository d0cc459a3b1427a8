"""The first line of the screen: places with their counts, a notice, the clock."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.widgets.paint import REVERSE, Roles, shown, strip

NARROW = 90


class Tab(NamedTuple):
    """A place: its digit, its name and the one for narrow screens, and how many things wait there."""

    id: str
    key: str
    label: str
    short: str
    waiting: int = 0

    def text(self, narrow: bool, active: bool) -> str:
        """`[1 Today]` or ` 3 Follow-ups 5 `: equally wide either way, so nothing moves."""
        name = shown(self.short if narrow else self.label)
        words = f"{self.key} {name} {self.waiting}" if self.waiting else f"{self.key} {name}"
        return f"[{words}]" if active else f" {words} "


class Tabs(Roles):
    """The tab line; a click posts `Chosen`."""

    DEFAULT_CSS = "Tabs { height: 1; width: 1fr; }"
    ALLOW_SELECT = False

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, tab: str) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tabs: Sequence[Tab] = ()
        self._active = ""
        self._clock = ("", "")
        self._notice = ""

    def show(self, tabs: Sequence[Tab], active: str) -> None:
        """Show these places, one of them (or none: "") as the current one."""
        self._tabs = tabs
        self._active = active
        self.refresh()

    def tell_time(self, long: str, short: str) -> None:
        """The clock: `Tue 24 Nov 09:02` where there is room, else `09:02`."""
        self._clock = (long, short)
        self.refresh()

    def notice(self, text: str) -> None:
        """A word left of the clock (`demo`, `feeds 3!`), empty to take it away."""
        self._notice = text
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        text = self.role_style("text")
        parts = [(" scrm ", self.role_style("accent"))]
        for tab in self._tabs:
            active = tab.id == self._active
            parts.append((tab.text(width < NARROW, active), text + REVERSE if active else text))
        room = width - sum(cell_len(words) for words, _ in parts) - 1
        notice = f"{shown(self._notice)}  " if self._notice else ""
        clocks = [shown(clock) for clock in (*self._clock[width < NARROW :], "")]
        clock = next((clock for clock in clocks if cell_len(notice + clock) <= room), "")
        parts.append((" " * (room - cell_len(notice + clock)), text))
        parts += [(notice, self.role_style("warn")), (clock, self.role_style("muted"))]
        return strip(self, parts, width)

    def on_click(self, event: events.Click) -> None:
        start = len(" scrm ")
        for tab in self._tabs:
            end = start + cell_len(tab.text(self.size.width < NARROW, tab.id == self._active))
            if start <= event.x < end:
                self.post_message(self.Chosen(tab.id))
            start = end
