"""Quiet: rhythms that are over, ranked by overdue divided by rhythm, then guesses from people's own habit."""

from __future__ import annotations

from collections.abc import Iterable

from scrm.agenda import wording
from scrm.agenda.days import windows
from scrm.agenda.model import LONGEST_SILENCE, Item, Section
from scrm.agenda.sections.frame import Frame
from scrm.agenda.store.occasions import Person
from scrm.agenda.store.promises import Promise, PromiseStore
from scrm.agenda.store.silence import Ask, Silence, SilenceStore
from scrm.agenda.store.talk import TalkStore
from scrm.base.dates import silent
from scrm.followups.model import Quiet

NEVER = "never"
"""the occasion of somebody never spoken with"""


def quiet(frame: Frame, promises: Iterable[Promise]) -> Section:
    """Nobody who stands in an earlier section, and no more rows than what is left of the day's budget."""
    store = SilenceStore(frame.rooms.database)
    busy = PromiseStore(frame.rooms.database).people([promise.id for promise in promises])
    busy |= frame.occasions.asleep(("owed", "awaiting"), frame.today.isoformat())
    led = _led(frame, store, busy)
    talk = windows(frame.rooms.clock)["awaiting"]
    ask = Ask(frame.today, frame.midnight(LONGEST_SILENCE), talk.since, talk.before, busy)
    room = _room(frame)
    shown = led if room < 0 else led[:room]
    guesses, guessed = store.found(ask, room if room < 0 else room - len(shown))
    people = frame.occasions.people([q.contact_id for q in shown] + [g.contact_id for g in guesses])
    last = store.last([q.contact_id for q in shown])
    items = [_rhythm(frame, q, people[q.contact_id], last.get(q.contact_id, NEVER)) for q in shown]
    items += [_guess(frame, g, people[g.contact_id]) for g in guesses]
    return Section("quiet", len(led) + guessed, tuple(items))


def _led(frame: Frame, store: SilenceStore, busy: set[str]) -> list[Quiet]:
    """Whose rhythm is over, without closed silences and without those who stand in owed or awaiting."""
    found = [q for q in frame.rooms.rhythm.quiet() if q.contact_id not in busy]
    ids = [q.contact_id for q in found]
    talk = TalkStore(frame.rooms.database)
    above = {id for window in windows(frame.rooms.clock).values() for id in talk.among(window, ids)}
    hidden = frame.occasions.hidden("quiet", frame.today.isoformat())
    suspects = {contact for contact, _occasion in hidden}
    last = store.last([id for id in ids if id in suspects])
    return [
        q
        for q in found
        if q.contact_id not in above and (q.contact_id, last.get(q.contact_id, NEVER)) not in hidden
    ]


def _room(frame: Frame) -> int:
    if frame.limit < 0:
        return -1
    done = frame.occasions.closed_since(frame.midnight(), "quiet")
    return max(0, min(frame.limit, frame.rooms.rhythm.left_today() - done))


def _rhythm(frame: Frame, quiet: Quiet, person: Person, since: str) -> Item:
    title = wording.title_rhythm(quiet.cadence, quiet.last is not None)
    due = frame.before(quiet.overdue).isoformat()
    who = quiet.contact_id, person
    return frame.item("quiet", "rhythm", who, since, title, silent(quiet.silent), quiet.silent, due)


def _guess(frame: Frame, silence: Silence, person: Person) -> Item:
    days = frame.days_since(silence.last_at)
    who = silence.contact_id, person
    title = wording.title_guess(silence.gap)
    return frame.item("quiet", "guess", who, silence.last_at, title, silent(days), days)
