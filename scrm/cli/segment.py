"""`scrm segment`."""

from __future__ import annotations

import click

from scrm.base.i18n import N_, _
from scrm.cli.contact import items as known
from scrm.cli.contact.query import chosen
from scrm.cli.contact.reading import COLUMNS as PEOPLE
from scrm.cli.entry.options import reading, writing
from scrm.cli.entry.shape import Noun, verb
from scrm.cli.output.changes import change
from scrm.cli.output.listing import Column, Nothing, moment, print_list, wanted
from scrm.cli.session import Session

SCHEMA = "scrm.segment/1"
COLUMNS = (Column("name", N_("Name"), keep=True), Column("query", N_("Search"), keep=True))


@verb(
    "save",
    N_("Save a search under a name, in the place of one of that name."),
    examples=["scrm segment save quiet 'kind:client silent>60d'"],
)
@click.argument("name")
@click.argument("query")
@writing()
def save(session: Session, name: str, query: str) -> None:
    workspace = session.writable()
    with change(session, "segment save", name) as operation:
        workspace.segments.save(name, query)
    if operation.number is not None:
        session.talk.say(_("Saved: %(name)s") % {"name": name})


@verb("list", N_("List the saved searches."), examples=["scrm segment list"])
@reading(SCHEMA, listed=True)
def list_(session: Session) -> None:
    items = [
        {"name": one.name, "query": one.query, "updated": moment(session, one.updated_at)}
        for one in session.workspace.segments.all()
    ]
    none = Nothing(_("No saved searches yet"), "scrm segment save quiet 'kind:client silent>60d'")
    print_list(session, SCHEMA, items[: session.flags.limit], len(items), COLUMNS, none)


@verb(
    "show", N_("List the people whom a saved search finds now."), examples=["scrm segment show quiet --json"]
)
@click.argument("name")
@reading(known.SCHEMA, listed=True)
def show(session: Session, name: str) -> None:
    segment = session.workspace.segments.one(name)
    numbers, count = chosen(session, segment.query, {}, "name")
    fields = wanted(session, known.SCHEMA, PEOPLE)
    none = Nothing(_("Nobody is like that now: %(query)s") % {"query": segment.query}, "scrm segment list")
    print_list(session, known.SCHEMA, known.listed(session, numbers, fields), count, PEOPLE, none)


@verb("remove", N_("Forget a saved search; the people stay."), examples=["scrm segment remove quiet"])
@click.argument("name")
@writing()
def remove(session: Session, name: str) -> None:
    workspace = session.workspace
    with change(session, "segment remove", name) as operation:
        workspace.segments.remove(name)
    if operation.number is not None:
        session.talk.say(_("Removed: %(name)s") % {"name": name})


command = Noun("segment", N_("Saved searches."), save, list_, show, remove)
