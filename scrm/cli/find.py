"""`scrm find`."""

from __future__ import annotations

import click

from scrm.base.i18n import N_, _
from scrm.cli.entry.choice import Choice
from scrm.cli.entry.options import option, reading
from scrm.cli.entry.shape import verb
from scrm.cli.find_items import COLUMNS, SCHEMA, hits
from scrm.cli.output.listing import print_list
from scrm.cli.session import Session
from scrm.search.find import PLACES


@verb(
    "find",
    N_(
        "Find people, notes and what was said. Words match beginnings; kind: org: tag: city: net: has: silent> "
        'last< due< narrow down, - leaves out, or and brackets join, "quotes" keep words together.'
    ),
    examples=[
        "scrm find garcia",
        "scrm find 'proposal in:notes'",
        "scrm find 'kind:client silent>60d' --json",
    ],
)
@click.argument("query", nargs=-1, required=True)
@option(
    "--in", "place", type=Choice(PLACES, "in"), multiple=True, about=N_("Only people, notes or interactions.")
)
@reading(SCHEMA, listed=True)
def command(session: Session, query: tuple[str, ...], place: tuple[str, ...]) -> None:
    items, count, guess = hits(session, " ".join(query), place)
    if guess and count:
        session.talk.say(_("Nobody is called that. Did you mean one of these?"))
    elif not count:
        session.talk.say(_("Nothing found. Try: fewer words or letters, or scrm contact list"))
    print_list(session, SCHEMA, items, count, COLUMNS)
