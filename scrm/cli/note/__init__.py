"""`scrm note`."""

from __future__ import annotations

from scrm.base.i18n import N_
from scrm.cli.note import verbs
from scrm.cli.shape import Noun

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
