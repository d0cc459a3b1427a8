"""`scrm tag`."""

from __future__ import annotations

import click

from scrm.base.i18n import N_, _
from scrm.cli.contact.fields import rhythm
from scrm.cli.entry.options import reading, writing
from scrm.cli.entry.shape import Noun, verb
from scrm.cli.output.changes import change
from scrm.cli.output.listing import Column, Nothing, print_list
from scrm.cli.people import complete_tag
from scrm.cli.session import Session

SCHEMA = "scrm.tag/1"


def every_days(_session: Session, days: int) -> str:
    """A rhythm in words."""
    from scrm.base.dates import every

    return every(days)


COLUMNS = (
    Column("tag", N_("Tag"), keep=True),
    Column("people", N_("People"), keep=True),
    Column("cadence", N_("Rhythm"), every_days),
)


@verb("list", N_("List the tags in use, with their people and rhythm."), examples=["scrm tag list"])
@reading(SCHEMA, listed=True)
def list_(session: Session) -> None:
    found = session.workspace.ties.tags()
    items = [{"tag": tag, "people": people, "cadence": days} for tag, people, days in found]
    none = Nothing(_("No tags yet"), "scrm contact tag vip @ana")
    print_list(session, SCHEMA, items[: session.flags.limit], len(items), COLUMNS, none)


@verb(
    "rhythm",
    N_("Give everybody with a tag a rhythm; an empty text takes it away."),
    examples=["scrm tag rhythm vip 30d", 'scrm tag rhythm vip ""'],
)
@click.argument("tag", shell_complete=complete_tag)
@click.argument("span")
@writing()
def rhythm_(session: Session, tag: str, span: str) -> None:
    days = rhythm(session, span)
    workspace = session.writable()
    with change(session, "tag rhythm", tag) as operation:
        workspace.contacts.set_tag_rhythm(tag, days)
    if operation.number is not None:
        fields = {"tag": tag, "rhythm": every_days(session, days) if days else _("no rhythm")}
        session.talk.say(_("%(tag)s: %(rhythm)s") % fields)


command = Noun("tag", N_("Tags, and the rhythms they carry."), list_, rhythm_)
