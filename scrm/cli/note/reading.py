"""`scrm note show|list|check`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from scrm.base.errors import ScrmError, UsageError
from scrm.base.i18n import N_, _, ngettext
from scrm.base.text import clean_lines
from scrm.cli.entry.options import option, reading
from scrm.cli.entry.shape import verb
from scrm.cli.note.items import COLUMNS, SCHEMA, chosen, items, refresh
from scrm.cli.output.listing import Column, Nothing, print_list, print_one, wanted
from scrm.cli.people import complete_tag, complete_who
from scrm.cli.session import Session

if TYPE_CHECKING:
    from scrm.notes.model import Note, Problem
    from scrm.notes.notebook import Notebook

PROBLEMS = "scrm.problem/1"
PROBLEM_COLUMNS = (
    Column("path", N_("Note"), keep=True),
    Column("line", N_("Line"), keep=True),
    Column("what", N_("Problem"), keep="whole"),
)


@verb("show", N_("Print a note."), examples=["scrm note show @ana", "scrm note show lisbon-offer.md --json"])
@click.argument("note", shell_complete=complete_who)
@reading(SCHEMA)
def show(session: Session, note: str) -> None:
    workspace = session.workspace
    found = chosen(session, note)
    body = workspace.notebook.open(found).body
    item = next(items(session, [found], {"text"}))
    print_one(session, SCHEMA, item, lambda: session.output.raw(clean_lines(body) + "\n"))


@verb(
    "list",
    N_("List notes by title."),
    examples=["scrm note list --with @ana", "scrm note list --tag proposal --json"],
)
@option(
    "--with", "who", metavar="WHO", shell_complete=complete_who, about=N_("Only those about this person.")
)
@option(
    "--tag", metavar="TAG", default="", shell_complete=complete_tag, about=N_("Only those with this tag.")
)
@option("--trash", is_flag=True, about=N_("What was removed and can be restored."))
@reading(SCHEMA, listed=True)
def list_(session: Session, who: str | None, tag: str, trash: bool) -> None:
    if trash and (who or tag):
        raise UsageError(_("--trash lists the whole trash"), "scrm note list --trash")
    found = session.workspace.notebook.trash.notes() if trash else _known(session, who, tag)
    shown = items(session, found[: session.flags.limit], wanted(session, SCHEMA, COLUMNS))
    print_list(session, SCHEMA, shown, len(found), COLUMNS, _nothing(trash=trash, narrowed=bool(tag or who)))


def _known(session: Session, who: str | None, tag: str) -> Sequence[Note]:
    workspace = session.workspace
    refresh(session)
    store = workspace.notebook.store
    found = store.everything(tag)
    if who:
        about = {note.path for note in store.of_contact(workspace.who.one(who))}
        found = [note for note in found if note.path in about]
    return found


def _nothing(*, trash: bool, narrowed: bool) -> Nothing:
    if trash:
        return Nothing(_("No note is in the trash"), "scrm note list")
    if narrowed:
        return Nothing(_("No note is like that"), "scrm note list")
    return Nothing(_("No notes yet"), "scrm note new @ana")


@verb(
    "check",
    N_("Look for broken links, bad front matter and copied ids. Exit 1 if there are any."),
    examples=["scrm note check"],
)
@reading(PROBLEMS, listed=True)
def check(session: Session) -> None:
    notebook = session.workspace.notebook
    found = notebook.check()
    items = [{"path": one.path, "line": one.line or None, "what": one.what} for one in found]
    print_list(session, PROBLEMS, items[: session.flags.limit], len(items), PROBLEM_COLUMNS)
    if found:
        count = ngettext("%(n)d problem in your notes", "%(n)d problems in your notes", len(found))
        raise ScrmError(count % {"n": len(found)}, _remedy(notebook, found[0]))
    session.talk.say(_("All notes are in order"))


def _remedy(notebook: Notebook, first: Problem) -> str:
    if gone := notebook.vanished():
        return gone.remedy
    return "scrm note edit" if first.path else "scrm config get notes"
