"""What lies around the database: who may read it, whether its folder is fit for SQLite, what a crash left."""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from scrm.base.clock import Clock, from_text
from scrm.base.files import ABANDONED, age, is_temporary
from scrm.base.i18n import _, ngettext
from scrm.base.text import clean, fold
from scrm.db.backup.folder import Backups
from scrm.db.health.rows import Finding

_SYNC_FOLDERS = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
}
_SYNC_MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".git": "git",
}
_NETWORK = frozenset(
    "nfs nfs4 cifs smb3 smbfs smb 9p afs ncpfs ceph glusterfs davfs fuse.sshfs fuse.rclone fuse.davfs2 "
    "fuse.glusterfs fuse.s3fs fuse.gvfsd-fuse".split()
)
_MOUNTS = Path("/proc/mounts")
_STALE = timedelta(days=7)


def check_files(database: Path, folders: Sequence[Path]) -> list[Finding]:
    """Permissions, the kind of folder, and leftovers. `folders` are ours: data, backups, notes, settings.

    Only reads; what cannot be read is passed over.
    """
    return [_permissions(database, folders), _surroundings(database.parent), *_leftovers(folders)]


def check_backups(backups: Backups, clock: Clock) -> Finding:
    """Whether there is a backup of the last seven days."""
    entries = backups.entries()
    if not entries:
        return Finding("warn", _("There is no backup yet"), "scrm backup create")
    day = entries[0].made[:10]
    if clock.now() - from_text(entries[0].made) > _STALE:
        return Finding("warn", _("The last backup is of %(day)s") % {"day": day}, "scrm backup create")
    return Finding("ok", _("The last backup is of %(day)s") % {"day": day})


def shown(path: Path) -> str:
    """A path that does not tell the user's name and can be pasted into a shell."""
    with suppress(ValueError, RuntimeError):
        return "~/" + shlex.quote(clean(str(path.relative_to(Path.home()))))
    return shlex.quote(clean(str(path)))


def _permissions(database: Path, folders: Sequence[Path]) -> Finding:
    wanted = [(folder, 0o700) for folder in folders]
    wanted += [(database.with_name(database.name + part), 0o600) for part in ("", "-wal", "-shm")]
    wanted += [(path, 0o600) for folder in folders for path in sorted(folder.glob("scrm-*.zip"))]
    open_ones = [(path, mode) for path, mode in wanted if _mode(path) & 0o077]
    if not open_ones:
        return Finding("ok", _("Only you can read the files"))
    path = open_ones[0][0]
    what = ngettext(
        "%(path)s can be read by others",
        "%(path)s and %(count)d more can be read by others",
        len(open_ones),
    )
    remedy = "; ".join(f"chmod {mode:o} {shown(path)}" for path, mode in open_ones[:5])
    return Finding("warn", what % {"path": shown(path), "count": len(open_ones) - 1}, remedy)


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0


def _surroundings(folder: Path) -> Finding:
    """SQLite needs locks and a file that nobody else replaces."""
    move = _("move it to a folder of this computer alone and name that with --home")
    real = Path(os.path.realpath(folder))
    program = _synced_by(real)
    if program:
        what = _("The database lies in a folder that %(program)s copies, which can damage it")
        return Finding("warn", what % {"program": program}, move)
    system = network_system(real)
    if system:
        what = _("The database lies on a network drive (%(system)s), which can damage it")
        return Finding("warn", what % {"system": system}, move)
    return Finding("ok", _("The database lies in a folder of this computer alone"))


def _synced_by(folder: Path) -> str:
    for place in (folder, *folder.parents):
        name = fold(place.name)
        for known, program in _SYNC_FOLDERS.items():
            if name == known or name.startswith((f"{known} ", f"{known}-")):
                return program
        for mark, program in _SYNC_MARKS.items():
            with suppress(OSError):
                if (place / mark).exists():
                    return program
    return ""


def network_system(folder: Path, mounts: Path = _MOUNTS) -> str:
    """The network file system a folder lies on; empty for a local one, or where the system does not tell."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    longest, system = Path(), ""
    for line in lines:
        _device, place, kind, *_rest = [*line.split(" "), "", "", ""]
        mount = Path(_unescaped(place))
        if folder.is_relative_to(mount) and len(mount.parts) >= len(longest.parts):
            longest, system = mount, kind
    return system if system in _NETWORK else ""


def _unescaped(place: str) -> str:
    """A blank is written as a backslash and 040 in /proc/mounts."""
    for code in ("040", "011", "012", "134"):
        place = place.replace(f"\\{code}", chr(int(code, 8)))
    return place


def _leftovers(folders: Sequence[Path]) -> Iterator[Finding]:
    left = sum(_is_left(path) for folder in folders for path in _hidden_files(folder))
    if left:
        what = ngettext(
            "%(count)d unfinished file of an interrupted run is left",
            "%(count)d unfinished files of interrupted runs are left",
            left,
        )
        yield Finding("warn", what % {"count": left}, "scrm vault check, scrm backup create")
    for folder in folders:
        for path in sorted(folder.glob("scrm-damaged-*.db")):
            what = _("A restore set a damaged database aside: %(path)s")
            yield Finding("warn", what % {"path": shown(path)}, _("delete it once nothing is missing"))


def _hidden_files(folder: Path) -> Iterator[Path]:
    with suppress(OSError), os.scandir(folder) as items:
        for item in items:
            if is_temporary(item.name):
                yield Path(item.path)


def _is_left(path: Path) -> bool:
    """An unfinished file that is younger belongs to a run that goes on."""
    with suppress(OSError):
        return age(path.lstat()) > ABANDONED
    return False
