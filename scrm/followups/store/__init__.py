"""The SQL of follow-ups and rhythms. To add a read: put it beside its noun here and into tests/db/test_busy.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrm.followups.store.followups import FollowUpStore
    from scrm.followups.store.rhythms import RhythmStore
    from scrm.followups.store.terms import condition

# Loaded when first asked for: a command that reads one kind of row does not pay for the others.
_HOMES = {
    "FollowUpStore": "followups",
    "RhythmStore": "rhythms",
    "condition": "terms",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


__all__ = ["FollowUpStore", "RhythmStore", "condition"]
