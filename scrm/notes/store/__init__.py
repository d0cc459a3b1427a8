"""The SQL of notes. Only this room writes `local_note*`; what is in them can be made again from the files.

To add a read: put it beside its kind here and into tests/notes/test_note_busy.py.
"""

from __future__ import annotations

from scrm.notes.store.cache import NoteCache
from scrm.notes.store.people import refresh_note_people
from scrm.notes.store.reads import NoteStore, condition

__all__ = ["NoteCache", "NoteStore", "condition", "refresh_note_people"]
