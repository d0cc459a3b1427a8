"""The command `scrm` itself: without a word it opens the screens, without a terminal it prints Today."""

from __future__ import annotations

import click
from click.shell_completion import add_completion_class

from scrm.base.i18n import N_
from scrm.cli.entry.completing import Bash
from scrm.cli.entry.options import Option, session_of
from scrm.cli.entry.quick import version
from scrm.cli.entry.shape import Root
from scrm.cli.session import Session


@click.pass_context
def _start(ctx: click.Context) -> int | None:
    if ctx.invoked_subcommand is not None:
        return None
    session: Session = ctx.obj
    if session.on_terminal:
        from scrm.cli.demo import look_around
        from scrm.cli.entry.screens import screens

        return screens(session, root, demo_runner=lambda: look_around(session, root))
    from scrm.cli.today import show

    show(session)
    return 0


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        version(session_of(ctx))
        ctx.exit()


add_completion_class(Bash)

root = Root(
    name="scrm",
    help=N_(
        "Remembers who people are, what was said and what was promised, and says whom to talk to today. "
        "Without a command it opens the screens."
    ),
    examples=[
        "scrm demo",
        "scrm import linkedin ~/Downloads/export.zip",
        N_("scrm log @ana call 25m scope agreed next:1w"),
        "scrm today",
    ],
    callback=_start,
    params=[
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
            help=N_("Print the version and exit."),
        )
    ],
    invoke_without_command=True,
)
