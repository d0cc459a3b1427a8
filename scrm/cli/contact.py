"""`scrm contact`."""

from __future__ import annotations

from scrm.base.i18n import N_
from scrm.cli import contact_read, contact_ties, contact_write
from scrm.cli.shape import Noun

command = Noun(
    "contact",
    N_("People: who they are, how to reach them, what ties them to each other."),
    contact_write.add,
    contact_read.list_,
    contact_read.show,
    contact_write.edit,
    contact_ties.tag_,
    contact_ties.untag,
    contact_ties.relate,
    contact_ties.prefer,
    contact_ties.bump,
    contact_write.remove,
    contact_write.restore,
)
