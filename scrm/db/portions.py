"""Many values in one statement: SQLite takes no more than 32,766 of them, and a long list is asked for in portions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
PORTION = 500


def placeholders(values: Sequence[Any]) -> str:
    """`?, ?, ?` for a list of values."""
    return ", ".join("?" * len(values))


def portions(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in their order, at most PORTION at a time; nothing for none."""
    for start in range(0, len(values), PORTION):
        yield values[start : start + PORTION]
