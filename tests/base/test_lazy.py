"""Names of a package that are loaded when first asked for."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from scrm.base.lazy import lazily

ROOT = Path(__file__).resolve().parents[2]
PARTS = {
    "scrm.contacts.store": "lists",
    "scrm.interactions.store": "facts",
    "scrm.followups.store": "terms",
    "scrm.notes.store": "cache",
    "scrm.base.dates": "when",
}


@pytest.mark.parametrize("name", PARTS)
def test_every_name_that_a_package_offers_is_there(name):
    package = import_module(name)
    assert [each for each in package.__all__ if getattr(package, each, None) is None] == []


@pytest.mark.parametrize(("name", "part"), PARTS.items())
def test_a_package_is_imported_without_its_parts(name, part):
    code = f"import {name}, sys; sys.exit('{name}.{part}' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_name_is_looked_up_once_and_then_the_packages_own():
    package = {"__name__": "scrm.base"}
    load = lazily(package, {"fold": "text"})
    assert load("fold")("Ñandú") == "nandu"
    assert package["fold"] is import_module("scrm.base.text").fold


def test_a_name_that_a_package_does_not_offer_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"module 'scrm\.base' has no attribute 'folds'"):
        lazily({"__name__": "scrm.base"}, {"fold": "text"})("folds")
    with pytest.raises(ImportError):
        from scrm.contacts.store import Nothing  # noqa: F401
