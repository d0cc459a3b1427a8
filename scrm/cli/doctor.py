"""`scrm doctor`: one line for each thing that can be wrong, and what to do about it. Names nobody."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from scrm import __version__
from scrm.base.errors import NotFound, ScrmError
from scrm.base.i18n import N_, _
from scrm.base.text import clean
from scrm.cli.entry.options import reading
from scrm.cli.entry.shape import verb
from scrm.cli.output.damage import in_words
from scrm.cli.output.listing import Column, print_list
from scrm.cli.session import Session

if TYPE_CHECKING:
    from scrm.db.health.rows import Finding
    from scrm.notes.notebook import Notebook

FINDING = "scrm.finding/1"
PACKAGES = ("scrm", "tui", "importers", "vault")


_ROLES = {"ok": "good", "warn": "warn", "fail": "bad"}


def _level(_session: Session, value: str) -> str:
    return {"ok": _("ok"), "warn": _("warning"), "fail": _("failed")}[value]


COLUMNS = (
    Column("level", N_("State"), _level, keep=True),
    Column("what", N_("What"), keep=True),
    Column("remedy", N_("Try"), keep="whole"),
)


@verb(
    "doctor",
    N_("Check versions, terminal, settings, database, notes and backups. Exit 1 if something failed."),
    examples=["scrm doctor", "scrm doctor --json"],
)
@reading(FINDING, listed=True)
def command(session: Session) -> None:
    found = [*_surroundings(session), *findings(session)]
    print_findings(session, found)
    if any(one.level == "fail" for one in found):
        raise ScrmError(_("Something is wrong with this workspace"))


def print_findings(session: Session, found: list[Finding]) -> None:
    """Findings as a list document or a table; to a person what to do stands below each.

    Only a document names tables.
    """
    flags = session.flags
    if not flags.json:
        found = [replace(one, what=in_words(one.what)) for one in found]
    if session.output.tty and not flags.json and flags.fields is None:
        _lines(session, found[: flags.limit])
        return
    items = [{"level": one.level, "what": one.what, "remedy": one.remedy or None} for one in found]
    print_list(session, FINDING, items[: session.flags.limit], len(items), COLUMNS)


def _lines(session: Session, found: list[Finding]) -> None:
    from scrm.base.cells import cell_len, fit

    words = {level: _level(session, level) for level in _ROLES}
    width = max(map(cell_len, words.values()))
    for one in found:
        session.output.styled((fit(words[one.level], width), _ROLES[one.level]), (f"  {clean(one.what)}", ""))
        if one.remedy:
            session.output.line(" " * (width + 2) + _("Try: %(remedy)s") % {"remedy": clean(one.remedy)})


def findings(session: Session) -> list[Finding]:
    """What the workspace's own checks find; no workspace is a finding, too."""
    from scrm.base.faults import unwritable
    from scrm.cli.backup import backups
    from scrm.db.health.files import check_backups, check_files
    from scrm.db.health.history import check_history
    from scrm.db.health.kept import check_against_backup
    from scrm.db.health.rows import Finding, check_database

    places = session.places
    notes = session.settings.notes_folder(places)
    try:
        workspace = session.workspace
    except NotFound as error:
        return [Finding("warn", error.what, error.remedy)]
    except ScrmError as error:
        return [Finding("fail", error.what, error.remedy)]
    folders = [
        folder for folder in (places.data, places.backups, notes, places.config) if os.path.exists(folder)
    ]
    kept = backups(session)
    checks: list[Callable[[], Iterable[Finding]]] = [
        lambda: check_database(workspace.database),
        lambda: [check_history(workspace.database)],
        lambda: check_against_backup(workspace.database, kept),
        lambda: check_files(places.database, folders),
        lambda: _notes(workspace.notebook),
        lambda: [check_backups(kept, session.clock)],
    ]
    found: list[Finding] = []
    if workspace.read_only:
        what = _("This workspace can be read and not changed")
        found.append(Finding("warn", what, unwritable(places.database).remedy))
    for check in checks:
        try:
            found += check()
        except ScrmError as error:
            found.append(Finding("fail", error.what, error.remedy))
    return found


def _notes(notebook: Notebook) -> Iterator[Finding]:
    """How many notes want a hand; what kept all of them from being looked at is said as it is."""
    from scrm.db.health.rows import Finding

    if gone := notebook.vanished():
        yield Finding("warn", gone.what, gone.remedy)
        return
    problems = notebook.check()
    of_all = [problem.what for problem in problems if not problem.path]
    yield from (Finding("warn", what, "scrm note check") for what in of_all)
    count = len(problems) - len(of_all)
    told = _("Notes with problems: %(n)d") % {"n": count}
    yield Finding("warn", told, "scrm note check") if count else Finding("ok", told)


def _surroundings(session: Session) -> Iterator[Finding]:
    import sqlite3

    from scrm.db.health.rows import Finding

    versions = {"scrm": __version__, "python": sys.version.split()[0], "sqlite": sqlite3.sqlite_version}
    yield Finding("ok", _("scrm %(scrm)s, Python %(python)s, SQLite %(sqlite)s") % versions)
    yield _packages()
    encoding = (session.output.encoding or "").lower()
    if encoding.replace("-", "") == "utf8":
        yield Finding("ok", _("The terminal is told to take UTF-8"))
    else:
        yield Finding(
            "warn",
            _("Output is written as %(name)s: accents may be lost") % {"name": encoding},
            "LANG=C.UTF-8",
        )
    yield Finding("ok", _("Terminal: %(name)s") % {"name": os.environ.get("TERM", "-")})
    yield Finding("ok", _("Time zone: %(name)s") % {"name": session.clock.zone})
    for problem in session.settings.problems:
        yield Finding("warn", problem.what, problem.remedy)
    if not session.settings.problems:
        yield Finding("ok", _("The settings are in order"))


def _packages() -> Finding:
    """Whether the four packages lie together and are ours: their names belong to old projects, too."""
    from scrm.db.health.rows import Finding

    together = Path(__file__).resolve().parents[2]
    for name in PACKAGES:
        package = import_module(name)
        ours = getattr(package, "SCRM_PACKAGE", "") == "scrm"
        if not ours or Path(package.__file__ or "").resolve().parents[1] != together:
            what = _("The package %(name)s is not ours, or lies apart: another program has replaced it")
            return Finding(
                "fail", what % {"name": name}, _("install scrm in an environment of its own (pipx)")
            )
    return Finding("ok", _("The packages of scrm lie together"))
