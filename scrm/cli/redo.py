"""`scrm redo`."""

from __future__ import annotations

from scrm.base.i18n import N_
from scrm.cli.entry.options import writing
from scrm.cli.entry.shape import verb
from scrm.cli.output.reversing import finish
from scrm.cli.session import Session


@verb("redo", N_("Do again what the last undo took back."), examples=["scrm redo"])
@writing()
def command(session: Session) -> None:
    workspace = session.workspace
    finish(session, workspace.redo(), again=True)
