"""The answers that a shell prompt or an editor asks for all day long, without click: it costs 30 ms a call."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scrm import __version__
from scrm.base.i18n import LANGUAGES
from scrm.cli.session import Session


def quick(argv: Sequence[str], *, heard: bool) -> Callable[[Session], None] | None:
    """What answers exactly `today --brief`, `version` or `find WORDS --json`; anything else is click's.

    With `heard` a `--home` and a `--lang` have been listened to and may stand before the command.
    """
    words = list(argv)
    while heard and _is_heard(words[:2]):
        del words[:2]
    if words == ["today", "--brief"]:
        return brief
    if words in (["version"], ["--version"]):
        return version
    if words[:1] != ["find"] or words.count("--json") != 1:
        return None
    words.remove("--json")
    if len(words) == 1 or any(word.startswith("-") for word in words):
        return None
    return lambda session: _find(session, " ".join(words[1:]))


def _is_heard(words: Sequence[str]) -> bool:
    match words:
        case ["--home", folder]:
            return not folder.startswith("-")
        case ["--lang", language]:
            return language in LANGUAGES
    return False


def brief(session: Session) -> None:
    """`2 late · 3 due · 4 owed`."""
    session.output.line(_counted(session))


def version(session: Session) -> None:
    """`scrm 0.1.0`."""
    session.output.line(f"scrm {__version__}")


def _counted(session: Session) -> str:
    from scrm.agenda.prompt import counts, line

    workspace = session.workspace
    return line(counts(workspace.database, workspace.clock))


def _find(session: Session, query: str) -> None:
    from scrm.cli.find_items import SCHEMA, hits

    items, count, _guess = hits(session, query, ())
    session.output.document(SCHEMA, items, count)
