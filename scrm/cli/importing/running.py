"""Preview, question, write: one import from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrm.base.errors import DecisionNeeded, UsageError
from scrm.base.i18n import _, ngettext
from scrm.cli.importing.preview import print_preview, waiting
from scrm.cli.output.changes import hint

if TYPE_CHECKING:
    from scrm.cli.session import Session
    from scrm.intake.contract import Importer
    from scrm.intake.model import Plan

SCHEMA = "scrm.import/1"


def run(session: Session, name: str, path: Path, me: str) -> None:
    """Preview a source and write it when that is wanted.

    Raises UsageError when nobody can be asked (nothing is written), DecisionNeeded while rows wait for an
    answer, BadInput for a source that is not what it claims to be.
    """
    from scrm.intake.formats import load

    importer = load(name)
    plan = session.glance().gate.preview(importer, path.absolute(), me=me, progress=session.talk.progress)
    session.talk.progress(None)
    flags = session.flags
    asks = session.can_ask and not flags.yes
    if not flags.json:
        print_preview(session, plan)
    if flags.dry_run:
        _finish(session, plan, None)
        session.talk.say(_("Nothing was written (--dry-run)"))
        return
    if not (flags.yes or asks):
        _finish(session, plan, None)
        raise UsageError(_("Nothing was written: there is no terminal to ask on"), "--yes")
    if asks and not _wanted(session):
        raise UsageError(_("Nothing was written"))
    _write(session, plan, importer, me)


def _wanted(session: Session) -> bool:
    session.talk.ask(_("Write this? W or y writes, anything else does not: "))
    return session.stdin.readline().strip().lower() in ("w", "y", "yes", "s", "si", "sí")


def _write(session: Session, plan: Plan, importer: Importer, me: str) -> None:
    summary, document = plan.summary, _document(plan)
    number = session.born().gate.apply(plan, importer, me=me)
    if session.flags.json:
        session.output.object({**document, "operation": number})
    session.talk.say(_("Nothing has changed since the last import") if number is None else _("Written"))
    hint(session, number)
    if number is not None:
        _say_strangers(session)
    left = summary["review"]
    unknown = plan.unknown_owner
    if left and sum(unknown.values()) == left:
        told = "; ".join(waiting(file, rows) for file, rows in unknown.items())
        raise DecisionNeeded(told, again(plan.format, plan.path))
    if left:
        raise DecisionNeeded(
            ngettext("%(n)d row waits for you", "%(n)d rows wait for you", left) % {"n": left},
            "scrm import review list",
        )


def again(name: str, path: str) -> str:
    """The command that imports a source once more and says whose it is."""
    from shlex import quote

    return f"scrm import {name} {quote(path)} --me https://www.linkedin.com/in/YOU"


def _say_strangers(session: Session) -> None:
    count = len(session.workspace.timeline.strangers())
    if count:
        session.talk.say(
            ngettext(
                "%(n)d person who only wrote waits to be filed: scrm interaction strangers",
                "%(n)d people who only wrote wait to be filed: scrm interaction strangers",
                count,
            )
            % {"n": count}
        )


def _finish(session: Session, plan: Plan, number: int | None) -> None:
    if session.flags.json:
        session.output.object({**_document(plan), "operation": number})


def _document(plan: Plan) -> dict[str, Any]:
    from scrm.intake.model import VERDICTS

    return {
        "schema": SCHEMA,
        "summary": plan.summary,
        "files": [
            {"name": file.name, "used": file.used, "rows": file.rows, **{v: file.counts[v] for v in VERDICTS}}
            for file in plan.files.values()
        ],
        "skipped": [
            {"file": item.file, "row": item.row, "reason": item.detail} for item in plan.of("skipped")
        ],
    }
