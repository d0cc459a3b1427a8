"""The lines of a list as Textual keeps them, without what it adds to other widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual._styles_cache import StylesCache
from textual.filter import ANSIToTruecolor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

Draw = Callable[[Iterable[int]], list[Strip]]
"""draws these lines of the widget"""


class BareLines(StylesCache):
    """Keeps the lines drawn until they are dirty.

    Textual looks for border, padding, tint and opacity at each line, which takes as long as drawing it. Where there
    is no border and no padding a list draws all there is.
    """

    def __init__(self, draw: Draw) -> None:
        super().__init__()
        self._draw = draw

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        if any(widget.styles.gutter):
            return super().render_widget(widget, crop)
        width = widget.region.width
        if width != self._width:
            self.clear()
            self._width = width
        wanted = [y for y in crop.line_range if y in self._dirty_lines or y not in self._cache]
        for y, line in zip(wanted, self._draw(wanted), strict=True):
            self._cache[y] = line
        self._dirty_lines.difference_update(wanted)
        # Roles are true colours already wherever a terminal's own are to be replaced by them.
        filters = [each for each in widget.get_line_filters() if not isinstance(each, ANSIToTruecolor)]
        ground = widget.background_colors[1]
        found = []
        for y in crop.line_range:
            line = self._cache[y]
            for each in filters:
                line = line.apply_filter(each, ground)
            found.append(line.crop(*crop.column_span))
        return found
