"""`scrm rhythm`."""

from __future__ import annotations

import click

from scrm.base.i18n import N_, _, ngettext
from scrm.cli.entry.choice import Number
from scrm.cli.entry.options import option, reading, writing
from scrm.cli.entry.shape import Noun, verb
from scrm.cli.output.changes import change
from scrm.cli.output.listing import Column, Nothing, print_list
from scrm.cli.session import Session
from scrm.cli.tag import every_days

SCHEMA = "scrm.quiet/1"


def _late(_session: Session, days: int) -> str:
    from scrm.base.dates import late

    return late(days)


def _silent(_session: Session, days: int) -> str:
    from scrm.base.dates import silent

    return silent(days)


COLUMNS = (
    Column("ref", N_("Ref"), keep=True),
    Column("name", N_("Name"), keep=True),
    Column("cadence", N_("Rhythm"), every_days),
    Column("silent", N_("Silent"), _silent, keep=True),
    Column("overdue", N_("Overdue"), _late, keep=True),
)


@verb(
    "list", N_("List everybody whose rhythm is over, the most overdue first."), examples=["scrm rhythm list"]
)
@reading(SCHEMA, listed=True)
def list_(session: Session) -> None:
    from scrm.db.refs import refs

    workspace = session.workspace
    quiet = workspace.rhythm.quiet()
    shown = quiet[: session.flags.limit]
    ids = [one.contact_id for one in shown]
    names = {contact.id: contact.name for contact in workspace.people.contacts(ids)}
    short = refs(workspace.database, "contacts", ids)
    items = [
        {
            "id": one.contact_id,
            "ref": short[one.contact_id],
            "name": names[one.contact_id],
            "cadence": one.cadence,
            "overdue": one.overdue,
            "silent": one.silent,
            "last_contact": one.last.isoformat() if one.last else None,
        }
        for one in shown
    ]
    none = Nothing(_("Nobody is overdue"), "scrm contact prefer @ana --every 30d")
    print_list(session, SCHEMA, items, len(quiet), COLUMNS, none)


@verb(
    "pause",
    N_("Pause all rhythms up to a day, for holidays for instance."),
    examples=["scrm rhythm pause --until 2026-08-31"],
)
@option("--until", metavar="DATE", required=True, about=N_("Last day of the pause."))
@option("--since", metavar="DATE", about=N_("First day of the pause; today if not given."))
@writing()
def pause(session: Session, until: str, since: str | None) -> None:
    from scrm.base.dates import long_day

    workspace = session.writable()
    last = session.day(until, past=False)
    first = session.day(since, past=False) if since else None
    with change(session, "rhythm pause", f"{first or session.clock.today()} - {last}") as operation:
        workspace.rhythm.pause(last, first)
    if operation.number is not None:
        session.talk.say(_("Paused up to %(date)s") % {"date": long_day(last, session.clock.today())})


@verb("resume", N_("Count again from today; planned pauses go."), examples=["scrm rhythm resume"])
@writing()
def resume(session: Session) -> None:
    workspace = session.workspace
    with change(session, "rhythm resume") as operation:
        workspace.rhythm.resume()
    if operation.number is not None:
        session.talk.say(_("Rhythms count again"))


@verb(
    "spread",
    N_("Give everybody overdue a day of their own among the next days."),
    examples=["scrm rhythm spread 14"],
)
@click.argument("days", type=Number(min=1), required=False, default=14)
@writing()
def spread(session: Session, days: int) -> None:
    workspace = session.workspace
    with change(session, "rhythm spread", str(days)) as operation:
        done = workspace.rhythm.spread(days)
    if operation.number is not None:
        count = ngettext("Spread: %(n)d person", "Spread: %(n)d people", done.people)
        session.talk.say(count % {"n": done.people})


command = Noun(
    "rhythm",
    N_("How often to be in touch: who is overdue, pauses, a backlog."),
    list_,
    pause,
    resume,
    spread,
)
