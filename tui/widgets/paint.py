"""Drawing by cells: cleaned text, widths, ellipsis, wrapping, rules and role styles."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.dom import DOMNode
from textual.strip import Strip
from textual.widget import Widget

from scrm.base.text import clean
from tui.look import glyphs
from tui.look.theme import Role

REVERSE = Style(reverse=True)
BOLD = Style(bold=True)
# A reading line longer than this loses the eye on its way back.
READING_CELLS = 88


def shown(text: str) -> str:
    """`text` as it may reach the terminal: cleaned, our signs in the set in use."""
    return glyphs.adapt(clean(text))


def cut(text: str, cells: int) -> str:
    """A cleaned text in at most `cells` cells, `...` at the end if something is missing."""
    if cell_len(text) <= cells:
        return text
    if cells <= 3:
        return "..."[: max(0, cells)]
    return set_cell_size(text, cells - 3).rstrip() + "..."


def fit(text: str, cells: int, right: bool = False) -> str:
    """A cleaned text cut and padded to exactly `cells` cells."""
    text = cut(text, cells)
    blanks = " " * (cells - cell_len(text))
    return blanks + text if right else text + blanks


def wrap(text: str, cells: int) -> list[str]:
    """A cleaned line broken at blanks into lines of at most `cells` cells; longer words are split."""
    if cell_len(text) <= cells:
        return [text]
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        size = cell_len(word)
        if line and used + 1 + size <= cells:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        *whole, word = chop_cells(word, cells) if size > cells else [word]
        lines += whole
        line, used = word, cell_len(word)
    lines.append(line)
    return lines


def rule(title: str, cells: int, count: str = "") -> str:
    """A section line: `── title ───── count ──`, the count dropped before the title is cut."""
    sign = glyphs.now().rule
    title = shown(title)
    tail = f" {shown(count)} {sign * 2}" if count else ""
    if tail and cell_len(title) + cell_len(tail) + 6 > cells:
        tail = ""
    title = cut(title, cells - cell_len(tail) - 6)
    head = f"{sign * 2} {title} " if title else ""
    return head + sign * (cells - cell_len(head) - cell_len(tail)) + tail


class Roles(Widget):
    """A widget that draws its lines in roles.

    They are no COMPONENT_CLASSES: of those Textual works out every one anew at each change of style of each widget,
    which was half of all styling. Here a role is worked out when it is first drawn.
    """

    _role_styles: dict[Role, Style] = {}

    def role_style(self, role: Role) -> Style:
        """The whole style of a role on the ground of this widget."""
        style = self._role_styles.get(role)
        if style is None:
            node = DOMNode(classes=f"role--{role}")
            node._attach(self)
            self.app.stylesheet.apply(node, animate=False)
            style = node.rich_style
            self._role_styles = {**self._role_styles, role: style}
        return style

    def notify_style_update(self) -> None:
        if self._role_styles:
            self._role_styles = {}
            self.refresh()
        super().notify_style_update()


def strip(widget: Roles, parts: list[tuple[str, Style]], cells: int) -> Strip:
    """One line of exactly `cells` cells; the texts are cleaned already."""
    joined: list[tuple[str, Style]] = []
    for text, style in parts:
        # Few long segments: Textual walks over each of them several times a frame.
        if joined and joined[-1][1] is style:
            joined[-1] = (joined[-1][0] + text, style)
        elif text:
            joined.append((text, style))
    used = sum(cell_len(text) for text, _style in joined)
    if used < cells:
        joined.append((" " * (cells - used), widget.role_style("text")))
        used = cells
    line = Strip([Segment(text, style) for text, style in joined], used)
    return line if used == cells else line.adjust_cell_length(cells)
