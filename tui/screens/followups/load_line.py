"""One line that shows how full the next days are, against what a day is meant for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.style import Style
from textual.strip import Strip

from scrm.base.dates import weekday_name
from scrm.base.i18n import _
from tui.look import glyphs
from tui.widgets.paint import Roles, shown, strip


class LoadLine(Roles):
    """`Load  Tue ██  Wed ░  Thu █████+2  (5 a day)`: whole days only, as many as fit."""

    DEFAULT_CSS = "LoadLine { height: 1; width: 1fr; }"
    ALLOW_SELECT = False

    def __init__(self, budget: int, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._budget = budget
        self._days: Sequence[tuple[date, int]] = ()

    def show(self, days: Sequence[tuple[date, int]]) -> None:
        """Show these days, each with its count."""
        self._days = days
        self.refresh()

    def render_line(self, y: int) -> Strip:
        text, muted, warn = (self.role_style(role) for role in ("text", "muted", "warn"))
        if not any(count for _day, count in self._days):
            return strip(self, [], self.size.width)
        label = shown(_("Load"))
        parts: list[tuple[str, Style]] = [(f" {label}  ", muted)]
        tail = shown(_("(%(n)d a day)") % {"n": self._budget})
        room = self.size.width - len(parts[0][0]) - len(tail) - 1
        for day, count in self._days:
            name, bar, over = f"{shown(weekday_name(day))} ", self._bar(count), self._over(count)
            room -= len(name + bar + over) + 2
            if room < 0:
                break
            parts += [(name, muted), (bar, text), (f"{over}  ", warn)]
        return strip(self, [*parts, (tail, muted)], self.size.width)

    def _bar(self, count: int) -> str:
        signs = glyphs.now()
        return signs.block * min(count, self._budget) or signs.shade

    def _over(self, count: int) -> str:
        """What is more than a day is meant for."""
        return f"+{count - self._budget}" if count > self._budget else ""
