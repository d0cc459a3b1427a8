"""The screens over 100,000 people: first frame, keys to painted frames, memory, and an import beside them.

    python -m bench.screens [PEOPLE] [INTERACTIONS]

A frame counts as painted when Textual has turned it into the text for a terminal. Wall is what a person
waits, CPU what the process spent. The first frame is measured in processes of their own, in pairs with
Textual's hello-world, by `bench.measure`; Today's is painted when its first row is.
"""

from __future__ import annotations

# isort: off
import tui  # noqa: F401  before Textual, as in the app: it says how often to paint

# isort: on
import asyncio
import gc
import os
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.events import Key
from textual.screen import Screen

from bench import linkedin_archive, population
from bench.measure import run
from scrm.base.settings import Places, Settings
from scrm.workspace import Workspace
from tui import keys
from tui.look.theme import Look
from tui.place import Start
from tui.screens.people.place import People
from tui.shell.shell import Shell
from tui.widgets.fields import Field
from tui.widgets.lines.filter_line import FilterLine
from tui.widgets.lists.rows import Rows

RUNS = 7
PRESSES = 200
TICK = 0.005
IMPORTED = 30_000
LOOK = Look("scrm-dark", None, False)

HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello")
    def on_mount(self):
        self.call_after_refresh(self.exit)
Hello().run(headless=True, size=(100, 30))
"""
TODAY = """
import gc
gc.disable()  # as the command does, see scrm/cli/entry/screens.py
import sys
from pathlib import Path
from scrm.base.settings import Places, Settings
from scrm.workspace import Workspace
from tui import keys
from tui.shell.shell import Shell
from tui.look.theme import Look
from tui.screens.today.place import Today
class Timed(Shell):
    def _display(self, screen, renderable):
        super()._display(screen, renderable)
        found = self.query(Today)
        if renderable is not None and not self._batch_count and found and found.first().morning is not None:
            self.exit()
places = Places.at(Path(sys.argv[1]))
with Workspace(places, Settings.load(places)) as workspace:
    Timed(workspace, Look("scrm-dark", None, False), keys.load(None)).run(headless=True, size=(100, 30))
"""


class Timed(Shell):
    """The app, with a signal at the painted frame that is waited for."""

    def __init__(self, workspace: Workspace, start: str = keys.TODAY) -> None:
        super().__init__(workspace, LOOK, keys.load(None), start=Start(start))
        self.painted = asyncio.Event()
        self.ready: Callable[[], bool] = lambda: True

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate):
            renderable.render_segments(self.console)
            # Asked here: between a frame and whoever waits for it more may happen that is not painted yet.
            if self.ready():
                self.painted.set()
        super()._display(screen, renderable)


def report(what: str, values: list[float], limit: str = "") -> None:
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(
        f"{what:<46} median {statistics.median(values):7.2f}  p95 {p95:7.2f} ms  n={len(values)}  {limit}",
        flush=True,
    )


def first_frame(home: Path) -> None:
    """CPU of Today's first rows less that of a hello-world, each in its own process."""
    ours, base = [], []
    for _round in range(RUNS + 1):
        base.append(run([sys.executable, "-c", HELLO]).cpu * 1000)
        ours.append(run([sys.executable, "-c", TODAY, str(home)]).cpu * 1000)
    report("baseline: Textual hello-world, CPU", base[1:])
    report("first frame of Today, CPU", ours[1:])
    more = statistics.median(o - b for o, b in zip(ours[1:], base[1:], strict=True))
    print(f"{'first frame of Today, beyond hello-world':<46} median {more:7.2f} ms  (at most +120)")


async def frame(app: Timed, change: Callable[[], object], ready: Callable[[], bool] = lambda: True) -> float:
    """Milliseconds from a change to the first painted frame in which `ready` holds."""
    await asyncio.sleep(0.03)
    app.painted.clear()
    app.ready = ready
    start = time.perf_counter()
    change()
    await asyncio.wait_for(app.painted.wait(), 10)
    return (time.perf_counter() - start) * 1000


