"""`scrm import list|show|undo`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from scrm.base.errors import NotFound
from scrm.base.i18n import N_, _, ngettext
from scrm.cli.entry.choice import Number
from scrm.cli.entry.options import reading, writing
from scrm.cli.entry.shape import verb
from scrm.cli.output.listing import Column, Nothing, day, moment, print_list, print_one
from scrm.cli.output.reversing import finish
from scrm.cli.session import Session

if TYPE_CHECKING:
    from scrm.intake.model import ImportRun

SCHEMA = "scrm.run/1"


def _counts(_session: Session, summary: dict[str, int]) -> str:
    from scrm.intake.model import VERDICTS

    return ", ".join(_counted(verdict, summary[verdict]) for verdict in VERDICTS if summary.get(verdict))


def _counted(verdict: str, count: int) -> str:
    words = {
        "new": ngettext("%(n)d new", "%(n)d new", count),
        "update": ngettext("%(n)d updated", "%(n)d updated", count),
        "same": ngettext("%(n)d the same", "%(n)d the same", count),
        "review": ngettext("%(n)d to review", "%(n)d to review", count),
        "skipped": ngettext("%(n)d skipped", "%(n)d skipped", count),
    }
    return words[verdict] % {"n": count}


def _state(_session: Session, value: str) -> str:
    return _("taken back") if value == "undone" else ""


COLUMNS = (
    Column("operation", N_("No."), keep=True),
    Column("at", N_("When"), day, keep=True),
    Column("format", N_("Format"), keep=True),
    Column("path", N_("File")),
    Column("summary", N_("Rows"), _counts),
    Column("state", N_("State"), _state),
)


def _item(session: Session, run: ImportRun) -> dict[str, Any]:
    return {
        "operation": run.number,
        "at": moment(session, run.at),
        "format": run.format,
        "path": run.path,
        "summary": run.summary["summary"],
        "files": run.summary["files"],
        "state": run.state,
    }


@verb("list", N_("List the imports, the latest first."), examples=["scrm import list"])
@reading(SCHEMA, listed=True)
def list_(session: Session) -> None:
    runs = session.workspace.gate.runs()
    items = [_item(session, run) for run in runs[: session.flags.limit]]
    none = Nothing(_("There is no import yet"), "scrm import linkedin ARCHIVE.zip")
    print_list(session, SCHEMA, items, len(runs), COLUMNS, none)


@verb(
    "show",
    N_("Show one import, file by file; the last one if no number is given."),
    examples=["scrm import show 812"],
)
@click.argument("number", type=Number(min=1), required=False)
@reading(SCHEMA)
def show(session: Session, number: int | None) -> None:
    item = _item(session, _run(session, number))
    print_one(session, SCHEMA, item, lambda: _page(session, item))


def _page(session: Session, item: dict[str, Any]) -> None:
    output = session.output
    output.styled((f"{item['operation']}  {item['format']}", "heading"))
    output.line(f"{day(session, item['at'])}  {item['path']}  {_state(session, item['state'])}".rstrip())
    for file in item["files"]:
        told = _counts(session, file) if file["used"] else _("not used")
        output.line(f"  {file['name']}  {told}")


@verb("undo", N_("Take back an import, the last one if no number is given."), examples=["scrm import undo"])
@click.argument("number", type=Number(min=1), required=False)
@writing()
def undo_(session: Session, number: int | None) -> None:
    workspace = session.workspace
    run = _run(session, number)
    finish(session, workspace.undo(run.number))


def _run(session: Session, number: int | None) -> ImportRun:
    runs = session.workspace.gate.runs(limit=10_000)
    for run in runs:
        if run.number == number or (number is None and run.state == "done"):
            return run
    what = (
        _("There is no import yet") if number is None else _("Operation %(n)d is no import") % {"n": number}
    )
    raise NotFound(what, "scrm import list")
