"""Every way a command can end badly, in one place: a line on stderr, an exit code, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from scrm.base.errors import ScrmError
from scrm.base.i18n import _

if TYPE_CHECKING:
    from scrm.cli.session import Session

BUG = 70
INTERRUPTED = 130


def guarded(session: Session, command: Callable[[], int], argv: list[str]) -> int:
    """Run a command and give its exit code, whatever happens in it."""
    try:
        code = command()
        session.out.flush()
        return code
    except BrokenPipeError:
        return _pipe_closed(session)
    except ScrmError as error:
        _debug()
        session.talk.fail(error)
        return error.exit_code
    except KeyboardInterrupt:
        session.talk.say(_("Interrupted"))
        return INTERRUPTED
    except OSError as error:
        return _system_failed(session, error, argv)
    except Exception as error:  # noqa: BLE001 - the last net: a bug must not print anybody's data
        return _crashed(session, error, argv)


def _pipe_closed(session: Session) -> int:
    """The reader has had enough. What is left in the buffer goes nowhere, so that Python does not complain."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), session.out.fileno())
    return 0


def _system_failed(session: Session, error: OSError, argv: list[str]) -> int:
    """A file that a command named itself; anything else of the system's is a bug of ours."""
    if error.filename is None:
        return _crashed(session, error, argv)
    from scrm.base import faults

    _debug()
    told = faults.failed(error, Path(os.fsdecode(error.filename)))
    session.talk.fail(told)
    return told.exit_code


def _crashed(session: Session, error: Exception, argv: list[str]) -> int:
    _debug()
    what = _("An error in scrm itself (%(name)s) stopped the command") % {"name": type(error).__name__}
    path = _report(session, error, argv)
    remedy = _("send %(path)s, which holds nobody's data") % {"path": path} if path else "SCRM_DEBUG=1"
    session.talk.fail(ScrmError(what, remedy))
    return BUG


def _debug() -> None:
    if os.environ.get("SCRM_DEBUG") == "1":
        import traceback

        traceback.print_exc(file=sys.stderr)


def _report(session: Session, error: Exception, argv: list[str]) -> Path | None:
    """Write where the error arose: no message, no arguments, no values, for these may name people."""
    import sqlite3
    import tempfile
    import traceback

    from scrm import __version__
    from scrm.cli.commands import find

    frames = traceback.extract_tb(error.__traceback__)
    words = [word for word in argv[:2] if find(word)]
    lines = [
        f"scrm {__version__}, Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}, {sys.platform}",
        f"command: {' '.join(words) or '-'}",
        *(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames),
        type(error).__name__,
    ]
    try:
        file, name = tempfile.mkstemp(prefix="scrm-report-", suffix=".txt")
        with os.fdopen(file, "w", encoding="utf-8") as report:
            report.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return Path(name)


def _short(filename: str) -> str:
    """The last folders of a source file: the first may name its user."""
    return "/".join(Path(filename).parts[-3:])
