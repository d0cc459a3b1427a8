"""Words that need no mark before the note: kind, minutes, direction, a lone mood sign, and what links people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scrm.base.dates.canon import canonical
from scrm.base.dates.spans import parse_minutes
from scrm.base.text import fold
from scrm.interactions.capture.doubts import Doubt, phrase_of
from scrm.interactions.capture.result import Capture
from scrm.interactions.capture.words import (
    AFTER_A_PREPOSITION,
    LINKS,
    SIGNS,
    direction_of,
    is_telling,
    kind_of,
    kind_of_phrase,
)

# "10h" is ten o'clock to a Spaniard, and a long call to nobody.
HOUR_OF_DAY = re.compile(r"(?:9|1\d|2[0-3])h", re.ASCII)
_STEP = re.compile(r"\d+ (?:day|week|month|quarter|year)", re.ASCII)
_STOPS = ".,;:"


@dataclass(frozen=True)
class Taken:
    """What was made of words: `length` of them, `said` with what they say, `kept` if the note has them too."""

    said: Capture
    length: int = 1
    kept: bool = False
    doubts: tuple[Doubt, ...] = ()


def take(said: Capture, words: Sequence[str], before_person: bool) -> Taken | None:
    """What the first of these words adds to what was said; None if the note begins with it."""
    return (
        (_link(said, words[0]) if before_person else None)
        or (_kind(said, words) if said.kind is None else None)
        or (_minutes(said, words) if said.minutes is None else None)
        or (_direction(said, words) if said.direction is None else None)
        or (_mood(said, words) if said.mood is None else None)
    )


def _link(said: Capture, word: str) -> Taken | None:
    """What links people to the line: "with", "and", or behind a kind "to" and "from"."""
    link = LINKS.get(fold(word))
    if link is None or (link and (said.kind not in ("call", "mail", "chat") or said.direction)):
        return None
    return Taken(replace(said, direction=link or said.direction))


def _kind(said: Capture, words: Sequence[str]) -> Taken | None:
    if phrase := kind_of_phrase(words):
        return Taken(replace(said, kind=phrase[0]), phrase[1])
    word = words[0].rstrip(_STOPS)
    kind = kind_of(word)
    return Taken(replace(said, kind=kind), kept=is_telling(word)) if kind else None


def _minutes(said: Capture, words: Sequence[str]) -> Taken | None:
    """Minutes of `25m`, or of several words: `25 min`, `1 h 30 min`."""
    if not words[0][:1].isdecimal() or HOUR_OF_DAY.fullmatch(words[0].rstrip(_STOPS)):
        return None
    for length in range(min(4, len(words)), 0, -1):
        last = words[length - 1].rstrip(_STOPS)
        minutes = parse_minutes(" ".join(words[:length]).rstrip(_STOPS))
        # "1h 30 people came": the second figure is none of the minutes.
        if minutes and not last.isdecimal():
            return Taken(replace(said, minutes=minutes), length)
    return None


def _direction(said: Capture, words: Sequence[str]) -> Taken | None:
    """A direction, unless the word is a preposition: "met in Madrid", "call out of the blue"."""
    word = words[0].rstrip(_STOPS)
    direction, after = direction_of(word), AFTER_A_PREPOSITION.get(fold(word), ())
    placed = (after and said.kind in ("meeting", "event")) or fold(" ".join(words[1:2])) in after
    return Taken(replace(said, direction=direction)) if direction and not placed else None


def _mood(said: Capture, words: Sequence[str]) -> Taken | None:
    """A lone sign; "+ 1 week" is doubted, as the sign of a follow-up may stand apart."""
    mood = SIGNS.get(words[0].rstrip(_STOPS))
    if mood is None:
        return None
    step = phrase_of(words[1:3])
    doubted = mood == "+" and _STEP.fullmatch(canonical(step) or "")
    return Taken(replace(said, mood=mood), doubts=(Doubt(step, "unmarked"),) if doubted else ())
