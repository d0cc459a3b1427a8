"""Verified copies of the workspace: made, listed, verified, restored, pruned.

The database is copied by SQLite's backup API (never as a file: it may be in use) and goes back the same
way, as one transaction, so that other processes see the old rows or the new ones. A copy counts only after
it was read back and compared.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from scrm.base import disk, faults
from scrm.base.clock import Clock, to_text
from scrm.base.errors import BadInput, Conflict, NewerFile, NotFound, StorageFailed
from scrm.base.files import inner_parts, make_folder, move_at, open_folder, read_at, sweep_at, write_at
from scrm.base.i18n import _
from scrm.base.text import clean
from scrm.db import bundle, snapshot
from scrm.db.migrations import VERSION

_NAME = re.compile(r"scrm-(\d{8}-\d{6})(?:-(\d+))?\.zip")
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """A file in the folder of backups, told by its name alone. `made` is UTC text, `size` in bytes."""

    path: Path
    made: str
    size: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a backup holds. `problems` are sentences; without any it can be restored as it is."""

    path: Path
    made: str = ""
    schema: int = 0
    notes: int = 0
    left_out: list[str] = field(default_factory=list)
    """notes that could not be read when it was made"""
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. `safety` is the backup of what was there before, None when nothing usable was."""

    report: Report
    safety: Path | None
    aside: list[Path]
    """a damaged database's files under their new names"""
    written: int
    """notes that differed from the backup"""
    newer: list[str]
    """notes that the backup does not know: they stay"""
    problems: list[str]
    """sentences on notes that could not be put back"""


class Backups:
    """The folder of backups of one database and one notes folder.

    `patience` is the number of seconds a restore waits for another process.
    """

    def __init__(
        self, folder: Path, database: Path, notes: Path, clock: Clock, patience: float = 60.0
    ) -> None:
        self.folder = folder
        self.database = database
        self.notes = notes
        self.clock = clock
        self.patience = patience

    def create(self, *, notes: bool = True) -> Report:
        """Make a backup, with the notes or without, and compare it with what went in.

        Writers do not disturb it. Raises NotFound (no workspace), StorageFailed; snapshot.Damaged (a
        StorageFailed) when the database itself is.
        """
        make_folder(self.folder)
        self._sweep()
        now = self.clock.now()
        with _scratch(self.folder) as copy, _scratch(self.folder) as packed:
            schema = snapshot.take(self.database, copy)
            with _told(self.folder), packed.open("r+b") as file:
                bundle.pack(file, copy, self.notes if notes else None, now, schema)
                manifest, problems = bundle.examine(file)
            if manifest is None or problems:
                raise StorageFailed(
                    _("The backup does not read back as it was written and was not kept"), _("check the disk")
                )
            path = self._publish(packed, now)
        return Report(path, manifest.made, schema, len(manifest.notes), manifest.left_out)

    def before_migration(self) -> Path:
        """A backup of the database alone, for `migrate`: migrations do not touch notes."""
        return self.create(notes=False).path

    def _sweep(self) -> None:
        with open_folder(self.folder) as folder:
            for name in os.listdir(folder):
                sweep_at(folder, name)

    def _publish(self, packed: Path, now: datetime) -> Path:
        """Give a finished file its name; two of one second are told apart by a number."""
        with open_folder(self.folder) as folder:
            for number in range(1, 100):
                name = f"scrm-{now.astimezone(UTC):{_STAMP}}{f'-{number}' if number > 1 else ''}.zip"
                with suppress(Conflict):
                    move_at(folder, packed.name, folder, name, self.folder / name)
                    return self.folder / name
        raise faults.taken(self.folder / name)

    def entries(self) -> list[Backup]:
        """The backups in the folder, the latest first; their insides are not looked at."""
        found: list[tuple[tuple[datetime, int], Backup]] = []
        if not self.folder.is_dir():
            return []
        with _told(self.folder), os.scandir(self.folder) as items:
            for item in items:
                if (match := _NAME.fullmatch(item.name)) and item.is_file(follow_symlinks=False):
                    with suppress(ValueError):
                        made = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                        key = (made, int(match[2] or 1))
                        found.append((key, Backup(Path(item.path), to_text(made), item.stat().st_size)))
        return [backup for _key, backup in sorted(found, key=lambda pair: pair[0], reverse=True)]

    def find(self, name: str = "") -> Path:
        """The backup meant by a file name or path, the latest when empty. Raises NotFound."""
        entries = self.entries()
        if not name and entries:
            return entries[0].path
        candidates = [self.folder / name, self.folder / f"{name}.zip", Path(name)] if name else []
        for path in candidates:
            if path.is_file():
                return path
        what = (
            _("There is no backup %(name)s") % {"name": clean(name)} if name else _("There is no backup yet")
        )
        raise NotFound(what, "scrm backup list" if name else "scrm backup create")

    def verify(self, path: Path) -> Report:
        """Compare a backup with its own list and have SQLite check the database in it. Raises StorageFailed."""
        make_folder(self.folder)
        with _scratch(self.folder) as copy:
            return _examined(path, copy)[0]

    def restore(self, path: Path) -> Restored:
        """Put a backup in the place of what is there, after a backup of that.

        The database changes in one transaction, then the notes one by one; run again after a kill.
        Open screens and this process must open the workspace anew. Raises BadInput (damaged), NewerFile,
        Busy, StorageFailed.
        """
        make_folder(self.database.parent)
        with _scratch(self.database.parent) as copy:
            report, manifest = _examined(path, copy)
            _refuse(report)
            safety = self._safety()
            aside: list[Path] = []
            if safety:
                snapshot.overwrite(copy, self.database, self.patience)
            else:
                aside = snapshot.put_in_place(copy, self.database, f"{self.clock.now():{_STAMP}}")
        assert manifest is not None
        return Restored(report, safety, aside, *self._restore_notes(path, manifest))

    def _safety(self) -> Path | None:
        """A backup of what is there; None when that is missing or damaged, a full disk raises."""
        try:
            return self.create().path
        except (NotFound, snapshot.Damaged):
            return None

    def _restore_notes(self, path: Path, manifest: bundle.Manifest) -> tuple[int, list[str], list[str]]:
        written, problems = 0, []
        with _told(path), path.open("rb") as file, bundle.notes_in(file, manifest) as notes:
            for name, data in notes:
                try:
                    written += _put_note(self.notes, name, data)
                except (BadInput, Conflict) as error:
                    problems.append(error.what)
        known = set(manifest.notes)
        newer = [name for name in bundle.note_paths(self.notes) if name not in known] if known else []
        return written, newer, problems

    def differing(self, path: Path) -> list[str]:
        """The notes of a sound backup that hold something else now, or are gone. Raises BadInput, StorageFailed."""
        with _told(path), path.open("rb") as file:
            manifest, _problems = bundle.examine(file)
            if manifest is None:
                return []
            with bundle.notes_in(file, manifest) as notes:
                return [name for name, data in notes if _now(self.notes, name, len(data)) != data]

    def beyond(self, keep: int) -> list[Path]:
        """The backups that are not among the latest `keep`."""
        return [backup.path for backup in self.entries()[keep:]]

    def prune(self, keep: int) -> list[Path]:
        """Delete all backups but the latest `keep` (one at least); gives those that are gone."""
        gone = self.beyond(max(1, keep))
        with _told(self.folder):
            for path in gone:
                path.unlink(missing_ok=True)
        return gone


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise faults.failed(error, path) from error


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """An empty file, 0600, that is gone afterwards with all that SQLite put beside it."""
    path = folder / disk.temporary_name()
    try:
        with _told(folder), open_folder(folder) as descriptor:
            disk.fill(descriptor, path.name, b"")
        yield path
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                os.unlink(f"{path}{suffix}")


