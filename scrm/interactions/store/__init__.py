"""The SQL of interactions. To add a read: put it beside its kind here and into tests/interactions/test_busy.py."""

from __future__ import annotations

from scrm.interactions.store.facts import FactStore, condition, refresh_facts
from scrm.interactions.store.timeline import TimelineStore
from scrm.interactions.store.words import refresh_words, search

__all__ = ["FactStore", "TimelineStore", "condition", "refresh_facts", "refresh_words", "search"]
