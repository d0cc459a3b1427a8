"""The rows of Follow-ups: what is promised under its sections, the acted ones greyed where they stood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scrm.base import dates
from scrm.base.clock import Clock, day_bounds, from_text, to_text
from scrm.base.i18n import _, ngettext
from scrm.base.text import clean, fold
from scrm.followups.model import SECTIONS, FollowUp, sections, short_repeat
from scrm.workspace import Workspace
from tui.look import glyphs
from tui.look.theme import Role
from tui.widgets.lists.columns import Column
from tui.widgets.lists.source import Cell, Item, ListSource, Row, Section
from tui.words import number

DAYS_AHEAD = 7
"""days of load that are looked at, today included"""


@dataclass(frozen=True, slots=True)
class Promised:
    """What is open, and how many were done since the quarter began."""

    open: tuple[FollowUp, ...]
    done: int


@dataclass(frozen=True, slots=True)
class Acted:
    """A follow-up as it was before a key acted on it, and what became of it, in a few cells."""

    before: FollowUp
    told: str


def look_up(workspace: Workspace) -> Promised:
    """Everything the place shows, in a worker thread."""
    clock = workspace.clock
    today = clock.today()
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    since = to_text(day_bounds(quarter, clock.zone)[0])
    return Promised(tuple(workspace.follow_ups.open()), workspace.follow_ups.done_since(since))


def columns(low: bool) -> list[Column]:
    """The columns; on a low screen the section is the first of them."""
    found = [
        Column(_("Due"), 11, 11),
        Column(_("Person"), 16, 10, name=True),
        Column(_("What"), 20, 18, grow=1),
        Column(_("Repeat"), 6, 6, drop=2),
    ]
    return [Column("", 9, 6, drop=1), *found] if low else found


def standing(
    promised: Promised, acted: Mapping[str, Acted], words: Sequence[str], clock: Clock
) -> dict[str, list[FollowUp]]:
    """What stands where: an acted one where it stood before; with folded `words` only what holds them all."""
    shown = [f for f in promised.open if f.id not in acted] + [one.before for one in acted.values()]
    return sections((f for f in shown if matches(f, words)), clock.now(), clock.zone)


def matches(followup: FollowUp, words: Sequence[str]) -> bool:
    """Whether a follow-up holds every word in its title, people or tags."""
    names = " ".join(who.name for who in followup.people)
    text = fold(f"{followup.title} {names} {' '.join(f'#{tag}' for tag in followup.tags)}")
    return all(word in text for word in words)


def source(found: Mapping[str, list[FollowUp]], acted: Mapping[str, Acted], clock: Clock) -> ListSource:
    """The lines of the list."""
    lines: list[Item] = []
    for name in SECTIONS:
        if found[name]:
            left = sum(followup.id not in acted for followup in found[name])
            lines.append(Section(title(name), number(left)))
            lines += [_row(name, followup, acted.get(followup.id), clock) for followup in found[name]]
    return ListSource(lines)


def title(section: str) -> str:
    """A section in words."""
    return {
        "late": _("Late"),
        "due": _("Today"),
        "week": _("This week"),
        "later": _("Later"),
        "waiting": _("Waiting for them"),
    }[section]


def heading(promised: Promised, clock: Clock, cells: int) -> str:
    """`5 open · 2 late · 41 done this quarter`, as much of it as fits into `cells`."""
    late = sum(f.due.is_late(clock.now(), clock.zone) for f in promised.open if not f.waiting)
    total = len(promised.open)
    parts = [ngettext("%(n)s open", "%(n)s open", total) % {"n": number(total)}]
    if late:
        parts.append(ngettext("%(n)s late", "%(n)s late", late) % {"n": number(late)})
    if promised.done:
        done = ngettext("%(n)s done this quarter", "%(n)s done this quarter", promised.done)
        parts.append(done % {"n": number(promised.done)})
    dot = f" {glyphs.UNICODE.dot} "
    while len(parts) > 1 and len(dot.join(parts)) > cells:
        parts.pop()
    return dot.join(parts)


def load(promised: Promised, clock: Clock) -> list[tuple[date, int]]:
    """How many promises of mine stand on each day from today; late ones on today, free weekend days left out."""
    today = clock.today()
    per_day = Counter(max(f.due.day_in(clock.zone), today) for f in promised.open if not f.waiting)
    days = [today + timedelta(days=step) for step in range(DAYS_AHEAD)]
    return [(day, per_day[day]) for day in days if per_day[day] or day.weekday() < 5]


def names(followup: FollowUp) -> str:
    """Whom it is about, `-` for nobody."""
    first = [clean(who.name) for who in followup.people[:2]]
    more = len(followup.people) - len(first)
    return (", ".join(first) or "-") + (f" +{more}" if more else "")


def _row(section: str, followup: FollowUp, acted: Acted | None, clock: Clock) -> Row:
    tags = "".join(f" #{tag}" for tag in followup.tags)
    rest = (names(followup), f"{followup.title}{tags}", short_repeat(followup.repeat))
    if acted is not None:
        return Row(followup.id, (acted.told, *rest), glyphs.UNICODE.done, "good", role="muted")
    late = followup.due.is_late(clock.now(), clock.zone)
    role: Role = "bad" if late else "text"
    return Row(followup.id, (Cell(when(section, followup, clock), role), *rest), "!" if late else "", "bad")


def when(section: str, followup: FollowUp, clock: Clock) -> str:
    """The due cell: a day, for today its time, for theirs how long it is waited for."""
    if section == "waiting":
        days = waited(followup, clock)
        return dates.since(days) if days else dates.ago(0)
    if section == "due" and followup.due.time:
        return dates.clock_time(followup.due.instant(clock.zone).astimezone(clock.zone).time())
    return dates.short_day(followup.due.day_in(clock.zone), clock.today())


def waited(followup: FollowUp, clock: Clock) -> int:
    """Days since it was made."""
    return (clock.today() - from_text(followup.created_at).astimezone(clock.zone).date()).days
