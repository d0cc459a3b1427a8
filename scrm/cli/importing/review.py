"""`scrm import review`."""

from __future__ import annotations

from typing import Any

import click

from scrm.base.errors import NotFound
from scrm.base.i18n import N_, _
from scrm.cli.entry.options import reading, writing
from scrm.cli.entry.shape import Noun, verb
from scrm.cli.importing.running import again
from scrm.cli.output.changes import change
from scrm.cli.output.listing import Column, Nothing, print_list
from scrm.cli.people import complete_who
from scrm.cli.session import Session

SCHEMA = "scrm.review/1"
COLUMNS = (
    Column("ref", N_("Ref"), keep=True),
    Column("name", N_("Name"), keep=True),
    Column("question", N_("Question"), lambda _session, text: _(text), keep=True),
    Column("file", N_("File")),
    Column("row", N_("Row")),
)


@verb("list", N_("List the rows that wait for an answer."), examples=["scrm import review list"])
@reading(SCHEMA, listed=True)
def list_(session: Session) -> None:
    from scrm.db.refs import refs

    workspace = session.workspace
    found = workspace.reviews.open()
    shown = found[: session.flags.limit]
    short = refs(workspace.database, "reviews", [one.id for one in shown])
    items: list[dict[str, Any]] = [
        {
            "id": one.id,
            "ref": short[one.id],
            "format": one.format,
            "file": one.file,
            "row": one.row,
            "kind": one.kind,
            "question": one.question,
            "name": one.name or None,
        }
        for one in shown
    ]
    owner = [item for item in items if item["kind"] == "owner"]
    if not session.flags.json:
        for item in owner:
            item["name"] = _("you")
    print_list(
        session,
        SCHEMA,
        items,
        len(found),
        COLUMNS,
        Nothing(_("No row waits for an answer"), "scrm import list"),
    )
    if owner:
        _say_owner(session)
    if len(owner) < len(items):
        session.talk.hint(_("scrm import review match REF @WHO, new REF or skip REF answers one"))


def _say_owner(session: Session) -> None:
    """What to do where it is not known whose archive it is: no answer here helps."""
    run = next(iter(session.workspace.gate.runs()), None)
    if run is not None:
        what = _("scrm has to know who you are before it can read these messages")
        session.talk.warn(NotFound(what, again(run.format, run.path)))


@verb("match", N_("Answer that a row is this contact."), examples=["scrm import review match 41be07 @ana"])
@click.argument("ref")
@click.argument("who", shell_complete=complete_who)
@writing()
def match(session: Session, ref: str, who: str) -> None:
    workspace = session.workspace
    question, contact = workspace.reviews.one(ref), workspace.who.one(who)
    with change(session, "import review", question.name):
        workspace.reviews.match(question, contact)


@verb("new", N_("Answer that a row is somebody new."), examples=["scrm import review new 41be07"])
@click.argument("ref")
@writing()
def new(session: Session, ref: str) -> None:
    workspace = session.workspace
    question = workspace.reviews.one(ref)
    with change(session, "import review", question.name):
        workspace.reviews.new(question)


@verb(
    "skip", N_("Leave rows out, now and in every later import."), examples=["scrm import review skip 41be07"]
)
@click.argument("ref", nargs=-1, required=True)
@writing()
def skip(session: Session, ref: tuple[str, ...]) -> None:
    workspace = session.workspace
    words = [word for text in ref for word in (session.first_words() if text == "-" else [text])]
    questions = [workspace.reviews.one(word) for word in words]
    with change(session, "import review", ", ".join(question.name for question in questions)):
        workspace.reviews.skip(questions)


review = Noun("review", N_("Answer what an import could not decide."), list_, match, new, skip)
