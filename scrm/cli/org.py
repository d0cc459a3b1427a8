"""`scrm org`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from scrm.base.i18n import N_, _
from scrm.cli.entry.options import option, reading, writing
from scrm.cli.entry.shape import Noun, verb
from scrm.cli.output.changes import change
from scrm.cli.output.listing import Column, Nothing, print_list, print_one
from scrm.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrm.contacts.model import Organization

SCHEMA = "scrm.organization/1"
COLUMNS = (
    Column("ref", N_("Ref"), keep=True),
    Column("name", N_("Name"), keep=True),
    Column("people", N_("People"), keep=True),
    Column("city", N_("City")),
    Column("website", N_("Website")),
)


def _items(session: Session, found: Sequence[Organization]) -> list[dict[str, Any]]:
    from scrm.db.refs import refs

    short = refs(session.workspace.database, "organizations", [o.id for o in found])
    return [
        {
            "id": o.id,
            "ref": short[o.id],
            "name": o.name,
            "website": o.website or None,
            "city": o.city or None,
            "people": o.people,
        }
        for o in found
    ]


@verb("list", N_("List firms by name, or those whose name holds TEXT."), examples=["scrm org list acme"])
@click.argument("text", required=False, default="")
@reading(SCHEMA, listed=True)
def list_(session: Session, text: str) -> None:
    found, count = session.workspace.organizations.search(text, session.flags.limit)
    none = Nothing(_("No firm is called that"), "scrm org list")
    if not text:
        none = Nothing(_("No firms yet"), 'scrm org add "Acme"')
    print_list(session, SCHEMA, _items(session, found), count, COLUMNS, none)


@verb("show", N_("Show a firm and who works there."), examples=["scrm org show acme"])
@click.argument("firm")
@reading(SCHEMA)
def show(session: Session, firm: str) -> None:
    workspace = session.workspace
    found = workspace.organizations.one(firm)
    item = _items(session, [found])[0]
    print_one(session, SCHEMA, item, lambda: _page(session, item))


def _page(session: Session, item: dict[str, Any]) -> None:
    from scrm.db.refs import refs

    output, workspace = session.output, session.workspace
    output.styled((item["name"], "heading"), (f"  {item['ref']}", "muted"))
    for fact in filter(None, (item["city"], item["website"])):
        output.line(fact)
    people = workspace.organizations.members(item["id"])
    short = refs(workspace.database, "contacts", people)
    for sheet in workspace.sheets.sheets(people, ("id", "name", "title")):
        output.line(f"  {short[sheet['id']]}  {sheet['name']}  {sheet['title'] or ''}".rstrip())


@verb("add", N_("Add a firm."), examples=['scrm org add "Acme" --city Valencia'])
@click.argument("name")
@option("--website", metavar="URL", default="", about=N_("Web address."))
@option("--city", metavar="TEXT", default="", about=N_("City."))
@writing()
def add(session: Session, name: str, website: str, city: str) -> None:
    workspace = session.writable()
    with change(session, "org add", name) as operation:
        id = workspace.organizations.add(name, website=website, city=city)
    if operation.number is not None and not session.flags.json:
        (found,) = workspace.ties.organizations([id])
        session.output.line(f"{_items(session, [found])[0]['ref']}  {found.name}")


@verb("edit", N_("Change a firm; an empty text clears."), examples=["scrm org edit acme --city Lisboa"])
@click.argument("firm")
@option("--name", metavar="NAME", about=N_("Name."))
@option("--website", metavar="URL", about=N_("Web address."))
@option("--city", metavar="TEXT", about=N_("City."))
@writing()
def edit(session: Session, firm: str, **given: str | None) -> None:
    workspace = session.workspace
    found = workspace.organizations.one(firm)
    values = {name: value for name, value in given.items() if value is not None}
    with change(session, "org edit", found.name) as operation:
        if values:
            workspace.organizations.edit(found.id, **values)
    if operation.number is not None:
        session.talk.say(_("Changed: %(name)s") % {"name": values.get("name", found.name)})


command = Noun("org", N_("Firms, and who works there."), add, list_, show, edit)
