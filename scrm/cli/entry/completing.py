"""What the shell and the `:` line offer while a word is typed: people and tags, by indexed queries. Makes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from click.shell_completion import BashComplete, CompletionItem

from scrm.base.errors import ScrmError
from scrm.base.text import clean, fold, slug

if TYPE_CHECKING:
    from pathlib import Path

    from scrm.db.opening.connection import Database

OFFERED = 20
_TYPED = re.compile("((?:.*[,:])?)@?([^@,:]*)")
"""what stands before a person's name, and the name"""


class Bash(BashComplete):
    """bash takes a word apart at its @, which click would count as two."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is typed, and that one."""
        args, incomplete = super().get_completion_args()
        words: list[str] = []
        for word in (*args, incomplete):
            if words and words[-1] == "@":
                words[-1] += word
            else:
                words.append(word)
        return words[:-1], words[-1]


def people(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """`@ana-garcia` for people whose names begin so, as long as a workspace is there."""
    return [CompletionItem(word, help=label) for word, label in offers(_path(ctx), incomplete)]


def offers(path: Path | None, typed: str) -> list[tuple[str, str]]:
    """(`@ana-garcia`, firm or name) for those in a database of whom a name or the nickname begins so.

    After a comma or a colon (`@ana,@luis`, `with:luis`) the last one is meant. The words begin as `typed` does
    wherever they can: a shell shortens what was typed to what all of them share.
    """
    from scrm.contacts.store import ListStore, PeopleStore
    from scrm.search.query import Word, match

    parts = _TYPED.fullmatch(typed)
    if parts is None:
        return []
    before, wanted = parts[1], slug(parts[2])
    words = match([Word(part) for part in wanted.split("-") if part])
    with _database(path) as database:
        if database is None or words is None:
            return []
        rows = ListStore(database).beginning(words, OFFERED)
        nicknames = [one.nickname for one in PeopleStore(database).contacts([row.id for row in rows])]
    found: list[tuple[str, str]] = []
    other: list[tuple[str, str]] = []
    for row, nickname in zip(rows, nicknames, strict=True):
        label = clean(row.organization or row.name)
        tail = _tail(slug(row.name), wanted) or _tail(slug(nickname), wanted)
        if tail or slug(row.name):
            (found if tail else other).append((f"{before}@{tail or slug(row.name)}", label))
    return found or other


def _tail(name: str, wanted: str) -> str:
    """A slug from the word on with which it begins as wanted; empty if none does."""
    parts = name.split("-")
    tails = ("-".join(parts[start:]) for start in range(len(parts)))
    return next((tail for tail in tails if tail.startswith(wanted)), "")


def tags(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """Tags that begin so."""
    from scrm.contacts.store import TieStore

    with _database(_path(ctx)) as database:
        known = TieStore(database).tags() if database is not None else []
    return [
        CompletionItem(clean(tag)) for tag, _people, _rhythm in known if tag.startswith(fold(incomplete))
    ][:OFFERED]


def _path(ctx: click.Context) -> Path | None:
    """Where the database lies, if there is a place for one."""
    from scrm.base.settings import Places

    home = ctx.find_root().params.get("home") or (ctx.obj.flags.home if ctx.obj else None)
    try:
        return Places.find(home).database
    except ScrmError:
        return None


@contextmanager
def _database(path: Path | None) -> Iterator[Database | None]:
    """The workspace's file if it is there and of this version; a key press must not migrate it."""
    from scrm.db.opening.connection import Database
    from scrm.db.opening.migrations import is_current

    if path is None:
        yield None
        return
    try:
        database = Database(path, patience=0.0)
    except ScrmError:
        yield None
        return
    try:
        yield database if is_current(database) else None
    except ScrmError:
        yield None
    finally:
        database.close()
