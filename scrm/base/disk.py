"""System calls in the order that survives a power cut: write, fsync, rename, fsync of the folder.

Works on names below an open folder and knows no words: OSError is all it raises. `scrm.base.files`
puts the words to it and is what the rest of the house uses.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import stat
import sys
from contextlib import suppress

FILE_MODE = 0o600
FOLDER_MODE = 0o700
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
TEMPORARY = re.compile(r"\.scrm-[0-9a-f]{16}\.tmp")

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS}


def temporary_name() -> str:
    """A name that no program shows and that TEMPORARY knows again."""
    return f".scrm-{os.urandom(8).hex()}.tmp"


def sync_folder(folder: int) -> None:
    """Have the names in a folder on the disk."""
    try:
        os.fsync(folder)
    except OSError as error:
        # Some network file systems know no fsync of a folder; they order renames themselves.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise


def mkdir(parent: int, name: str) -> None:
    """A new folder, 0700 at any umask."""
    os.mkdir(name, FOLDER_MODE, dir_fd=parent)
    if os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode & stat.S_IRWXU != FOLDER_MODE:
        os.chmod(name, FOLDER_MODE, dir_fd=parent)  # a umask that shuts out the owner
    sync_folder(parent)


def child(folder: int, name: str, make: bool) -> int:
    """A descriptor of a folder in a folder, never through a link; with `make` it is made when missing."""
    try:
        return os.open(name, FOLDER | os.O_NOFOLLOW, dir_fd=folder)
    except FileNotFoundError:
        if not make:
            raise
    with suppress(FileExistsError):  # another process was quicker
        mkdir(folder, name)
    return os.open(name, FOLDER | os.O_NOFOLLOW, dir_fd=folder)


def fill(folder: int, name: str, data: bytes) -> None:
    """A new file with these bytes, 0600 at any umask, on the disk."""
    file = os.open(name, _NEW, FILE_MODE, dir_fd=folder)
    try:
        os.fchmod(file, FILE_MODE)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        os.fsync(file)
    finally:
        os.close(file)


def replace(folder: int, name: str, new_name: str) -> None:
    """Rename within a folder, onto what was there."""
    os.replace(name, new_name, src_dir_fd=folder, dst_dir_fd=folder)
    sync_folder(folder)


def move(source: int, name: str, target: int, new_name: str) -> None:
    """Move a file and never replace another (FileExistsError); what fails half-way is undone.

    Hard link, then unlink, is the only move that promises this; the caller syncs `source`.
    """
    try:
        os.link(name, new_name, src_dir_fd=source, dst_dir_fd=target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _move_without_links(source, name, target, new_name)
        return
    try:
        sync_folder(target)
        os.unlink(name, dir_fd=source)
    except OSError:
        remove_quietly(target, new_name)
        raise


def _move_without_links(source: int, name: str, target: int, new_name: str) -> None:
    """The name is claimed by an empty file first, which the rename then replaces."""
    os.close(os.open(new_name, _NEW, FILE_MODE, dir_fd=target))
    try:
        os.replace(name, new_name, src_dir_fd=source, dst_dir_fd=target)
    except OSError:
        remove_quietly(target, new_name)
        raise
    sync_folder(target)


def remove_quietly(folder: int, name: str) -> None:
    """Delete a file if that is possible; a temporary one that stays behind is swept once it is old."""
    with suppress(OSError):
        os.unlink(name, dir_fd=folder)


def room(folder: str | os.PathLike[str]) -> int:
    """Bytes that are free for us on the disk of a folder; many where the system does not tell."""
    try:
        found = os.statvfs(folder)
    except OSError:
        return sys.maxsize
    return found.f_bavail * found.f_frsize


def close_quietly(folder: int) -> None:
    """Close a descriptor that was only read: nothing can be lost."""
    with suppress(OSError):
        os.close(folder)


def try_lock(folder: int) -> bool:
    """Lock an open folder until it is closed or unlocked; False while someone else holds it.

    True where the file system knows no locks (some network ones): compare-and-swap is all there is then.
    """
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def unlock(folder: int) -> None:
    """Let the next one in."""
    with suppress(OSError):
        fcntl.flock(folder, fcntl.LOCK_UN)
