"""`scrm redo`."""

from __future__ import annotations

from scrm.base.i18n import N_, _
from scrm.cli.options import writing
from scrm.cli.reversing import finish
from scrm.cli.session import Session
from scrm.cli.shape import verb


@verb("redo", N_("Do again what the last undo took back."), examples=["scrm redo"])
@writing()
def command(session: Session) -> None:
    from scrm.db.undo import redo

    workspace = session.workspace
    finish(session, redo(workspace.ledger, workspace.notebook.files()), _("Done again: %(what)s"))
