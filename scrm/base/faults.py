"""What can go wrong with a file or folder, in words: each error names the path and what to do about it."""

from __future__ import annotations

import errno
import os
import shlex
from contextlib import suppress
from pathlib import Path

from scrm.base.errors import BadInput, Busy, Conflict, NotFound, ScrmError, StorageFailed
from scrm.base.i18n import _
from scrm.base.text import shorten

_FULL = {errno.ENOSPC, errno.EDQUOT}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_LEAST = 65_536
"""bytes below which a disk counts as full: a database wants so many to be opened"""


def missing(path: Path) -> NotFound:
    """The file or folder is not there."""
    return NotFound(_("%(path)s is not there") % {"path": path}, _("check the name and the folder"))


def changed(path: Path) -> Conflict:
    """The file is no longer what was read."""
    what = _("%(path)s was changed by another program and was left as it is") % {"path": path}
    return Conflict(what, _("open it again and repeat the change"))


def taken(path: Path) -> Conflict:
    """A file of that name came first."""
    what = _("%(path)s exists already and was left as it is") % {"path": path}
    return Conflict(what, _("choose another name"))


def outside(path: Path | str) -> BadInput:
    """The name, or a symbolic link on the way, leads out of the folder or into a hidden one."""
    what = _("%(path)s leads out of its folder or into a hidden one, and was not touched") % {"path": path}
    return BadInput(what, _("use a plain name that begins with a letter, and no symbolic link"))


def not_plain(path: Path) -> BadInput:
    """A folder, a pipe or a device stands where a file should."""
    return BadInput(_("%(path)s is not a plain file") % {"path": path}, _("choose a file"))


def not_folder(path: Path) -> BadInput:
    """A file stands where a folder should."""
    return BadInput(_("%(path)s is not a folder") % {"path": path}, _("choose a folder"))


def held(path: Path) -> Busy:
    """Another process keeps the folder for too long."""
    what = _("Another program is writing in %(path)s") % {"path": path}
    return Busy(what, _("wait a moment and repeat the command"))


def too_big(path: Path, limit: int) -> BadInput:
    """The file is longer than what is read at once; `limit` in bytes."""
    what = _("%(path)s is longer than %(limit)d kB") % {"path": path, "limit": limit // 1000}
    return BadInput(what, _("split it, or choose a smaller file"))


def failed(error: OSError, path: Path) -> ScrmError:
    """What a failed call of the system means for `path`."""
    if (unfit := _unfit(error, path)) is not None:
        return unfit
    if error.errno in _FULL:
        what = _("There is no room left on the disk for %(path)s") % {"path": path}
        return StorageFailed(what, _("free some space and repeat the command"))
    if error.errno == errno.EFBIG:
        what = _("%(path)s would be longer than a file may be here") % {"path": path}
        return StorageFailed(what, _("raise the limit (ulimit -f) and repeat the command"))
    if error.errno in _CLOSED:
        what = _("%(path)s is closed to you: %(reason)s") % {"path": path, "reason": error.strerror}
        return StorageFailed(what, _("make its folder readable and writable, or choose another"))
    what = _("%(path)s cannot be used: %(reason)s") % {"path": path, "reason": error.strerror or error}
    return StorageFailed(what, _("check the disk and repeat the command"))


def _unfit(error: OSError, path: Path) -> ScrmError | None:
    """The error for a path that nothing can come to or go to, however sound the disk is."""
    if error.errno == errno.ENOENT:
        return missing(path)
    if error.errno == errno.ELOOP or (error.errno == errno.ENOTDIR and os.path.islink(path)):
        return outside(path)
    if error.errno == errno.ENOTDIR:
        return not_folder(path)
    if error.errno == errno.EISDIR:
        return not_plain(path)
    if error.errno == errno.ENAMETOOLONG:
        what = _("The name of %(path)s is too long for this disk") % {"path": shorten(str(path), 200)}
        return StorageFailed(what, _("choose a shorter name"))
    return None


def unwritable(path: Path) -> StorageFailed:
    """A write into a file of ours or a folder fails: by what keeps it out."""
    folder = path if path.is_dir() else path.parent
    elsewhere = _("copy its folder to where you can write, and name that with --home")
    with suppress(OSError):
        disk = os.statvfs(folder)
        if disk.f_flag & os.ST_RDONLY:
            what = _("%(path)s is on a read-only disk; nothing was changed")
            return StorageFailed(what % {"path": path}, elsewhere)
        if disk.f_bavail * disk.f_frsize < _LEAST:
            return full()
        for place in (folder, path):
            if not os.access(place, os.W_OK):
                what = _("%(path)s is closed to writing; nothing was changed")
                ours = place.stat().st_uid == os.geteuid()
                mode = "700" if place == folder else "600"
                remedy = f"chmod {mode} {shlex.quote(str(place))}" if ours else elsewhere
                return StorageFailed(what % {"path": place}, remedy)
    return StorageFailed(
        _("%(path)s cannot be written; nothing was changed") % {"path": path},
        _("check the folder's permissions and free space"),
    )


def full() -> StorageFailed:
    """The disk takes no more."""
    return StorageFailed(_("The disk is full; nothing was changed"), _("free some space, then again"))
