"""What the rules look at: the sources of the four packages as text and as trees."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("scrm", "tui", "importers", "vault")


@dataclass(frozen=True)
class Source:
    path: str
    """relative to the repository, with slashes"""
    text: str
    tree: ast.Module


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def packages() -> tuple[str, ...]:
    return PACKAGES


@pytest.fixture(scope="session")
def parse() -> Callable[[str, str], Source]:
    """Make a source of a text, as if it stood at a path: to show what a rule catches."""
    return lambda path, text: Source(path, text, ast.parse(text))


@pytest.fixture(scope="session")
def sources(root: Path, parse: Callable[[str, str], Source]) -> list[Source]:
    paths = sorted(path for name in PACKAGES for path in (root / name).rglob("*.py"))
    assert len(paths) > 20
    return [parse(path.relative_to(root).as_posix(), path.read_text("utf-8")) for path in paths]
