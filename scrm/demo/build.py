"""Builds the demo through the doors that everybody uses: verbs, imports, notes, in the order of their days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from scrm.base.clock import Clock, ManualClock
from scrm.demo.stage import DAYS, Stage
from scrm.demo.story import steps
from scrm.workspace import Workspace

if TYPE_CHECKING:
    from scrm.base.settings import Places, Settings


def build(places: Places, settings: Settings, clock: Clock, *, language: str = "en", seed: int = 1) -> None:
    """Make the demo's workspace at `places`, where there is none yet; a front opens it then as any other.

    A clock of its own walks from two years ago to now, so that what was met,
    said and promised has its true day. Seed and moment give the same network.
    """
    end = clock.now()
    walker = ManualClock(end - timedelta(days=DAYS), clock.zone)
    with Workspace(places, settings, clock=walker, front="demo", create=True) as workspace:
        stage = Stage(workspace, walker, end, language, seed)
        for ago, step in sorted(steps(stage), key=lambda pair: -pair[0]):
            stage.walk_to(ago)
            step()
