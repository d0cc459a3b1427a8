"""`scrm follow-up snooze|wait|edit|remove|restore`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from scrm.base.errors import UsageError
from scrm.base.i18n import N_, _, ngettext
from scrm.base.text import clean
from scrm.cli.entry.options import confirmed, many, option, writing
from scrm.cli.entry.shape import verb
from scrm.cli.follow_up.dates import parted
from scrm.cli.output.changes import change
from scrm.cli.people import complete_who, everyone
from scrm.cli.rows import chosen, one, rows, subject
from scrm.cli.session import Session

if TYPE_CHECKING:
    from scrm.base.dates import When


def _target(session: Session, text: str) -> When | timedelta:
    """A step such as `+1w` counts from a later due day; everything else is a date."""
    from scrm.base.dates import parse_step

    return parse_step(text) or session.when(text)


@verb(
    "snooze",
    N_("Move follow-ups and rows of today to another day, or on by a step such as +1w. The day comes last."),
    examples=[N_("scrm follow-up snooze 7f3a2c +1w"), N_("scrm fu snooze 7f3a2c 81bc02 monday")],
)
@click.argument("words", nargs=-1, required=True, metavar="REF... DATE", shell_complete=complete_who)
@confirmed()
@writing()
def snooze(session: Session, words: tuple[str, ...]) -> None:
    from scrm.base.dates import long_day

    ref, date = parted(session, words)
    if not date:
        raise UsageError(_("To which day?"), _("scrm follow-up snooze %(ref)s +1w") % {"ref": clean(ref[0])})
    found, items = rows(session, ref)
    target, today = _target(session, date), session.clock.today()
    what = subject(found, items)
    with change(session, "follow-up snooze" if found else "snooze", what) as operation:
        dues = session.workspace.promises.snooze([one.id for one in found], target) if found else []
        if items:
            session.workspace.today.snooze(items, target)
    if operation.number is not None:
        day = today + target if isinstance(target, timedelta) else target.day
        shown = long_day(dues[0].day_in(session.clock.zone) if dues else day, today)
        session.talk.say(_("Snoozed to %(date)s: %(what)s") % {"date": shown, "what": what})


@verb(
    "wait",
    N_("Make follow-ups theirs: you wait for them. --mine takes that back."),
    examples=["scrm fu wait 7f3a2c"],
)
@click.argument("ref", nargs=-1, required=True, shell_complete=complete_who)
@option("--mine", is_flag=True, about=N_("Make them yours again."))
@confirmed()
@writing()
def wait(session: Session, ref: tuple[str, ...], mine: bool) -> None:
    found = chosen(session, ref)
    with change(session, "follow-up wait", subject(found)) as operation:
        session.workspace.promises.wait([one.id for one in found], not mine)
    if operation.number is not None:
        sentence = _("Yours again: %(what)s") if mine else _("Waiting for them: %(what)s")
        session.talk.say(sentence % {"what": subject(found)})


@verb(
    "edit",
    N_("Change a follow-up; an empty text clears."),
    examples=[N_('scrm fu edit 7f3a2c --title "call Luis" --due fri')],
)
@click.argument("ref", shell_complete=complete_who)
@option("--title", metavar="TEXT", about=N_("What is promised."))
@option("--due", metavar="DATE", about=N_("The day or moment."))
@option("--every", "repeat", metavar="SPAN", about=N_("Repeat: 90d, monthly, every Monday."))
@option("--owner", metavar="WHO", about=N_("Colleague who has promised it; empty for you."))
@many("--with", "who", metavar="WHO", about=N_("The people, all of them."))
@many("--tag", metavar="TAG", about=N_("The tags, all of them."))
@writing()
def edit(
    session: Session,
    ref: str,
    title: str | None,
    due: str | None,
    repeat: str | None,
    owner: str | None,
    who: tuple[str, ...],
    tag: tuple[str, ...],
) -> None:
    workspace = session.workspace
    before = one(session, ref)
    people = everyone(session, who) if who else None
    with change(session, "follow-up edit", title or before.title) as operation:
        workspace.promises.edit(
            before.id,
            title=title,
            when=session.when(due) if due else None,
            repeat=repeat,
            people=people,
            tags=tag or None,
            owner=workspace.who.one(owner) if owner else owner,
        )
    if operation.number is not None:
        session.talk.say(_("Changed: %(name)s") % {"name": title or before.title})


@verb(
    "remove",
    N_("Put follow-ups into the trash. With --drop they stay in the history as given up."),
    examples=["scrm fu remove 7f3a2c", "scrm fu remove --drop 7f3a2c"],
)
@click.argument("ref", nargs=-1, required=True, shell_complete=complete_who)
@option("--drop", is_flag=True, about=N_("Give up on them without having done them."))
@confirmed()
@writing()
def remove(session: Session, ref: tuple[str, ...], drop: bool) -> None:
    found = chosen(session, ref)
    promises = session.workspace.promises
    with change(session, "follow-up drop" if drop else "follow-up remove", subject(found)) as operation:
        (promises.drop if drop else promises.remove)([one.id for one in found])
    if operation.number is not None:
        count = ngettext("Removed: %(n)d follow-up", "Removed: %(n)d follow-ups", len(found))
        session.talk.say(count % {"n": len(found)})


@verb("restore", N_("Take a follow-up out of the trash."), examples=["scrm fu restore 7f3a2c"])
@click.argument("ref")
@writing()
def restore(session: Session, ref: str) -> None:
    promises = session.workspace.promises
    found = promises.one(ref, trashed=True)
    with change(session, "follow-up restore", found.title) as operation:
        promises.restore(found.id)
    if operation.number is not None:
        session.talk.say(_("Restored: %(name)s") % {"name": found.title})
