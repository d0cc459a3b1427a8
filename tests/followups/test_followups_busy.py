"""While another process writes: every read answers, every write is Busy and leaves nothing behind."""

from __future__ import annotations

import inspect
from datetime import UTC, date, timedelta

import pytest

from scrm.base.dates import When
from scrm.base.errors import Busy
from scrm.followups.promises import Promises
from scrm.followups.rhythm import Rhythm
from scrm.followups.store import FollowUpStore, RhythmStore

FRIDAY = When(date(2026, 11, 27))
TODAY = date(2026, 11, 24)
STORE_READS = {
    "followups": lambda s, id, ana: s.followups([id]),
    "followup": lambda s, id, ana: s.followup(id),
    "ids_by_ref": lambda s, id, ana: s.ids_by_ref(id[-6:]),
    "refs": lambda s, id, ana: s.refs([id]),
    "open": lambda s, id, ana: s.open(),
    "of_person": lambda s, id, ana: s.of_person(ana),
    "closed": lambda s, id, ana: s.closed() == [],
    "trash": lambda s, id, ana: s.trash() == [],
    "due_from": lambda s, id, ana: s.due_from(date(2026, 1, 1)),
    "next_due": lambda s, id, ana: s.next_due([ana]),
    "counts": lambda s, id, ana: s.counts() == (1, 0),
    "done_since": lambda s, id, ana: s.done_since("2020") == 0,
    "names": lambda s, id, ana: s.names([ana]),
}
RHYTHM_READS = {
    "over": lambda s: s.over(TODAY, UTC),
    "in_touch": lambda s: s.in_touch(TODAY, UTC) == 0,
    "pauses": lambda s: s.pauses(),
}
PROMISE_READS = {"get": lambda p, id: p.get(id), "one": lambda p, id: p.one("send")}
PROMISE_WRITES = {
    "add": lambda p, id: p.add("x", FRIDAY),
    "done": lambda p, id: p.done([id]),
    "snooze": lambda p, id: p.snooze([id], timedelta(days=1)),
    "wait": lambda p, id: p.wait([id]),
    "edit": lambda p, id: p.edit(id, title="x"),
    "drop": lambda p, id: p.drop([id]),
    "remove": lambda p, id: p.remove([id]),
    "restore": lambda p, id: p.restore(id),
}
RHYTHM_WRITES = {
    "pause": lambda r: r.pause(date(2026, 12, 20)),
    "resume": lambda r: r.resume(),
    "spread": lambda r: r.spread(3),
}


def public(kind):
    return {name for name, _ in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_")}


def test_no_read_or_write_is_left_out():
    assert set(STORE_READS) == public(FollowUpStore)
    assert set(RHYTHM_READS) == public(RhythmStore)
    assert set(PROMISE_READS) | set(PROMISE_WRITES) == public(Promises)
    assert set(RHYTHM_WRITES) | {"quiet", "left_today", "pauses"} == public(Rhythm)


@pytest.fixture
def promise(promises, rhythm, workspace, ana, clock):
    """Somebody overdue with a promise, and a pause to come."""
    workspace.contacts.edit(ana, cadence=10)
    rhythm.pause(date(2027, 1, 6), date(2026, 12, 24))
    clock.move(days=20)
    id = promises.add("send", When(clock.today()), [ana])
    clock.move(days=-20)
    return id


@pytest.fixture
def trashed(promises):
    """A follow-up removed by hand."""
    id = promises.add("old", FRIDAY)
    promises.remove([id])
    return id


def test_every_read_answers(store, rhythms, promises, rhythm, promise, ana, clock, foreign_lock):
    assert [name for name, read in STORE_READS.items() if not read(store, promise, ana)] == []
    clock.move(days=20)
    assert all(read(rhythms) is not None for read in RHYTHM_READS.values())
    assert rhythm.pauses()
    assert [q.contact_id for q in rhythm.quiet()] == [ana]
    assert rhythm.left_today() == 5
    assert [read(promises, promise).id for read in PROMISE_READS.values()] == [promise] * 2


@pytest.mark.parametrize("verb", PROMISE_WRITES)
def test_every_verb_of_promises_is_busy_and_writes_nothing(
    verb, promises, promise, trashed, rows, foreign_lock
):
    before = rows()
    with pytest.raises(Busy):
        PROMISE_WRITES[verb](promises, trashed if verb == "restore" else promise)
    assert rows() == before


@pytest.mark.parametrize("verb", RHYTHM_WRITES)
def test_every_verb_of_rhythm_is_busy_and_writes_nothing(verb, rhythm, promise, rows, foreign_lock, clock):
    clock.move(days=20)
    before = rows()
    with pytest.raises(Busy):
        RHYTHM_WRITES[verb](rhythm)
    assert rows() == before


def test_the_same_verbs_work_once_the_lock_is_gone(rhythm, promises, promise, foreign_lock, clock):
    clock.move(days=20)
    foreign_lock()
    assert rhythm.spread(3).people == 1
    assert promises.done([promise])[0].id == promise
