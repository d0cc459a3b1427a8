"""Two or more people side by side: what the source says, beside everybody it may mean."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.strip import Strip

from scrm.base.i18n import _
from scrm.base.text import fold
from tui.widgets.paint import BOLD, Roles, fit, shown, strip

LABEL_CELLS = 9
LEAST_CELLS = 14
"""a narrower column says nothing: then fewer people are shown"""


class Sides(Roles):
    """A table of facts as high as they need; what differs from the source's side is bright, what is equal muted."""

    DEFAULT_CSS = "Sides { height: auto; width: 1fr; padding: 0 0 0 1; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._facts: Sequence[tuple[str, Sequence[str]]] = ()

    def show(self, facts: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Show these facts: label, then the source's side and each candidate's."""
        self._facts = facts
        self.styles.height = len(facts) + 1 if facts else 0
        self.refresh()

    def render_line(self, y: int) -> Strip:
        cells = self.size.width
        if not self._facts or y > len(self._facts):
            return strip(self, [], cells)
        people = len(self._facts[0][1])
        seen = max(1, min(people, (cells - LABEL_CELLS) // LEAST_CELLS))
        width = (cells - LABEL_CELLS) // seen
        text, muted, accent = (self.role_style(role) for role in ("text", "muted", "accent"))
        if y == 0:
            heads = [fit(shown(head), width - 1) + " " for head in self._heads(people)[:seen]]
            return strip(self, [(" " * LABEL_CELLS, text), *((head, accent + BOLD) for head in heads)], cells)
        label, texts = self._facts[y - 1]
        parts: list[tuple[str, Style]] = [(fit(shown(label), LABEL_CELLS - 1) + " ", muted)]
        for place, each in enumerate(texts[:seen]):
            equal = place and fold(each) == fold(texts[0])
            parts.append((fit(shown(each) or "-", width - 1) + " ", muted if equal or not each else text))
        return strip(self, parts, cells)

    def _heads(self, people: int) -> list[str]:
        yours = [_("yours")] if people == 2 else [_("yours, %(n)d") % {"n": n} for n in range(1, people)]
        return [_("in the file"), *yours]
