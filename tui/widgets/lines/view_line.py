"""One line of views or tabs: `[all] clients  prospects      [ ] views`; a click chooses."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.widgets.paint import REVERSE, Roles, shown, strip

MORE = " ..."
"""stands where names are left out"""


class ViewLine(Roles):
    """Shows names, one of them as the current one, as many whole ones as fit, and the keys that change it."""

    DEFAULT_CSS = "ViewLine { height: 1; width: 1fr; }"
    ALLOW_SELECT = False

    class Chosen(Message):
        """A name was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._names: Sequence[str] = ()
        self._active = 0
        self._hint = ""

    def show(self, names: Sequence[str], active: int, hint: str = "") -> None:
        """Show these names; `hint` says at the end of the line how to change."""
        if (names, active, hint) != (self._names, self._active, self._hint):
            self._names, self._active, self._hint = names, active, hint
            self.refresh()

    def render_line(self, y: int) -> Strip:
        text, muted, width = self.role_style("text"), self.role_style("muted"), self.size.width
        parts = [(" ", text)]
        for place, words in self._fitting():
            parts.append((words, text + REVERSE if place == self._active else muted))
        hint = shown(self._hint)
        blanks = width - sum(cell_len(words) for words, _style in parts) - cell_len(hint) - 1
        return strip(self, [*parts, (" " * blanks, text), (hint if blanks > 0 else "", muted)], width)

    def on_click(self, event: events.Click) -> None:
        start = 1
        for place, words in self._fitting():
            if start <= event.x < start + cell_len(words) and place is not None:
                self.post_message(self.Chosen(place))
            start += cell_len(words)

    def _fitting(self) -> list[tuple[int | None, str]]:
        """The names as drawn; where the room ends, those after the current one are left out, then those before."""
        names = [shown(name) for name in self._names]
        drawn = [f"[{name}]" if i == self._active else f" {name} " for i, name in enumerate(names)]
        room = self.size.width - 3 - cell_len(self._hint)
        first, last = 0, len(drawn)

        def cells() -> int:
            left_out = (first > 0) + (last < len(drawn))
            return sum(map(cell_len, drawn[first:last])) + len(MORE) * left_out

        while cells() > room and last > self._active + 1:
            last -= 1
        while cells() > room and first < self._active:
            first += 1
        found: list[tuple[int | None, str]] = [(i, drawn[i]) for i in range(first, last)]
        before: list[tuple[int | None, str]] = [(None, MORE)] if first else []
        return [*before, *found, *([(None, MORE)] if last < len(drawn) else [])]
