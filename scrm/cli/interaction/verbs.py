"""The verbs of `scrm interaction`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from scrm.base.i18n import N_, _, ngettext
from scrm.base.text import shorten
from scrm.cli.entry.choice import Choice, Number
from scrm.cli.entry.options import confirmed, many, needs_yes, option, reading, writing
from scrm.cli.entry.shape import verb
from scrm.cli.interaction.items import COLUMNS, SCHEMA, items, page
from scrm.cli.output.changes import change
from scrm.cli.output.listing import Nothing, print_list, print_one
from scrm.cli.people import complete_who, named
from scrm.cli.session import Session
from scrm.interactions.model import DIRECTIONS, KINDS, MOODS

if TYPE_CHECKING:
    from scrm.interactions.diary import Moment

SHOWN = 50


@verb(
    "list",
    N_("List what happened, the latest first."),
    examples=[
        "scrm interaction list --with @ana --since 2026-10-01",
        "scrm interaction list --kind call --json",
    ],
)
@option("--since", metavar="DATE", about=N_("From this day on."))
@option("--until", metavar="DATE", about=N_("Up to this day, included."))
@option("--kind", type=Choice(KINDS, "channel"), about=N_("Only this kind."))
@option("--with", "who", metavar="WHO", shell_complete=complete_who, about=N_("Only with this person."))
@reading(SCHEMA, listed=True)
def list_(session: Session, since: str | None, until: str | None, kind: str | None, who: str | None) -> None:
    workspace, limit = session.workspace, session.flags.limit
    found, count = workspace.timeline.select(
        contact_id=workspace.who.one(who) if who else None,
        kind=kind,
        since=session.midnight(since) if since else None,
        until=session.midnight(until, after=1) if until else None,
        limit=SHOWN if limit is None else limit,
    )
    none = _nothing(narrowed=bool(since or until or kind or who))
    print_list(session, SCHEMA, items(session, found), count, COLUMNS, none)


def _nothing(*, narrowed: bool) -> Nothing:
    if narrowed:
        return Nothing(_("No interaction is like that"), "scrm interaction list")
    from scrm.interactions.capture import examples

    return Nothing(_("Nothing is written down yet"), f"scrm log {examples()[0]}")


@verb("show", N_("Show one interaction, with its whole text."), examples=["scrm interaction show 7f3a2c"])
@click.argument("ref")
@reading(SCHEMA)
def show(session: Session, ref: str) -> None:
    item = next(items(session, [session.workspace.diary.one(ref)]))
    print_one(session, SCHEMA, item, lambda: page(session, item))


@verb(
    "edit",
    N_("Change an interaction; an empty text clears."),
    examples=["scrm interaction edit 7f3a2c --mood + --minutes 25"],
)
@click.argument("ref")
@option("--at", metavar="DATE", about=N_("When it happened."))
@option("--kind", type=Choice(KINDS, "channel"), about=N_("Kind."))
@option("--direction", type=Choice(DIRECTIONS), about=N_("Direction."))
@option("--minutes", type=Number(min=0), metavar="N", about=N_("Minutes it took; 0 clears."))
@option("--mood", type=Choice(["", *MOODS], "mood"), about=N_("Mood: + good, = neutral, - bad."))
@option("--summary", metavar="TEXT", about=N_("What was said, in short."))
@option("--text", metavar="TEXT", about=N_("What was said, in full."))
@many("--with", "who", metavar="WHO", about=N_("The people, all of them."))
@many("--tag", metavar="TAG", about=N_("The tags, all of them."))
@writing()
def edit(
    session: Session, ref: str, at: str | None, who: tuple[str, ...], tag: tuple[str, ...], **given: Any
) -> None:
    workspace = session.workspace
    before = workspace.diary.one(ref)
    values = {name: value for name, value in given.items() if value is not None}
    if values.get("minutes") == 0:
        values["minutes"] = None
    with change(session, "interaction edit", ", ".join(p.name for p in before.participants)) as operation:
        workspace.diary.edit(
            before.id,
            when=_moment(session, at) if at else None,
            people=named(session, who) if who else None,
            tags=tag or None,
            **values,
        )
    if operation.number is not None:
        session.talk.say(_("Changed: %(name)s") % {"name": shorten(before.words, 60) or ref})


def _moment(session: Session, text: str) -> Moment:
    from scrm.interactions.diary import moment

    when = session.when(text, past=True)
    return moment(session.clock, when.day, when.time)


@verb("remove", N_("Put interactions into the trash."), examples=["scrm interaction remove 7f3a2c"])
@click.argument("ref", nargs=-1, required=True)
@confirmed()
@writing()
def remove(session: Session, ref: tuple[str, ...]) -> None:
    workspace = session.workspace
    words = [word for text in ref for word in (session.first_words() if text == "-" else [text])]
    found = list({one.id: one for one in map(workspace.diary.one, words)}.values())
    needs_yes(session, len(found))
    names = ", ".join(person.name for one in found[:1] for person in one.participants)
    with change(session, "interaction remove", names) as operation:
        workspace.diary.remove([one.id for one in found])
    if operation.number is not None:
        count = ngettext("To the trash: %(n)d interaction", "To the trash: %(n)d interactions", len(found))
        session.talk.say(count % {"n": len(found)})
