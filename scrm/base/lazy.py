"""Names of a package that are loaded when first asked for: a command does not pay for what it never names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def lazily(package: dict[str, Any], homes: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of the package whose `globals()` these are; `homes` maps a name to its module in there.

    For the type checker the package imports the same names under TYPE_CHECKING. A name once asked for is the
    package's own. Raises AttributeError for any other.
    """

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package['__name__']!r} has no attribute {name!r}")
        from importlib import import_module

        found: object = getattr(import_module(f"{package['__name__']}.{homes[name]}"), name)
        package[name] = found
        return found

    return load
