"""What is painted: the same cells as Textual's own, of fewer widgets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from textual._compositor import Compositor
from textual.geometry import Region

from tui import keys
from tui.place import Start
from tui.screens.people.place import People
from tui.screens.today.place import Today
from tui.shell.painting import Sparing
from tui.widgets.lists.rows import Rows

REGIONS = [
    Region(0, 0, 100, 30),
    Region(0, 0, 100, 1),
    Region(3, 28, 40, 1),
    Region(0, 1, 60, 27),
    Region(61, 5, 39, 10),
    Region(20, 10, 30, 8),
    Region(59, 0, 3, 30),
    Region(99, 29, 1, 1),
]


def differing(compositor, crop):
    """Places within a region where ours and Textual's own drawing of it differ."""
    rows = set(crop.line_range)
    ours = compositor._render_chops(crop, rows.__contains__)
    theirs = Compositor._render_chops(compositor, crop, rows.__contains__)
    return [
        (y, start)
        for y in rows
        for start, end in pairwise(compositor.cuts[y])
        if start < crop.right and end > crop.x and ours[y][start] != theirs[y][start]
    ]


@pytest.mark.parametrize("opened", ["", "slash,a", "question_mark", "full_stop", "i", "tab", "z", "r"])
@pytest.mark.parametrize("start", [keys.TODAY, keys.PEOPLE])
async def test_every_part_of_every_screen_is_drawn_as_textual_would(shell, network, start, opened):
    async with shell(start=Start(start)) as app:
        await app.press(*filter(None, opened.split(",")))
        compositor = app.app.screen._compositor
        assert isinstance(compositor, Sparing)
        for region in REGIONS:
            assert differing(compositor, region) == []


async def test_a_changed_line_draws_no_other_widget(shell, network, monkeypatch):
    async with shell(start=Start(keys.PEOPLE)) as app:
        drawn = []
        for widget in app.app.screen.walk_children():
            own = widget.render_lines
            monkeypatch.setattr(
                widget,
                "render_lines",
                lambda part, own=own, widget=widget: drawn.append((widget, part)) or own(part),
            )
        rows = app.app.query_one(People).query_one(Rows)
        rows.refresh_line(rows.cursor + rows.fixed_lines())
        await app.pilot.pause()
        assert [(widget, part.height) for widget, part in drawn] == [(rows, 1)]


async def test_nothing_is_drawn_in_a_batch_and_all_of_it_after(shell, network):
    async with shell() as app:
        frames = []
        own = app.app._display
        app.app._display = lambda screen, renderable: frames.append(renderable) or own(screen, renderable)
        with app.app.batch_update():
            app.app.query_one(Today).query_one(Rows).refresh()
            app.app.screen._compositor_refresh()
            assert frames == []
        await app.pilot.pause(0.05)
        assert any(frames)
