"""A vault: a folder of Markdown notes that scrm shares with any editor, Obsidian among them.

Every change is compare-and-swap against the hash of what was read, is written whole or not at all, and
never leaves the folder: names are checked, no symbolic link below the root is followed. Removing moves
to `.trash`, as Obsidian does. Two scrm processes take turns; against an editor that saves in the very
instant between the last comparison and the swap nothing can be done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from scrm.base import files
from scrm.base.errors import Conflict, ScrmError
from scrm.base.files import sha256_hex
from vault.names import SUFFIX, free_name, slug
from vault.note import Note, parse, stem
from vault.scan import LIMIT, sizes

TRASH = ".trash"
TRIES = 5
"""times a write is repeated that lost against another program"""


class Vault:
    """The notes below `root`. Paths are relative to it, with `/`; nothing is made before the first write.

    All methods raise BadInput for a path that leads out or is hidden and for a file over 1 MB, NotFound
    for what is not there, StorageFailed when the disk refuses, Busy when another process holds on.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, path: str) -> Note:
        """A note; what is wrong with its text stands in `problem`."""
        return parse(path, self.read_raw(path))

    def read_raw(self, path: str) -> bytes:
        """The bytes of a note."""
        *folders, name = files.inner_parts(path)
        with files.open_folder(self.root, folders) as folder:
            return files.read_at(folder, name, LIMIT, self.root / path)

    def locate(self, path: str) -> Path:
        """The absolute path of a note that is there, for an editor."""
        self.read_raw(path)
        return self.root.absolute() / path

    def create(self, title: str, data: bytes) -> str:
        """Write a new note, named after its title, `-2` and so on where that is taken; its path."""
        files.check_size(data, LIMIT, self.root / slug(title))
        with self._writing((), make=True) as place:
            for _lost in range(TRIES - 1):
                with suppress(Conflict):
                    return self._create(place, title, data)
            return self._create(place, title, data)

    def _create(self, place: int, title: str, data: bytes) -> str:
        name = self._free_name(f"{slug(title)}{SUFFIX}", place, ())
        files.write_at(place, name, data, self.root / name, new=True)
        return name

    def _free_name(self, name: str, place: int, below: Sequence[str]) -> str:
        taken = (entry.name for entry in files.entries_at(place, self.root.joinpath(*below)))
        wanted = stem(name)
        return free_name(wanted, taken, name.removeprefix(wanted))

    def write(self, path: str, data: bytes, expected_sha: str | None) -> str:
        """Put `data` in the place of the bytes whose hash is `expected_sha`; the hash of `data`.

        Conflict when the file holds anything else by now (`data` itself is no conflict). With None the
        file is made, and Conflict says that there is one.
        """
        *folders, name = files.inner_parts(path)
        shown, sha = self.root / path, sha256_hex(data)
        files.check_size(data, LIMIT, shown)
        with self._writing(folders, make=expected_sha is None) as folder:
            if expected_sha is None:
                files.write_at(folder, name, data, shown, new=True)
            else:
                check = partial(files.expect_at, folder, name, {expected_sha, sha}, LIMIT, shown)
                files.write_at(folder, name, data, shown, check=check)
        return sha

    def append(self, path: str, text: str) -> str:
        """Add lines at the end of a note, with its own line ends; the new hash."""
        for _lost in range(TRIES - 1):
            with suppress(Conflict):
                return self._append(path, text)
        return self._append(path, text)

    def _append(self, path: str, text: str) -> str:
        data = self.read_raw(path)
        return self.write(path, _appended(data, text), sha256_hex(data))

    def remove(self, path: str, expected_sha: str) -> str:
        """Move a note to the trash; its path there, which `restore` takes. Conflict as in `write`."""
        *folders, name = files.inner_parts(path)
        shown = self.root / path
        with (
            self._writing(folders) as folder,
            files.open_folder(self.root, (TRASH,), make=True) as trash,
        ):
            files.expect_at(folder, name, {expected_sha}, LIMIT, shown)
            kept = self._free_name(name, trash, (TRASH,))
            files.move_at(folder, name, trash, kept, shown)
        return f"{TRASH}/{kept}"

    def trashed(self) -> dict[str, int]:
        """The notes in the trash and their bytes, by path; those of other programs too."""
        return {f"{TRASH}/{path}": size for path, size in sizes(self.root / TRASH).items()}

    def read_trashed(self, trashed: str) -> bytes:
        """The bytes of a note in the trash."""
        *inner, name = _in_trash(trashed)
        with files.open_folder(self.root, inner) as folder:
            return files.read_at(folder, name, LIMIT, self.root / trashed)

    def restore(self, trashed: str, path: str) -> str:
        """Move a note out of the trash to `path`, or beside it when that is taken; where it is now."""
        *inner, kept = _in_trash(trashed)
        *folders, name = files.inner_parts(path)
        with self._writing(folders, make=True) as folder, files.open_folder(self.root, inner) as trash:
            files.read_at(trash, kept, LIMIT, self.root / trashed)
            name = self._free_name(name, folder, folders)
            files.move_at(trash, kept, folder, name, self.root / path)
        return "/".join((*folders, name))

    def take_back(self, path: str, data: bytes) -> bool:
        """Move a note with these bytes from the trash to a `path` that is free (Conflict); whether there was one."""
        trashed = next((one for one, size in self.trashed().items() if self._holds(one, size, data)), None)
        if trashed is None:
            return False
        *inner, kept = _in_trash(trashed)
        *folders, name = files.inner_parts(path)
        with self._writing(folders, make=True) as folder, files.open_folder(self.root, inner) as trash:
            files.expect_at(trash, kept, {sha256_hex(data)}, LIMIT, self.root / trashed)
            files.move_at(trash, kept, folder, name, self.root / path)
        return True

    def _holds(self, trashed: str, size: int, data: bytes) -> bool:
        with suppress(ScrmError):  # gone since, or out of reach
            return size == len(data) and self.read_trashed(trashed) == data
        return False

    def destroy(self, trashed: str, data: bytes) -> None:
        """Delete a note of the trash for good if it holds these bytes. Conflict as in `write`."""
        *inner, name = _in_trash(trashed)
        with self._writing(inner) as folder:
            files.expect_at(folder, name, {sha256_hex(data)}, LIMIT, self.root / trashed)
            files.remove_at(folder, name, self.root / trashed)

    @contextmanager
    def _writing(self, below: Sequence[str], *, make: bool = False) -> Iterator[int]:
        """An open folder of the vault, with every other scrm process kept out of the whole vault."""
        if make:
            files.make_folder(self.root)
        with (
            files.open_folder(self.root) as root,
            files.locked(root, self.root),
            files.open_folder(self.root, below, make=make) as folder,
        ):
            yield folder


def _in_trash(trashed: str) -> tuple[str, ...]:
    """The parts of a path in the trash."""
    return (TRASH, *files.inner_parts(trashed.removeprefix(f"{TRASH}/")))


def _appended(data: bytes, text: str) -> bytes:
    newline = "\r\n" if b"\r\n" in data[: data.find(b"\n") + 1] else "\n"
    joint = "" if not data or data.endswith(b"\n") else newline
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return data + (joint + "".join(f"{line}{newline}" for line in lines)).encode(errors="replace")
