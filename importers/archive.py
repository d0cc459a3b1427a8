"""A zip, a folder or one file as a list of members, within limits that keep a hostile one harmless.

Nothing is ever unpacked to disk. Names, methods and declared sizes are
checked before any member is read, real sizes while it is read.
"""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from importers.reading import CHUNK, Opener
from scrm.base.errors import BadInput, NotFound
from scrm.base.i18n import _
from scrm.base.text import clean, fold, storable

MEGABYTE = 1024 * 1024
MAX_ENTRIES = 2_000
MAX_ENTRY = 100 * MEGABYTE
MAX_TOTAL = 200 * MEGABYTE
MAX_RATIO = 100
RATIO_FROM = MEGABYTE
"""below this size an entry may be packed as tightly as it likes"""
MAX_DIRECTORY = MAX_ENTRIES * 1024
"""bytes of the table of contents of a zip"""

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the source."""

    name: str
    """its path inside, with `/`"""
    open: Opener


class Archive:
    """The members of a source, in a fixed order. Counts what is read against the limits."""

    def __init__(self, name: str, members: list[Member], file: zipfile.ZipFile | None = None) -> None:
        self.name = name
        self.members = sorted(members, key=lambda member: member.name)
        self._file = file
        self._total = 0

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_why: object) -> None:
        if self._file is not None:
            self._file.close()

    def chunks(self, member: Member) -> Iterator[bytes]:
        """All bytes of a member, 64 kB at a time; raises BadInput beyond a limit or on damage."""
        size = 0
        try:
            with member.open() as file:
                while chunk := file.read(CHUNK):
                    size += len(chunk)
                    self._total += len(chunk)
                    if size > MAX_ENTRY or self._total > MAX_TOTAL:
                        raise _too_large(self.name)
                    yield chunk
        except (*_DAMAGE, OSError) as error:
            raise _damaged(self.name) from error

    def head(self, member: Member) -> bytes:
        """The first 64 kB of a member; raises BadInput on damage."""
        return next(self.chunks(member), b"")


def open_archive(path: Path) -> Archive:
    """Open a zip, a folder or a single file, checked as far as it can be without reading members.

    Raises NotFound when there is nothing, BadInput when it cannot be read, is
    damaged, encrypted, too large, or plays tricks with names.
    """
    name = storable(path.name or str(path))
    try:
        real = path.resolve(strict=True)
        if real.is_dir():
            return Archive(name, list(_in_folder(real)))
        if not real.is_file():
            raise BadInput(_("%(name)s is neither a file nor a folder") % {"name": clean(name)}, _remedy())
        if _is_zip(real):
            return _in_zip(real, name)
        return Archive(name, [Member(name, _plain(real))])
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(
            _("There is no file or folder %(name)s") % {"name": clean(str(path))}, _remedy()
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise BadInput(
            _("%(name)s cannot be read") % {"name": clean(str(path))}, _("look at its permissions")
        ) from error


def _in_folder(root: Path) -> Iterator[Member]:
    """The plain files below a folder; a link or a device in it is refused, hidden ones are left out."""
    waiting, count = [root], 0
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                count += 1
                if count > MAX_ENTRIES:
                    raise _too_many(root.name)
                path = Path(entry.path)
                name = path.relative_to(root).as_posix()
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                elif entry.is_file(follow_symlinks=False):
                    yield Member(storable(name), _plain(path))
                else:
                    raise _trick(root.name, name)


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK" or path.suffix.lower() == ".zip"


def _in_zip(path: Path, name: str) -> Archive:
    if _directory_size(path) > MAX_DIRECTORY:
        raise _too_many(name)
    try:
        file = zipfile.ZipFile(path)
    except (*_DAMAGE, OSError) as error:
        raise _damaged(name) from error
    try:
        entries = file.infolist()
        _check(name, entries)
    except BaseException:
        file.close()
        raise
    members = [Member(each.filename, _opener(file, each)) for each in entries if not each.is_dir()]
    return Archive(name, members, file)


def _plain(path: Path) -> Opener:
    return lambda: path.open("rb")


def _opener(file: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Opener:
    return lambda: cast(BinaryIO, file.open(entry))


def _directory_size(path: Path) -> int:
    """Bytes of the table of contents as the end record says (0 without one): known before it is read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 65_557))
        tail = file.read()
        at = tail.rfind(b"PK\5\6")
        if at < 0 or len(tail) < at + 22:
            return 0
        found: int = struct.unpack_from("<L", tail, at + 12)[0]
        if at >= 20 and tail[at - 20 : at - 16] == b"PK\6\7":
            file.seek(min(size, struct.unpack_from("<Q", tail, at - 12)[0]))
            record = file.read(56)
            found = max(found, struct.unpack_from("<Q", record, 40)[0]) if len(record) == 56 else found
    return found


def _check(name: str, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what no honest archive has: see the messages."""
    if len(entries) > MAX_ENTRIES:
        raise _too_many(name)
    seen: set[str] = set()
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise BadInput(
                _("%(name)s is encrypted") % {"name": clean(name)},
                _("unpack it with its password and import the folder"),
            )
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BadInput(
                _("%(name)s is packed by a method that is not supported") % {"name": clean(name)},
                _("unpack it and import the folder"),
            )
        if not _is_safe(entry):
            raise _trick(name, entry.orig_filename)
        key = fold(entry.filename)
        if key in seen:
            raise BadInput(
                _("%(name)s holds two files named %(entry)s; expected each name once")
                % {"name": clean(name), "entry": clean(entry.filename)},
                _remedy(),
            )
        seen.add(key)
    _check_sizes(name, entries)


def _check_sizes(name: str, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        packed = max(1, entry.compress_size)
        if entry.file_size > MAX_ENTRY or RATIO_FROM < entry.file_size > packed * MAX_RATIO:
            raise _too_large(name)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise _too_large(name)
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise _damaged(name)
        end = entry.header_offset + 30 + entry.compress_size


def _is_safe(entry: zipfile.ZipInfo) -> bool:
    """Whether the entry is a plain file or folder with a name that stays inside."""
    name, mode = entry.orig_filename, entry.external_attr >> 16
    plain = not stat.S_IFMT(mode) or stat.S_ISREG(mode) or stat.S_ISDIR(mode)
    return (
        plain
        and not name.startswith("/")
        and name[1:2] != ":"
        and not any(c == "\\" or c < " " for c in name)
        and ".." not in name.split("/")
        and bool(name)
    )


def _remedy() -> str:
    return _("download the archive again and give the zip, the unpacked folder or one of its CSV files")


def _damaged(name: str) -> BadInput:
    return BadInput(
        _("%(name)s is not a sound zip or file: it is damaged, incomplete or of another kind")
        % {"name": clean(name)},
        _remedy(),
    )


def _too_many(name: str) -> BadInput:
    return BadInput(
        _("%(name)s holds more than %(limit)d files; an archive has about forty")
        % {"name": clean(name), "limit": MAX_ENTRIES},
        _remedy(),
    )


def _too_large(name: str) -> BadInput:
    return BadInput(
        _("%(name)s is too large when unpacked; at most %(one)d MB a file and %(all)d MB in all are read")
        % {"name": clean(name), "one": MAX_ENTRY // MEGABYTE, "all": MAX_TOTAL // MEGABYTE},
        _remedy(),
    )


def _trick(name: str, entry: str) -> BadInput:
    return BadInput(
        _("%(name)s holds %(entry)s, a name or link that leads outside; expected plain files")
        % {"name": clean(name), "entry": clean(entry)},
        _remedy(),
    )
