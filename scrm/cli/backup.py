"""`scrm backup`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scrm.base.errors import BadInput, UsageError
from scrm.base.i18n import N_, _, ngettext
from scrm.cli.entry.choice import Number
from scrm.cli.entry.options import option, reading, writing
from scrm.cli.entry.shape import Noun, verb
from scrm.cli.output.changes import told_of_files
from scrm.cli.output.listing import Column, Nothing, day, moment, print_list
from scrm.cli.session import Session

if TYPE_CHECKING:
    from scrm.db.backup.folder import Backups
    from scrm.db.backup.model import LeftOut, Report

SCHEMA = "scrm.backup/1"


def _size(_session: Session, size: int) -> str:
    return _("%(n)d kB") % {"n": -(-size // 1000)}


COLUMNS = (
    Column("name", N_("File"), keep="whole"),
    Column("made", N_("Made"), day, keep=True),
    Column("size", N_("Size"), _size, keep=True),
)


def backups(session: Session) -> Backups:
    """The backups of the workspace meant, whether it can be opened or not."""
    from scrm.db.backup.folder import Backups

    places = session.places
    notes = session.settings.notes_folder(places)
    return Backups(places.backups, places.database, notes, session.clock)


@verb(
    "create",
    N_("Make a backup of database, notes and attachments, and read it back."),
    examples=["scrm backup create --keep 10"],
)
@option("--keep", type=Number(min=1), metavar="N", about=N_("Delete all but the latest N afterwards."))
@writing()
def create(session: Session, keep: int | None) -> None:
    folder = backups(session)
    if session.flags.dry_run:
        old = folder.beyond(keep - 1) if keep is not None else []
        new = ("new", "backup", str(session.workspace.places.backups))
        told_of_files(session, 1 + len(old), [new, *(("remove", "backup", path.name) for path in old)])
        return
    report = folder.create()
    if not session.flags.json:
        session.output.line(str(report.path))
    _tell_left_out(session, report)
    gone = folder.prune(keep) if keep is not None else []
    if gone:
        session.talk.say(
            ngettext("Deleted: %(n)d old backup", "Deleted: %(n)d old backups", len(gone)) % {"n": len(gone)}
        )
    left_out = [{"path": one.path, "why": one.why} for one in report.left_out]
    told_of_files(session, 1 + len(gone), left_out=left_out)


def _tell_left_out(session: Session, report: Report) -> None:
    for one in report.left_out:
        session.talk.say(_left_out(one))


def _left_out(one: LeftOut) -> str:
    from scrm.db.backup.contents import LARGEST

    shown = {"path": one.path, "limit": LARGEST // 1_000_000}
    if one.why == "big":
        return _("Not in the backup, since it is longer than %(limit)d MB: %(path)s") % shown
    if one.why == "link":
        return _("Not in the backup, since it is a link to another place: %(path)s") % shown
    return _("Not in the backup, since it cannot be read: %(path)s") % shown


@verb("list", N_("List the backups, the latest first."), examples=["scrm backup list"])
@reading(SCHEMA, listed=True)
def list_(session: Session) -> None:
    found = backups(session).entries()
    items = [
        {"name": one.path.name, "path": str(one.path), "made": moment(session, one.made), "size": one.size}
        for one in found
    ]
    none = Nothing(_("There is no backup yet"), "scrm backup create")
    print_list(session, SCHEMA, items[: session.flags.limit], len(items), COLUMNS, none)


@verb(
    "verify",
    N_("Compare a backup, the latest if none is named, with its own list. Exit 65 if it is damaged."),
    examples=["scrm backup verify"],
)
@click.argument("name", required=False, default="")
def verify(session: Session, name: str) -> None:
    folder = backups(session)
    report = folder.verify(folder.find(name))
    _sound(report)
    counted = {"path": report.path, "notes": _notes(report), "attachments": _attachments(report)}
    session.output.line(_("%(path)s is sound: %(notes)s, %(attachments)s") % counted)
    _tell_left_out(session, report)


def _notes(report: Report) -> str:
    return ngettext("%(n)d note", "%(n)d notes", report.notes) % {"n": report.notes}


def _attachments(report: Report) -> str:
    count = ngettext("%(n)d attachment", "%(n)d attachments", report.attachments)
    return count % {"n": report.attachments}


def _sound(report: Report) -> None:
    if report.problems:
        raise BadInput(
            _("%(path)s is damaged: %(problem)s") % {"path": report.path.name, "problem": report.problems[0]},
            "scrm backup list",
        )


@verb(
    "restore",
    N_("Put a backup in the place of what is there, which is backed up first. Its file name confirms."),
    examples=["scrm backup restore scrm-20261124-090200.zip --confirm scrm-20261124-090200.zip"],
)
@click.argument("name", required=False, default="")
@option("--confirm", metavar="NAME", about=N_("The file name of the backup, so that nobody has to be asked."))
@writing()
def restore(session: Session, name: str, confirm: str | None) -> None:
    folder = backups(session)
    path = folder.find(name)
    if session.flags.dry_run:
        _sound(folder.verify(path))
        _plan(session, folder.differing(path))
        return
    if confirm is None and session.can_ask:
        session.talk.ask(_("This replaces your data. Type %(name)s to go on: ") % {"name": path.name})
        confirm = session.stdin.readline().strip()
    if confirm != path.name:
        raise UsageError(_("Nothing was restored"), f"--confirm {path.name}")
    done = folder.restore(path)
    if not session.flags.json:
        session.output.line(_("Restored: %(path)s") % {"path": path})
    if done.safety:
        session.talk.say(_("What was there before: %(path)s") % {"path": done.safety})
    if done.newer:
        kept = ngettext(
            "Left as it is, since the backup does not know it: %(n)d file of the notes folder",
            "Left as they are, since the backup does not know them: %(n)d files of the notes folder",
            len(done.newer),
        )
        session.talk.say(kept % {"n": len(done.newer)})
    for sentence in done.problems:
        session.talk.say(sentence)
    told_of_files(session, 1 + done.written)


def _plan(session: Session, paths: list[str]) -> None:
    from scrm.db.backup.model import is_note

    lines = [("change", "note" if is_note(path) else "attachment", path) for path in paths]
    database = ("change", "database", str(session.places.database))
    told_of_files(session, 1 + len(paths), [database, *lines])


command = Noun(
    "backup", N_("Verified copies of everything, in one file each."), create, list_, verify, restore
)
