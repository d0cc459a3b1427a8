"""Putting the files of a backup back into the notes folder: only those that hold something else by now."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

from scrm.base.errors import BadInput, Conflict, NewerFile, NotFound, StorageFailed
from scrm.base.files import inner_parts, make_folder, open_folder, write_at
from scrm.base.i18n import _
from scrm.db.backup.bundle import NOTES, Manifest
from scrm.db.backup.contents import TRASH, opened
from scrm.db.backup.model import Report
from scrm.db.backup.scratch import told
from scrm.db.opening.migrations import VERSION


def refuse(report: Report) -> None:
    """Raise BadInput for a damaged backup, NewerFile for one of a later version."""
    if report.problems:
        raise BadInput(
            _("%(path)s was not restored: %(problem)s")
            % {"path": report.path.name, "problem": report.problems[0]},
            "scrm backup list",
        )
    if report.schema > VERSION:
        raise NewerFile(
            _("%(path)s was written by a later scrm (schema %(found)d, this one knows %(known)d)")
            % {"path": report.path.name, "found": report.schema, "known": VERSION},
            _("upgrade scrm; nothing was touched"),
        )


def put_back(path: Path, manifest: Manifest, root: Path) -> tuple[int, list[str]]:
    """Write what differs from a backup that was verified; how many that were, and sentences on what failed.

    Each file is whole at any moment; run again after a kill. Raises StorageFailed.
    """
    written, problems = 0, []
    with told(path), path.open("rb") as file, ZipFile(file) as archive:
        for name, facts in manifest.inside.items():
            try:
                if _differs(root, name, facts):
                    _put(root, name, archive.read(NOTES + name))
                    written += 1
            except (BadInput, Conflict, StorageFailed) as error:
                if isinstance(error, StorageFailed) and not _is_too_long(error):
                    raise  # a disk that fails one file fails the next too
                problems.append(error.what)
    return written, problems


def _is_too_long(error: StorageFailed) -> bool:
    """Whether the disk does not take the name: another disk did."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno == errno.ENAMETOOLONG


def differing(manifest: Manifest, root: Path) -> Iterator[str]:
    """The paths of a backup whose files hold something else by now, or are gone. Raises BadInput."""
    return (name for name, facts in manifest.inside.items() if _differs(root, name, facts))


def _parts(path: str) -> tuple[str, ...]:
    """The parts of a path that leads nowhere but into the folder, its trash included."""
    if path.startswith(f"{TRASH}/"):
        return (TRASH, *inner_parts(path.removeprefix(f"{TRASH}/")))
    return inner_parts(path)


def _differs(root: Path, path: str, expected: tuple[int, str]) -> bool:
    *below, name = _parts(path)
    with suppress(NotFound, BadInput), open_folder(root, below) as folder:
        file = opened(name, folder)
        if file:
            with file:
                size = os.fstat(file.fileno()).st_size
                return (size, hashlib.file_digest(file, "sha256").hexdigest()) != expected
    return True


def _put(root: Path, path: str, data: bytes) -> None:
    make_folder(root)
    *below, name = _parts(path)
    with open_folder(root, below, make=True) as folder:
        write_at(folder, name, data, root / path)
