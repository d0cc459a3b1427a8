"""A closed row never returns for the same occasion, and returns for the next one; a snoozed one comes back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrm.agenda.model import EVERYTHING, Item, Section
from scrm.agenda.today import _with_refs
from scrm.base.dates import When
from scrm.base.errors import Ambiguous, Busy, NotFound, UsageError
from scrm.db.ledger.history import last_done


def _owed(morning):
    ana = morning.person()
    morning.talk(ana, ago=9, kind="mail", direction="in")
    return ana, lambda: morning.talk(ana, ago=2, kind="mail", direction="in")


def _awaiting(morning):
    ana = morning.person()
    morning.talk(ana, ago=20, kind="mail", direction="out")
    return ana, lambda: morning.talk(ana, ago=10, kind="mail", direction="out")


def _rhythm(morning):
    ana = morning.person(cadence=5)
    morning.talk(ana, ago=30)
    return ana, lambda: morning.talk(ana, ago=8)


def _guess(morning):
    ana = morning.person()
    for ago in (70, 60, 50, 40):
        morning.talk(ana, ago=ago)
    return ana, lambda: morning.talk(ana, ago=29)


def _connection(morning):
    ana = morning.person()
    morning.connect(ana, 20)
    return ana, lambda: morning.connect(ana, 2)


def _position(morning):
    ana = morning.person(organization="Acme")
    morning.clock.move(days=1)
    morning.workspace.contacts.edit(ana, organization="Hexa")

    def again():
        morning.clock.move(days=1)
        morning.workspace.contacts.edit(ana, organization="Faro")

    return ana, again


def _birthday(morning):
    ana = morning.person(birthday="--11-24")
    return ana, lambda: morning.clock.move(days=365)


def _anniversary(morning):
    ana = morning.person()
    morning.connect_on(ana, date(2020, 11, 24))
    return ana, lambda: morning.clock.move(days=365)


CASES = [
    ("owed", _owed), ("awaiting", _awaiting), ("quiet", _rhythm), ("quiet", _guess), ("new", _connection),
    ("new", _position), ("dates", _birthday), ("dates", _anniversary),
]  # fmt: skip
every = pytest.mark.parametrize(("section", "make"), CASES, ids=[make.__name__[1:] for _s, make in CASES])


@every
def test_closed_stays_away_until_the_next_occasion(morning, section, make):
    ana, again = make(morning)
    (item,) = morning.rows(section)
    assert morning.workspace.today.close([item]) is not None
    assert morning.total(section) == 0
    morning.clock.move(hours=3)
    assert morning.total(section) == 0
    again()
    (fresh,) = morning.rows(section)
    assert (fresh.contact, fresh.kind) == (ana, item.kind)
    assert fresh.id != item.id


@every
def test_closing_twice_changes_nothing(morning, section, make):
    make(morning)
    items = morning.rows(section)
    morning.workspace.today.close(items)
    assert morning.workspace.today.close(items) is None


@every
def test_undo_brings_a_closed_row_back_and_redo_takes_it(morning, section, make):
    make(morning)
    before = morning.rows(section)
    morning.workspace.today.close(before)
    assert last_done(morning.workspace.database).verb == "done"
    morning.workspace.undo()
    assert morning.rows(section) == before
    morning.workspace.redo()
    assert morning.rows(section) == []
    morning.workspace.undo()
    assert morning.workspace.today.close(before) is not None
    assert morning.rows(section) == []


@every
def test_a_snoozed_row_sleeps_until_its_day_however_old_it_is_then(morning, section, make):
    ana, _again = make(morning)
    (item,) = morning.rows(section)
    days = 90
    morning.workspace.today.snooze([item], timedelta(days=days))
    assert morning.total(section) == 0
    morning.clock.move(days=days - 1)
    assert item.id not in [i.id for i in morning.rows(section, -1)]
    morning.clock.move(days=1)
    (back,) = morning.rows(section)
    assert (back.id, back.contact) == (item.id, ana)
    morning.workspace.today.close([back])
    assert morning.total(section) == 0
    morning.workspace.undo()
    assert morning.total(section) == 1


@pytest.mark.parametrize("to", [timedelta(0), timedelta(days=-1), When(date(2026, 11, 24))])
def test_a_row_is_not_put_off_to_today(morning, to):
    _owed(morning)
    with pytest.raises(UsageError):
        morning.workspace.today.snooze(morning.rows("owed"), to)
    assert morning.total("owed") == 1


def test_follow_ups_go_to_their_own_verbs_in_the_same_operation(morning):
    ana, _again = _owed(morning)
    id = morning.promise("send it", 2, ana)
    items = [*morning.rows("late"), *morning.rows("owed")]
    number = morning.workspace.today.close(items)
    assert morning.workspace.follow_ups.followup(id).state == "done"
    assert (morning.total("late"), morning.total("owed")) == (0, 0)
    morning.workspace.undo(number)
    assert (morning.total("late"), morning.total("owed")) == (1, 1)
    morning.workspace.today.snooze(items, timedelta(days=2))
    assert morning.workspace.follow_ups.followup(id).due_day == "2026-11-26"
    assert (morning.total("late"), morning.total("owed")) == (0, 0)


def test_a_foreign_lock_is_told_and_nothing_is_written(morning, home):
    import sqlite3

    _owed(morning)
    items = morning.rows("owed")
    other = sqlite3.connect(home / "scrm.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    morning.workspace.database.conn.execute("PRAGMA busy_timeout=0")
    for verb in (
        morning.workspace.today.close,
        lambda rows: morning.workspace.today.snooze(rows, timedelta(days=1)),
    ):
        with pytest.raises(Busy):
            verb(items)
    other.execute("ROLLBACK")
    other.close()
    assert morning.rows("owed") == items


def test_rows_are_picked_by_ref_even_when_not_shown(morning):
    for n in range(7):
        morning.talk(morning.person(f"Person {n}"), ago=10 + n, kind="chat", direction="in")
    hidden = morning.rows("owed", -1)[6]
    assert hidden not in morning.rows("owed")
    assert morning.workspace.today.pick([hidden.ref, hidden.id]) == [hidden, hidden]
    for nonsense in ("abcdef", "ana", ""):
        with pytest.raises(NotFound):
            morning.workspace.today.pick([nonsense])


def test_picking_a_shown_row_makes_no_others(morning, monkeypatch):
    for n in range(7):
        morning.talk(morning.person(f"Person {n}"), ago=10 + n, kind="chat", direction="in")
    today, asked = morning.workspace.today, []
    shown, hidden = morning.rows("owed")[0], morning.rows("owed", -1)[6]
    sections = type(today).sections
    monkeypatch.setattr(
        type(today), "sections", lambda self, rows=None: asked.append(rows) or sections(self, rows)
    )
    assert today.pick([shown.ref, shown.id]) == [shown, shown]
    assert asked == [None]
    assert today.pick([shown.ref, hidden.ref]) == [shown, hidden]
    assert asked == [None, None, EVERYTHING]


def _row(id):
    return Item("owed", "reply", id, id[-6:], "c", "Ana", "", "", "", None, 1, "m")


def test_refs_grow_until_they_differ(morning):
    from scrm.agenda.closing import one

    a, b, c = (
        _row(f"00000000-0000-5000-8000-{tail}") for tail in ("000012abcdef", "000022abcdef", "000000123456")
    )
    (section,) = _with_refs([Section("owed", 3, (a, b, c))])
    assert [item.ref for item in section.items] == ["12abcdef", "22abcdef", "123456"]
    with pytest.raises(Ambiguous):
        one([a, b, c], "abcdef")
    assert one([a, b, c], "12abcdef") == a


@given(st.lists(st.sampled_from(["message", "answer", "close", "day", "snooze", "undo"]), max_size=12))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_a_closed_message_never_returns_and_an_open_one_never_vanishes(morning, steps):
    ana = morning.person()
    closed, asleep, open_message, undoable = set(), {}, None, False
    for step in steps:
        morning.clock.move(minutes=1)
        rows = [item for item in morning.rows("owed", -1) if item.contact == ana]
        today = morning.clock.today()
        undone, undoable = step == "undo" and undoable, False
        if step == "message":
            open_message = morning.talk(ana, kind="mail", direction="in")
        elif step == "answer":
            morning.talk(ana, kind="mail", direction="out")
            open_message = None
        elif step == "day":
            morning.clock.move(days=1)
        elif step == "close" and rows:
            morning.workspace.today.close(rows)
            closed.add(rows[0].occasion)
            undoable = True
        elif step == "snooze" and rows:
            morning.workspace.today.snooze(rows, timedelta(days=2))
            asleep[rows[0].occasion] = today + timedelta(days=2)
        elif undone:
            morning.workspace.undo()
            closed.discard(open_message)
        wanted = open_message not in closed and asleep.get(open_message, date.min) <= morning.clock.today()
        shown = [item.occasion for item in morning.rows("owed", -1) if item.contact == ana]
        assert shown == ([open_message] if open_message and wanted else [])
    morning.workspace.contacts.remove([ana])
