"""The one screen of the app, which draws what changed and is seen, and nothing else.

Textual renders every widget whose container touches what changed, and all containers behind it, before it takes the
lines it needs: for one character in a field the whole screen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

Chops = list[dict[int, Strip | None]]
"""for each line of the screen its pieces, by the column where they begin"""
Asked = Mapping[int, Sequence[tuple[int, int]]]
"""which columns of which lines are asked for"""


class Sparing(Compositor):
    """Renders only lines that something is missing from: what stands in front comes first."""

    def render_partial_update(self) -> ChopsUpdate | None:
        regions = self._dirty_regions.copy()
        self._dirty_regions.clear()
        if not regions:
            return None
        spans = list(self._regions_to_spans(regions))
        asked = defaultdict(list)
        for y, left, right in spans:
            asked[y].append((left, right))
        return ChopsUpdate(self._drawn(asked), spans, [cuts[1:] for cuts in self.cuts])

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        asked = {y: (crop.column_span,) for y in crop.line_range if is_rendered_line(y)}
        return self._drawn(asked)  # type: ignore[return-value]

    def _drawn(self, asked: Asked) -> Chops:
        cuts = self.cuts
        chops: Chops = [dict.fromkeys(line[:-1]) for line in cuts]
        missing = {y: _asked_pieces(cuts[y], asked[y]) for y in asked if 0 <= y < len(cuts)}
        for widget, (region, clip) in self.visible_widgets.items():
            if not missing:
                break
            if seen := region.intersection(clip):
                lines = [
                    y
                    for y in range(seen.y, seen.bottom)
                    if y in missing and any(seen.x <= start < seen.right for start in missing[y])
                ]
                for first, last in _runs(lines):
                    self._fill(chops, widget, region, seen, range(first, last + 1))
                for y in lines:
                    missing[y] = [start for start in missing[y] if chops[y][start] is None]
                    if not missing[y]:
                        del missing[y]
        return chops

    def _fill(self, chops: Chops, widget: Widget, region: Region, seen: Region, lines: range) -> None:
        """Put a widget's lines where nothing stands yet; `seen` is the part of its region that is not clipped away."""
        part = Region(seen.x - region.x, lines.start - region.y, seen.width, len(lines))
        for y, strip in zip(lines, widget.render_lines(part), strict=True):
            line = chops[y]
            cuts = [cut for cut in self.cuts[y] if seen.x <= cut <= seen.right]
            pieces = strip.divide([cut - seen.x for cut in cuts[1:]])
            for cut, piece in zip(cuts, pieces, strict=False):
                if line[cut] is None:
                    line[cut] = piece


def _asked_pieces(cuts: Sequence[int], asked: Sequence[tuple[int, int]]) -> list[int]:
    """Where the pieces of a line begin that are asked for."""
    return [
        start for start, end in pairwise(cuts) if any(start < right and end > left for left, right in asked)
    ]


def _runs(lines: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of neighbouring lines."""
    first = last = None
    for y in lines:
        if last is not None and y != last + 1 and first is not None:
            yield first, last
            first = None
        first, last = y if first is None else first, y
    if first is not None and last is not None:
        yield first, last


class Front(Screen[None]):
    """The screen of the app."""

    def __init__(self) -> None:
        super().__init__(id="_default")
        self._compositor = Sparing()

    def _compositor_refresh(self) -> None:
        # Textual draws while nothing is painted, and throws it away.
        if not self.app._batch_count:
            super()._compositor_refresh()
