"""One line to one interaction: who, how, how long, the mood, when, what next, tags, and the note.

Bare words (kind, minutes, direction, a lone mood sign) count only before the
first word of the note, marked ones anywhere. Whatever is not understood stays
in the note; a marked one, or a word that looks like a date, is also a doubt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from scrm.base.clock import Clock
from scrm.base.dates.canon import canonical
from scrm.base.dates.spans import parse_minutes, parse_repeat
from scrm.base.dates.when import When, parse_when, to_instant
from scrm.base.text import fold
from scrm.interactions.capture.bare import HOUR_OF_DAY, take
from scrm.interactions.capture.doubts import LONGEST_PHRASE, Doubt, date_length, phrase_of, spelled
from scrm.interactions.capture.line import Piece, cut
from scrm.interactions.capture.result import Capture, FollowUpPart
from scrm.interactions.capture.words import MARKS, direction_of, kind_of, mood_of

LOOKED_AT = 300
"""places of a note at which a date is looked for: each takes up to 2 ms, and nobody reads so many doubts"""


def parse_capture(line: str, clock: Clock, day_first: bool = True) -> Capture:
    """The line understood as far as it can be; never raises."""
    reader = _Reader(cut(line), clock, day_first)
    while reader.at < len(reader.pieces):
        reader.step()
    return reader.result()


@dataclass
class _Reader:
    """Walks over the pieces once and gathers what they say."""

    pieces: list[Piece]
    clock: Clock
    day_first: bool
    at: int = 0
    said: Capture = field(default_factory=Capture)
    note: list[str] = field(default_factory=list)
    note_began: bool = False
    doubts: list[Doubt] = field(default_factory=list)
    # The place where a quotation is the title of the last follow-up.
    titled_at: int = -1
    # Words after a date that belong to a doubt already.
    doubted: int = 0
    looked_at: int = 0

    def step(self) -> None:
        piece = self.pieces[self.at]
        if piece.mark == "quote":
            self._quote(piece)
        elif piece.mark == "word":
            self._word(piece)
        else:
            reason = _MARKED[piece.mark](self, piece)
            if reason:
                self.note.append(piece.raw)
                self.doubts.append(Doubt(piece.raw, reason, piece.mark))
        self.at += 1

    def result(self) -> Capture:
        return replace(self.said, note=" ".join(self.note), doubts=tuple(self.doubts))

    # Words and quotations

    def _quote(self, piece: Piece) -> None:
        parts = self.said.follow_ups
        if self.titled_at == self.at and piece.value:
            self.said = replace(self.said, follow_ups=(*parts[:-1], replace(parts[-1], title=piece.value)))
        else:
            self.note_began = True
            self.note.append(piece.raw)

    def _word(self, piece: Piece) -> None:
        if not self.note_began and self._bare():
            return
        if not self.note_began and not self.doubted and HOUR_OF_DAY.fullmatch(piece.value):
            self.doubts.append(Doubt(piece.value, "unmarked", hint=f"{int(piece.value[:-1])}:00"))
        self.note_began = True
        if self.doubted:
            self.doubted -= 1
        else:
            words = self._following_words(self.at)
            # "due:friday" is marked by a key that is none.
            key, _sign, value = piece.raw.partition(":")
            self._doubt_a_date([value, *words[1:]] if key.isalpha() and value else words)
        self.note.append(piece.raw)

    def _doubt_a_date(self, words: list[str]) -> None:
        self.looked_at += 1
        length = date_length(words, self.clock, self.day_first) if self.looked_at <= LOOKED_AT else 0
        if length:
            phrase = phrase_of(words[:length])
            day = parse_when(phrase, self.clock, day_first=self.day_first)
            sign = self.note[-1] if self.note and self.note[-1] in (">", "?+") else ""
            if sign and day:
                self.doubts.append(self._longer_doubt(MARKS[sign], phrase))
            else:
                self.doubts.append(Doubt(phrase, "unmarked" if day else "vague"))
            self.doubted = length - 1

    def _following_words(self, start: int) -> list[str]:
        words: list[str] = []
        for piece in self.pieces[start : start + LONGEST_PHRASE]:
            if piece.mark != "word":
                break
            words.append(piece.raw)
        return words

    def _bare(self) -> bool:
        """Take a word that needs no mark before the note; False if the note begins here."""
        following = self._following_words(self.at)
        # "in 3 days" is no direction, and its words belong together in the note.
        if self.doubted or date_length(following, self.clock, self.day_first) > 1:
            return False
        after = self.pieces[self.at + 1 : self.at + 2]
        taken = take(self.said, following, bool(after) and after[0].mark == "person")
        if taken is None:
            return False
        self.said = taken.said
        self.note += following[: taken.length] if taken.kept else []
        self.doubts += taken.doubts
        self.at += taken.length - 1
        return True

    # Marked pieces: each takes its value, or says why it does not.

    def _person(self, piece: Piece) -> str | None:
        names = [piece.value] if piece.quoted else [name.strip("@,") for name in piece.value.split(",")]
        if not any(names):
            return "unclear"
        self.said = replace(self.said, people=_added(self.said.people, names))
        return None

    def _tag(self, piece: Piece) -> str | None:
        tags = [piece.value] if piece.quoted else piece.value.replace("#", ",").split(",")
        # "invoice #123" is no tag.
        if not any(tags) or any(tag.isdecimal() for tag in tags):
            return "unclear"
        self.said = replace(self.said, tags=_added(self.said.tags, tags))
        return None

    def _when(self, piece: Piece) -> str | None:
        if self._longer(piece):
            return None
        when = self._date(piece.mark, piece.value)
        if when is None or self.said.when:
            return "unclear" if when is None else "twice"
        self.said = replace(self.said, when=when)
        if to_instant(when.day, when.time, self.clock.zone) > self.clock.now():
            self.doubts.append(Doubt(piece.value, "future", piece.mark))
        return None

    def _follow_up(self, piece: Piece) -> str | None:
        if self._longer(piece):
            return None
        when = self._date(piece.mark, piece.value)
        if when is None:
            return "unclear"
        part = FollowUpPart(when, waiting=piece.mark == "wait")
        self.said = replace(self.said, follow_ups=(*self.said.follow_ups, part))
        self.titled_at = self.at + 1
        if when.day < self.clock.today():
            self.doubts.append(Doubt(piece.value, "past", piece.mark))
        return None

    def _longer(self, piece: Piece) -> bool:
        """Doubt a date whose next words belong to it: `>last friday`, `>12 nov`."""
        following = [] if piece.quoted else self._following_words(self.at + 1)
        for length in range(len(following), 0, -1):
            phrase = " ".join((piece.value, *following[:length])).rstrip(".,;:!?")
            # "on:yesterday for the demo" is whole without "for".
            if canonical(following[length - 1]) not in ("", "the") and self._date(piece.mark, phrase):
                self.doubts.append(self._longer_doubt(piece.mark, phrase))
                self.note.append(piece.raw)
                self.doubted = length
                return True
        return False

    def _longer_doubt(self, mark: str, phrase: str) -> Doubt:
        key = {"when": "on", "next": "next", "wait": "wait"}[mark]
        return Doubt(phrase, "longer", mark, spelled(key, phrase))

    def _date(self, mark: str, text: str) -> When | None:
        """The day of a mark: one gone by for `>`, one to come for a follow-up."""
        if mark == "when":
            clock_time = f"at {text}" if HOUR_OF_DAY.fullmatch(text) else text
            return parse_when(clock_time, self.clock, past=True, day_first=self.day_first)
        # "1w" and "1m" count from today, as behind a plus sign; "next:week" reads as it stands.
        counted = parse_when(f"+{text}", self.clock) if text[:1].isdecimal() else None
        return (
            counted
            or parse_when(text, self.clock, day_first=self.day_first)
            or parse_when(f"next {text}", self.clock, day_first=self.day_first)
        )

    def _every(self, piece: Piece) -> str | None:
        repeat = parse_repeat(piece.value) or parse_repeat(f"every {piece.value}")
        parts = self.said.follow_ups
        if repeat is None or not parts:
            return "unclear" if repeat is None else "alone"
        if parts[-1].repeat:
            return "twice"
        self.said = replace(self.said, follow_ups=(*parts[:-1], replace(parts[-1], repeat=repeat)))
        if self.titled_at == self.at:
            self.titled_at += 1
        return None

    def _mood(self, piece: Piece) -> str | None:
        return self._once("mood", mood_of(piece.value))

    def _kind(self, piece: Piece) -> str | None:
        return self._once("kind", kind_of(piece.value))

    def _direction(self, piece: Piece) -> str | None:
        return self._once("direction", direction_of(piece.value))

    def _minutes(self, piece: Piece) -> str | None:
        return self._once("minutes", parse_minutes(piece.value) or parse_minutes(f"{piece.value}m"))

    def _once(self, name: str, value: str | int | None) -> str | None:
        if value is None or getattr(self.said, name) is not None:
            return "unclear" if value is None else "twice"
        self.said = replace(self.said, **{name: value})  # type: ignore[arg-type]
        return None


_MARKED: dict[str, Callable[[_Reader, Piece], str | None]] = {
    "person": _Reader._person,
    "when": _Reader._when,
    "next": _Reader._follow_up,
    "wait": _Reader._follow_up,
    "every": _Reader._every,
    "tag": _Reader._tag,
    "mood": _Reader._mood,
    "kind": _Reader._kind,
    "direction": _Reader._direction,
    "minutes": _Reader._minutes,
}


def _added(there: tuple[str, ...], new: list[str]) -> tuple[str, ...]:
    """With the new ones at the end, each once whatever its case."""
    seen = {fold(name): name for name in (*reversed(new), *reversed(there)) if name}
    return tuple(dict.fromkeys(seen[fold(name)] for name in (*there, *new) if name))
