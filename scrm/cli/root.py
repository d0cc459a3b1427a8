"""The command `scrm` itself: without a word it opens the screens, without a terminal it prints Today."""

from __future__ import annotations

import click

from scrm.base.i18n import N_
from scrm.cli.session import Session
from scrm.cli.shape import Root


@click.pass_context
def _start(ctx: click.Context) -> int | None:
    if ctx.invoked_subcommand is not None:
        return None
    session: Session = ctx.obj
    if session.on_terminal:
        return screens(session)
    from scrm.cli.today import show

    show(session)
    return 0


def screens(session: Session, *, demo: bool = False) -> int:
    """Open the screens and give their exit code."""
    from scrm.cli.line import complete_line, run_line
    from tui.app import run

    return run(
        session.places,
        session.settings,
        clock=session.clock,
        command_runner=run_line,
        completer=complete_line,
        demo=demo,
    )


root = Root(
    name="scrm",
    help=N_("Whom to write to this morning, and why. Without a command it opens the screens."),
    callback=_start,
    invoke_without_command=True,
)
