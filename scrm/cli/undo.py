"""`scrm undo`."""

from __future__ import annotations

import click

from scrm.base.i18n import N_
from scrm.cli.entry.choice import Number
from scrm.cli.entry.options import writing
from scrm.cli.entry.shape import verb
from scrm.cli.output.reversing import finish
from scrm.cli.session import Session


@verb(
    "undo",
    N_(
        "Take back the last change, or change N. What was changed again since is left alone and listed (exit 5)."
    ),
    examples=["scrm undo", "scrm undo 812"],
)
@click.argument("number", metavar="[N]", type=Number(min=1), required=False)
@writing()
def command(session: Session, number: int | None) -> None:
    workspace = session.workspace
    finish(session, workspace.undo(number))
