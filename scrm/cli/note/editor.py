"""The user's editor."""

from __future__ import annotations

import os
from pathlib import Path

from scrm.base.errors import ScrmError, UsageError
from scrm.base.i18n import _
from scrm.base.text import clean


def with_editor(path: Path, remedy: str = "") -> None:
    """Open a file in VISUAL, EDITOR or vi and wait. Not all of them know `--`: a whole path is no option to any.

    Raises UsageError if it does not start, ScrmError with this remedy if it fails.
    """
    import shlex
    import subprocess

    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        ended = subprocess.run([*shlex.split(command), str(path.absolute())], check=False)
    except (OSError, ValueError) as error:
        what = _("The editor %(name)s does not start") % {"name": clean(command)}
        raise UsageError(what, _("set EDITOR to your editor")) from error
    if ended.returncode:
        what = _("The editor ended with code %(code)d") % {"code": ended.returncode}
        raise ScrmError(what, remedy)
