"""What a line comes to: the facts of one interaction, before anyone is looked up."""

from __future__ import annotations

from dataclasses import dataclass

from scrm.base.dates.said import duration
from scrm.base.dates.when import When
from scrm.interactions.capture.doubts import Doubt
from scrm.interactions.model import USUAL_KIND, direction_name, kind_name, usual_direction


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

    @property
    def how(self) -> str:
        """`call, out, 25 min`: also what nobody said and is stored; a meeting is both ways by itself."""
        kind = self.kind or USUAL_KIND
        usual = usual_direction(kind)
        told = self.direction or (usual if usual != "both" else "")
        words = [kind_name(kind), direction_name(told), duration(self.minutes) if self.minutes else ""]
        return ", ".join(filter(None, words))
