"""Files that live while a backup is made or read, and what a failing disk means."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scrm.base import disk, faults
from scrm.base.files import open_folder


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn OSError into an error of ours that names `path`."""
    try:
        yield
    except OSError as error:
        raise faults.failed(error, path) from error


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """An empty file, 0600, that is gone afterwards with all that SQLite put beside it."""
    path = folder / disk.temporary_name()
    try:
        with told(folder), open_folder(folder) as descriptor:
            disk.fill(descriptor, path.name, b"")
        yield path
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                os.unlink(f"{path}{suffix}")
