"""Reading follow-ups: lists, what other lists show of them, query terms, plans."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial

import pytest

from scrm.base.dates import When
from scrm.base.errors import UsageError
from scrm.followups.model import Due
from scrm.followups.store import condition
from scrm.search.index import people
from scrm.search.query import Term, parse

TODAY = date(2026, 11, 24)


@pytest.fixture
def promise(promises):
    """Add a promise so many days from today; gives its id."""

    def add(title, days, who=(), **more):
        return promises.add(title, When(TODAY + timedelta(days=days)), who, **more)

    return add


def titles(followups):
    return [followup.title for followup in followups]


def test_open_ones_come_the_soonest_first_and_closed_or_trashed_not_at_all(store, promises, promise):
    promise("later", 9)
    promises.add("at four", When(TODAY, time(16, 0)))
    promises.add("at nine", When(TODAY, time(9, 30)))
    for title, verb in (("done", promises.done), ("dropped", promises.drop), ("gone", promises.remove)):
        verb([promise(title, 0)])
    promise("today", 0)
    promise("late", -3)
    assert titles(store.open()) == ["late", "at nine", "at four", "today", "later"]
    assert titles(store.open(TODAY)) == ["late", "at nine", "at four", "today"]


def test_ids_keep_their_order_and_the_trash_is_asked_for(store, promises, promise):
    made = [promise("a", 1), promise("b", 2), promise("c", 3)]
    promises.remove(made[:1])
    assert titles(store.followups(made[::-1])) == ["c", "b"]
    assert titles(store.followups(made, trashed=True)) == ["a", "b", "c"]
    assert store.followup("nothing") is None


def test_a_person_has_open_ones_first_and_then_the_latest_closed(store, promises, promise, clock, ana, luis):
    first, second = promise("first done", 1, [ana]), promise("last done", 2, [ana])
    promises.done([first])
    clock.move(hours=1)
    promises.done([second])
    promise("next", 5, [ana, luis])
    promise("now", 0, [ana])
    promise("of luis", 0, [luis])
    assert titles(store.of_person(ana)) == ["now", "next", "last done", "first done"]
    assert [who.name for who in store.of_person(ana)[1].people] == ["Ana García", "Luis Pérez"]


def test_somebody_taken_off_a_follow_up_has_it_no_more(store, promises, promise, ana, luis):
    id = promise("call", 1, [ana])
    promises.edit(id, people=[luis])
    assert store.of_person(ana) == []
    assert store.next_due([ana, luis]) == {luis: Due("2026-11-25")}


def test_closed_ones_come_the_latest_first(store, promises, promise, clock):
    for title, verb in (("a", promises.done), ("b", promises.drop), ("c", promises.done)):
        verb([promise(title, 1)])
        clock.move(minutes=1)
    assert titles(store.closed()) == ["c", "b", "a"]
    assert titles(store.closed(1)) == ["c"]


def test_the_next_due_of_many_is_the_soonest_open_one(store, promises, promise, ana, luis, workspace):
    promise("late", -2, [ana], waiting=True)
    promise("soon", 1, [ana, luis])
    promises.add("at nine", When(TODAY + timedelta(days=1), time(9, 0)), [luis])
    promises.done([promise("done", -5, [luis])])
    nobody = workspace.contacts.add("Rosa Vidal")
    many = [ana, luis, nobody, *map(str, range(1200))]
    assert store.next_due(many) == {ana: Due("2026-11-22"), luis: Due("2026-11-25", "09:00", "UTC")}
    assert store.next_due([]) == {}


def test_counts_tell_mine_from_what_waits(store, promise):
    assert store.counts() == (0, 0)
    for n in range(3):
        promise("x", n, waiting=n == 0)
    assert store.counts() == (2, 1)


def test_done_since_counts_repeating_ones_too(store, promises, promise):
    promises.done([promise("a", 1), promise("b", 1, repeat="weekly")])
    assert store.done_since("2026-11-24T09:02:00.000Z") == 2
    assert store.done_since("2026-11-24T09:02:00.001Z") == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("has:follow-up", {"Ana García", "Luis Pérez"}),
        ("due<fri", {"Ana García"}),
        ("due:today", {"Ana García"}),
        ("due<hoy", set()),
        ("due:tomorrow,2026-11-27", {"Luis Pérez"}),
        ("due>=27/11", {"Luis Pérez"}),
        ("-has:follow-up", {"Rosa Vidal"}),
        ("due>2026-01-01 -due<=today", {"Luis Pérez"}),
    ],
)
def test_people_are_found_by_what_is_due(workspace, promises, promise, clock, ana, luis, query, found):
    workspace.contacts.add("Rosa Vidal")
    promise("send", 0, [ana])
    promise("call", 3, [luis])
    promises.done([promise("done", -1, [luis])])
    mine = partial(condition, clock=clock, day_first=True)
    numbers, count = people(workspace.database, parse(query), [mine], 10)
    assert {row.name for row in workspace.lists.rows_at(numbers)} == found
    assert count == len(found)


def test_a_day_that_is_none_is_refused_and_other_terms_are_left_to_others(workspace, clock):
    with pytest.raises(UsageError, match="not a day"):
        condition(Term("due", "<", ("soonish",)), clock, True)
    for term in (Term("has", ":", ("email",)), Term("tag", ":", ("vip",))):
        assert condition(term, clock, True) is None


def test_days_may_be_read_month_first(workspace, clock):
    term = Term("due", ":", ("01/12",))
    assert condition(term, clock, True)[1] == ["2026-12-01"]
    assert condition(term, clock, False)[1] == ["2027-01-12"]
