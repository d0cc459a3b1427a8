"""The SQL of people. To add a read: put it beside its noun here and into tests/contacts/test_store_busy.py."""

from __future__ import annotations

from scrm.contacts.store.lists import ListStore
from scrm.contacts.store.people import PeopleStore
from scrm.contacts.store.terms import condition
from scrm.contacts.store.ties import TieStore
from scrm.contacts.store.words import refresh_people

__all__ = ["ListStore", "PeopleStore", "TieStore", "condition", "refresh_people"]
