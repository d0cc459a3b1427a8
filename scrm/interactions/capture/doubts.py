"""What the grammar is not sure of, said to the user instead of guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scrm.base.clock import Clock
from scrm.base.dates.canon import canonical, may_begin
from scrm.base.dates.when import parse_when
from scrm.base.i18n import _, pgettext
from scrm.base.text import clean, shorten
from scrm.interactions.capture.words import EXAMPLES

LONGEST_PHRASE = 8
# "the pilot takes 2 weeks" tells how long, not when.
_HOW_LONG = re.compile(r"\d+ (?:minute|hour|day|week|month|quarter|year)|now", re.ASCII)
_VAGUE = re.compile(
    r"this (?:week|month|quarter|year)|(?:in|from|last|next|coming|start|mid|end) mo\d\d?", re.ASCII
)
# "+20%", "invoice #123", ">50k" are amounts; they are told, but no reason to stop.
_FIGURE = re.compile(r"[>+#]=?[\d.,]+[%k€$]?")
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th|º|ª)")
_EDGES = " .,;:!?()[]\"'“”«»…¿¡"


@dataclass(frozen=True)
class Doubt:
    """Words that may mean something else than what was done with them.

    `reason`: `unmarked` (a date in the note), `vague` (a month or a week there, too wide for a
    day), `unclear` (marked, but
    not understood), `longer` (a date whose following words belong to it),
    `future` (happened on a day to come), `past` (a follow-up on a day gone by),
    `twice` (said already), `alone` (repeats no follow-up). `mark` is what the
    words are marked as; `hint` another way to write them.
    """

    words: str
    reason: str
    mark: str = ""
    hint: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the line must not be saved in silence: a mark was not carried out as meant."""
        return self.reason not in ("unmarked", "vague") and not _FIGURE.fullmatch(self.words)

    def sentence(self) -> str:
        """What is doubtful and what to write, in the user's language, without the final stop."""
        example = EXAMPLES[self.mark or "next"]
        return _sentences()[self.reason] % {
            "words": shorten(clean(self.words), 40),
            "hint": clean(self.hint),
            "example": _(example),
            "on": spelled("on", self.hint or self.words),
            "next": spelled("next", self.hint or self.words),
        }


def _sentences() -> dict[str, str]:
    return {
        "unmarked": _(
            "“%(words)s” stays in the note. %(on)s if it happened then, %(next)s to follow up then"
        ),
        "vague": _("“%(words)s” stays in the note. To use it name a day, such as %(example)s"),
        "unclear": _("%(words)s is not understood and stays in the note. Write it such as %(example)s"),
        "longer": _("%(words)s may be more than was read. Write %(hint)s"),
        "future": _("%(words)s lies ahead. To follow up then write %(next)s"),
        "past": _("%(words)s has gone by. A follow-up needs a day to come, such as %(example)s"),
        "twice": _("%(words)s was said before in another way and stays in the note"),
        "alone": _("%(words)s repeats a follow-up, and there is none. Add one such as next:1w"),
    }


def spelled(key: str, words: str) -> str:
    """`on:yesterday`, `next:"in two weeks"`: the spelling that survives a shell."""
    text = clean(re.sub(r"[\"“”«»]", "", words)).strip()
    names = {"on": pgettext("key", "on"), "next": pgettext("key", "next"), "wait": pgettext("key", "wait")}
    key = names.get(key, key)
    return f'{key}:"{text}"' if " " in text else f"{key}:{text}"


def phrase_of(words: Sequence[str]) -> str:
    """Words of a note as one phrase, without the stops around it."""
    return " ".join(words).strip(_EDGES)


def date_length(words: Sequence[str], clock: Clock, day_first: bool) -> int:
    """How many of the first words look like one date together; 0 for none."""
    if not words or not may_begin(words[0].strip(_EDGES)):
        return 0
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        phrase = phrase_of(words[:length])
        codes = canonical(phrase, day_first) or ""
        if length > 1 and canonical(words[length - 1].strip(_EDGES)) in ("", "the"):
            continue  # "at 10 for the pilot" ends before "for"
        # "a 2nd phase" and "24/7" are everyday words.
        if _HOW_LONG.fullmatch(codes) or _ORDINAL.fullmatch(phrase) or phrase == "24/7":
            continue
        # Without codes it may still be an instant, which is one word.
        if _VAGUE.fullmatch(codes) or (
            (codes or length == 1) and parse_when(phrase, clock, day_first=day_first)
        ):
            return length
    return 0
