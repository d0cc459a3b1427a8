"""Today: seven sections, each row with its reason, and the verbs that take a row away for its occasion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from scrm.agenda.model import EVERYTHING, SECTIONS, Item, Section
from scrm.agenda.rooms import Rooms
from scrm.base.refs import REF_LENGTH, ref_of

if TYPE_CHECKING:
    from scrm.base.dates import When
    from scrm.followups.model import FollowUp


class Today:
    """The morning list. Reads anew at each call; the verbs are one operation each (or join the open one)."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def sections(self, rows: int | None = None) -> list[Section]:
        """All seven in their order, empty ones too; `rows` of each (the setting today.rows), EVERYTHING for all."""
        from scrm.agenda.days import horizon, split_due
        from scrm.agenda.sections.dates import dates
        from scrm.agenda.sections.frame import Frame
        from scrm.agenda.sections.new import new
        from scrm.agenda.sections.promised import promised
        from scrm.agenda.sections.quiet import quiet
        from scrm.agenda.sections.talk import talked
        from scrm.agenda.store.promises import PromiseStore

        frame = Frame(self._rooms, self._rooms.settings.number("today.rows") if rows is None else rows)
        split = split_due(
            PromiseStore(self._rooms.database).due(horizon(self._rooms.clock)), frame.now, frame.zone
        )
        found = {name: promised(frame, name, promises) for name, promises in split.items()}
        found |= {name: talked(frame, name) for name in ("owed", "awaiting")}
        found["quiet"] = quiet(frame, [*split["late"], *split["due"]])
        found |= {"new": new(frame), "dates": dates(frame)}
        return _with_refs([found[name] for name in SECTIONS])

    def pick(self, texts: Sequence[str]) -> list[Item]:
        """The rows these refs or ids mean, shown or not. Raises NotFound, Ambiguous."""
        from scrm.agenda.closing import one, only

        # All rows of a large network take a second to make, and whoever types a ref mostly sees its row.
        shown = self._items()
        seen = {text: found for text in texts if (found := only(shown, text)) is not None}
        items = shown if len(seen) == len({*texts}) else self._items(EVERYTHING)
        return [seen.get(text) or one(items, text) for text in texts]

    def _items(self, rows: int | None = None) -> list[Item]:
        return [item for section in self.sections(rows) for item in section.items]

    def close(self, items: Iterable[Item]) -> int | None:
        """Done: follow-ups are finished, other rows never come back for the same occasion.

        Gives the operation's number, None when nothing changed.
        """
        from scrm.agenda.closing import close

        return close(self._rooms, list(items))

    def snooze(self, items: Iterable[Item], to: When | timedelta) -> int | None:
        """Put rows off to a day to come, or on by whole days; gives what `close` does.

        Raises UsageError for a day that is no later.
        """
        from scrm.agenda.closing import snooze

        return snooze(self._rooms, list(items), to)

    def done_today(self) -> int:
        """How much was done since midnight: follow-ups and rows closed."""
        from scrm.agenda.sections.frame import Frame

        frame = Frame(self._rooms, 0)
        midnight = frame.midnight()
        return self._rooms.follow_ups.done_since(midnight) + frame.occasions.closed_since(midnight)

    def ahead(self) -> FollowUp | None:
        """The next promise after today, mine or theirs."""
        today, zone = self._rooms.clock.today(), self._rooms.clock.zone
        # A day of another zone may be tomorrow here.
        later = (id for id, due in self._rooms.follow_ups.due_from(today) if due.day_in(zone) > today)
        id = next(later, None)
        return None if id is None else self._rooms.follow_ups.followup(id)


def _with_refs(sections: list[Section]) -> list[Section]:
    """Where occasions end alike, their refs grow until they differ."""
    rows = [item for section in sections for item in section.items if item.occasion]
    alike = Counter(item.ref for item in rows)
    if len(alike) == len(rows):
        return sections
    length = REF_LENGTH + 1
    while len({ref_of(item.id, length) for item in rows}) < len({item.id for item in rows}):
        length += 1
    return [
        s._replace(
            items=tuple(i._replace(ref=ref_of(i.id, length)) if alike[i.ref] > 1 else i for i in s.items)
        )
        for s in sections
    ]
