"""Every error a user can meet, in one tree.

ScrmError                  1   something failed
├── UsageError             2   wrong words, or a question that needs a flag
├── NotFound               3   nothing matches, or there is no workspace
│   └── Ambiguous          3   several match; `candidates` names them
├── DecisionNeeded         5   rows wait for the user
├── Busy                   6   another process holds the workspace
├── StorageFailed          1   disk full, read-only folder, damaged file
│   └── Unreadable         1   a stored value that no scrm writes (also a ValueError)
├── NewerFile              1   made by a later version of scrm
├── Conflict               1   the thing changed since it was read
└── BadInput              65   the input is not what it claims

An error says what happened and what to type next; the fronts print
"scrm: what. Try: remedy." and never a traceback.
"""

from __future__ import annotations

from collections.abc import Sequence


class ScrmError(Exception):
    """Base of all expected errors.

    `what` is a whole sentence without the final stop, already in the user's
    language; `remedy` is what to type or do (may be empty).
    """

    exit_code = 1

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


class UsageError(ScrmError):
    """The words of a command cannot be understood, or a needed answer was not given."""

    exit_code = 2


class NotFound(ScrmError):
    """Nothing matches, or there is no workspace."""

    exit_code = 3


class Ambiguous(NotFound):
    """Several things match; `candidates` are lines that tell them apart."""

    def __init__(self, what: str, candidates: Sequence[str], remedy: str = "") -> None:
        super().__init__(what, remedy)
        self.candidates = list(candidates)


class DecisionNeeded(ScrmError):
    """Something was left undone because only the user can decide it."""

    exit_code = 5


class Busy(ScrmError):
    """Another process is writing; nothing was changed."""

    exit_code = 6


class StorageFailed(ScrmError):
    """The disk is full, the folder is read-only, or a file is damaged."""


class Unreadable(StorageFailed, ValueError):
    """A value in a file of ours is none that scrm writes: bits of it changed, or somebody else wrote it."""


class NewerFile(ScrmError):
    """The workspace was written by a later version; it was not touched."""


class Conflict(ScrmError):
    """The thing to be changed is no longer what was read; nothing was overwritten."""


class BadInput(ScrmError):
    """A file or text is not what it claims to be; nothing was written."""

    exit_code = 65
