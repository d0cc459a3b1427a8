"""The day in one line, for a shell prompt. Loads the least that the answer needs."""

from __future__ import annotations

from typing import NamedTuple

from scrm.agenda.days import horizon, split_due, windows
from scrm.agenda.store.promises import PromiseStore
from scrm.agenda.store.talk import TalkStore
from scrm.base.clock import Clock
from scrm.base.i18n import _, ngettext
from scrm.db.opening.connection import Database


class Counts(NamedTuple):
    """How many follow-ups are late, how many due today, how many messages wait for my answer."""

    late: int
    due: int
    owed: int


def counts(database: Database, clock: Clock) -> Counts:
    """The figures of Today's first three sections."""
    promised = split_due(PromiseStore(database).due(horizon(clock)), clock.now(), clock.zone)
    owed = TalkStore(database).count(windows(clock)["owed"])
    return Counts(len(promised["late"]), len(promised["due"]), owed)


def line(counted: Counts) -> str:
    """`2 late · 3 due · 4 owed`; what is nought is left out."""
    parts = [
        ngettext("%(n)d late", "%(n)d late", counted.late) % {"n": counted.late} if counted.late else "",
        ngettext("%(n)d due", "%(n)d due", counted.due) % {"n": counted.due} if counted.due else "",
        ngettext("%(n)d owed", "%(n)d owed", counted.owed) % {"n": counted.owed} if counted.owed else "",
    ]
    return " · ".join(filter(None, parts)) or _("nothing late, due or owed")
