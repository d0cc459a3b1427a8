"""The facts of an interaction, their words, and what follows from them for each person."""

from __future__ import annotations

from dataclasses import dataclass

from scrm.base.i18n import _, pgettext

KINDS = ("call", "mail", "meeting", "chat", "social", "event")
DIRECTIONS = ("in", "out", "both")
MOODS = ("+", "=", "-")
USUAL_KIND = "call"
"""what happened when nobody says"""
CROWD = 10
"""more people than this make a crowd: being in it is no contact with any of them"""
EXCHANGE_DAYS = 7
"""days from its first word on that are one exchange: the messages and calls of one matter, which make no habit

Counted by days of contact, a proposal discussed on four days of one week would be a habit of talking every
other day. So the own gap is a week at least, and nobody is guessed to be quiet before a fortnight of silence."""
ENOUGH = 4
"""exchanges from which on the own gap tells that somebody has gone quiet"""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in an interaction. A stranger has no `contact_id`, but a name and perhaps an address."""

    contact_id: str | None
    name: str
    role: str = ""
    type: str = ""
    network: str = ""
    value: str = ""
    key: str = ""
    id: str = ""
    """of the row that says so"""


@dataclass(frozen=True, slots=True)
class Interaction:
    """One thing that happened. `at` is UTC text; with `day_only` only its day is known."""

    id: str
    at: str
    day_only: bool
    zone: str
    kind: str
    form: str
    direction: str
    minutes: int | None
    mood: str
    summary: str
    text: str
    conversation: str
    people: int
    source: str
    created_at: str
    participants: tuple[Participant, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What was said, in short: the summary, else the text."""
        return self.summary or self.text


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person's interactions come to; moments are UTC text.

    Real contact: a call, meeting, mail or chat with at most CROWD people, or an
    accepted invitation; never in the future. `exchanges` counts those that began
    over EXCHANGE_DAYS each, `gap` is the median of days between their first days. `talk_*` is the last one-to-one
    message nobody has answered yet; `spoken` says whether there was ever more
    than an invitation.
    """

    contact_id: str
    last_at: str | None = None
    exchanges: int = 0
    gap: float | None = None
    talk_id: str | None = None
    talk_direction: str | None = None
    mood: str = ""
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody met in interactions who is no contact yet."""

    name: str
    type: str
    network: str
    value: str
    key: str
    interactions: int
    last_at: str


def kind_name(kind: str) -> str:
    """A stored kind in words: `meeting`; one that is not known stays as it is."""
    names = {
        "call": pgettext("kind", "call"),
        "mail": pgettext("kind", "mail"),
        "meeting": pgettext("kind", "meeting"),
        "chat": pgettext("kind", "chat"),
        "social": pgettext("kind", "social"),
        "event": pgettext("kind", "event"),
    }
    return names.get(kind, kind)


def usual_direction(kind: str) -> str:
    """The direction of a kind when nobody says: a meeting is both ways, the rest went out."""
    return "both" if kind in ("meeting", "event") else "out"


def direction_name(direction: str) -> str:
    """A stored direction in words: `out`."""
    names = {
        "in": pgettext("direction", "in"),
        "out": pgettext("direction", "out"),
        "both": pgettext("direction", "both ways"),
    }
    return names.get(direction, direction)


def mood_name(mood: str) -> str:
    """A stored mood with its word: `+ good`."""
    return {"+": _("+ good"), "=": _("= neutral"), "-": _("- bad")}.get(mood, mood)
