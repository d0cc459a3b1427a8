"""Out to the user's editor and back. Called in worker threads; the screens stand still meanwhile."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from scrm.base.draft import Draft
from scrm.base.errors import ScrmError, UsageError
from scrm.base.i18n import _
from scrm.base.text import clean

if TYPE_CHECKING:
    from tui.host import Lender

EDITORS = ("sensible-editor", "nano", "vim", "vi")


def editor() -> list[str]:
    """The user's editor as a command: VISUAL, EDITOR, else one that is here. Raises UsageError."""
    for name in ("VISUAL", "EDITOR"):
        try:
            if words := shlex.split(os.environ.get(name, "")):
                return words
        except ValueError as error:
            raise _not_started(os.environ[name], str(error)) from error
    found = next((path for name in EDITORS if (path := shutil.which(name))), None)
    if found is None:
        raise UsageError(_("There is no editor to open"), _("set EDITOR"))
    return [found]


def open_editor(app: Lender, path: Path, remedy: str = "") -> None:
    """Let the user edit a file; returns when they are done.

    Raises UsageError when that is not possible, ScrmError with this remedy when the editor fails.
    """
    command = [*editor(), str(path.absolute())]
    done = threading.Event()
    failures: list[ScrmError] = []
    app.call_later(partial(_suspended, app, command, remedy, done, failures))
    done.wait()
    if failures:
        raise failures[0]


def write_in(app: Lender, draft: Draft) -> Draft:
    """Let the user write a draft. What fails tells where the text is kept; without any the draft is gone."""
    try:
        open_editor(app, draft.path)
    except ScrmError as error:
        raise draft.rescue(error) from error
    return draft


def _suspended(
    app: Lender, command: list[str], remedy: str, done: threading.Event, failures: list[ScrmError]
) -> None:
    try:
        with app.suspend():
            code = subprocess.run(command, check=False).returncode
        if code:
            what = _("The editor ended with code %(code)d") % {"code": code}
            failures.append(ScrmError(what, remedy))
    except SuspendNotSupported:
        failures.append(UsageError(_("This terminal cannot be lent to an editor")))
    except OSError as error:
        failures.append(_not_started(command[0], error.strerror or str(error)))
    finally:
        done.set()


def _not_started(editor: str, reason: str) -> UsageError:
    what = _("%(editor)s cannot be started: %(reason)s") % {"editor": clean(editor), "reason": reason}
    return UsageError(what, _("set EDITOR"))
