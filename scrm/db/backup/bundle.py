"""One backup in one file: a zip of the database's copy, the notes folder's files and `manifest.json` with the
SHA-256 of each.

The zip's comment is the seal: the SHA-256 of all bytes before it, so that a flipped bit is noticed wherever
it lies.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from scrm.base.clock import to_text
from scrm.db.backup.contents import Contents
from scrm.db.backup.model import LeftOut, is_note

DATABASE = "scrm.db"
NOTES = "notes/"
MANIFEST = "manifest.json"
SEAL = 64
"""bytes of the comment"""
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `files` maps member names to (bytes, SHA-256)."""

    made: str
    schema: int
    files: dict[str, tuple[int, str]]
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def inside(self) -> dict[str, tuple[int, str]]:
        """The files of the notes folder by their paths there, as (bytes, SHA-256)."""
        return {
            name.removeprefix(NOTES): facts for name, facts in self.files.items() if name.startswith(NOTES)
        }

    @property
    def notes(self) -> int:
        """How many of them are notes."""
        return sum(map(is_note, self.inside))

    @property
    def attachments(self) -> int:
        """How many are not."""
        return len(self.inside) - self.notes


def pack(
    file: BinaryIO, database: Path, contents: Contents | None, moment: datetime, schema: int
) -> Manifest:
    """Write a backup of a closed database file and, unless None, of a notes folder; raises OSError."""
    manifest = Manifest(to_text(moment), schema, {})
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        archive.comment = b"0" * SEAL
        with database.open("rb") as source:
            _add(archive, manifest, _member(DATABASE, moment), source, database.stat().st_size)
        if contents:
            for path, inner, size in contents.files():
                _add(archive, manifest, _member(NOTES + path, moment), inner, size)
            manifest.left_out.extend(contents.left_out)
        archive.writestr(
            _member(MANIFEST, moment), json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
        )
    _seal(file)
    return manifest


def _member(name: str, moment: datetime) -> ZipInfo:
    member = ZipInfo(name, moment.timetuple()[:6])
    # Pictures, PDFs and office files are compressed already.
    stored = name.startswith(NOTES) and not is_note(name)
    member.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
    member.external_attr = (stat.S_IFREG | 0o600) << 16
    return member


def _add(archive: ZipFile, manifest: Manifest, member: ZipInfo, source: BinaryIO, limit: int) -> None:
    """Of a file that goes on growing, what was there when it was opened."""
    digest, size = hashlib.sha256(), 0
    with archive.open(member, "w", force_zip64=True) as target:
        while part := source.read(min(CHUNK, limit - size)):
            digest.update(part)
            size += len(part)
            target.write(part)
    manifest.files[member.filename] = (size, digest.hexdigest())


def _seal(file: BinaryIO) -> None:
    file.seek(0, os.SEEK_END)
    seal = hash_to(file, file.tell() - SEAL)
    file.write(seal.encode())
    file.flush()
    os.fsync(file.fileno())


def hash_to(file: BinaryIO, end: int) -> str:
    """The SHA-256 of the first `end` bytes, after which the file then stands."""
    digest = hashlib.sha256()
    file.seek(0)
    while end > 0 and (part := file.read(min(end, CHUNK))):
        digest.update(part)
        end -= len(part)
    return digest.hexdigest()
