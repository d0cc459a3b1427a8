from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from vault.folder import Vault


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where the vault is; not made yet."""
    return tmp_path / "notes"


@pytest.fixture
def vault(root: Path) -> Vault:
    return Vault(root)


Put = Callable[..., Path]


@pytest.fixture
def put(root: Path) -> Put:
    """Another program's hand: writes a file of the vault, an hour ago unless told otherwise."""

    def put(path: str, data: bytes = b"words\n", seconds_old: float = 3600) -> Path:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        moment = time.time() - seconds_old
        os.utime(file, (moment, moment))
        return file

    return put
