"""What the shell offers while a word is typed: people and tags, by one indexed query. Never makes anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from scrm.base.errors import ScrmError
from scrm.base.text import clean, fold, slug

if TYPE_CHECKING:
    from scrm.db.connection import Database

OFFERED = 20


def people(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """`@ana-garcia` for people whose names begin so, as long as a workspace is there."""
    from scrm.contacts.store import ListStore
    from scrm.search.query import Word, match

    words = match([Word(part) for part in incomplete.removeprefix("@").replace("-", " ").split()])
    with _database(ctx) as database:
        if database is None or words is None:
            return []
        rows = ListStore(database).beginning(words, OFFERED)
    found = [(slug(row.name), clean(row.organization or row.name)) for row in rows]
    return [CompletionItem("@" + name, help=firm) for name, firm in found if name]


def tags(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """Tags that begin so."""
    from scrm.contacts.store import TieStore

    with _database(ctx) as database:
        known = TieStore(database).tags() if database is not None else []
    return [
        CompletionItem(clean(tag)) for tag, _people, _rhythm in known if tag.startswith(fold(incomplete))
    ][:OFFERED]


@contextmanager
def _database(ctx: click.Context) -> Iterator[Database | None]:
    """The workspace's file if it is there and of this version; a key press must not migrate it."""
    from scrm.base.settings import Places
    from scrm.db.connection import Database
    from scrm.db.migrations import is_current

    home = ctx.find_root().params.get("home") or (ctx.obj.flags.home if ctx.obj else None)
    try:
        database = Database(Places.find(home).database, patience=0.0)
    except ScrmError:
        yield None
        return
    try:
        yield database if is_current(database) else None
    except ScrmError:
        yield None
    finally:
        database.close()
