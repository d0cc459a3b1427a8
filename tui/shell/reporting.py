"""What is left of a crash: the places in the code, and nothing of anybody's data."""

from __future__ import annotations

import os
import traceback

from scrm import __version__
from scrm.base.errors import ScrmError
from scrm.base.files import write_atomic
from scrm.base.i18n import _
from scrm.base.settings import Places


def report(error: BaseException, places: Places) -> str:
    """Write the report beside the data and give the line to print; with SCRM_DEBUG the whole traceback."""
    if os.environ.get("SCRM_DEBUG"):
        return "".join(traceback.format_exception(error))
    path = places.data / "crash.txt"
    try:
        write_atomic(path, frames(error).encode())
    except ScrmError:
        return _("scrm: a mistake in scrm ended it (%(kind)s). What was written is safe") % {
            "kind": type(error).__name__
        }
    return _("scrm: a mistake in scrm ended it. What was written is safe. Report: %(path)s") % {"path": path}


def frames(error: BaseException) -> str:
    """Version, kind of error, file, line and function of each frame: no message, no values."""
    places = traceback.extract_tb(error.__traceback__)
    lines = [f"{os.path.basename(f.filename)}:{f.lineno} {f.name}" for f in places]
    return "\n".join([f"scrm {__version__}", type(error).__name__, *lines]) + "\n"
