"""The names pyproject.toml hands out lead to what they promise, in the installed project."""

from __future__ import annotations

import importlib
import tomllib
from importlib.metadata import entry_points


def test_the_installed_entry_points_load(root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    command = project["project"]["scripts"]["scrm"]
    module, _, name = command.partition(":")
    assert callable(getattr(importlib.import_module(module), name))
    declared = project["project"]["entry-points"]["scrm.importers"]
    installed = {
        point.name: point for point in entry_points(group="scrm.importers") if point.dist.name == "scrm"
    }
    assert {name: point.value for name, point in installed.items()} == declared
    assert {name: point.load()().name for name, point in installed.items()} == {
        name: name for name in declared
    }
