"""`scrm note`."""

from __future__ import annotations

from scrm.base.i18n import N_
from scrm.cli.entry.shape import Noun
from scrm.cli.note import verbs

command = Noun(
    "note",
    N_("Notes: plain Markdown files that any editor can open."),
    verbs.new,
    verbs.show,
    verbs.edit,
    verbs.append,
    verbs.list_,
    verbs.check,
)
