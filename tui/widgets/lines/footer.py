"""The last line of the screen: keys and what they do, whole pairs only."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from scrm.base.i18n import _
from tui.keys import EVERYWHERE, LIST, KeyMap
from tui.widgets.paint import BOLD, Roles, shown, strip

BETWEEN = "  "


class Pair(NamedTuple):
    """A key and its label as drawn; the lowest `rank` stays longest and rank 0 is never dropped."""

    action: str
    key: str
    label: str
    rank: int
    enabled: bool = True

    @property
    def cells(self) -> int:
        return cell_len(shown(self.key)) + 1 + cell_len(shown(self.label))


def pairs(
    keymap: KeyMap, place: str, disabled: Collection[str] = (), hidden: Collection[str] = ()
) -> list[Pair]:
    """The footer of a place: help first, then the table's order; labels in the language spoken now."""
    result = [
        Pair(action.id, keymap.display(action.id), _(action.label), action.footer, action.id not in disabled)
        for action in keymap.at(place, LIST, EVERYWHERE)
        if action.footer is not None and keymap.keys(action.id) and action.id not in hidden
    ]
    return sorted(result, key=lambda pair: pair.rank != 0)


def fitting(wanted: Sequence[Pair], cells: int) -> list[Pair]:
    """The pairs that fit whole into `cells`, those of the highest rank left out first."""
    kept = list(wanted)
    while sum(pair.cells for pair in kept) + len(BETWEEN) * (len(kept) - 1) > cells:
        droppable = [pair for pair in kept if pair.rank]
        if not droppable:
            break
        kept.remove(max(droppable, key=lambda pair: pair.rank))
    return kept


class Footer(Roles):
    """One line of pairs; a click on one posts `Chosen`."""

    DEFAULT_CSS = "Footer { height: 1; width: 1fr; }"
    ALLOW_SELECT = False

    class Chosen(Message):
        """A pair was clicked; `action` is an id of the key table."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pairs: Sequence[Pair] = ()

    def show(self, wanted: Sequence[Pair]) -> None:
        """Show these pairs, as many as fit."""
        self._pairs = wanted
        self.refresh()

    def render_line(self, y: int) -> Strip:
        key, text, dim = (self.role_style(role) for role in ("accent", "text", "muted"))
        parts: list[tuple[str, Style]] = [(" ", text)]
        for pair in fitting(self._pairs, self.size.width - 2):
            parts.append((shown(pair.key), key + BOLD if pair.enabled else dim))
            parts.append((f" {shown(pair.label)}{BETWEEN}", text if pair.enabled else dim))
        return strip(self, parts, self.size.width)

    def on_click(self, event: events.Click) -> None:
        start = 1
        for pair in fitting(self._pairs, self.size.width - 2):
            if start <= event.x < start + pair.cells and pair.enabled:
                self.post_message(self.Chosen(pair.action))
            start += pair.cells + len(BETWEEN)
