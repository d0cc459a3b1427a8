"""`scrm note`."""

from __future__ import annotations

from scrm.base.i18n import N_
from scrm.cli.entry.shape import Noun
from scrm.cli.note import reading, writing

command = Noun(
    "note",
    N_("Notes: plain Markdown files that any editor can open."),
    writing.new,
    reading.show,
    writing.edit,
    writing.append,
    reading.list_,
    writing.remove,
    writing.restore,
    reading.check,
)
