"""The SQL of follow-ups and rhythms. To add a read: put it beside its noun here and into the busy tests."""

from __future__ import annotations

from scrm.followups.store.followups import FollowUpStore
from scrm.followups.store.rhythms import RhythmStore
from scrm.followups.store.terms import condition

__all__ = ["FollowUpStore", "RhythmStore", "condition"]
