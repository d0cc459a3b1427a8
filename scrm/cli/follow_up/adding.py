"""`scrm follow-up add|list`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from scrm.base.errors import UsageError
from scrm.base.i18n import N_, _
from scrm.base.text import clean
from scrm.cli.entry.choice import Choice
from scrm.cli.entry.options import many, option, reading, writing
from scrm.cli.entry.shape import verb
from scrm.cli.follow_up.dates import parted
from scrm.cli.follow_up.items import COLUMNS, SCHEMA, items
from scrm.cli.output.changes import change
from scrm.cli.output.listing import Nothing, print_list
from scrm.cli.people import complete_who, everyone
from scrm.cli.session import Session

if TYPE_CHECKING:
    from scrm.base.dates import When
    from scrm.followups.model import FollowUp

STATES = ("open", "done", "all")


@verb(
    "add",
    N_("Promise something: people with @, the title, then the day or moment in words."),
    examples=[
        N_('scrm follow-up add @luis "call about the pilot" thu 16:30'),
        N_('scrm fu add @ana "quarterly review" 1 dec --every 90d'),
        N_('scrm fu add @ana "her answer" +1w --waiting'),
    ],
)
@click.argument(
    "words", nargs=-1, required=True, metavar="[@WHO]... TITLE [DATE]", shell_complete=complete_who
)
@option("--due", metavar="DATE", about=N_("The day or moment, instead of words at the end."))
@option("--waiting", is_flag=True, about=N_("It is their promise: you wait for it."))
@option("--every", "repeat", metavar="SPAN", default="", about=N_("Repeat: 90d, monthly, every Monday."))
@option(
    "--from-done", is_flag=True, about=N_("Count the repeat from the day it was done, not from the due day.")
)
@many("--tag", metavar="TAG", about=N_("Tag."))
@writing()
def add(
    session: Session,
    words: tuple[str, ...],
    due: str | None,
    waiting: bool,
    repeat: str,
    from_done: bool,
    tag: tuple[str, ...],
) -> None:
    workspace = session.writable()
    who, title, when = _understood(session, words, due)
    people = everyone(session, who) if who else []
    with change(session, "follow-up add", title) as operation:
        id = workspace.promises.add(
            title,
            when,
            people,
            waiting=waiting,
            repeat=repeat,
            repeat_from="done" if from_done else "due",
            tags=tag,
        )
    if operation.changed:
        _say_added(session, id, title, when)


def _understood(session: Session, words: Sequence[str], due: str | None) -> tuple[list[str], str, When]:
    """People, title and date. Raises UsageError naming what is missing."""
    who = [word for word in words if word.startswith("@")]
    rest = [word for word in words if not word.startswith("@")]
    if not rest:
        raise UsageError(_("A follow-up needs a title"), _('scrm follow-up add @ana "send the proposal" fri'))
    title, when = _titled(session, rest)
    if due:
        if when is not None:
            raise UsageError(_("The day is said twice"), _("put the title in quotes, or leave --due out"))
        return who, title, session.when(due)
    if when is None:
        command = _('scrm follow-up add "%(title)s" fri') % {"title": clean(title)}
        raise UsageError(_("When is it due?"), command)
    return who, title, when


def _titled(session: Session, words: Sequence[str]) -> tuple[str, When | None]:
    """Title and date of words; without a date all of them are the title. Raises UsageError for a wrong date.

    A title in quotes is known by its blanks: then what follows must be a date.
    """
    before, text = parted(session, words)
    try:
        return " ".join(before), session.when(text) if text else None
    except UsageError:
        if " " in words[0]:
            raise
        return " ".join(words), None


def _say_added(session: Session, id: str, title: str, when: When) -> None:
    from scrm.base.dates import said_when

    fields = {"date": said_when(when, session.clock.today()), "what": clean(title)}
    session.talk.say(_("Due %(date)s: %(what)s") % fields)
    if not (session.flags.json or session.flags.dry_run):
        short = session.workspace.follow_ups.refs([id])[id]
        session.output.raw(f"{short}\n")


@verb(
    "list",
    N_("List follow-ups, the soonest first."),
    examples=["scrm follow-up list --late", "scrm fu list --with @ana --state all --json"],
)
@option("--late", is_flag=True, about=N_("Only those that are late."))
@option("--waiting", is_flag=True, about=N_("Only those that wait for others."))
@option("--with", "who", metavar="WHO", shell_complete=complete_who, about=N_("Only with this person."))
@option("--until", metavar="DATE", about=N_("Only those due up to this day."))
@option("--state", type=Choice(STATES), default="open", about=N_("open, done or all."))
@reading(SCHEMA, listed=True)
def list_(
    session: Session, late: bool, waiting: bool, who: str | None, until: str | None, state: str
) -> None:
    found = _selected(session, who, state)
    now, zone = session.clock.now(), session.clock.zone
    if late:
        found = [one for one in found if one.state == "open" and one.due.is_late(now, zone)]
    if waiting:
        found = [one for one in found if one.waiting]
    if until:
        last = session.day(until, past=False)
        found = [one for one in found if one.due.day_in(zone) <= last]
    none = _nothing(narrowed=bool(late or waiting or who or until or state != "open"))
    print_list(session, SCHEMA, items(session, found[: session.flags.limit]), len(found), COLUMNS, none)


def _nothing(*, narrowed: bool) -> Nothing:
    if narrowed:
        return Nothing(_("No follow-up is like that"), "scrm follow-up list")
    return Nothing(_("No open follow-ups"), _('scrm follow-up add @ana "send the proposal" fri'))


def _selected(session: Session, who: str | None, state: str) -> list[FollowUp]:
    from scrm.followups.model import order

    workspace, zone = session.workspace, session.clock.zone
    store = workspace.follow_ups
    if who:
        found = store.of_person(workspace.who.one(who))
    else:
        found = store.open() if state != "done" else []
        found += store.closed() if state != "open" else []
    wanted = {"open": ("open",), "done": ("done", "dropped"), "all": ("open", "done", "dropped")}[state]
    open_ones = sorted((one for one in found if one.state == "open"), key=lambda one: order(one, zone))
    closed = [one for one in found if one.state != "open"]
    return [one for one in (*open_ones, *closed) if one.state in wanted]
