"""Out to the user's editor and back. Called in worker threads; the screens stand still meanwhile."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
import threading
from functools import partial
from pathlib import Path

from textual.app import SuspendNotSupported

from scrm.base.errors import ScrmError, StorageFailed, UsageError
from scrm.base.i18n import _
from tui.host import Lender

EDITORS = ("sensible-editor", "nano", "vim", "vi")
LARGEST = 1_000_000
"""bytes read back from a temporary file"""


def editor() -> list[str]:
    """The user's editor as a command: VISUAL, EDITOR, else one that is here. Raises UsageError."""
    for name in ("VISUAL", "EDITOR"):
        if words := shlex.split(os.environ.get(name, "")):
            return words
    found = next((path for name in EDITORS if (path := shutil.which(name))), None)
    if found is None:
        raise UsageError(_("There is no editor to open"), _("set EDITOR"))
    return [found]


def open_editor(app: Lender, path: Path) -> None:
    """Let the user edit a file; returns when they are done. Raises UsageError when that is not possible."""
    command = [*editor(), "--", str(path)]
    done = threading.Event()
    failures: list[ScrmError] = []
    app.call_later(partial(_suspended, app, command, done, failures))
    done.wait()
    if failures:
        raise failures[0]


def edited_text(app: Lender, text: str) -> str:
    """A text as the user left it in their editor, by way of a file that only they can read."""
    handle, name = tempfile.mkstemp(prefix="scrm-", suffix=".md")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        open_editor(app, path)
        with path.open("rb") as file:
            return file.read(LARGEST).decode("utf-8", "replace")
    except OSError as error:
        raise StorageFailed(
            _("%(path)s cannot be read: %(reason)s") % {"path": path, "reason": error.strerror or error}
        ) from error
    finally:
        path.unlink(missing_ok=True)


def _suspended(app: Lender, command: list[str], done: threading.Event, failures: list[ScrmError]) -> None:
    try:
        with app.suspend():
            subprocess.run(command, check=False)
    except SuspendNotSupported:
        failures.append(UsageError(_("This terminal cannot be lent to an editor")))
    except OSError as error:
        what = _("%(editor)s cannot be started: %(reason)s")
        failures.append(
            UsageError(what % {"editor": command[0], "reason": error.strerror or error}, _("set EDITOR"))
        )
    finally:
        done.set()
