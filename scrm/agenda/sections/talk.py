"""Owed and awaiting: messages nobody has answered, with their words."""

from __future__ import annotations

from scrm.agenda import wording
from scrm.agenda.days import windows
from scrm.agenda.model import Item, Section
from scrm.agenda.sections.frame import Frame
from scrm.agenda.store.occasions import Person
from scrm.agenda.store.talk import Talk, TalkStore
from scrm.base.text import clean, shorten

_SAID = 200
"""characters of a message that a row carries"""


def talked(frame: Frame, name: str) -> Section:
    """`owed` or `awaiting`, the oldest message first."""
    store, window = TalkStore(frame.rooms.database), windows(frame.rooms.clock)[name]
    rows = store.rows(window, frame.limit)
    words = store.words([row.message for row in rows])
    items = tuple(_item(frame, name, row, words.get(row.message, "")) for row in rows)
    return Section(name, store.count(window), items)


def _item(frame: Frame, section: str, row: Talk, words: str) -> Item:
    days = frame.days_since(row.at)
    owed = section == "owed"
    why = wording.why_owed(days) if owed else wording.why_awaited(days)
    who = row.contact_id, Person(row.name, row.organization)
    kind = "reply" if owed else "answer"
    return frame.item(section, kind, who, row.message, shorten(clean(words), _SAID), why, days)
