"""`scrm contact`."""

from __future__ import annotations

from scrm.base.i18n import N_
from scrm.cli.contact import reading, ties, writing
from scrm.cli.entry.shape import Noun

command = Noun(
    "contact",
    N_("People: who they are, how to reach them, what ties them to each other."),
    writing.add,
    reading.list_,
    reading.show,
    writing.edit,
    ties.tag_,
    ties.untag,
    ties.relate,
    ties.prefer,
    ties.bump,
    writing.remove,
    writing.restore,
)
