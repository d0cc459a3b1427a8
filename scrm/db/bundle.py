"""One backup in one file: a zip of the database's copy, the notes and `manifest.json` with the SHA-256 of each.

The zip's comment is the seal: the SHA-256 of all bytes before it, so that a flipped bit is noticed wherever
it lies. Notes are the Markdown files of the notes folder, hidden ones too; what else lies there is not ours.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from scrm.base.clock import to_text
from scrm.base.i18n import _
from scrm.base.text import clean

DATABASE = "scrm.db"
NOTES = "notes/"
MANIFEST = "manifest.json"
NOTE_SUFFIX = ".md"

_SEAL = 64
_CHUNK = 1 << 20
_LONGEST_MANIFEST = 64_000_000
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
# A flipped bit may name another method, flag, size or name.
_BROKEN = (
    BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
    OverflowError, TypeError, AttributeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `files` maps member names to (bytes, SHA-256)."""

    made: str
    schema: int
    files: dict[str, tuple[int, str]]
    left_out: list[str] = field(default_factory=list)
    """notes that could not be read: links, closed ones, names that are not UTF-8"""

    @property
    def notes(self) -> list[str]:
        """The notes' paths in their folder."""
        return [name.removeprefix(NOTES) for name in self.files if name.startswith(NOTES)]


def pack(file: BinaryIO, database: Path, notes: Path | None, moment: datetime, schema: int) -> Manifest:
    """Write a backup of a closed database file and, unless None, the notes; raises OSError."""
    manifest = Manifest(to_text(moment), schema, {})
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        archive.comment = b"0" * _SEAL
        with database.open("rb") as source:
            _add(archive, manifest, DATABASE, source, moment)
        for path, note in _markdown(notes, manifest.left_out) if notes else ():
            _add(archive, manifest, NOTES + path, note, moment)
        archive.writestr(
            _member(MANIFEST, moment), json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
        )
    file.seek(0, os.SEEK_END)
    seal = _hash_to(file, file.tell() - _SEAL)
    file.write(seal.encode())
    file.flush()
    os.fsync(file.fileno())
    return manifest


def _member(name: str, moment: datetime) -> ZipInfo:
    member = ZipInfo(name, moment.timetuple()[:6])
    member.compress_type = ZIP_DEFLATED
    member.external_attr = (stat.S_IFREG | 0o600) << 16
    return member


def _add(archive: ZipFile, manifest: Manifest, name: str, source: BinaryIO, moment: datetime) -> None:
    digest, size = hashlib.sha256(), 0
    with archive.open(_member(name, moment), "w", force_zip64=True) as target:
        while part := source.read(_CHUNK):
            digest.update(part)
            size += len(part)
            target.write(part)
    manifest.files[name] = (size, digest.hexdigest())


def note_paths(folder: Path) -> list[str]:
    """The paths of the Markdown files below a folder; nothing is reached through a link."""
    return [path for path, _name, _folder in _paths(folder, [])]


def _paths(folder: Path, closed: list[str]) -> Iterator[tuple[str, str, int]]:
    """(path, name, descriptor of the folder it lies in), the descriptor open until the next one."""

    def note(error: OSError) -> None:
        closed.append(clean(str(error.filename)))

    if not folder.is_dir():
        if os.path.lexists(folder):  # a file or a broken link stands there: a backup must not keep quiet
            closed.append(clean(str(folder)))
        return
    for place, folders, names, descriptor in os.fwalk(folder, follow_symlinks=False, onerror=note):
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith(NOTE_SUFFIX):
                yield os.path.relpath(os.path.join(place, name), folder), name, descriptor


def _markdown(folder: Path, left_out: list[str]) -> Iterator[tuple[str, BinaryIO]]:
    for path, name, descriptor in _paths(folder, left_out):
        note = _opened(name, descriptor) if _is_text(path) else None
        if note is None:
            left_out.append(clean(path))
            continue
        with note:
            yield path, note


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in path


def _opened(name: str, folder: int) -> BinaryIO | None:
    try:
        descriptor = os.open(name, _READ, dir_fd=folder)
    except OSError:
        return None
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    return None


def _hash_to(file: BinaryIO, end: int) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while end > 0 and (part := file.read(min(end, _CHUNK))):
        digest.update(part)
        end -= len(part)
    return digest.hexdigest()


def examine(file: BinaryIO, database: BinaryIO | None = None) -> tuple[Manifest | None, list[str]]:
    """Compare a backup with its own list; gives that list (None when unreadable) and sentences on what is wrong.

    The database's bytes are written to `database` on the way. Raises OSError.
    """
    sealed = _is_sealed(file)
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


def _is_sealed(file: BinaryIO) -> bool:
    size = file.seek(0, os.SEEK_END)
    return size > _SEAL and _hash_to(file, size - _SEAL).encode() == file.read(_SEAL)


def _manifest(archive: ZipFile) -> Manifest:
    if archive.getinfo(MANIFEST).file_size > _LONGEST_MANIFEST:
        raise BadZipFile
    loaded = json.loads(archive.read(MANIFEST))
    files = {str(name): (int(size), str(sha)) for name, (size, sha) in loaded["files"].items()}
    if DATABASE not in files:
        raise BadZipFile
    return Manifest(str(loaded["made"]), int(loaded["schema"]), files, [str(n) for n in loaded["left_out"]])


def _compare(archive: ZipFile, manifest: Manifest, database: BinaryIO | None) -> list[str]:
    problems = []
    counted = Counter(archive.namelist())
    for name, expected in manifest.files.items():
        if counted[name] != 1:
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
            while found <= size and (part := source.read(min(_CHUNK, size + 1 - found))):
                digest.update(part)
                found += len(part)
                if target:
                    target.write(part)
    except BadZipFile:
        return None
    return found, digest.hexdigest()


@contextmanager
def notes_in(file: BinaryIO, manifest: Manifest) -> Iterator[Iterator[tuple[str, bytes]]]:
    """The notes of a backup that `examine` found whole: (path, bytes)."""
    with ZipFile(file) as archive:
        yield ((path, archive.read(NOTES + path)) for path in manifest.notes)
