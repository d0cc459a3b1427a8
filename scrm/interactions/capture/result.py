"""What a line comes to: the facts of one interaction, before anyone is looked up."""

from __future__ import annotations

from dataclasses import dataclass

from scrm.base.dates.when import When
from scrm.interactions.capture.doubts import Doubt


@dataclass(frozen=True)
class FollowUpPart:
    """The promise in a line. Without a title of its own it has the note's; `repeat` is an RRULE."""

    when: When
    title: str | None = None
    waiting: bool = False
    repeat: str | None = None


@dataclass(frozen=True)
class Capture:
    """What a line says. `people` are as typed, without `@`; what it does not say is None or empty.

    `kind`, `direction` and `mood` are as stored. `doubts` are in reading order;
    with one that blocks, the line must be shown before it is saved.
    """

    people: tuple[str, ...] = ()
    kind: str | None = None
    minutes: int | None = None
    direction: str | None = None
    mood: str | None = None
    when: When | None = None
    follow_ups: tuple[FollowUpPart, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    doubts: tuple[Doubt, ...] = ()

    @property
    def follow_up(self) -> FollowUpPart | None:
        """The first follow-up: a line seldom has two (mine, and theirs)."""
        return self.follow_ups[0] if self.follow_ups else None
