"""Seeing what changed in a vault: a file is read only when its time or its size is not the known one.

Subfolders are entered; names that begin with a dot (`.obsidian`, `.git`, `.trash`) are not, and symbolic
links are never followed. What cannot be used is reported and neither raises nor counts as gone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scrm.base import files
from scrm.base.errors import NotFound, ScrmError
from vault import problems
from vault.names import is_note

LIMIT = 1_000_000
"""bytes of a note"""
SETTLED = 2.0
"""seconds: the coarsest clock of a file system in use (FAT)"""

_NOT_UTF8 = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Stat:
    """What a file was when it was last read."""

    mtime_ns: int
    """0 when it was so new that a later change might bear the same time: then it is read again"""
    size: int
    sha: str

    @classmethod
    def of(cls, data: bytes) -> Stat:
        """For a file just written: known by content, to be looked at once more."""
        return cls(0, len(data), files.sha256_hex(data))


@dataclass(frozen=True, slots=True)
class Unusable:
    """A note, or a folder of notes, that was passed over."""

    path: str
    """with U+FFFD for what is not UTF-8"""
    problem: str
    """a phrase of `vault.problems`"""


@dataclass(slots=True)
class Scan:
    """What became of the files of a vault; paths are below its root, with `/`."""

    new: dict[str, Stat] = field(default_factory=dict)
    changed: dict[str, Stat] = field(default_factory=dict)
    same: dict[str, Stat] = field(default_factory=dict)
    """same content; the time may have moved"""
    gone: list[str] = field(default_factory=list)
    unusable: list[Unusable] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    name: str
    folder: int
    """open until the next file is asked for"""
    info: os.stat_result


def scan(root: Path, known: Mapping[str, Stat]) -> Scan:
    """Compare a vault with what was known of it.

    A root that is missing is an empty vault only if nothing was known, else NotFound: an unmounted disk
    is not a deletion. StorageFailed when the root itself cannot be read.
    """
    found = Scan()
    for file in _walk(root, found):
        _compare(file, known.get(file.path), found, root)
    seen = found.new.keys() | found.changed.keys() | found.same.keys()
    if known and not os.path.isdir(root):
        with files.open_folder(root):
            pass
    hidden = [entry.path for entry in found.unusable]
    found.gone = sorted(
        path
        for path in known.keys() - seen
        if not any(path == place or path.startswith(f"{place}/") for place in hidden)
    )
    return found


def sizes(root: Path) -> dict[str, int]:
    """The notes below a folder and their bytes, by path; empty when there is no such folder."""
    return dict(sorted((file.path, file.info.st_size) for file in _walk(root, Scan())))


def _compare(file: _File, before: Stat | None, found: Scan, root: Path) -> None:
    info = file.info
    if before and (before.mtime_ns, before.size) == (info.st_mtime_ns, info.st_size):
        found.same[file.path] = before
        return
    if info.st_size > LIMIT:
        found.unusable.append(Unusable(file.path, problems.TOO_BIG))
        return
    try:
        data = files.read_at(file.folder, file.name, LIMIT, root / file.path)
    except NotFound:
        return
    except ScrmError:
        found.unusable.append(Unusable(file.path, problems.NOT_READABLE))
        return
    settled = files.age(info) > SETTLED
    stat = Stat(info.st_mtime_ns if settled else 0, info.st_size, files.sha256_hex(data))
    if before is None:
        found.new[file.path] = stat
    elif before.sha != stat.sha:
        found.changed[file.path] = stat
    else:
        found.same[file.path] = stat


def _walk(root: Path, found: Scan) -> Iterator[_File]:
    """All notes, folder by folder; troubles go into `found`, what a crash left behind is swept."""
    if not os.path.isdir(root):  # which is no error either where a folder above it is closed
        return
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        below = waiting.pop()
        try:
            with files.open_folder(root, below) as folder:
                for entry in files.entries_at(folder, root.joinpath(*below)):
                    yield from _look(entry, folder, below, waiting, found)
        except NotFound:
            continue
        except ScrmError:
            if not below:
                raise
            found.unusable.append(Unusable("/".join(below), problems.NOT_READABLE))


def _look(
    entry: os.DirEntry[str], folder: int, below: tuple[str, ...], waiting: list[tuple[str, ...]], found: Scan
) -> Iterator[_File]:
    """The note behind an entry, if it is one; a folder joins `waiting`."""
    name = entry.name
    if name.startswith("."):
        files.sweep_at(folder, name)
        return
    is_folder, trouble = _trouble(entry)
    if trouble:
        path = "/".join((*below, name)).encode(errors="surrogateescape").decode(errors="replace")
        found.unusable.append(Unusable(path, trouble))
    elif is_folder:
        waiting.append((*below, name))
    elif is_note(name):
        path = "/".join((*below, name))
        try:
            yield _File(path, name, folder, entry.stat(follow_symlinks=False))
        except FileNotFoundError:
            return
        except OSError:
            found.unusable.append(Unusable(path, problems.NOT_READABLE))


def _trouble(entry: os.DirEntry[str]) -> tuple[bool, str]:
    """Whether an entry is a folder, and what keeps a note or a folder from being read."""
    is_folder = _is_folder(entry)
    if not is_folder and not is_note(entry.name):
        return False, ""
    if entry.is_symlink():
        return is_folder, problems.LINK
    if not is_folder and not entry.is_file():
        return False, problems.NOT_PLAIN
    if _NOT_UTF8.search(entry.name):
        return is_folder, problems.BAD_NAME
    return is_folder, ""


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a symbolic link that leads to itself
        return False
