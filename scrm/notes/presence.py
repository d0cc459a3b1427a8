"""Whether the notes folder is where it was: one that vanished is no deletion of all notes."""

from __future__ import annotations

import os
from pathlib import Path

from scrm.base.errors import NotFound
from scrm.base.i18n import _, ngettext


def vanished(root: Path, known: int) -> NotFound | None:
    """Why a folder cannot be believed while so many notes are known; None when it can.

    A folder that is gone was moved; one without a single entry, hidden ones included, is most likely the
    place of a disk that is not mounted, or of a sync that has not begun.
    """
    if not known:
        return None
    try:
        with os.scandir(root) as entries:
            empty = next(entries, None) is None
    except FileNotFoundError:
        return missing(root)
    except OSError:
        return None  # the scan tells why it cannot be read
    return _empty(root, known) if empty else None


def missing(root: Path) -> NotFound:
    """The folder is not there."""
    return NotFound(
        _("The notes folder %(path)s is not there") % {"path": root},
        _("bring it back, or scrm config set notes FOLDER"),
    )


def _empty(root: Path, known: int) -> NotFound:
    what = ngettext(
        "The notes folder %(path)s is empty, though %(n)d note was in it",
        "The notes folder %(path)s is empty, though %(n)d notes were in it",
        known,
    )
    return NotFound(
        what % {"path": root, "n": known},
        _("bring them back, or scrm vault check --rebuild to go on without them"),
    )
