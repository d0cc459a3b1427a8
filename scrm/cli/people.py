"""Who is meant on a command line: one person, several, or those whose ids come in on stdin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from scrm.base.errors import UsageError
from scrm.base.i18n import _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from scrm.cli.session import Session


def complete_who(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """People whose names begin so."""
    from scrm.cli.entry.completing import people

    return people(ctx, incomplete)


def complete_tag(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Tags that begin so."""
    from scrm.cli.entry.completing import tags

    return tags(ctx, incomplete)


def everyone(session: Session, words: Sequence[str]) -> list[str]:
    """The contact ids that the words mean, each once; a `-` takes them from stdin, one a line.

    Raises NotFound and Ambiguous, and UsageError when nobody is named.
    """
    ids: dict[str, None] = {}
    for word in words:
        named = session.first_words() if word == "-" else [word]
        ids.update(dict.fromkeys(session.workspace.who.one(name) for name in named))
    if not ids:
        raise UsageError(_("Nobody is named"), "scrm contact list")
    return list(ids)


def named(session: Session, words: Sequence[str]) -> list[tuple[str, str]]:
    """Id and name of each of them."""
    ids = everyone(session, words)
    return [(contact.id, contact.name) for contact in session.workspace.people.contacts(ids)]
