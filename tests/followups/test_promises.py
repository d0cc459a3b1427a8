"""The verbs of follow-ups, through a real file; each can be taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrm.base.dates import When
from scrm.base.errors import Ambiguous, Conflict, NotFound, UsageError
from scrm.followups.model import Due

FRIDAY = When(date(2026, 11, 27))
TODAY = date(2026, 11, 24)


def test_a_promise_keeps_all_that_was_said(promises, ana, luis):
    id = promises.add(
        "  send  the\nproposal ",
        FRIDAY,
        [ana, luis],
        waiting=True,
        repeat="90d",
        tags=["#Money", "vip"],
        owner=luis,
    )
    found = promises.get(id)
    assert (found.title, found.due, found.first_due) == ("send the proposal", Due("2026-11-27"), "2026-11-27")
    assert [(who.contact_id, who.name) for who in found.people] == [(ana, "Ana García"), (luis, "Luis Pérez")]
    assert (found.tags, found.waiting, found.owner) == (("money", "vip"), True, luis)
    assert (found.repeat, found.repeat_from, found.state) == ("FREQ=DAILY;INTERVAL=90", "due", "open")


def test_a_moment_keeps_its_wall_time_and_zone(promises, clock):
    clock.zone = ZoneInfo("Europe/Madrid")
    found = promises.get(promises.add("call", When(date(2026, 11, 26), time(16, 30))))
    assert found.due == Due("2026-11-26", "16:30", "Europe/Madrid")


def test_a_time_that_the_clocks_skip_is_stored_as_the_next_one(promises, clock):
    clock.zone = ZoneInfo("Europe/Madrid")
    skipped = When(date(2027, 3, 28), time(2, 30))
    assert promises.get(promises.add("call", skipped)).due_time == "03:00"
    assert promises.get(promises.add("call", skipped, repeat="daily")).due_time == "02:30"


@pytest.mark.parametrize("title", ["", "  \n", "\u200b"])
def test_a_promise_needs_a_title(promises, title):
    with pytest.raises(UsageError, match="title"):
        promises.add(title, FRIDAY)


def test_years_far_away_are_refused(promises):
    with pytest.raises(UsageError, match="1900"):
        promises.add("x", When(date(2205, 1, 1)))


def test_unknown_or_trashed_people_are_refused(promises, workspace, ana, rows):
    workspace.contacts.remove([ana])
    before = rows()
    for people, owner in (([ana], None), (["nobody"], None), ([], ana)):
        with pytest.raises(NotFound):
            promises.add("x", FRIDAY, people, owner=owner)
    assert rows() == before


def test_a_repeat_counts_from_due_or_done_only(promises):
    with pytest.raises(UsageError):
        promises.add("x", FRIDAY, repeat="90d", repeat_from="monday")


def test_done_closes_once(promises, clock, ana):
    id = promises.add("send", FRIDAY, [ana])
    assert [(f.title, f.next) for f in promises.done([id])] == [("send", None)]
    closed = promises.get(id)
    assert (closed.state, closed.done_at, closed.times_done) == ("done", "2026-11-24T09:02:00.000Z", 1)
    clock.move(hours=1)
    assert promises.done([id]) == []
    assert promises.get(id) == closed


def test_done_at_a_moment_past_but_not_to_come(promises, clock):
    id = promises.add("send", FRIDAY)
    with pytest.raises(UsageError):
        promises.done([id], clock.now() + timedelta(minutes=1))
    promises.done([id], datetime(2026, 11, 20, 8, 0, tzinfo=UTC))
    assert promises.get(id).done_at == "2026-11-20T08:00:00.000Z"


def test_a_repeating_one_keeps_its_id_and_moves_past_today(promises):
    id = promises.add("review", When(date(2026, 11, 2)), repeat="weekly")
    assert promises.done([id])[0].next == Due("2026-11-30")
    found = promises.get(id)
    assert (found.state, found.due_day, found.first_due, found.times_done) == (
        "open",
        "2026-11-30",
        "2026-11-30",
        1,
    )


def test_counted_from_done_it_moves_on_from_the_day_it_was_done(promises):
    id = promises.add("review", When(date(2026, 11, 2)), repeat="10d", repeat_from="done")
    assert promises.done([id])[0].next == Due("2026-12-04")
    late = promises.add("review", When(date(2026, 11, 2)), repeat="10d", repeat_from="done")
    assert promises.done([late], datetime(2026, 11, 3, 12, tzinfo=UTC))[0].next == Due("2026-12-03")


def test_done_early_does_not_come_on_the_same_day_again(promises):
    id = promises.add("review", FRIDAY, repeat="weekly")
    assert promises.done([id])[0].next == Due("2026-12-04")


def test_a_snooze_does_not_shift_the_series(promises):
    id = promises.add("review", When(date(2026, 11, 23)), repeat="weekly")
    promises.snooze([id], When(date(2026, 11, 26)))
    assert promises.done([id])[0].next == Due("2026-11-30")
    assert promises.get(id).snoozes == 0


def test_a_month_end_is_not_lost_in_february(promises, clock):
    id = promises.add("invoice", When(date(2026, 12, 31)), repeat="cada mes")
    days = []
    for _ in range(3):
        days.append(promises.done([id])[0].next.day)
    assert days == ["2027-01-31", "2027-02-28", "2027-03-31"]


def test_the_last_of_a_series_closes_it(promises):
    id = promises.add("review", FRIDAY, repeat="FREQ=WEEKLY;COUNT=2")
    assert promises.done([id])[0].next == Due("2026-12-04")
    assert promises.done([id])[0].next is None
    assert (promises.get(id).state, promises.get(id).times_done) == ("done", 2)


def test_a_repeating_moment_keeps_its_wall_time_over_the_change_of_clocks(promises, clock):
    clock.zone = ZoneInfo("Europe/Madrid")
    clock.move(days=120)
    id = promises.add("call", When(date(2027, 3, 24), time(9, 0)), repeat="weekly")
    again = promises.done([id])[0].next
    assert (again.text(), promises.get(id).due.text()) == ("2027-03-31T09:00:00+02:00",) * 2


@given(
    day=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    now=st.datetimes(datetime(2020, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC)),
    repeat=st.sampled_from(
        ["1d", "weekly", "cada mes", "yearly", "90d", "every monday", "el último día de cada mes"]
    ),
    counted=st.sampled_from(["due", "done"]),
    ago=st.integers(0, 400),
)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_done_never_leaves_a_day_in_the_past(promises, clock, day, now, repeat, counted, ago):
    clock.move(seconds=(now.replace(microsecond=0) - clock.now()).total_seconds())
    id = promises.add("x", When(day), repeat=repeat, repeat_from=counted)
    after = promises.done([id], clock.now() - timedelta(days=ago))[0].next
    assert date.fromisoformat(after.day) > clock.today()
    assert promises.get(id).due == after


def test_snooze_moves_the_day_and_counts(promises):
    id = promises.add("send", FRIDAY)
    assert promises.snooze([id], When(date(2026, 12, 1))) == [Due("2026-12-01")]
    assert promises.snooze([id], When(date(2026, 12, 1))) == [Due("2026-12-01")]
    found = promises.get(id)
    assert (found.snoozes, found.first_due) == (1, "2026-11-27")


def test_a_step_counts_from_today_or_a_later_day_and_keeps_the_time(promises):
    late = promises.add("late", When(date(2026, 11, 1), time(16, 30)))
    early = promises.add("early", FRIDAY)
    assert promises.snooze([late, early], timedelta(weeks=1)) == [
        Due("2026-12-01", "16:30", "UTC"),
        Due("2026-12-04"),
    ]


def test_a_day_without_time_makes_a_moment_a_whole_day(promises):
    id = promises.add("call", When(TODAY, time(16, 30)))
    assert promises.snooze([id], FRIDAY) == [Due("2026-11-27")]


@pytest.mark.parametrize("to", [When(date(2026, 11, 23)), When(TODAY, time(9, 0)), timedelta(days=10**6)])
def test_a_snooze_into_the_past_or_out_of_the_calendar_is_refused(promises, rows, to):
    id = promises.add("call", FRIDAY)
    before = rows()
    with pytest.raises(UsageError):
        promises.snooze([id], to)
    assert rows() == before


@pytest.mark.parametrize("close", ["done", "drop"])
def test_what_is_closed_is_not_moved(promises, close):
    id = promises.add("call", FRIDAY)
    getattr(promises, close)([id])
    for verb in (
        lambda: promises.snooze([id], timedelta(days=1)),
        lambda: promises.wait([id]),
        lambda: promises.edit(id, when=FRIDAY),
    ):
        with pytest.raises(Conflict, match="not open"):
            verb()
    assert promises.edit(id, title="called") is True


def test_one_that_cannot_be_moved_leaves_all_where_they_are(promises, rows):
    first, second = promises.add("a", FRIDAY), promises.add("b", FRIDAY)
    promises.done([second])
    before = rows()
    with pytest.raises(Conflict):
        promises.snooze([first, second], timedelta(days=1))
    assert rows() == before


def test_wait_turns_a_promise_over_and_back(promises):
    id = promises.add("answer", FRIDAY)
    assert (promises.wait([id]), promises.get(id).waiting) == (1, True)
    assert (promises.wait([id]), promises.wait([id], on=False)) == (0, 1)
    assert promises.get(id).waiting is False


def test_edit_changes_what_is_given_and_says_whether_it_did(promises, ana, luis):
    id = promises.add("send", FRIDAY, [ana], tags=["a", "b"], owner=ana)
    assert promises.edit(id, title="send it", people=[luis], tags=["b", "c"], owner="") is True
    found = promises.get(id)
    assert (found.title, found.owner, found.tags, found.due_day) == (
        "send it",
        None,
        ("b", "c"),
        "2026-11-27",
    )
    assert [who.contact_id for who in found.people] == [luis]
    assert promises.edit(id, title="send it", people=[luis], tags=["b", "c"]) is False
    assert promises.edit(id, people=[ana, luis]) is True
    assert {who.contact_id for who in promises.get(id).people} == {ana, luis}


def test_a_new_day_starts_the_repeat_afresh(promises):
    id = promises.add("invoice", When(date(2026, 12, 31)), repeat="monthly")
    promises.edit(id, when=When(date(2026, 12, 15)))
    found = promises.get(id)
    assert (found.repeat, found.first_due) == ("FREQ=MONTHLY", "2026-12-15")
    assert promises.done([id])[0].next == Due("2027-01-15")


def test_a_repeat_can_be_given_counted_otherwise_and_taken_away(promises):
    id = promises.add("invoice", When(date(2026, 12, 31)))
    promises.edit(id, repeat="cada mes")
    held = promises.get(id).repeat
    promises.edit(id, repeat_from="done")
    assert (promises.get(id).repeat, promises.get(id).repeat_from) == ("FREQ=MONTHLY", "done")
    promises.edit(id, repeat_from="due")
    assert promises.get(id).repeat == held
    promises.edit(id, repeat="")
    assert promises.get(id).repeat == ""
    assert promises.done([id])[0].next is None


def test_drop_closes_without_having_done_it(promises, store, clock):
    id = promises.add("send", FRIDAY)
    assert (promises.drop([id]), promises.drop([id])) == (1, 0)
    assert promises.get(id).state == "dropped"
    assert store.done_since("2026-01-01") == 0


def test_remove_puts_into_the_trash_and_restore_takes_out(promises, store):
    id = promises.add("send", FRIDAY)
    assert (promises.remove([id]), promises.remove([id])) == (1, 0)
    with pytest.raises(NotFound):
        promises.get(id)
    assert [f.id for f in store.trash()] == [id]
    assert promises.one("send", trashed=True).id == id
    promises.restore(id)
    assert (promises.get(id).title, store.trash()) == ("send", [])


def test_only_what_lies_in_the_trash_is_restored(promises):
    id = promises.add("send", FRIDAY)
    with pytest.raises(Conflict):
        promises.restore(id)
    with pytest.raises(NotFound):
        promises.restore("nothing")


def test_one_is_found_by_ref_and_by_words_of_its_title(promises, store, ana):
    id = promises.add("Revisión del piloto", FRIDAY, [ana])
    other = promises.add("piloto dos", FRIDAY)
    ref = store.refs([id])[id]
    assert promises.one(ref).id == id
    assert promises.one(id.upper()).id == id
    assert promises.one("revision").id == id
    with pytest.raises(Ambiguous) as told:
        promises.one("piloto")
    assert sorted(told.value.candidates) == sorted(
        [
            f"{ref}  2026-11-27  Revisión del piloto  Ana García",
            f"{store.refs([other])[other]}  2026-11-27  piloto dos",
        ]
    )
    for text in ("nothing like it", "", "ffffff"):
        with pytest.raises(NotFound):
            promises.one(text)


def test_candidates_are_harmless_and_few(promises):
    for _ in range(12):
        promises.add("bad\x1b]52;c;x\x07 [/b]", FRIDAY)
    with pytest.raises(Ambiguous) as told:
        promises.one("bad")
    assert len(told.value.candidates) == 9
    assert not any("\x1b" in line or "\x07" in line for line in told.value.candidates)


UNDOABLE = {
    "add": lambda p, id: p.add("another", FRIDAY, repeat="weekly", tags=["x"]),
    "done": lambda p, id: p.done([id]),
    "snooze": lambda p, id: p.snooze([id], timedelta(days=3)),
    "wait": lambda p, id: p.wait([id]),
    "edit": lambda p, id: p.edit(
        id, title="x", when=When(date(2027, 1, 1)), repeat="", people=[], tags=["z"]
    ),
    "drop": lambda p, id: p.drop([id]),
    "remove": lambda p, id: p.remove([id]),
}


@pytest.mark.parametrize("verb", UNDOABLE)
def test_each_verb_is_one_operation_that_one_undo_takes_back(verb, promises, ana, rows, take_back):
    id = promises.add("send", When(date(2026, 11, 2)), [ana], repeat="monthly", tags=["money"])
    before = rows()
    UNDOABLE[verb](promises, id)
    assert rows() != before
    assert take_back() == f"follow-up {verb}"
    assert rows() == before


def test_undo_of_a_restore_puts_back_into_the_trash(promises, store, take_back):
    id = promises.add("send", FRIDAY)
    promises.remove([id])
    promises.restore(id)
    assert take_back() == "follow-up restore"
    assert [f.id for f in store.trash()] == [id]


def test_many_at_once_are_one_operation(promises, rows, take_back):
    made = [promises.add(f"task {n}", FRIDAY, repeat="weekly" if n % 2 else "") for n in range(4)]
    before = rows()
    assert [f.id for f in promises.done([*made, made[0]])] == made
    take_back()
    assert rows() == before
