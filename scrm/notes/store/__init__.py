"""The SQL of notes. Only this room writes `local_note*`; what is in them can be made again from the files.

To add a read: put it beside its kind here and into tests/db/test_busy.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrm.base.lazy import lazily

if TYPE_CHECKING:
    from scrm.notes.store.cache import NoteCache
    from scrm.notes.store.people import refresh_note_people
    from scrm.notes.store.reads import NoteStore, condition

# Loaded when first asked for: a command that reads one kind of row does not pay for the others.
__getattr__ = lazily(
    globals(),
    {
        "NoteCache": "cache",
        "refresh_note_people": "people",
        "NoteStore": "reads",
        "condition": "reads",
    },
)

__all__ = ["NoteCache", "NoteStore", "condition", "refresh_note_people"]
