"""The SQL of follow-ups and rhythms. To add a read: put it beside its noun here and into tests/db/test_busy.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrm.base.lazy import lazily

if TYPE_CHECKING:
    from scrm.followups.store.followups import FollowUpStore
    from scrm.followups.store.rhythms import RhythmStore
    from scrm.followups.store.terms import condition

# Loaded when first asked for: a command that reads one kind of row does not pay for the others.
__getattr__ = lazily(
    globals(),
    {
        "FollowUpStore": "followups",
        "RhythmStore": "rhythms",
        "condition": "terms",
    },
)

__all__ = ["FollowUpStore", "RhythmStore", "condition"]
