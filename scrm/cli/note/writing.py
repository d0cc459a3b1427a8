"""`scrm note new|edit|append|remove|restore`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scrm.base.errors import Ambiguous, NotFound, UsageError
from scrm.base.i18n import N_, _, ngettext
from scrm.base.text import clean
from scrm.cli.entry.options import confirmed, many, needs_yes, option, writing
from scrm.cli.entry.shape import verb
from scrm.cli.note.editor import with_editor
from scrm.cli.note.items import chosen
from scrm.cli.output.changes import change, told, told_of_files
from scrm.cli.people import complete_who, everyone
from scrm.cli.session import Session

if TYPE_CHECKING:
    from scrm.notes.model import Note


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
    people = everyone(session, who) if who else []
    piped = "-" in words
    if text is None and not piped and session.can_ask and not session.flags.dry_run:
        _write(session, title, people, tag)
        return
    body = session.text() if piped else text or ""
    with change(session, "note new", title or _names(session, people)) as operation:
        note = workspace.notebook.new(title, people=people, tags=tag, body=body)
    if operation.number is not None:
        _say_where(session, note)


def _write(session: Session, title: str, people: list[str], tags: tuple[str, ...] = ()) -> None:
    """Make a note of what the user writes in the editor: one operation, or none when they write nothing."""
    notebook = session.writable().notebook
    draft = notebook.draft(title, people=people, tags=tags)
    try:
        with draft:
            with_editor(draft.path)
            if draft.written() is None:
                told_of_files(session, 0)
                session.talk.say(_("Nothing was written, and no note was made"))
                return
            with change(session, "note new", title or _names(session, people)):
                note = notebook.keep(draft)
    except KeyboardInterrupt:
        if draft.path.exists():
            session.talk.say(_("What you wrote is kept in %(path)s") % {"path": draft.path})
        raise
    assert note is not None
    _say_where(session, note)


def _say_where(session: Session, note: Note) -> None:
    if not session.flags.json:
        session.output.line(str(session.workspace.notebook.vault.locate(note.path)))
    _say_problem(session, note)


def _say_problem(session: Session, note: Note) -> None:
    if note.problem:
        session.talk.say(f"{clean(note.path)}: {_(note.problem)}")


def _names(session: Session, people: list[str]) -> str:
    return ", ".join(contact.name for contact in session.workspace.people.contacts(people))


@verb(
    "edit",
    N_(
        "Open a note in your editor; the one about a person is made if need be. "
        "--link and --unlink say whom it is about."
    ),
    examples=["scrm note edit @ana", "scrm note edit lisbon-offer --link @ana --unlink @luis"],
)
@click.argument("note", shell_complete=complete_who)
@many("--link", metavar="WHO", about=N_("It is about this person, too; no editor opens."))
@many("--unlink", metavar="WHO", about=N_("It is not about this person; no editor opens."))
@writing()
def edit(session: Session, note: str, link: tuple[str, ...], unlink: tuple[str, ...]) -> None:
    if link or unlink:
        _link(session, chosen(session, note), link, unlink)
        return
    session.writable()
    if not (session.can_ask or session.flags.dry_run):
        raise UsageError(_("An editor needs a terminal"), "scrm note append")
    found = _meant(session, note)
    if session.flags.dry_run:
        told(session, None, 0)  # nobody knows before what will be typed
    elif found is None:
        _write(session, "", [session.workspace.who.one(note)])
    else:
        _edit(session, found)


def _meant(session: Session, text: str) -> Note | None:
    """The note that is meant, None for the one about a person that is still to be made. Raises NotFound, Ambiguous."""
    try:
        return chosen(session, text)
    except Ambiguous:
        raise
    except NotFound:
        if not text.startswith("@"):
            raise
    session.workspace.who.one(text)
    return None


def _edit(session: Session, note: Note) -> None:
    notebook = session.workspace.notebook
    before = notebook.open(note).raw
    with_editor(notebook.vault.locate(note.path), _("open the note again; what the editor saved is kept"))
    with change(session, "note edit", note.title) as operation:
        edited = notebook.edited(note, before)
    if operation.number is not None and edited is not None:
        session.talk.say(_("Changed: %(name)s") % {"name": edited.title})
        _say_problem(session, edited)


def _link(session: Session, note: Note, link: tuple[str, ...], unlink: tuple[str, ...]) -> None:
    people = everyone(session, link) if link else []
    without = everyone(session, unlink) if unlink else []
    with change(session, "note link", note.title) as operation:
        session.workspace.notebook.link(note, people, without)
    if operation.number is not None:
        session.talk.say(_("Changed: %(name)s") % {"name": note.title})


@verb(
    "append",
    N_("Add lines at the end of a note; a - takes them from stdin."),
    examples=['scrm note append @ana "Wants the offer in English"', "pbpaste | scrm note append @ana -"],
)
@click.argument("note", shell_complete=complete_who)
@click.argument("text", nargs=-1, required=True)
@writing()
def append(session: Session, note: str, text: tuple[str, ...]) -> None:
    lines = session.text() if text == ("-",) else " ".join(text)
    workspace = session.workspace
    found = chosen(session, note)
    with change(session, "note append", found.title) as operation:
        workspace.notebook.append(found, lines)
    if operation.number is not None:
        session.talk.say(_("Changed: %(name)s") % {"name": found.title})


@verb(
    "remove",
    N_("Put notes into the trash; undo and restore bring them back."),
    examples=["scrm note remove lisbon-offer"],
)
@click.argument("note", nargs=-1, required=True, shell_complete=complete_who)
@confirmed()
@writing()
def remove(session: Session, note: tuple[str, ...]) -> None:
    words = [word for text in note for word in (session.first_words() if text == "-" else [text])]
    found = list({one.path: one for one in (chosen(session, word) for word in words)}.values())
    needs_yes(session, len(found))
    with change(session, "note remove", ", ".join(one.title for one in found[:3])) as operation:
        for one in found:
            session.workspace.notebook.remove(one)
    if operation.number is not None:
        count = ngettext("To the trash: %(n)d note", "To the trash: %(n)d notes", len(found))
        session.talk.say(count % {"n": len(found)})


@verb(
    "restore",
    N_("Take a note out of the trash, to where it was."),
    examples=["scrm note restore lisbon-offer", "scrm note list --trash"],
)
@click.argument("note")
@writing()
def restore(session: Session, note: str) -> None:
    notebook = session.workspace.notebook
    trashed = notebook.trash.find(note)
    with change(session, "note restore", trashed.title) as operation:
        back = notebook.restore(trashed)
    if operation.number is not None:
        _say_where(session, back)
