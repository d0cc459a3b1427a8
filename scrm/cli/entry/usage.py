"""click's own complaints in the house's form, with what was probably meant."""

from __future__ import annotations

import click

from scrm.base.errors import UsageError
from scrm.base.i18n import _
from scrm.base.text import clean
from scrm.cli.entry import commands
from scrm.cli.session import Session


def in_words(session: Session, error: click.ClickException) -> int:
    """Print a complaint of click's on stderr and give its exit code."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        session.talk.lines(error.format_message().splitlines())
        return error.exit_code
    told = UsageError(_what(error), _remedy(error))
    session.talk.fail(told)
    return told.exit_code


def _what(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchCommand):
        return _("There is no command %(name)s") % {"name": clean(error.command_name)}
    if isinstance(error, click.NoSuchOption):
        return _("There is no option %(name)s") % {"name": clean(error.option_name)}
    return error.format_message()


def _remedy(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "scrm"
    if isinstance(error, click.NoSuchCommand):
        meant = _nearest(error.command_name, context)
        return f"{path} {meant}" if meant else f"{path} --help"
    if isinstance(error, click.NoSuchOption) and error.possibilities:
        return ", ".join(sorted(error.possibilities))
    return f"{path} --help"


def _nearest(name: str, context: click.Context | None) -> str:
    if context is None or context.parent is None or not isinstance(context.command, click.Group):
        return commands.nearest(name)
    from difflib import get_close_matches

    return next(
        iter(get_close_matches(name[:40], context.command.list_commands(context), n=1, cutoff=0.6)), ""
    )
