"""The verbs of `scrm note`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scrm.base.errors import NotFound, ScrmError, UsageError
from scrm.base.i18n import N_, _, ngettext
from scrm.base.text import clean_lines
from scrm.cli.entry.options import many, option, reading, writing
from scrm.cli.entry.shape import verb
from scrm.cli.note.items import COLUMNS, SCHEMA, chosen, items, with_editor
from scrm.cli.output.changes import change, told
from scrm.cli.output.listing import Column, Nothing, print_list, print_one, wanted
from scrm.cli.people import complete_tag, complete_who, everyone
from scrm.cli.session import Session

if TYPE_CHECKING:
    from scrm.notes.model import Note

PROBLEMS = "scrm.problem/1"
PROBLEM_COLUMNS = (
    Column("path", N_("Note"), keep=True),
    Column("line", N_("Line"), keep=True),
    Column("what", N_("Problem"), keep="whole"),
)


@verb(
    "new",
    N_(
        "Start a note: people with @, a title, and a - for its text on stdin. On a terminal it opens your editor."
    ),
    examples=['scrm note new "Lisbon offer" --tag proposal', "pbpaste | scrm note new @ana -"],
)
@click.argument(
    "words", nargs=-1, required=True, metavar="[@WHO]... [TITLE] [-]", shell_complete=complete_who
)
@option("--text", metavar="TEXT", about=N_("The text, instead of an editor."))
@many("--tag", metavar="TAG", about=N_("Tag."))
@writing()
def new(session: Session, words: tuple[str, ...], text: str | None, tag: tuple[str, ...]) -> None:
    workspace = session.writable()
    who = [word for word in words if word.startswith("@")]
    title = " ".join(word for word in words if not word.startswith("@") and word != "-")
    body = session.stdin.read() if "-" in words else text or ""
    people = everyone(session, who) if who else []
    with change(session, "note new", title or _names(session, people)) as operation:
        note = workspace.notebook.new(title, people=people, tags=tag, body=body)
    if operation.number is None:
        return
    if not session.flags.json:
        session.output.line(str(workspace.notebook.vault.locate(note.path)))
    if not body and session.can_ask:
        workspace.notebook.edit(note, with_editor)


def _names(session: Session, people: list[str]) -> str:
    return ", ".join(contact.name for contact in session.workspace.people.contacts(people))


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
    "edit",
    N_("Open a note in your editor; the one about a person is made if need be."),
    examples=["scrm note edit @ana"],
)
@click.argument("note", shell_complete=complete_who)
@writing()
def edit(session: Session, note: str) -> None:
    workspace = session.writable()
    if not (session.can_ask or session.flags.dry_run):
        raise UsageError(_("An editor needs a terminal"), "scrm note append")
    found = _wanted(session, note)
    if session.flags.dry_run:
        told(session, None, 0)  # nobody knows before what will be typed
        return
    before = workspace.notebook.open(found).raw
    with_editor(workspace.notebook.vault.locate(found.path))
    with change(session, "note edit", found.title) as operation:
        workspace.notebook.edited(found, before)
    if operation.number is not None:
        session.talk.say(_("Changed: %(name)s") % {"name": found.title})


def _wanted(session: Session, text: str) -> Note:
    """The note that is meant; one about a person is made when there is none. Raises NotFound, Ambiguous."""
    try:
        return chosen(session, text)
    except NotFound:
        if not text.startswith("@"):
            raise
    workspace = session.workspace
    return workspace.notebook.new(people=[workspace.who.one(text)])


@verb(
    "append",
    N_("Add lines at the end of a note; a - takes them from stdin."),
    examples=['scrm note append @ana "Wants the offer in English"', "pbpaste | scrm note append @ana -"],
)
@click.argument("note", shell_complete=complete_who)
@click.argument("text", nargs=-1, required=True)
@writing()
def append(session: Session, note: str, text: tuple[str, ...]) -> None:
    lines = session.stdin.read() if text == ("-",) else " ".join(text)
    workspace = session.workspace
    found = chosen(session, note)
    with change(session, "note append", found.title) as operation:
        workspace.notebook.append(found, lines)
    if operation.number is not None:
        session.talk.say(_("Changed: %(name)s") % {"name": found.title})


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
@reading(SCHEMA, listed=True)
def list_(session: Session, who: str | None, tag: str) -> None:
    workspace = session.workspace
    workspace.notebook.refresh()
    store = workspace.notebook.store
    found = store.everything(tag)
    if who:
        about = {note.path for note in store.of_contact(workspace.who.one(who))}
        found = [note for note in found if note.path in about]
    shown = items(session, found[: session.flags.limit], wanted(session, SCHEMA, COLUMNS))
    print_list(session, SCHEMA, shown, len(found), COLUMNS, _nothing(narrowed=bool(tag or who)))


def _nothing(*, narrowed: bool) -> Nothing:
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
    found = session.workspace.notebook.check()
    items = [{"path": one.path, "line": one.line or None, "what": one.what} for one in found]
    print_list(session, PROBLEMS, items[: session.flags.limit], len(items), PROBLEM_COLUMNS)
    if found:
        count = ngettext("%(n)d problem in your notes", "%(n)d problems in your notes", len(found))
        raise ScrmError(count % {"n": len(found)}, "scrm note edit")
    session.talk.say(_("All notes are in order"))
