"""Files that are never half written, open to their owner alone, and never anywhere else.

`write_atomic`, `read_bytes` and `make_folder` serve a path of ours. The `..._at` functions work below
an open folder (a descriptor from `open_folder`) and follow no symbolic link, so a name that comes from
outside cannot lead out of it. What fails is told as StorageFailed, NotFound, Conflict, Busy or BadInput
with the file's name and what to do. A file always holds its old bytes or its new ones, whole.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import time
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from scrm.base import disk, faults
from scrm.base.clock import SystemClock, stopwatch

PATIENCE = 5.0
"""seconds to wait for another process that holds a folder"""
ABANDONED = 3600.0
"""seconds after which a temporary file belongs to nobody any more"""

_READ = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK  # a named pipe must not hang the reader

_UNSPEAKABLE = re.compile("[\0\ud800-\udfff]")  # no file system takes them as they are


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of some bytes in 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise faults.failed(error, path) from error


def make_folder(path: Path) -> None:
    """Make a folder and its missing parents, 0700 each at any umask; what exists stays as it is."""
    with _told(path):
        _make_folder(path)


def _make_folder(path: Path) -> None:
    if path.is_dir():
        return
    if path.parent != path:
        _make_folder(path.parent)
    parent = os.open(path.parent, disk.FOLDER)
    try:
        disk.mkdir(parent, path.name)
    except FileExistsError as error:
        if not path.is_dir():  # a folder: another process was quicker
            raise faults.not_folder(path) from error
    finally:
        disk.close_quietly(parent)


@contextmanager
def open_folder(root: Path, below: Sequence[str] = (), *, make: bool = False) -> Iterator[int]:
    """A descriptor of `root`, or of a folder `below` it, reached without following a link below `root`.

    With `make`, folders missing below `root` are made. Raises NotFound, BadInput (a link), StorageFailed.
    """
    folder = _descend(root, below, make)
    try:
        yield folder
    finally:
        disk.close_quietly(folder)


def _descend(root: Path, below: Sequence[str], make: bool) -> int:
    with _told(root):
        folder = os.open(root, disk.FOLDER)
    for depth, name in enumerate(below, 1):
        try:
            child = disk.child(folder, name, make)
        except OSError as error:
            raise faults.failed(error, root.joinpath(*below[:depth])) from error
        finally:
            disk.close_quietly(folder)
        folder = child
    return folder


@contextmanager
def locked(folder: int, shown: Path) -> Iterator[None]:
    """Keep other processes and threads that ask the same out of an open folder; Busy after PATIENCE."""
    waited = stopwatch()
    while not disk.try_lock(folder):
        if waited() > PATIENCE:
            raise faults.held(shown)
        time.sleep(0.01)
    try:
        yield
    finally:
        disk.unlock(folder)


def inner_parts(path: str) -> tuple[str, ...]:
    """The parts of a relative path with `/`; BadInput when it could lead out of its folder or is hidden."""
    parts = tuple(path.split("/"))
    if _UNSPEAKABLE.search(path) or any(not part or part.startswith(".") for part in parts):
        raise faults.outside(path)
    return parts


def entries_at(folder: int, shown: Path) -> list[os.DirEntry[str]]:
    """What an open folder holds, by name. Raises StorageFailed."""
    with _told(shown), os.scandir(folder) as listing:
        return sorted(listing, key=lambda entry: entry.name)


def read_bytes(path: Path, limit: int) -> bytes:
    """All bytes of a plain file of at most `limit` bytes. Raises NotFound, BadInput, StorageFailed."""
    with _told(path):
        return _read_all(os.open(path, _READ), limit, path)


def read_at(folder: int, name: str, limit: int, shown: Path) -> bytes:
    """As `read_bytes`, below an open folder and through no link; `shown` is the path to name in errors."""
    with _told(shown):
        return _read_all(os.open(name, _READ | os.O_NOFOLLOW, dir_fd=folder), limit, shown)


def _read_all(file: int, limit: int, shown: Path) -> bytes:
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise faults.not_plain(shown)
        parts, room = [], limit + 1
        while room > 0 and (part := os.read(file, min(room, 1 << 20))):
            parts.append(part)
            room -= len(part)
    finally:
        disk.close_quietly(file)
    if not room:
        raise faults.too_big(shown, limit)
    return b"".join(parts)


def check_size(data: bytes, limit: int, shown: Path) -> None:
    """BadInput when `data` is longer than what is read again at once."""
    if len(data) > limit:
        raise faults.too_big(shown, limit)


def expect_at(folder: int, name: str, hashes: Container[str], limit: int, shown: Path) -> None:
    """Conflict when a file holds something else than bytes with one of these hashes."""
    if sha256_hex(read_at(folder, name, limit, shown)) not in hashes:
        raise faults.changed(shown)


def write_atomic(path: Path, data: bytes) -> None:
    """Put `data` in the place of what `path` holds: all of it or nothing, 0600, on the disk on return.

    A symbolic link at `path` is replaced, not followed. Raises NotFound when the folder is missing, and
    StorageFailed.
    """
    with open_folder(path.parent) as folder:
        write_at(folder, path.name, data, path)


def write_at(
    folder: int,
    name: str,
    data: bytes,
    shown: Path,
    *,
    new: bool = False,
    check: Callable[[], object] | None = None,
) -> None:
    """As `write_atomic`, below an open folder.

    With `new` a file of that name is never replaced (Conflict). `check` runs when all is ready and only
    the swap is left; what it raises stops the write.
    """
    temporary = disk.temporary_name()
    with _told(shown):
        try:
            disk.fill(folder, temporary, data)
            if check:
                check()
            if new:
                _move(folder, temporary, folder, name, shown)
            else:
                disk.replace(folder, temporary, name)
        finally:
            disk.remove_quietly(folder, temporary)


def move_at(source: int, name: str, target: int, new_name: str, shown: Path) -> None:
    """Move a file between two open folders of one disk, never onto another (Conflict naming `shown`)."""
    with _told(shown):
        _move(source, name, target, new_name, shown)
    with suppress(OSError):  # the file is safe where it went; a power cut could at worst show it in both
        disk.sync_folder(source)


def _move(source: int, name: str, target: int, new_name: str, shown: Path) -> None:
    try:
        disk.move(source, name, target, new_name)
    except FileExistsError as error:
        raise faults.taken(shown) from error


def remove_at(folder: int, name: str, shown: Path) -> None:
    """Delete a file below an open folder for good; none there is fine. Raises StorageFailed."""
    with _told(shown), suppress(FileNotFoundError):
        os.unlink(name, dir_fd=folder)
        disk.sync_folder(folder)


def age(info: os.stat_result) -> float:
    """Seconds since a file was last written; negative when its date lies ahead."""
    return SystemClock().now().timestamp() - info.st_mtime


def is_temporary(name: str) -> bool:
    """Whether a file's name is one that an unfinished write of ours has."""
    return bool(disk.TEMPORARY.fullmatch(name))


def sweep_at(folder: int, name: str) -> bool:
    """Delete a temporary file that a crash left behind over an hour ago; whether it was one and is gone."""
    with suppress(OSError):
        info = os.stat(name, dir_fd=folder, follow_symlinks=False)
        if is_temporary(name) and stat.S_ISREG(info.st_mode) and age(info) > ABANDONED:
            os.unlink(name, dir_fd=folder)
            return True
    return False
