"""The rows of Today, the brief, and what a typed line comes to. Plain tuples: a shell prompt loads this too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scrm.base.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from scrm.contacts.model import Contact, Evidence, PersonRow, Relation
    from scrm.followups.model import FollowUp
    from scrm.interactions.capture import Capture
    from scrm.interactions.model import Facts, Interaction

SECTIONS = ("late", "due", "owed", "awaiting", "quiet", "new", "dates")
"""in the order of the morning"""
KINDS = (
    "follow-up", "waiting", "reply", "answer", "rhythm", "guess", "position", "connection", "birthday", "anniversary",
)  # fmt: skip
"""a promise of mine, of theirs; a message of theirs, of mine; quiet by rhythm, by own habit; the rest as named"""

EVERYTHING = -1
"""rows of a section: all of them"""

OLDEST_TALK = 60
"""days after which an unanswered message is no news any more"""
PATIENCE = 7
"""days an answer may take before it is awaited"""
NEW_FOR = 30
"""days a connection or a position is new"""
MISSED_FOR = 3
"""days a date that passed unseen is still shown: over a weekend"""
COMING_FOR = 7
"""days a birthday is announced ahead"""
LONGEST_SILENCE = 730
"""days without contact after which nobody is guessed to go quiet: they have gone"""


class Item(NamedTuple):
    """One row. Texts are as received: clean them before showing.

    `id` is a follow-up's, else that of the occasion; `contact` is None for a
    promise about nobody. `title` is what it is about, `why` why it is here
    today, in the user's language. `due` is ISO 8601. `days` is what `why`
    counts: days late, silent, since, or ahead. `occasion` is empty for
    follow-ups: they are closed by their own verbs.
    """

    section: str
    kind: str
    id: str
    ref: str
    contact: str | None
    name: str
    organization: str
    title: str
    why: str
    due: str | None
    days: int
    occasion: str = ""


class Section(NamedTuple):
    """A part of Today: its first rows, and how many there are in all."""

    name: str
    total: int
    items: tuple[Item, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.items)


class Brief(NamedTuple):
    """What to know of one person. `recent` are the latest interactions; `mine` and `theirs` open promises.

    `birthday` is its next day, `connected` the day of the first connection.
    """

    contact: Contact
    facts: Facts
    recent: tuple[Interaction, ...]
    mine: tuple[FollowUp, ...]
    theirs: tuple[FollowUp, ...]
    relations: tuple[Relation, ...]
    evidence: tuple[Evidence, ...]
    birthday: date | None
    connected: date | None


class Heard(NamedTuple):
    """A line understood. `matches` has everybody each name may mean: nobody, one, or several."""

    capture: Capture
    matches: tuple[tuple[str, tuple[PersonRow, ...]], ...]

    @property
    def known(self) -> list[tuple[str, str]]:
        """Id and name of those meant beyond doubt."""
        found = [(rows[0].id, rows[0].name) for _name, rows in self.matches if len(rows) == 1]
        return list(dict.fromkeys(found))

    @property
    def unknown(self) -> list[str]:
        """Names that nobody bears."""
        return [name for name, rows in self.matches if not rows]

    @property
    def unclear(self) -> list[tuple[str, tuple[PersonRow, ...]]]:
        """Names that several people may be meant by."""
        return [(name, rows) for name, rows in self.matches if len(rows) > 1]


class Logged(NamedTuple):
    """What was written: ids of the interaction, the follow-ups, and the people added."""

    interaction: str
    follow_ups: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def heading(section: str) -> str:
    """A section's name as people read it."""
    return {
        "late": _("Late"),
        "due": _("Due today"),
        "owed": _("To answer"),
        "awaiting": _("Waiting for an answer"),
        "quiet": _("Going quiet"),
        "new": _("New"),
        "dates": _("Dates"),
    }[section]
