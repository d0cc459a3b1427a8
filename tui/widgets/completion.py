"""Completion under a field: what could be meant, Tab takes it, Tab again the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from tui.look import glyphs
from tui.widgets.fields import Field
from tui.widgets.paint import Roles, fit, shown, strip


@dataclass(frozen=True, slots=True)
class Completion:
    """`insert` replaces the line from `start` to the cursor; `label` says what it is."""

    insert: str
    label: str = ""
    start: int = 0


Completer = Callable[[str], list[Completion]]
"""Gets the line up to the cursor, gives the best ones first; called at each key, so it must be quick."""


MORE = "..."


class Completions(Roles):
    """The list under a field, always `lines` high so that nothing jumps, and the cycling of Tab."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Completions { width: 1fr; }"

    def __init__(self, completer: Completer, lines: int = 5, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.completer = completer
        self.styles.height = lines
        self.found: Sequence[Completion] = ()
        self._chosen: int | None = None
        self._base = ("", "")

    def follow(self, field: Field) -> None:
        """The line was changed by typing: look again, and let Tab begin anew."""
        cursor = field.cursor_position
        self._chosen = None
        self._base = (field.value[:cursor], field.value[cursor:])
        self.found = self.completer(self._base[0])
        self.refresh()

    def found_late(self, before: str, found: Sequence[Completion]) -> None:
        """The answer for a line that was looked up elsewhere; it is dropped if something else was typed since."""
        if self._base[0] == before and self._chosen is None:
            self.found = found
            self.refresh()

    def take(self, field: Field, step: int = 1) -> bool:
        """Put the next one (or with -1 the one before) into the field; False if there is none."""
        if not self.found:
            return False
        first = 0 if step > 0 else -1
        self._chosen = (first if self._chosen is None else self._chosen + step) % len(self.found)
        before, after = self._base
        chosen = self.found[self._chosen]
        line = before[: chosen.start] + chosen.insert
        field.put(line + after, len(line))
        self.refresh()
        return True

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        top = max(0, (self._chosen or 0) - self.size.height + 1)
        if top + y >= len(self.found):
            return strip(self, [], width)
        item, here = self.found[top + y], top + y == self._chosen
        text, muted = self.role_style("text"), self.role_style("muted")
        column = min(width // 2, max(cell_len(shown(found.insert.strip())) for found in self.found))
        parts: list[tuple[str, Style]] = [
            (f"{glyphs.now().cursor if here else ' '} ", self.role_style("accent")),
            (fit(shown(item.insert.strip()), column), text + Style(bold=here)),
            (f"  {shown(item.label)}", muted),
        ]
        return strip(self, parts, width)


class Words(Completions):
    """The same for words without labels: side by side, as many lines as there are, `...` where more follow."""

    def render_line(self, y: int) -> Strip:
        width, text = self.size.width, self.role_style("text")
        rows = self._rows(width - len(MORE))
        here = next((i for i, row in enumerate(rows) if self._chosen in row), 0)
        top = max(0, here - self.size.height + 1)
        if top + y >= len(rows):
            return strip(self, [], width)
        parts: list[tuple[str, Style]] = []
        for place in rows[top + y]:
            chosen = place == self._chosen
            parts.append((glyphs.now().cursor if chosen else " ", self.role_style("accent")))
            parts.append((f"{self._word(place)} ", text + Style(bold=chosen)))
        if y == self.size.height - 1 and top + y + 1 < len(rows):
            parts.append((MORE, self.role_style("muted")))
        return strip(self, parts, width)

    def _rows(self, width: int) -> list[list[int]]:
        """The places of the words on each line."""
        rows: list[list[int]] = []
        room = 0
        for place in range(len(self.found)):
            cells = cell_len(self._word(place)) + 2
            if not rows or cells > room:
                rows.append([])
                room = width
            rows[-1].append(place)
            room -= cells
        return rows

    def _word(self, place: int) -> str:
        return shown(self.found[place].insert.strip())
