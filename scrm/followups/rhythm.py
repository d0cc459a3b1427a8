"""Who is going quiet by rhythm: the pure ranking, and the verbs pause, resume, spread.

A person is quiet once as many days as the rhythm has passed since the last
real contact, bump, or first entry. Days of a pause do not count, and on a day
of a pause nobody is quiet. The rank is overdue days divided by the rhythm.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from scrm.base import ids
from scrm.base.errors import NotFound, UsageError
from scrm.base.i18n import _
from scrm.db.ledger.operations import Ledger
from scrm.followups.model import Pause, Quiet, RhythmFacts
from scrm.followups.store import RhythmStore

LONGEST_SPREAD = 365
_DAY = timedelta(days=1)
_Span = tuple[date, date]


def overdue(facts: Iterable[RhythmFacts], today: date, pauses: Iterable[Pause]) -> list[Quiet]:
    """Everybody whose rhythm is over today, the heaviest first."""
    spans = _joined(pauses)
    if _paused(spans, today, today):
        return []
    found = []
    for one in facts:
        over = (today - one.since).days - one.cadence
        if over >= 0 and spans:
            over -= _paused(spans, one.since + _DAY, today)
        if over >= 0:
            silent = (today - (one.last or one.since)).days
            found.append(Quiet(one.contact_id, one.cadence, over, silent, one.last))
    return sorted(found, key=lambda q: (-q.weight, -q.silent, q.contact_id))


def _joined(pauses: Iterable[Pause]) -> list[_Span]:
    """Pauses as spans of days that neither overlap nor touch, the earliest first."""
    spans: list[_Span] = []
    for starts, ends in sorted((pause.starts, pause.ends) for pause in pauses):
        if spans and starts <= spans[-1][1] + _DAY:
            spans[-1] = (spans[-1][0], max(ends, spans[-1][1]))
        else:
            spans.append((starts, ends))
    return spans


def _paused(spans: Sequence[_Span], first: date, last: date) -> int:
    """Days of pauses from `first` to `last`, both included."""
    return sum(max(0, (min(ends, last) - max(starts, first)).days + 1) for starts, ends in spans)


def _counted_from(target: date, cadence: int, spans: Sequence[_Span]) -> date:
    """The day from which a rhythm must count to be over on `target`, which is not in a pause."""
    since = target - timedelta(days=cadence)
    while (earlier := target - timedelta(days=cadence + _paused(spans, since + _DAY, target))) != since:
        since = earlier
    return since


def _days_ahead(today: date, count: int, spans: Sequence[_Span]) -> list[date]:
    """The next `count` days after today outside of pauses."""
    days: list[date] = []
    day = today
    while len(days) < count:
        day += _DAY
        if not _paused(spans, day, day):
            days.append(day)
    return days


class Spread(NamedTuple):
    """What a spread did: how many people, and the last day that got one (None when nobody was overdue)."""

    people: int
    last: date | None


class Rhythm:
    """The rhythms' reads of the day and their verbs. `budget` is how many people a day is meant for."""

    def __init__(self, store: RhythmStore, ledger: Ledger, budget: int = 5) -> None:
        self._store = store
        self._ledger = ledger
        self.budget = budget

    def quiet(self) -> list[Quiet]:
        """Everybody whose rhythm is over today, the heaviest first."""
        today, here = self._today, self._ledger.clock.zone
        pauses = self._store.pauses()
        if _paused(_joined(pauses), today, today):
            return []
        return overdue(self._store.over(today, here), today, pauses)

    def left_today(self) -> int:
        """How many of the quiet to show: the budget less the people with a rhythm already spoken with today."""
        return max(0, self.budget - self._store.in_touch(self._today, self._ledger.clock.zone))

    def pauses(self) -> list[Pause]:
        """Pauses that are not over yet, by their first day."""
        return [pause for pause in self._store.pauses() if pause.ends >= self._today]

    def pause(self, until: date, since: date | None = None) -> str:
        """Let no rhythm count up to and including `until`; gives the pause's id.

        A pause that holds the first day gets the new end. Raises UsageError for an end in the past.
        """
        first = since or self._today
        if until < max(first, self._today):
            raise UsageError(
                _("A pause ends today or later, and not before it starts"),
                "scrm rhythm pause --until 2026-12-31",
            )
        running = [p for p in self._store.pauses() if p.starts <= first <= p.ends]
        id = running[0].id if running else ids.new_id(self._ledger.clock.now())
        starts = running[0].starts if running else first
        with self._ledger.operation("rhythm pause", f"{starts} - {until}") as op:
            op.put("pauses", id=id, starts=starts.isoformat(), ends=until.isoformat())
            for other in running[1:]:
                op.remove("pauses", other.id)
        return id

    def resume(self) -> int:
        """Count again from today: the running pause ends yesterday, planned ones go. Raises NotFound."""
        left = self.pauses()
        if not left:
            raise NotFound(_("No pause is running or planned"), "scrm rhythm pause --until 2026-12-31")
        with self._ledger.operation("rhythm resume", f"{left[0].starts} - {left[-1].ends}") as op:
            for pause in left:
                if pause.starts < self._today:
                    op.update("pauses", pause.id, ends=(self._today - _DAY).isoformat())
                else:
                    op.remove("pauses", pause.id)
        return len(left)

    def spread(self, days: int) -> Spread:
        """Give everybody overdue a day of their own among the next `days`, the heaviest first, never
        more than the budget on one: what does not fit goes on after them. Raises UsageError.
        """
        if not 1 <= days <= LONGEST_SPREAD:
            raise UsageError(
                _("A backlog is spread over 1 to %(most)d days") % {"most": LONGEST_SPREAD},
                "scrm rhythm spread 14",
            )
        late = self.quiet()
        if not late:
            return Spread(0, None)
        spans = _joined(self._store.pauses())
        needed = max(days, -(-len(late) // max(1, self.budget)))
        ahead = _days_ahead(self._today, needed, spans)
        targets = [ahead[place * needed // len(late)] for place in range(len(late))]
        with self._ledger.operation("rhythm spread", str(len(late))) as op:
            for person, target in zip(late, targets, strict=True):
                since = _counted_from(target, person.cadence, spans)
                op.update("contacts", person.contact_id, bumped_on=since.isoformat())
        return Spread(len(late), targets[-1])

    @property
    def _today(self) -> date:
        return self._ledger.clock.today()
