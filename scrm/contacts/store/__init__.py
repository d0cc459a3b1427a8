"""The SQL of people. To add a read: put it beside its noun here and into tests/db/test_busy.py, which asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrm.contacts.store.lists import ListStore
    from scrm.contacts.store.people import PeopleStore
    from scrm.contacts.store.sheets import SheetStore
    from scrm.contacts.store.terms import condition
    from scrm.contacts.store.ties import TieStore
    from scrm.contacts.store.words import rebuild_people, refresh_people

# Loaded when first asked for: a command that reads one kind of row does not pay for the others.
_HOMES = {
    "ListStore": "lists",
    "PeopleStore": "people",
    "SheetStore": "sheets",
    "condition": "terms",
    "TieStore": "ties",
    "rebuild_people": "words",
    "refresh_people": "words",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


__all__ = [
    "ListStore",
    "PeopleStore",
    "SheetStore",
    "TieStore",
    "condition",
    "rebuild_people",
    "refresh_people",
]
