"""`scrm follow-up`."""

from __future__ import annotations

from scrm.base.i18n import N_
from scrm.cli.done import command as done
from scrm.cli.entry.shape import Noun
from scrm.cli.follow_up import adding, changing

command = Noun(
    "follow-up",
    N_("Promises with a date: mine, and those I wait for."),
    adding.add,
    adding.list_,
    done,
    changing.snooze,
    changing.wait,
    changing.edit,
    changing.remove,
    changing.restore,
)