def _examined(path: Path, copy: Path) -> tuple[Report, bundle.Manifest | None]:
    with _told(path), path.open("rb") as file, copy.open("r+b") as database:
        manifest, problems = bundle.examine(file, database)
    if manifest is None:
        return Report(path, problems=problems), None
    if not problems:
        problems = snapshot.health(copy)
    return Report(
        path, manifest.made, manifest.schema, len(manifest.notes), manifest.left_out, problems
    ), manifest


def _put_note(folder: Path, path: str, data: bytes) -> bool:
    """Write one note unless it holds these bytes already; says whether it was written."""
    if _now(folder, path, len(data)) == data:
        return False
    make_folder(folder)
    *below, name = inner_parts(path)
    with open_folder(folder, below, make=True) as descriptor:
        write_at(descriptor, name, data, folder / path)
    return True


def _now(folder: Path, path: str, limit: int) -> bytes | None:
    """The bytes of a note as it is, None when it is not there, no plain file or longer than `limit`."""
    *below, name = inner_parts(path)
    with suppress(NotFound, BadInput), open_folder(folder, below) as descriptor:
        return read_at(descriptor, name, limit, folder / path)
    return None


def _refuse(report: Report) -> None:
    if report.problems:
        raise BadInput(
            _("%(path)s was not restored: %(problem)s")
            % {"path": report.path.name, "problem": report.problems[0]},
            "scrm backup list",
        )
    if report.schema > VERSION:
        raise NewerFile(
            _("%(path)s was written by a later scrm (schema %(found)d, this one knows %(known)d)")
            % {"path": report.path.name, "found": report.schema, "known": VERSION},
            _("upgrade scrm; nothing was touched"),
        )
