"""Measures the list widget alone: 100,000 rows, key to painted frame, medians of this run.

    TEXTUAL_FPS=120 python bench/rows.py [ROWS]

With its usual 60 frames a second Textual lets a key wait up to 16.7 ms for
the next frame; the variable is read when textual is imported.

A key is posted as the terminal driver does; the frame counts as painted when
Textual has turned it into the text for a terminal of 120 x 40 cells. `cpu` is
what the process spent meanwhile, `wall` what a person waits. The baseline is
the same key on a widget that draws blanks.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.events import Key
from textual.screen import Screen
from textual.widget import Widget

import tui
from tui.look.theme import own_themes
from tui.widgets.lists.rows import Cell, Column, Item, Row, Rows, Section

COLUMNS = [
    Column("Name", 20, name=True),
    Column("Organisation", 16, drop=2),
    Column("Kind", 8, drop=3),
    Column("What", 12, grow=1),
    Column("Last", 8, least=8, right=True),
]
PRESSES = 200


class Numbers:
    """A lazy source: a title, then rows made when they are asked for."""

    def __init__(self, count: int) -> None:
        self._count = count

    def count(self) -> int:
        return self._count

    def key(self, i: int) -> str | None:
        return f"p{i}" if i else None

    def find(self, key: str) -> int | None:
        return int(key[1:]) if int(key[1:]) < self._count else None

    def row(self, i: int) -> Item:
        if not i:
            return Section("People", f"{self._count - 1:,}")
        name = f"José García {i}" if i % 3 else f"Ana Ruiz {i}"
        return Row(f"p{i}", (name, "Acme Logística", "client", "agreed scope", Cell("12 d", "muted")), "!")


class Bench(App[None]):
    """One widget, and a signal at each painted frame."""

    CSS_PATH = Path(tui.__file__).parent / "scrm.tcss"

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._widget = widget
        self.painted = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield self._widget

    def on_mount(self) -> None:
        for theme in own_themes():
            self.register_theme(theme)
        self.theme = "scrm-dark"

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate):
            renderable.render_segments(self.console)
            self.painted.set()
        super()._display(screen, renderable)


class Empty(Widget, can_focus=True):
    """Draws blanks: the cost of a key without a list."""

    BINDINGS: ClassVar[list[BindingType]] = [("j", "nothing")]

    def action_nothing(self) -> None:
        self.refresh()


async def frame(app: Bench, change: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of wall and CPU from a change to its painted frame."""
    # Longer than a frame of 60 a second, so that the frame timer is not what is measured.
    await asyncio.sleep(0.02)
    app.painted.clear()
    wall, cpu = time.perf_counter(), time.process_time()
    change()
    await asyncio.wait_for(app.painted.wait(), 5)
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


async def presses(app: Bench, what: str, key: str, times: int = PRESSES) -> None:
    """Press a key again and again, and report."""
    character = key if len(key) == 1 else None
    report(what, [await frame(app, lambda: app.post_message(Key(key, character))) for _ in range(times)])


def report(what: str, taken: list[tuple[float, float]]) -> None:
    texts = []
    for name, values in zip(("wall", "cpu"), zip(*taken, strict=True), strict=True):
        p95 = sorted(values)[int(len(values) * 0.95)]
        texts.append(f"{name} median {statistics.median(values):5.2f} p95 {p95:5.2f} ms")
    print(f"{what:<38} {'   '.join(texts)}   n={len(taken)}")


async def measure(count: int) -> None:
    app = Bench(Empty())
    async with app.run_test(size=(120, 40)) as pilot:
        app.query_one(Empty).focus()
        await pilot.pause()
        await presses(app, "baseline: key on a blank widget", "j")
    rows = Rows(COLUMNS, signs=True)
    app = Bench(rows)
    async with app.run_test(size=(120, 40)) as pilot:
        rows.focus()
        await pilot.pause()
        gc.collect()
        tracemalloc.start()
        await frame(app, lambda: rows.show(Numbers(count)))
        print(f"memory taken by showing {count:,} rows: {tracemalloc.get_traced_memory()[0] / 2**20:.2f} MiB")
        tracemalloc.stop()
        loads = [await frame(app, partial(rows.show, Numbers(count - n))) for n in range(21)]
        report(f"load {count:,} rows", loads)
        await presses(app, "cursor down, on screen", "j", 30)
        await presses(app, "cursor down, scrolling", "j")
        await presses(app, "page down", "pagedown")
        await presses(app, "mark and go on", "space")


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
