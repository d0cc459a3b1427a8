"""The door: `run` for the shell, `main` for tests and for the screens' command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

from scrm.base import i18n
from scrm.base.errors import UsageError
from scrm.base.i18n import _
from scrm.cli.entry.failures import INTERRUPTED, guarded
from scrm.cli.entry.quick import quick
from scrm.cli.session import Session


def run() -> NoReturn:
    """Run the command in sys.argv and end the process with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str], session: Session | None = None) -> int:
    """Run one command and give its exit code."""
    session = session if session is not None else Session()
    session.main = main
    arguments = list(argv)
    try:
        return guarded(session, lambda: _dispatch(session, arguments), arguments)
    finally:
        session.close()


def _dispatch(session: Session, argv: list[str]) -> int:
    _speak(session, argv)
    answer = quick(argv, heard=not session.embedded)
    if answer is not None:
        answer(session)
        return 0
    import click

    from scrm.cli.entry.root import root
    from scrm.cli.entry.usage import in_words

    try:
        code = root.main(argv, prog_name="scrm", standalone_mode=False, obj=session)
    except click.ClickException as error:
        return in_words(session, error)
    except click.Abort:
        session.talk.say("")
        return INTERRUPTED
    return code if isinstance(code, int) else 0


def _speak(session: Session, argv: list[str]) -> None:
    """Choose the language before click speaks: its help and errors come while it still reads the options."""
    if session.embedded:
        _refuse_language(_early("--lang", argv))
        return
    flags = session.flags
    flags.home, flags.lang = _early("--home", argv), _early("--lang", argv)
    # What settings complain about is said in the language of the surroundings.
    i18n.use(i18n.wanted(flags.lang))
    if flags.lang is None:
        i18n.use(i18n.wanted(configured=session.settings.text("language")))


def _refuse_language(wanted: str | None) -> None:
    """Raise UsageError for a language beside that of the screens; what is none is left to click."""
    if wanted in i18n.LANGUAGES:
        what = _("The screens and their command line speak one language: --lang is for the shell")
        raise UsageError(what, f"scrm config set language {wanted}")


def _early(name: str, argv: list[str]) -> str | None:
    """The value of an option, wherever it stands."""
    for place, word in enumerate(argv):
        if word == "--":
            break
        if word == name:
            return argv[place + 1] if place + 1 < len(argv) else None
        if word.startswith(name + "="):
            return word[len(name) + 1 :]
    return None
