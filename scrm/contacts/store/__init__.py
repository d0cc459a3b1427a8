"""The SQL of people. To add a read: put it beside its noun here and into tests/db/test_busy.py, which asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrm.base.lazy import lazily

if TYPE_CHECKING:
    from scrm.contacts.store.lists import ListStore
    from scrm.contacts.store.people import PeopleStore
    from scrm.contacts.store.sheets import SheetStore
    from scrm.contacts.store.terms import condition
    from scrm.contacts.store.ties import TieStore
    from scrm.contacts.store.words import rebuild_people, refresh_people

# Loaded when first asked for: a command that reads one kind of row does not pay for the others.
__getattr__ = lazily(
    globals(),
    {
        "ListStore": "lists",
        "PeopleStore": "people",
        "SheetStore": "sheets",
        "condition": "terms",
        "TieStore": "ties",
        "rebuild_people": "words",
        "refresh_people": "words",
    },
)

__all__ = [
    "ListStore",
    "PeopleStore",
    "SheetStore",
    "TieStore",
    "condition",
    "rebuild_people",
    "refresh_people",
]
