"""The four packages lie side by side and carry our mark: other projects use the same names."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest


@pytest.mark.parametrize("name", ["scrm", "tui", "importers", "vault"])
def test_a_package_carries_our_mark(name, root):
    package = importlib.import_module(name)
    assert package.SCRM_PACKAGE == "scrm"
    assert Path(package.__file__).parent.parent == root
    assert (Path(package.__file__).parent / "py.typed").is_file()
