"""The pane beside Follow-ups: everything about the one under the cursor, and the letters of the menus."""

from __future__ import annotations

from collections.abc import Iterator

from scrm.base import dates
from scrm.base.clock import Clock, from_text, stored_day
from scrm.base.i18n import _, ngettext
from scrm.base.text import clean
from scrm.followups.model import FollowUp
from tui.screens.followups.listing import waited
from tui.widgets.detail import Line


def detail_lines(followup: FollowUp | None, clock: Clock) -> list[Line]:
    """What is known of a follow-up; nothing for none."""
    if followup is None:
        return []
    lines = [Line(_("Selected"), heading=True), Line(followup.title, bold=True)]
    lines += [Line(", ".join(clean(who.name) for who in followup.people))] if followup.people else []
    return [*lines, Line(""), *_facts(followup, clock), Line(""), *_letters()]


def _facts(followup: FollowUp, clock: Clock) -> Iterator[Line]:
    today, due = clock.today(), followup.due
    day = dates.due_day(due.day_in(clock.zone), today)
    if due.time:
        at = dates.clock_time(due.instant(clock.zone).astimezone(clock.zone).time())
        day = _("%(day)s, at %(time)s") % {"day": day, "time": at}
    yield Line(day, "bad" if due.is_late(clock.now(), clock.zone) else "text", _("Due"))
    if followup.waiting:
        yield Line(
            _("theirs, %(since)s") % {"since": dates.since(waited(followup, clock))}, label=_("Promise")
        )
    if followup.repeat:
        said = followup.said_repeat
        after = _("%(repeat)s, counted from done") % {"repeat": said}
        yield Line(after if followup.repeat_from == "done" else said, label=_("Repeats"))
    if followup.times_done:
        times = ngettext("%(n)d time", "%(n)d times", followup.times_done)
        yield Line(times % {"n": followup.times_done}, label=_("Done"))
    if followup.snoozes:
        yield Line(_snoozed(followup, clock), label=_("Snoozed"))
    if followup.tags:
        yield Line(" ".join(f"#{tag}" for tag in followup.tags), label=_("Tags"))
    made = dates.short_day(from_text(followup.created_at).astimezone(clock.zone).date(), today)
    yield Line(_("%(day)s, from a log") % {"day": made} if followup.origin else made, label=_("Created"))


def _snoozed(followup: FollowUp, clock: Clock) -> str:
    times = ngettext("%(n)d time, first due %(day)s", "%(n)d times, first due %(day)s", followup.snoozes)
    first = dates.short_day(stored_day(followup.first_due), clock.today())
    return times % {"n": followup.snoozes, "day": first}


def _letters() -> Iterator[Line]:
    yield Line(_("Snooze to (s)"), heading=True)
    yield Line(_("t tomorrow · w in a week"), "muted")
    yield Line(_("m in a month · p pick a day"), "muted")
    yield Line("")
    yield Line(_("Done and... (D)"), heading=True)
    yield Line(_("m log it as mail · c as a call"), "muted")
    yield Line(_("e as a meeting · r plan the next"), "muted")
