"""One line of views or tabs: `[all] clients  prospects`; a click chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.widgets.paint import REVERSE, Roles, shown, strip


class ViewLine(Roles):
    """Shows names, one of them as the current one; as many as fit around it."""

    DEFAULT_CSS = "ViewLine { height: 1; width: 1fr; }"
    ALLOW_SELECT = False

    @dataclass
    class Chosen(Message):
        """A name was clicked."""

        place: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._names: Sequence[str] = ()
        self._active = 0

    def show(self, names: Sequence[str], active: int) -> None:
        """Show these names."""
        self._names = names
        self._active = active
        self.refresh()

    def render_line(self, y: int) -> Strip:
        text = self.role_style("text")
        parts = [(" ", text)]
        for place, words in self._fitting():
            parts.append((words, text + REVERSE if place == self._active else self.role_style("muted")))
        return strip(self, parts, self.size.width)

    def on_click(self, event: events.Click) -> None:
        start = 1
        for place, words in self._fitting():
            if start <= event.x < start + cell_len(words):
                self.post_message(self.Chosen(place))
            start += cell_len(words)

    def _fitting(self) -> list[tuple[int, str]]:
        """The names as drawn, from the first on that still lets the current one be seen."""
        drawn = [
            (i, f"[{shown(name)}]" if i == self._active else f" {shown(name)} ")
            for i, name in enumerate(self._names)
        ]
        first = 0
        while sum(cell_len(words) for _i, words in drawn[first : self._active + 1]) > self.size.width - 2:
            first += 1
            if first >= self._active:
                break
        return drawn[first:]
