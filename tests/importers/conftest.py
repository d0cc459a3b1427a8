"""What tests of importers ask for: archives made from a few lines."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ANA = "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Acme,CTO,05 Dec 2023\n"


@pytest.fixture
def connections() -> str:
    """A sound Connections.csv of one person."""
    return HEADER + ANA


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[..., Path]:
    """Make a zip of names and contents, in that order; each may also be given by its ZipInfo."""

    def make(*files: tuple[str | zipfile.ZipInfo, str | bytes], name: str = "export.zip") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, content in files:
                archive.writestr(entry, content)
        return path

    return make
