"""From nothing to the first frame: it holds the rows, it does not wait for ever, and it has the colours chosen."""

from __future__ import annotations

import threading
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.color import Color

from scrm.base.dates import When
from tui import keys
from tui.look.theme import Look
from tui.place import Start
from tui.shell.shell import Shell
from tui.widgets.boxes.help import Help
from tui.widgets.lines.tabs import Tabs


class Watched(Shell):
    """The app, keeping the text of each frame that goes out."""

    frames: list[str]

    def _display(self, screen: Any, renderable: Any) -> None:
        if renderable is not None and not self._batch_count:
            self.frames.append("\n".join(strip.text for strip in screen._compositor.render_strips()))
        super()._display(screen, renderable)


def watched(house, start=keys.TODAY, theme="scrm-dark"):
    app = Watched(house, Look(theme, None, False), keys.load(None), start=Start(start))
    app.frames = []
    return app


@asynccontextmanager
async def running(app, size=(100, 30)):
    async with app.run_test(size=size) as pilot:
        yield pilot
        # What still comes would meet an app half taken down.
        await until(pilot, lambda: app.frames)
        await pilot.pause(0.4)
        await until(pilot, lambda: app.gateway.idle)
        await pilot.pause()


async def until(pilot, ready):
    for _turn in range(400):
        if ready():
            return
        await pilot.pause(0.01)
    raise AssertionError("it did not come")


@pytest.mark.parametrize("start", [keys.TODAY, keys.PEOPLE, keys.FOLLOW_UPS])
@pytest.mark.parametrize("size", [(80, 24), (150, 40)])
async def test_the_first_frame_holds_the_rows_and_the_clock(house, network, start, size):
    app = watched(house, start)
    async with running(app, size) as pilot:
        await until(pilot, lambda: app.frames)
        assert "Ana García" in app.frames[0]
        assert "09:02" in app.frames[0].splitlines()[0]


async def test_a_slow_answer_does_not_keep_the_frame_and_keys_work_before_it(house, network):
    app, answer = watched(house), threading.Event()
    for n in range(2):
        app.gateway.ask(app, f"slow {n}", lambda _w: answer.wait(10), lambda _a: None)
    async with running(app) as pilot:
        await until(pilot, lambda: app.frames)
        assert "Today" in app.frames[0]
        assert "Ana García" not in app.frames[0]
        await pilot.press("question_mark")
        assert app.query_one(Help).is_open
        answer.set()
        await pilot.press("escape")
        await until(pilot, lambda: "Ana García" in app.frames[-1])


async def test_what_opens_over_the_places_is_there_with_the_first_key(house, network):
    app = watched(house)
    async with running(app) as pilot:
        assert not app.query(Help)
        await pilot.press("question_mark")
        assert app.query_one(Help).is_open


@pytest.mark.parametrize(("theme", "ground"), [("scrm-dark", "#1c1c1c"), ("scrm-light", "#f8f8f8")])
async def test_the_first_frame_has_the_colours_of_the_theme(house, network, theme, ground):
    app = watched(house, theme=theme)
    async with running(app) as pilot:
        await until(pilot, lambda: app.frames)
        assert app.screen.styles.background == Color.parse(ground)
        assert app.query_one(Tabs).role_style("text").bgcolor.name == ground
        app.theme = "scrm-light" if theme == "scrm-dark" else "scrm-dark"
        await pilot.pause()
        assert app.query_one(Tabs).role_style("text").bgcolor.name != ground


async def test_what_another_process_writes_after_the_start_is_news_at_the_first_look(house, network):
    app = watched(house)
    async with running(app) as pilot:
        await until(pilot, lambda: app.frames)
        house.promises.add("water the plants", When(house.clock.today()))
        app._tick()
        await until(pilot, lambda: "water the plants" in app.frames[-1])
