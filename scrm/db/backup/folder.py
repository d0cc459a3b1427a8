"""The folder of backups of one workspace: what lies in it, one more, one put back, old ones deleted."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from scrm.base.clock import Clock, to_text
from scrm.base.errors import NotFound
from scrm.base.files import make_folder
from scrm.base.i18n import _
from scrm.base.text import clean
from scrm.db.backup import making, restoring, snapshot
from scrm.db.backup.contents import Contents
from scrm.db.backup.model import Backup, Report, Restored
from scrm.db.backup.scratch import scratch, told
from scrm.db.backup.verifying import examine, verified

_NAME = re.compile(r"scrm-(\d{8}-\d{6})(?:-(\d+))?\.zip")


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

    def create(self) -> Report:
        """Make a backup of all, and compare it with what went in.

        Raises NotFound (no workspace), StorageFailed; snapshot.Damaged (a StorageFailed) when the database
        itself is.
        """
        return making.make(self.folder, self.database, self._contents(), self.clock.now())

    def before_migration(self) -> Path:
        """A backup of the database alone, for `migrate`: migrations do not touch notes."""
        return making.make(self.folder, self.database, None, self.clock.now()).path

    def _contents(self) -> Contents:
        database = [self.database.with_name(self.database.name + part) for part in snapshot.PARTS]
        return Contents(self.notes, [self.folder, *database])

    def entries(self) -> list[Backup]:
        """The backups in the folder, the latest first; their insides are not looked at."""
        found: list[tuple[tuple[datetime, int], Backup]] = []
        if not self.folder.is_dir():
            return []
        with told(self.folder), os.scandir(self.folder) as items:
            for item in items:
                if (match := _NAME.fullmatch(item.name)) and item.is_file(follow_symlinks=False):
                    with suppress(ValueError):
                        made = datetime.strptime(match[1], making.STAMP).replace(tzinfo=UTC)
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
        with scratch(self.folder) as copy:
            return verified(path, copy)[0]

    def restore(self, path: Path) -> Restored:
        """Put a backup in the place of what is there, after a backup of that.

        The database changes in one transaction, then the files of the notes folder one by one; run again
        after a kill. Open screens and this process must open the workspace anew. Raises BadInput (damaged),
        NewerFile, Busy, StorageFailed.
        """
        make_folder(self.database.parent)
        with scratch(self.database.parent) as copy:
            report, manifest = verified(path, copy)
            restoring.refuse(report)
            safety = self._safety()
            aside: list[Path] = []
            if safety:
                snapshot.overwrite(copy, self.database, self.patience)
            else:
                aside = snapshot.put_in_place(copy, self.database, f"{self.clock.now():{making.STAMP}}")
        assert manifest is not None
        written, problems = restoring.put_back(path, manifest, self.notes)
        known = manifest.inside
        newer = sorted(name for name in self._contents().paths() if name not in known) if known else []
        return Restored(safety, aside, written, newer, problems)

    def _safety(self) -> Path | None:
        """A backup of what is there; None when that is missing or damaged, a full disk raises."""
        try:
            return self.create().path
        except (NotFound, snapshot.Damaged):
            return None

    def differing(self, path: Path) -> list[str]:
        """The files of a sound backup that hold something else by now, or are gone. Raises BadInput, StorageFailed."""
        with told(path), path.open("rb") as file:
            manifest, _problems = examine(file)
        return list(restoring.differing(manifest, self.notes)) if manifest else []

    def beyond(self, keep: int) -> list[Path]:
        """The backups that are not among the latest `keep`."""
        return [backup.path for backup in self.entries()[keep:]]

    def prune(self, keep: int) -> list[Path]:
        """Delete all backups but the latest `keep` (one at least); gives those that are gone."""
        gone = self.beyond(max(1, keep))
        with told(self.folder):
            for path in gone:
                path.unlink(missing_ok=True)
        return gone
