"""`scrm done`, the same as `scrm follow-up done`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scrm.base.i18n import N_, _
from scrm.cli.entry.options import confirmed, option, writing
from scrm.cli.entry.shape import verb
from scrm.cli.output.changes import change
from scrm.cli.people import complete_who
from scrm.cli.rows import rows, subject
from scrm.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from scrm.followups.promises import Finished


@verb(
    "done",
    N_(
        "Finish follow-ups and rows of today; a repeating one comes again. --log writes down the contact as well. "
        "@WHO stands for the only open follow-up of a person."
    ),
    examples=[
        "scrm done 7f3a2c",
        "scrm done @ana",
        N_('scrm done 7f3a2c --log "call 25m + scope agreed next:1w"'),
    ],
)
@click.argument("ref", nargs=-1, required=True, shell_complete=complete_who)
@option("--at", metavar="DATE", about=N_("When it was done."))
@option(
    "--log", metavar="LINE", about=N_("What happened, as for scrm log; with the people of the follow-up.")
)
@confirmed()
@writing()
def command(session: Session, ref: tuple[str, ...], at: str | None, log: str | None) -> None:
    workspace = session.workspace
    found, items = rows(session, ref)
    with change(session, "follow-up done" if found else "done", subject(found, items)) as operation:
        instant = _instant(session, at) if at else None
        finished = workspace.promises.done([one.id for one in found], instant) if found else []
        if items:
            workspace.today.close(items)
        if log is not None:
            people = [(who.contact_id, who.name) for one in found for who in one.people]
            people += [(item.contact, item.name) for item in items if item.contact]
            _log(session, log, people)
    if operation.number is not None:
        for one in finished:
            _say(session, one)
        for item in items:
            session.talk.say(_("Done: %(what)s") % {"what": f"{item.name}, {item.title}"})


def _instant(session: Session, text: str) -> datetime | None:
    from scrm.base.dates import to_instant

    when = session.when(text, past=True)
    if when.day == session.clock.today() and when.time is None:
        return None
    return to_instant(when.day, when.time, session.clock.zone)


def _log(session: Session, line: str, people: Sequence[tuple[str, str]]) -> None:
    from scrm.cli.log import decided

    heard = session.workspace.logbook.hear(line, session.day_first)
    add = decided(session, heard)
    session.workspace.logbook.save(heard.capture, list(dict.fromkeys([*people, *heard.known])), add)


def _say(session: Session, one: Finished) -> None:
    from scrm.base.dates import long_day

    if one.next is None:
        session.talk.say(_("Done: %(what)s") % {"what": one.title})
        return
    day = long_day(one.next.day_in(session.clock.zone), session.clock.today())
    session.talk.say(_("Done: %(what)s. Again on %(date)s") % {"what": one.title, "date": day})
