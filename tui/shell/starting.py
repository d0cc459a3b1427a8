"""From nothing to the first frame, and what only has to be there after it."""

from __future__ import annotations

import gc
import sys
from contextlib import ExitStack

from textual.screen import Screen

from tui import keys
from tui.place import Start
from tui.shell.commands import Commands
from tui.shell.log import Logging
from tui.shell.painting import Front

HOLD_SECONDS = 0.25
"""how long the first frame waits for the rows of its place: a blank screen is no sooner of use than none"""
BOXES_SECONDS = 0.2
"""after the first frame"""
SWITCH_SECONDS = 0.001
"""how long one thread may keep the interpreter when another wants it: Python's own 5 ms are a third of a frame"""
COLLECTED = 10_000
"""new objects between two runs of the garbage collector: a painted list makes 700, Python's own number, at each key"""


class Starting(Logging, Commands):
    """The part of the app that starts. Nothing is painted until the place knows its rows, or that takes too long."""

    _held: ExitStack | None = None
    _boxed = False

    def get_default_screen(self) -> Screen[None]:
        return Front()

    async def begin(self, start: Start) -> None:
        """Show a place, and perform an action then."""
        sys.setswitchinterval(SWITCH_SECONDS)
        self._held = ExitStack()
        self._held.enter_context(self.batch_update())
        self.set_timer(HOLD_SECONDS, self._show_frame)
        await self.go(start.place, **start.arguments)
        self.answered()
        if start.then:
            await self.mount_boxes()
            await keys.perform(self, start.then)

    def answered(self) -> None:
        """A question was answered: when it was the last one, the place has its rows."""
        if self._held is not None and self.gateway.idle:
            self._show_frame()

    def _show_frame(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None
            self.screen.refresh()
            self.call_after_refresh(self._first_frame_out)

    def _first_frame_out(self) -> None:
        self.set_timer(BOXES_SECONDS, self.mount_boxes)
        self.started()

    def started(self) -> None:
        """The first frame is out."""

    async def mount_boxes(self) -> None:
        """Mount what opens over the places: after the first frame, which they would delay, or before the first key."""
        if not self._boxed:
            from tui.widgets.boxes.help import Help

            self._boxed = True
            boxes = (Help(), *self.logging_boxes(), *self.command_boxes(), *self.asking_boxes())
            await self.screen.mount_all(boxes)
            gc.freeze()
            gc.set_threshold(COLLECTED)
            gc.enable()
