"""`scrm contact tag|untag|relate|prefer|bump`."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence

import click

from scrm.base.errors import UsageError
from scrm.base.i18n import N_, _, ngettext
from scrm.cli.contact.fields import stored
from scrm.cli.entry.choice import Choice
from scrm.cli.entry.options import confirmed, needs_yes, option, writing
from scrm.cli.entry.shape import verb
from scrm.cli.output.changes import change
from scrm.cli.people import complete_tag, complete_who, everyone
from scrm.cli.session import Session
from scrm.contacts.model import RELATIONS


def _tags(text: str) -> list[str]:
    return [tag for part in text.split(",") if (tag := part.strip())]


def _people(session: Session, who: Sequence[str], verb: str, act: Callable[[list[str]], int]) -> None:
    """One operation on many people, with the question that more than a hundred need."""
    ids = everyone(session, who)
    needs_yes(session, len(ids))
    people = session.workspace.people.contacts(ids)
    summary = people[0].name if len(people) == 1 else str(len(people))
    with change(session, verb, summary) as operation:
        act(ids)
    if operation.number is not None:
        count = ngettext("Changed: %(n)d person", "Changed: %(n)d people", len(ids)) % {"n": len(ids)}
        session.talk.say(_("Changed: %(name)s") % {"name": summary} if len(ids) == 1 else count)


def _tag_first(tag: str, who: Sequence[str], verb: str) -> None:
    """Raises UsageError where a person stands in the place of the tag."""
    if tag.startswith("@"):
        words = shlex.join([who[-1].lstrip("+#"), tag, *who[:-1]])
        raise UsageError(_("The tag comes first, then the people"), f"scrm contact {verb} {words}")


@verb(
    "tag",
    N_("Put a tag on people, or several joined by commas. A - takes the people from stdin."),
    examples=[
        "scrm contact tag vip @ana @luis",
        "scrm contact list --kind client --fields ref | scrm contact tag vip -",
    ],
)
@click.argument("tag", shell_complete=complete_tag)
@click.argument("who", nargs=-1, required=True, shell_complete=complete_who)
@confirmed()
@writing()
def tag_(session: Session, tag: str, who: tuple[str, ...]) -> None:
    _tag_first(tag, who, "tag")
    _people(session, who, "contact tag", lambda ids: session.workspace.contacts.tag(ids, _tags(tag)))


@verb("untag", N_("Take a tag off people."), examples=["scrm contact untag vip @ana"])
@click.argument("tag", shell_complete=complete_tag)
@click.argument("who", nargs=-1, required=True, shell_complete=complete_who)
@confirmed()
@writing()
def untag(session: Session, tag: str, who: tuple[str, ...]) -> None:
    _tag_first(tag, who, "untag")
    _people(session, who, "contact untag", lambda ids: session.workspace.contacts.untag(ids, _tags(tag)))


@verb(
    "bump",
    N_("Count people as considered today: their rhythm starts again without a contact."),
    examples=["scrm contact bump @ana"],
)
@click.argument("who", nargs=-1, required=True, shell_complete=complete_who)
@confirmed()
@writing()
def bump(session: Session, who: tuple[str, ...]) -> None:
    _people(session, who, "contact bump", session.workspace.contacts.bump)


@verb(
    "relate",
    N_(
        "Say how a person is tied to another: introduced, works-with, reports-to, recommended, quoted, family."
    ),
    examples=["scrm contact relate @ana introduced @luis"],
)
@click.argument("who", shell_complete=complete_who)
@click.argument("kind", metavar="RELATION", type=Choice(RELATIONS))
@click.argument("other", shell_complete=complete_who)
@option("--since", metavar="DATE", about=N_("Since when."))
@writing()
def relate(session: Session, who: str, kind: str, other: str, since: str | None) -> None:
    workspace = session.workspace
    one, another = workspace.who.one(who), workspace.who.one(other)
    names = [contact.name for contact in workspace.people.contacts([one, another])]
    day = session.day(since).isoformat() if since else None
    with change(session, "contact relate", names[0]) as operation:
        workspace.contacts.relate(one, kind, another, day)
    if operation.number is not None:
        from scrm.cli.contact.page import tie_words

        tie = tie_words(kind, outward=True) % {"name": names[-1]}
        session.talk.say(_("Noted of %(name)s: %(tie)s") % {"name": names[0], "tie": tie})


@verb(
    "prefer",
    N_("How a person likes to be contacted, how often, and what they expect; an empty text clears."),
    examples=[N_('scrm contact prefer @ana --channel mail --every 30d --times "mornings, not on Friday"')],
)
@click.argument("who", shell_complete=complete_who)
@option(
    "--channel", "preferred_channel", metavar="CHANNEL", about=N_("mail, call, chat, meeting or linkedin.")
)
@option("--times", "preferred_times", metavar="TEXT", about=N_("When the person likes to be contacted."))
@option("--every", "cadence", metavar="SPAN", about=N_("Rhythm: 30d, 2 weeks, monthly."))
@option("--expects", "expectations", metavar="TEXT", about=N_("What the person expects of you."))
@writing()
def prefer(session: Session, who: str, **given: str | None) -> None:
    workspace = session.workspace
    contact = workspace.contacts.get(workspace.who.one(who))
    with change(session, "contact prefer", contact.name) as operation:
        workspace.contacts.edit(contact.id, **stored(session, given))
    if operation.number is not None:
        session.talk.say(_("Changed: %(name)s") % {"name": contact.name})
