"""Every way a command can end badly, in one place: a line on stderr, an exit code, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from scrm.base.errors import BadInput, ScrmError, StorageFailed, UsageError
from scrm.base.i18n import _
from scrm.cli.output.data import Unread

if TYPE_CHECKING:
    from scrm.cli.session import Session

BUG = 70
INTERRUPTED = 130
_OUTPUT = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}
"""what a write to stdout can meet; errors of files carry a name"""


def guarded(session: Session, command: Callable[[], int], argv: list[str]) -> int:
    """Run a command and give its exit code, whatever happens in it."""
    try:
        code = _finished(session, command)
        session.out.flush()
        return code
    except (BrokenPipeError, Unread):
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
    except (UnicodeError, OverflowError) as error:
        return _out_of_reach(session, error)
    except Exception as error:  # noqa: BLE001 - the last net: a bug must not print anybody's data
        return _crashed(session, error, argv)


def _finished(session: Session, command: Callable[[], int]) -> int:
    try:
        return command()
    finally:  # an editor that failed takes nothing back
        session.finish()


def _pipe_closed(session: Session) -> int:
    """The reader has had enough."""
    _drop_output(session)
    return 0


def _drop_output(session: Session) -> None:
    """What is left in the buffer goes nowhere, so that Python does not complain at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), session.out.fileno())


def _system_failed(session: Session, error: OSError, argv: list[str]) -> int:
    """A file that a command named itself, or stdout; anything else of the system's is a bug of ours."""
    if error.filename is None and error.errno not in _OUTPUT:
        return _crashed(session, error, argv)
    from scrm.base import faults

    _debug()
    if error.filename is None:
        _drop_output(session)
        told: ScrmError = _output_failed(error)
    else:
        told = faults.failed(error, Path(os.fsdecode(error.filename)))
    session.talk.fail(told)
    return told.exit_code


def _output_failed(error: OSError) -> StorageFailed:
    what = _("The output cannot be written: %(reason)s") % {"reason": error.strerror}
    return StorageFailed(what, _("send it to another place; what was changed is in scrm history"))


def _out_of_reach(session: Session, error: UnicodeError | OverflowError) -> int:
    """Bytes or escapes that stand for no character, or a number that no file and no calendar holds."""
    _debug()
    if isinstance(error, OverflowError):
        told: ScrmError = UsageError(_("A number is too large, and nothing was changed"), _("a smaller one"))
    else:
        what = _("A word or a line of the input is no text in UTF-8, and nothing was changed")
        told = BadInput(what, _("type it again, or save the file as UTF-8"))
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
    from scrm.cli.entry.commands import find

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
