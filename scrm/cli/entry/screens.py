"""Opening the screens: the one place where the command line knows of them."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

    from scrm.cli.session import Session


def screens(
    session: Session,
    root: click.Command,
    *,
    demo: bool = False,
    demo_runner: Callable[[], int] | None = None,
) -> int:
    """Open the screens and give their exit code; `demo_runner` is for somebody who wants to look around first."""
    # What is loaded now stays until the end: looking through it for garbage is in vain. The screens turn it on again.
    gc.disable()
    from scrm.cli.entry.line import Line
    from tui.app import run

    assert session.main is not None
    line = Line(root, session.main, session.places.database)
    return run(
        session.places,
        session.settings,
        clock=session.clock,
        command_runner=line.run,
        completer=line.complete,
        demo=demo,
        demo_runner=demo_runner,
    )
