"""What of the notes folder goes into a backup: notes, and the pictures, PDFs and tables that lie beside them.

Left out without a word: what is hidden (`.obsidian`, `.git`, `.DS_Store`: settings and records of other
programs, which may be running when a backup goes back), but for the notes in the trash; and our own files,
should they lie there too. Left out and named: files over 100 MB, links, what cannot be read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

from scrm.base.errors import NotFound, ScrmError
from scrm.base.files import entries_at, open_folder
from scrm.base.text import clean
from scrm.db.backup.model import LeftOut, Why, is_note

LARGEST = 100_000_000
"""bytes of one file"""
TRASH = ".trash"
"""where the vault and Obsidian put removed notes"""

_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Contents:
    """One walk through a notes folder. `left_out` grows on the way; `ours` are paths that never go in."""

    def __init__(self, root: Path, ours: Collection[Path] = ()) -> None:
        self.left_out: list[LeftOut] = []
        self._root = root
        self._ours = {identity for path in ours if (identity := _identity(path))}

    def files(self) -> Iterator[tuple[str, BufferedReader, int]]:
        """(path, open file, bytes) of all that goes in, folder by folder; each is closed at the next one."""
        for path, name, folder in self._walk():
            file = self._opened(path, name, folder)
            if file is None:
                continue
            with file:
                size = os.fstat(file.fileno()).st_size
                if size > LARGEST:
                    self._leave(path, "big")
                else:
                    yield path, file, size

    def paths(self) -> Iterator[str]:
        """The paths of all that is there, whether it can be read or not."""
        return (path for path, _name, _folder in self._walk())

    def _walk(self) -> Iterator[tuple[str, str, int]]:
        """(path, name, descriptor of its folder), the descriptor open until the next one."""
        if not os.path.isdir(self._root):
            if os.path.lexists(
                self._root
            ):  # a file or a broken link stands there: nobody may believe in a backup
                self.left_out.append(LeftOut(clean(str(self._root)), "kind"))
            return
        waiting: list[tuple[str, ...]] = [()]
        while waiting:
            below = waiting.pop()
            try:
                with open_folder(self._root, below) as folder:
                    for entry in entries_at(folder, self._root.joinpath(*below)):
                        yield from self._look(entry, below, waiting, folder)
            except NotFound:
                continue  # gone since it was seen
            except ScrmError:
                self._leave("/".join(below) or clean(str(self._root)), "closed")

    def _look(
        self,
        entry: os.DirEntry[str],
        below: tuple[str, ...],
        waiting: list[tuple[str, ...]],
        folder: int,
    ) -> Iterator[tuple[str, str, int]]:
        """The file behind an entry, if it goes in; a folder joins `waiting`."""
        inner = (*below, entry.name)
        path = "/".join(inner)
        if _hidden(inner, entry) or self._is_ours(entry):
            return
        if not _is_text(path):
            self._leave(path, "name")
        elif entry.is_symlink():
            self._leave(path, "link")
        elif entry.is_dir(follow_symlinks=False):
            waiting.append(inner)
        else:
            yield path, entry.name, folder

    def _is_ours(self, entry: os.DirEntry[str]) -> bool:
        with suppress(OSError):
            info = entry.stat(follow_symlinks=False)
            return (info.st_dev, info.st_ino) in self._ours
        return False

    def _opened(self, path: str, name: str, folder: int) -> BufferedReader | None:
        file = opened(name, folder)
        if file is None:
            plain = stat.S_ISREG(_mode(name, folder))
            self._leave(path, "closed" if plain else "kind")
        return file

    def _leave(self, path: str, why: Why) -> None:
        self.left_out.append(LeftOut(clean(path), why))


def opened(name: str, folder: int) -> BufferedReader | None:
    """A plain file below an open folder, reached through no link; None when there is none that can be read."""
    try:
        descriptor = os.open(name, _READ, dir_fd=folder)
    except OSError:
        return None
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    return None


def _hidden(inner: tuple[str, ...], entry: os.DirEntry[str]) -> bool:
    """The trash is open for its notes alone."""
    if inner[0] == TRASH:
        is_folder = entry.is_dir(follow_symlinks=False)
        return (len(inner) > 1 and entry.name.startswith(".")) or not (is_folder or is_note(entry.name))
    return entry.name.startswith(".")


def _identity(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        info = path.stat()
        return info.st_dev, info.st_ino
    return None


def _mode(name: str, folder: int) -> int:
    with suppress(OSError):
        return os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
    return 0


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
