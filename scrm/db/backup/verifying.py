"""Comparing a backup with its own list, and having SQLite check the database in it."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from scrm.base.i18n import _
from scrm.base.text import clean
from scrm.db.backup import snapshot
from scrm.db.backup.bundle import CHUNK, DATABASE, MANIFEST, SEAL, Manifest, hash_to
from scrm.db.backup.contents import LARGEST
from scrm.db.backup.model import LeftOut, Report
from scrm.db.backup.scratch import told

_LONGEST_MANIFEST = 64_000_000
# A flipped bit may name another method, flag, size or name.
_BROKEN = (
    BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
    OverflowError, TypeError, AttributeError,
)  # fmt: skip


def verified(path: Path, copy: Path, *, thorough: bool = True) -> tuple[Report, Manifest | None]:
    """What a backup holds and what is wrong with it; its database is written to `copy`. Raises StorageFailed.

    The manifest is None when it cannot be read. Unless `thorough`, SQLite does not look at each page again: it
    did before the bytes got their hash.
    """
    with told(path), path.open("rb") as file, copy.open("r+b") as database:
        manifest, problems = examine(file, database)
    if manifest is None:
        return Report(path, problems=problems), None
    check = snapshot.health if thorough else snapshot.identity
    return report(path, manifest, problems or check(copy, manifest.schema)), manifest


def report(path: Path, manifest: Manifest, problems: list[str]) -> Report:
    """A manifest as a report."""
    counts = (manifest.notes, manifest.attachments)
    return Report(path, manifest.made, manifest.schema, *counts, manifest.left_out, problems)


def examine(file: BinaryIO, database: BinaryIO | None = None) -> tuple[Manifest | None, list[str]]:
    """Compare a backup with its own list; gives that list (None when unreadable) and sentences on what is wrong.

    The database's bytes are written to `database` on the way. Raises OSError.
    """
    sealed = is_sealed(file)
    manifest: Manifest | None = None
    problems: list[str] = []
    try:
        with _damage_told(), ZipFile(file) as archive:
            manifest = _manifest(archive)
            problems = _compare(archive, manifest, database)
    except BadZipFile:
        problems.append(_("It is cut short or damaged, or no backup of scrm"))
    if not sealed and not problems:
        problems.append(_("It was changed after it was made; the files in it are whole"))
    return manifest, problems


@contextmanager
def _damage_told() -> Iterator[None]:
    """Turn all that zipfile raises on damaged bytes into BadZipFile."""
    try:
        yield
    except _BROKEN as error:
        raise BadZipFile from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # what a jump to before the file's beginning gives
            raise
        raise BadZipFile from error


def is_sealed(file: BinaryIO) -> bool:
    """Whether a backup's bytes are those it was given when it was made. Raises OSError."""
    size = file.seek(0, os.SEEK_END)
    return size > SEAL and hash_to(file, size - SEAL).encode() == file.read(SEAL)


def _manifest(archive: ZipFile) -> Manifest:
    if archive.getinfo(MANIFEST).file_size > _LONGEST_MANIFEST:
        raise BadZipFile
    loaded = json.loads(archive.read(MANIFEST))
    files = {str(name): (int(size), str(sha)) for name, (size, sha) in loaded["files"].items()}
    if DATABASE not in files:
        raise BadZipFile
    return Manifest(str(loaded["made"]), int(loaded["schema"]), files, list(map(_left, loaded["left_out"])))


def _left(entry: Any) -> LeftOut:
    """The first backups gave no reason: what they could not read was all they named."""
    if isinstance(entry, str):
        return LeftOut(entry, "closed")
    return LeftOut(str(entry["path"]), str(entry["why"]))


def _compare(archive: ZipFile, manifest: Manifest, database: BinaryIO | None) -> list[str]:
    problems = []
    counted = Counter(archive.namelist())
    for name, expected in manifest.files.items():
        if name != DATABASE and expected[0] > LARGEST:
            problems.append(
                _("%(name)s is larger than anything that goes into a backup") % {"name": clean(name)}
            )
        elif counted[name] != 1:
            problems.append(_("%(name)s is missing") % {"name": clean(name)})
        elif _measured(archive, name, expected[0], database if name == DATABASE else None) != expected:
            problems.append(_("%(name)s is damaged") % {"name": clean(name)})
    strange = sorted(set(counted) - set(manifest.files) - {MANIFEST})
    return problems + [_("%(name)s does not belong there") % {"name": clean(name)} for name in strange]


def _measured(archive: ZipFile, name: str, size: int, target: BinaryIO | None) -> tuple[int, str] | None:
    """Bytes and hash of a member, of which no more than one byte beyond `size` is unpacked."""
    digest, found = hashlib.sha256(), 0
    try:
        with _damage_told(), archive.open(name) as source:
            while found <= size and (part := source.read(min(CHUNK, size + 1 - found))):
                digest.update(part)
                found += len(part)
                if target:
                    target.write(part)
    except BadZipFile:
        return None
    return found, digest.hexdigest()
