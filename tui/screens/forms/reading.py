"""What is typed into forms: days, rhythms, words for stored values; each read, checked and said back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from scrm.base import dates
from scrm.base.addresses import classify
from scrm.base.errors import Ambiguous, NotFound
from scrm.base.i18n import _
from scrm.base.text import clean, fold, shorten
from scrm.followups.model import Who
from tui.widgets.completion import Completer, Completion
from tui.widgets.fields import typed

if TYPE_CHECKING:
    from scrm.base.dates import When
    from scrm.workspace import Workspace
    from tui.host import Host


class Days:
    """Days in words as the user of these screens means them."""

    def __init__(self, app: Host) -> None:
        self._clock = app.clock
        self._day_first = app.settings.day_first

    def read(self, text: str) -> When | None:
        """The day, and perhaps the time, that words name; None for what is not understood."""
        return dates.parse_when(text, self._clock, day_first=self._day_first)

    def check(self, text: str) -> str:
        """What is wrong with a text that must be a day."""
        return "" if self.read(text) else _("Use a date such as fri, +3d or 2026-12-01")

    def check_ahead(self, text: str) -> str:
        """What is wrong with a text that must be a day to come."""
        when = self.read(text)
        if when is not None and when.day < self._clock.today():
            return _("That day has passed")
        return self.check(text)

    def echo(self, text: str) -> str:
        """What a text is understood as: `Fri 27 Nov · in 3 days`."""
        when = self.read(text) if text.strip() else None
        if when is None:
            return ""
        today = self._clock.today()
        said = dates.said_when(when, today)
        return _("%(day)s · %(distance)s") % {
            "day": said,
            "distance": dates.in_days((when.day - today).days),
        }

    def birthday(self, text: str) -> str | None:
        """A birthday as stored, with the year or without; empty for none, None if not understood."""
        return dates.parse_partial_birthday(text, day_first=self._day_first) if text.strip() else ""

    def check_birthday(self, text: str) -> str:
        """What is wrong with a birthday."""
        wrong = _("Use a date such as 12 Apr, 12 Apr 1980 or 1980-04-12")
        return wrong if self.birthday(text) is None else ""

    def echo_birthday(self, text: str) -> str:
        """What a birthday is understood as."""
        stored = self.birthday(text)
        return dates.said_birthday(stored) if stored else ""


def check_repeat(text: str) -> str:
    """What is wrong with words that say how often something repeats; nothing said is fine."""
    if not text.strip() or dates.parse_repeat(text) or text.strip().upper().startswith(("FREQ=", "RRULE:")):
        return ""
    return _("Use words such as 90d, weekly or every monday")


def echo_repeat(text: str) -> str:
    """What such words are understood as."""
    rule = dates.parse_repeat(text) if text.strip() else None
    return dates.said_repeat(rule) if rule else ""


def rhythm(text: str) -> tuple[int | None, bool] | None:
    """(days or None, never overdue) of a rhythm in words; None if not understood."""
    if not text.strip():
        return None, False
    if fold(text) in ("never", "nunca", fold(_("never"))):
        return None, True
    days = dates.parse_every(text)
    return None if days is None else (days, False)


def check_rhythm(text: str) -> str:
    """What is wrong with a rhythm."""
    return "" if rhythm(text) else _("Use words such as 30d, 2 weeks, monthly or never")


def echo_rhythm(text: str) -> str:
    """What a rhythm is understood as."""
    found = rhythm(text)
    if found is None or not text.strip():
        return ""
    return _("never overdue") if found[1] else dates.every(found[0] or 0)


class Words:
    """A field that takes one of a few stored values by its word, in either language, or a beginning of it."""

    def __init__(self, values: Sequence[str], say: Callable[[str], str]) -> None:
        self._values = values
        self._say = say

    def read(self, text: str) -> str | None:
        """The stored value; empty for nothing, None for a text that means none or several of them."""
        wanted = fold(text)
        if not wanted:
            return ""
        spelt = {value: (value, fold(self._say(value))) for value in self._values}
        exact = [value for value, words in spelt.items() if wanted in words]
        begun = [v for v, words in spelt.items() if any(word.startswith(wanted) for word in words)]
        found = exact or begun
        return found[0] if len(found) == 1 else None

    def check(self, text: str) -> str:
        """What is wrong with a text."""
        words = ", ".join(self._say(value) for value in self._values)
        return _("One of: %(words)s") % {"words": words} if self.read(text) is None else ""

    def complete(self, before: str) -> list[Completion]:
        """The words that begin so."""
        wanted = fold(before)
        words = map(self._say, self._values)
        return [Completion(word) for word in words if fold(word).startswith(wanted)]


def pieces(text: str) -> list[str]:
    """The parts between commas, without blanks around them and without empty ones."""
    return [part for piece in text.split(",") if (part := piece.strip())]


def check_addresses(sorts: Iterable[str], example: str) -> Callable[[str], str]:
    """A check that every part of a field is an address of one of these sorts."""
    allowed = set(sorts)

    def check(text: str) -> str:
        for piece in pieces(text):
            if classify(piece)[0] not in allowed:
                told = {"text": shorten(clean(piece), 40), "example": example}
                return _("%(text)s is not understood. Use such as %(example)s") % told
        return ""

    return check


def completing(words: Sequence[str]) -> Completer:
    """Offer these words for the last part of a field with commas."""

    def complete(before: str) -> list[Completion]:
        start = before.rfind(",") + 1
        start += len(before[start:]) - len(before[start:].lstrip())
        wanted = fold(before[start:].lstrip("#"))
        return [Completion(word, start=start) for word in words if wanted and fold(word).startswith(wanted)]

    return complete


def people_text(who: Iterable[Who]) -> str:
    """Names as a field shows them."""
    return ", ".join(typed(clean(one.name)).replace(",", " ") for one in who)


def people_meant(workspace: Workspace, text: str, given: Iterable[Who] = ()) -> list[str]:
    """The contact ids of names between commas; those of `given` keep their own. Raises NotFound."""
    known = {people_text([who]): who.contact_id for who in given}
    return list(dict.fromkeys(known.get(piece) or _one(workspace, piece) for piece in pieces(text)))


def _one(workspace: Workspace, text: str) -> str:
    try:
        return workspace.who.one(text)
    except Ambiguous as error:
        # Under a field there is no room for a list, but the candidates are what helps.
        fields = {"what": error.what, "candidates": " · ".join(error.candidates[:3])}
        raise NotFound(_("%(what)s: %(candidates)s") % fields, error.remedy) from error
    except NotFound as error:
        add = _("a adds people in People")
        raise NotFound(error.what, add) from error
