"""`scrm version`."""

from __future__ import annotations

from scrm import __version__
from scrm.base.i18n import N_
from scrm.cli.entry.options import reading
from scrm.cli.entry.quick import version
from scrm.cli.entry.shape import verb
from scrm.cli.session import Session


@verb("version", N_("The version of scrm."), examples=["scrm version --json"])
@reading("scrm.version/1")
def command(session: Session) -> None:
    flags = session.flags
    if not flags.json and flags.fields is None:
        version(session)
        return
    import sqlite3
    import sys

    from scrm.db.opening.migrations import VERSION

    facts = {
        "version": __version__,
        "python": sys.version.split()[0],
        "sqlite": sqlite3.sqlite_version,
        "schema_version": VERSION,
    }
    chosen = {name: facts[name] for name in flags.fields or facts}
    if flags.json:
        session.output.object({"schema": "scrm.version/1", **chosen})
    else:
        for value in chosen.values():
            session.output.line(str(value))
