"""The picture of Today in the README, made by the app itself on the made-up network.

python -m bench.picture (writes docs/today.svg)
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from scrm.base import i18n
from scrm.base.clock import ManualClock
from scrm.base.settings import Places, Settings
from scrm.demo.build import build
from scrm.workspace import Workspace

MORNING = datetime(2026, 11, 24, 9, 2, tzinfo=UTC)
SIZE = (110, 34)
TARGET = Path(__file__).parent.parent / "docs" / "today.svg"


async def draw(home: Path) -> str:
    """The SVG of Today as it opens."""
    # Here, so that it sees a terminal of many colours.
    from tui.keys import load
    from tui.look.theme import settle
    from tui.shell.shell import Shell

    places = Places.at(home)
    settings = Settings.load(places)
    clock = ManualClock(MORNING)
    build(places, settings, clock)
    with Workspace(places, settings, clock=clock) as workspace:
        shell = Shell(workspace, settle(os.environ, settings.text("theme")), load(None))
        async with shell.run_test(size=SIZE) as pilot:
            await pilot.pause(1.0)
            return shell.export_screenshot(title="scrm")


def main() -> None:
    """Write the picture, without the fonts that a browser would fetch."""
    os.environ.pop("NO_COLOR", None)
    os.environ["COLORTERM"] = "truecolor"
    i18n.use("en")
    with tempfile.TemporaryDirectory() as folder:
        picture = asyncio.run(draw(Path(folder) / "home"))
    TARGET.write_text(re.sub(r"@font-face\s*\{.*?\}", "", picture, flags=re.S), encoding="utf-8")


if __name__ == "__main__":
    main()
