"""`scrm vault`: where everything is, and whether it is sound."""

from __future__ import annotations

from scrm.base.cells import cell_len, fit
from scrm.base.errors import ScrmError
from scrm.base.i18n import N_, _, ngettext
from scrm.base.text import clean
from scrm.cli.doctor import FINDING, findings, print_findings
from scrm.cli.entry.options import option, reading
from scrm.cli.entry.shape import Noun, verb
from scrm.cli.session import Session

SCHEMA = "scrm.vault/1"


@verb(
    "info",
    N_("Print where database, notes, backups and settings lie, and how much there is."),
    examples=["scrm vault info"],
)
@reading(SCHEMA)
def info(session: Session) -> None:
    from scrm.db.ledger.history import size

    workspace = session.workspace
    places = session.places
    notes = session.settings.notes_folder(places)
    facts: dict[str, str | int] = {
        "data": str(places.data),
        "database": str(places.database),
        "notes": str(notes),
        "backups": str(places.backups),
        "settings": str(places.settings_file),
        "people": workspace.lists.count(),
        "note_count": workspace.notebook.store.count(),
        "database_size": places.database.stat().st_size,
        "history_size": size(workspace.database),
    }
    chosen = {name: facts[name] for name in session.flags.fields or facts}
    if session.flags.json:
        session.output.object({"schema": SCHEMA, **chosen})
        return
    if not session.output.tty:
        for name, value in chosen.items():
            session.output.raw(f"{name}\t{clean(str(value))}\n")
        return
    labels = _labels()
    width = max(cell_len(labels[name]) for name in chosen)
    for name, value in chosen.items():
        session.output.raw(f"{fit(labels[name], width)}  {clean(str(value))}\n")


def _labels() -> dict[str, str]:
    return {
        "data": _("Data"),
        "database": _("Database"),
        "notes": _("Notes"),
        "backups": _("Backups"),
        "settings": _("Settings"),
        "people": _("People"),
        "note_count": _("Number of notes"),
        "database_size": _("Bytes of the database"),
        "history_size": _("Bytes of the history"),
    }


@verb(
    "check",
    N_("Check database, notes and search index; --rebuild makes all that can be made again."),
    examples=["scrm vault check"],
)
@option(
    "--rebuild",
    is_flag=True,
    about=N_("Make the search index and the facts of people again, and read all notes again."),
)
@reading(FINDING, listed=True)
def check(session: Session, rebuild: bool) -> None:
    workspace = session.workspace
    if rebuild:
        workspace.rebuild_index()
        done = workspace.notebook.rebuild()
        count = ngettext("Read: %(n)d note", "Read: %(n)d notes", done.read) % {"n": done.read}
        session.talk.say(count)
    found = findings(session)
    print_findings(session, found)
    if any(one.level == "fail" for one in found):
        raise ScrmError(_("The workspace is not sound"), "scrm backup list")


command = Noun("vault", N_("Where everything is, and whether it is sound."), info, check)
