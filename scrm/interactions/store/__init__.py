"""The SQL of interactions. To add a read: put it beside its kind here and into tests/db/test_busy.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrm.base.lazy import lazily

if TYPE_CHECKING:
    from scrm.interactions.store.facts import FactStore, condition, rebuild_facts, refresh_facts
    from scrm.interactions.store.strangers import claim_strangers
    from scrm.interactions.store.timeline import TimelineStore
    from scrm.interactions.store.words import rebuild_words, refresh_words, search

# Loaded when first asked for: a command that reads one kind of row does not pay for the others.
__getattr__ = lazily(
    globals(),
    {
        "FactStore": "facts",
        "claim_strangers": "strangers",
        "condition": "facts",
        "rebuild_facts": "facts",
        "refresh_facts": "facts",
        "TimelineStore": "timeline",
        "rebuild_words": "words",
        "refresh_words": "words",
        "search": "words",
    },
)

__all__ = [
    "FactStore",
    "TimelineStore",
    "claim_strangers",
    "condition",
    "rebuild_facts",
    "rebuild_words",
    "refresh_facts",
    "refresh_words",
    "search",
]
