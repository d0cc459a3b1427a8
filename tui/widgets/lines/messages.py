"""The message line above the footer: what just happened, what goes on, which key waits."""

from __future__ import annotations

from collections import deque
from datetime import datetime
from typing import NamedTuple

from rich.cells import cell_len
from textual.strip import Strip
from textual.timer import Timer

from scrm.base.clock import Clock
from scrm.base.i18n import _
from tui.look.theme import Role
from tui.widgets.paint import Roles, cut, shown, strip

KEPT = 200
SLOW_SECONDS = 0.3


class Said(NamedTuple):
    """One result as it was told; `at` is UTC."""

    at: datetime
    text: str
    role: Role


class MessageLine(Roles):
    """One line without a timer: what was told stays until `clear` or the next. `said`: the last 200, oldest first."""

    DEFAULT_CSS = "MessageLine { height: 1; width: 1fr; }"

    def __init__(self, clock: Clock, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.said: deque[Said] = deque(maxlen=KEPT)
        self._clock = clock
        self._told: Said | None = None
        self._pending = ""
        self._work = ""
        self._started: datetime | None = None
        self._ticks: Timer | None = None

    def say(self, text: str, role: Role = "text", undo_key: str = "") -> None:
        """Tell a result; with `undo_key` (as printed) it adds how to take it back."""
        if undo_key:
            text = _("%(what)s · %(key)s undo") % {"what": text, "key": undo_key}
        self._told = Said(self._clock.now(), text, role)
        self.said.append(self._told)
        self.settle()

    def clear(self) -> None:
        """What was told is known by now; work that goes on is still shown, and `said` keeps it."""
        if self._told is not None:
            self._told = None
            self.refresh()

    @property
    def told(self) -> str:
        """What the line tells, empty when that is known by now."""
        return self._told.text if self._told else ""

    def working(self, text: str) -> None:
        """Work goes on: `text ...` is shown after 0.3 s."""
        self._work = text
        if self._started is None:
            self._started = self._clock.now()
            self._ticks = self.set_interval(SLOW_SECONDS, self.refresh)
        self.refresh()

    def pending(self, prefix: str) -> None:
        """A first key (`g`) waits for its second; empty when it is settled."""
        self._pending = prefix
        self.refresh()

    def on_unmount(self) -> None:
        self.settle()

    def render_line(self, y: int) -> Strip:
        text, role = self._line()
        width = self.size.width
        tail = f"{shown(self._pending)} " if self._pending else ""
        body = _fitted(f" {shown(text)}", width - cell_len(tail) - 1)
        blanks = " " * (width - cell_len(body) - cell_len(tail))
        return strip(self, [(body + blanks, self.role_style(role)), (tail, self.role_style("accent"))], width)

    def _line(self) -> tuple[str, Role]:
        """What the line says now."""
        passed = (self._clock.now() - self._started).total_seconds() if self._started else 0.0
        if self._started is None or passed < SLOW_SECONDS:
            return (self._told.text, self._told.role) if self._told else ("", "text")
        return f"{self._work} ...", "muted"

    def settle(self) -> None:
        """No work goes on any more: the line shows what was told last."""
        if self._ticks is not None:
            self._ticks.stop()
            self._ticks = None
        self._started = None
        self.refresh()


def _fitted(text: str, width: int) -> str:
    """The text within `width` cells; what stands behind its last dot is the next key, and cut last of all."""
    head, dot, key = text.rpartition(" · ")
    room = width - cell_len(dot + key)
    if cell_len(text) <= width or not dot or room < width // 2:
        return cut(text, width)
    return cut(head, room) + dot + key
