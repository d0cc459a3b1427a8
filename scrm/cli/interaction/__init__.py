"""`scrm interaction`."""

from __future__ import annotations

from scrm.base.i18n import N_
from scrm.cli.entry.shape import Noun
from scrm.cli.interaction import verbs
from scrm.cli.interaction.strangers import strangers

command = Noun(
    "interaction",
    N_("What happened: calls, mails, meetings, chats."),
    verbs.list_,
    verbs.show,
    verbs.edit,
    verbs.remove,
    strangers,
)
