"""Making a backup: a copy of the database and the files of the notes folder, packed and read back."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from scrm.base import faults
from scrm.base.errors import Conflict, StorageFailed
from scrm.base.files import make_folder, move_at, open_folder, sweep_at
from scrm.base.i18n import _
from scrm.db.backup import bundle, snapshot
from scrm.db.backup.contents import Contents
from scrm.db.backup.model import Report
from scrm.db.backup.scratch import scratch, told
from scrm.db.backup.verifying import examine, report

STAMP = "%Y%m%d-%H%M%S"


def make(folder: Path, database: Path, contents: Contents | None, now: datetime) -> Report:
    """Put a backup into `folder` once it compares with what went in.

    Writers do not disturb it. Raises NotFound (no workspace), StorageFailed; snapshot.Damaged (a
    StorageFailed) when the database itself is.
    """
    make_folder(folder)
    _sweep(folder)
    with scratch(folder) as copy, scratch(folder) as packed:
        schema = snapshot.take(database, copy)
        with told(folder), packed.open("r+b") as file:
            bundle.pack(file, copy, contents, now, schema)
            manifest, problems = examine(file)
        if manifest is None or problems:
            raise StorageFailed(
                _("The backup does not read back as it was written and was not kept"), _("check the disk")
            )
        return report(_publish(folder, packed, now), manifest, problems)


def _sweep(folder: Path) -> None:
    with open_folder(folder) as descriptor:
        for name in os.listdir(descriptor):
            sweep_at(descriptor, name)


def _publish(folder: Path, packed: Path, now: datetime) -> Path:
    """Give a finished file its name; two of one second are told apart by a number."""
    with open_folder(folder) as descriptor:
        for number in range(1, 100):
            name = f"scrm-{now.astimezone(UTC):{STAMP}}{f'-{number}' if number > 1 else ''}.zip"
            with suppress(Conflict):
                move_at(descriptor, packed.name, descriptor, name, folder / name)
                return folder / name
    raise faults.taken(folder / name)