def press(app: Timed, key: str) -> Callable[[], object]:
    return lambda: app.post_message(Key(key, key if len(key) == 1 else None))


async def settled(app: Timed) -> None:
    await asyncio.sleep(0.3)
    while not app.gateway.idle:
        await asyncio.sleep(0.01)


async def keys_in_people(workspace: Workspace) -> None:
    """Cursor, page and filter keys, and what the list takes."""
    app = Timed(workspace)
    async with app.run_test(size=(120, 40)):
        await settled(app)
        gc.collect()
        tracemalloc.start()
        await app.go(keys.PEOPLE)
        await settled(app)
        taken = tracemalloc.get_traced_memory()[0] / 2**20
        tracemalloc.stop()
        print(f"memory taken by the list of people: {taken:.1f} MiB (at most 30)")
        people = app.query_one(People)
        for what, key in (("cursor key to painted frame", "j"), ("page key to painted frame", "pagedown")):
            report(what, [await frame(app, press(app, key)) for _n in range(PRESSES)], "(at most 16 at p95)")
        await app.action_list_filter()
        await settled(app)
        report("filter key to painted frame", await filter_keys(app, people), "(at most 16 at p95)")
        await settled(app)


async def filter_keys(app: Timed, people: People) -> list[float]:
    """Milliseconds from each key to the first frame with its own answer."""
    rows, before, taken = people.query_one(Rows), None, []

    def pressed(key: str) -> None:
        nonlocal before
        before = rows.source
        press(app, key)()

    for name in ("garcia vega", "ana ruiz", "delta labs", "jose m", "silva ro", "okafor", "kind", "berg el"):
        for key in (*name, *["backspace"] * len(name)):
            typed = people.query_one(Field).value
            typed = typed[:-1] if key == "backspace" else typed + key
            if typed.strip() == people.query_one(FilterLine).text:
                # A blank at the end asks for nothing new.
                app.post_message(Key("space", " ") if key == " " else Key(key, None))
                await settled(app)
            else:
                taken.append(await frame(app, partial(pressed, key), lambda: rows.source is not before))
    return taken


async def beside_an_import(workspace: Workspace, archive: Path) -> None:
    """The longest gap of a 5 ms ticker in the thread of the screens while an import is read and written."""
    app = Timed(workspace)
    gaps: list[float] = []
    async with app.run_test(size=(120, 40)):
        await settled(app)

        def use(w: Workspace) -> int | None:
            importer = w.importer(archive)
            return w.gate.apply(w.gate.preview(importer, archive), importer)

        app.gateway.edit(use)
        last = time.perf_counter()
        while not app.gateway.idle:
            await asyncio.sleep(TICK)
            now = time.perf_counter()
            gaps.append((now - last - TICK) * 1000)
            last = now
    report(f"thread of the screens beside an import of {IMPORTED:,}", gaps)
    print(f"{'longest time it was blocked':<46} {max(gaps):7.2f} ms  (at most 50)")


def main(people: int = 100_000, interactions: int = 1_000_000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "big"
        population.make(home, people, interactions).close()
        # A gigabyte on its way to the disk would be counted as ours.
        os.sync()
        print(f"{people:,} people, {interactions:,} interactions")
        first_frame(home)
        places = Places.at(home)
        with Workspace(places, Settings.load(places), patience=0.0) as workspace:
            asyncio.run(keys_in_people(workspace))
        archive = Path(folder) / "archive.zip"
        linkedin_archive.main([str(archive), "--people", str(IMPORTED), "--messages", "12000"])
        other = Places.at(Path(folder) / "other")
        with Workspace(other, Settings.load(other), create=True, patience=0.0) as workspace:
            asyncio.run(beside_an_import(workspace, archive))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
