"""The facts of backups."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

NOTE_SUFFIX = ".md"

Why = Literal["big", "link", "closed", "name", "kind"]
"""longer than `contents.LARGEST`; a link; cannot be opened; a name that is not UTF-8; no plain file"""


@dataclass(frozen=True, slots=True)
class Backup:
    """A file in the folder of backups, told by its name alone. `made` is UTC text, `size` in bytes."""

    path: Path
    made: str
    size: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file or folder that did not go into a backup; `path` is below the notes folder, cleaned."""

    path: str
    why: str
    """one of `Why`, as the backup has it"""


@dataclass(frozen=True, slots=True)
class Report:
    """What a backup holds. `problems` are sentences; without any it can be restored as it is."""

    path: Path
    made: str = ""
    schema: int = 0
    notes: int = 0
    attachments: int = 0
    """files beside the notes: pictures, PDFs"""
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. `safety` is the backup of what was there before, None when nothing usable was."""

    safety: Path | None
    aside: list[Path]
    """a damaged database's files under their new names"""
    written: int
    """notes and attachments that differed from the backup"""
    newer: list[str]
    """those that the backup does not know: they stay"""
    problems: list[str]
    """sentences on those that could not be put back"""


def is_note(path: str) -> bool:
    """Whether a path of the notes folder is a note; all else are attachments."""
    return path.lower().endswith(NOTE_SUFFIX)
