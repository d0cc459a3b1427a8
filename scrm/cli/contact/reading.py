"""`scrm contact list|show`."""

from __future__ import annotations

import click

from scrm.base.i18n import N_, _
from scrm.cli.contact import items as known
from scrm.cli.contact.page import kind_word, page
from scrm.cli.contact.query import chosen
from scrm.cli.entry.choice import Choice
from scrm.cli.entry.options import option, reading
from scrm.cli.entry.shape import verb
from scrm.cli.output.listing import Column, Nothing, day, print_list, print_one, wanted
from scrm.cli.people import complete_tag, complete_who
from scrm.cli.session import Session
from scrm.contacts.model import KINDS

COLUMNS = (
    Column("ref", N_("Ref"), keep=True),
    Column("name", N_("Name"), keep=True),
    Column("organization", N_("Organisation")),
    Column("title", N_("Title")),
    Column("kind", N_("Kind"), kind_word),
    Column("last_contact", N_("Last"), day, keep=True),
)
SORTS = ("name", "last", "recent", "organization")


@verb(
    "list",
    N_("List people, by name or as --sort says."),
    examples=["scrm contact list --tag vip", "scrm contact list --where 'kind:client silent>60d' --json"],
)
@option("--where", metavar="QUERY", about=N_("Only those whom this search finds."))
@option(
    "--tag", multiple=True, metavar="TAG", shell_complete=complete_tag, about=N_("Only those with this tag.")
)
@option(
    "--kind", multiple=True, metavar="KIND", type=Choice(KINDS, "kind"), about=N_("Only those of this kind.")
)
@option("--org", multiple=True, metavar="NAME", about=N_("Only those of this firm."))
@option("--sort", type=Choice(SORTS), default="name", about=N_("Order; last puts the longest silent first."))
@option("--trash", is_flag=True, about=N_("What was removed and can be restored."))
@reading(known.SCHEMA, listed=True)
def list_(
    session: Session,
    where: str | None,
    tag: tuple[str, ...],
    kind: tuple[str, ...],
    org: tuple[str, ...],
    sort: str,
    trash: bool,
) -> None:
    fields = wanted(session, known.SCHEMA, COLUMNS)
    limit = session.flags.limit
    if trash:
        ids = [id for id, _name, _since in session.workspace.people.trash()]
        found = known.items(session, ids[:limit], fields, trashed=True)
        print_list(
            session,
            known.SCHEMA,
            found,
            len(ids),
            COLUMNS,
            Nothing(_("Nobody is in the trash"), "scrm contact list"),
        )
        return
    numbers, count = chosen(session, where, {"tag": tag, "kind": kind, "org": org}, sort)
    none = _nothing(narrowed=bool(where or tag or kind or org))
    print_list(session, known.SCHEMA, known.listed(session, numbers, fields), count, COLUMNS, none)


def _nothing(*, narrowed: bool) -> Nothing:
    if narrowed:
        return Nothing(_("Nobody is like that"), "scrm contact list")
    return Nothing(_("Nobody is here yet"), 'scrm import linkedin ARCHIVE.zip, scrm contact add "Ana García"')


@verb(
    "show",
    N_("Show what is known of a person."),
    examples=["scrm contact show @ana", "scrm c show ana --json"],
)
@click.argument("who", shell_complete=complete_who)
@reading(known.SCHEMA)
def show(session: Session, who: str) -> None:
    id = session.workspace.who.one(who)
    item = next(known.items(session, [id]))
    print_one(session, known.SCHEMA, item, lambda: page(session, item))
