"""Who is quiet by rhythm, in which order, and the verbs: pause, resume, spread."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrm.base.clock import day_bounds, to_text
from scrm.base.errors import NotFound, UsageError
from scrm.followups.model import Pause, RhythmFacts
from scrm.followups.rhythm import Rhythm, Spread, overdue
from scrm.followups.store import rhythms
from scrm.interactions.diary import moment

TODAY = date(2026, 11, 24)
NEAR = st.dates(TODAY - timedelta(days=800), TODAY + timedelta(days=60))
PAUSES = st.lists(st.tuples(NEAR, st.integers(0, 40)), max_size=5).map(
    lambda found: [Pause(str(n), day, day + timedelta(days=length)) for n, (day, length) in enumerate(found)]
)
FACTS = st.lists(st.tuples(st.integers(1, 400), NEAR), max_size=12).map(
    lambda found: [RhythmFacts(f"{n:02}", cadence, since, since) for n, (cadence, since) in enumerate(found)]
)


def in_pause(day, pauses):
    return any(pause.starts <= day <= pause.ends for pause in pauses)


@given(FACTS, PAUSES)
@settings(deadline=None)
def test_quiet_is_who_let_a_rhythm_of_counted_days_pass(facts, pauses):
    """The same as counting day by day, each once, however pauses overlap."""
    expected = {}
    for one in facts:
        days = [one.since + timedelta(days=n) for n in range(1, (TODAY - one.since).days + 1)]
        over = sum(not in_pause(day, pauses) for day in days) - one.cadence
        if over >= 0 and not in_pause(TODAY, pauses):
            expected[one.contact_id] = over
    assert {q.contact_id: q.overdue for q in overdue(facts, TODAY, pauses)} == expected


@given(FACTS)
@settings(deadline=None)
def test_the_rank_is_overdue_by_rhythm_whatever_the_order_of_the_facts(facts):
    found = overdue(facts, TODAY, [])
    assert [q.weight for q in found] == sorted((q.overdue / q.cadence for q in found), reverse=True)
    assert overdue(facts[::-1], TODAY, []) == found
    assert all(q.overdue >= 0 and q.silent >= q.cadence for q in found)


@given(
    st.datetimes(datetime(2015, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["Europe/Madrid", "Europe/Lisbon", "Atlantic/Azores", "Pacific/Auckland", "Pacific/Kiritimati",
                     "America/Adak", "Asia/Kathmandu", "Australia/Lord_Howe"]),
)  # fmt: skip
def test_the_day_of_a_moment_is_that_of_the_clocks_on_the_wall(moment, zone):
    here = ZoneInfo(zone)
    day = rhythms._days(here)
    assert day(to_text(moment)) == moment.astimezone(here).date()
    for turn in day_bounds(day(to_text(moment)), here):
        for near in (turn - timedelta(milliseconds=1), turn, turn + timedelta(hours=1)):
            assert day(to_text(near)) == near.astimezone(here).date()


@given(NEAR, st.integers(1, 400))
def test_one_day_more_is_one_day_more_overdue(since, cadence):
    facts = [RhythmFacts("a", cadence, since, since)]
    due = since + timedelta(days=cadence)
    assert overdue(facts, due - timedelta(days=1), []) == []
    assert overdue(facts, due, [])[0].overdue == 0
    assert overdue(facts, due + timedelta(days=7), [])[0].overdue == 7


@pytest.fixture
def person(workspace, clock):
    """Add somebody known for so many days, last spoken with so many days ago; gives the id."""

    def add(name, *, every=None, known=400, spoken=None, tags=(), ambient=0, kind="call"):
        clock.move(days=-known)
        id = workspace.contacts.add(name, cadence=every, tags=tags, ambient=ambient)
        clock.move(days=known)
        if spoken is not None:
            workspace.diary.log([(id, name)], kind=kind, when=moment(clock, TODAY - timedelta(days=spoken)))
        return id

    return add


def told(rhythm):
    return {q.contact_id: (q.cadence, q.overdue, q.silent) for q in rhythm.quiet()}


def test_the_rhythm_counts_from_the_last_real_contact(rhythm, person, workspace, clock):
    quiet = person("Ana", every=30, spoken=62)
    person("Luis", every=30, spoken=29)
    liked = person("Rosa", every=30, spoken=40)
    workspace.diary.log([(liked, "Rosa")], kind="social", when=moment(clock, TODAY))
    assert told(rhythm) == {quiet: (30, 32, 62), liked: (30, 10, 40)}
    workspace.diary.log([(quiet, "Ana")], kind="mail", when=moment(clock, TODAY))
    assert told(rhythm) == {liked: (30, 10, 40)}


def test_whoever_was_never_spoken_with_counts_from_being_known(rhythm, person):
    old, _new = person("Ana", every=30, known=35), person("Luis", every=30, known=29)
    assert [(q.contact_id, q.overdue, q.last) for q in rhythm.quiet()] == [(old, 5, None)]


def test_a_bump_starts_the_rhythm_again_but_silence_goes_on(rhythm, person, workspace, clock):
    id = person("Ana", every=30, spoken=62)
    workspace.contacts.bump([id])
    assert rhythm.quiet() == []
    clock.move(days=31)
    assert told(rhythm) == {id: (30, 1, 93)}


def test_the_own_rhythm_wins_and_else_the_shortest_of_the_tags(rhythm, person, workspace):
    workspace.contacts.set_tag_rhythm("vip", 20)
    workspace.contacts.set_tag_rhythm("club", 50)
    own = person("Ana", every=60, spoken=62, tags=["vip"])
    both = person("Luis", spoken=62, tags=["club", "vip"])
    untagged = person("Rosa", spoken=62, tags=["vip"])
    workspace.contacts.untag([untagged], ["vip"])
    person("Pau", spoken=62)
    assert told(rhythm) == {both: (20, 42, 62), own: (60, 2, 62)}
    workspace.contacts.set_tag_rhythm("vip", None)
    assert told(rhythm) == {both: (50, 12, 62), own: (60, 2, 62)}


def test_ambient_and_removed_people_are_never_overdue(rhythm, person, workspace):
    workspace.contacts.set_tag_rhythm("vip", 20)
    person("Ana", every=30, spoken=62, ambient=1)
    person("Luis", spoken=62, tags=["vip"], ambient=1)
    workspace.contacts.remove([person("Rosa", every=30, spoken=62), person("Pau", spoken=62, tags=["vip"])])
    assert rhythm.quiet() == []


def test_the_day_of_a_contact_is_the_users(rhythm, person, workspace, clock):
    """23:30 UTC of the 24th is the 25th in Madrid: a rhythm of 1 day is over a day later there."""
    id = person("Ana", every=1)
    clock.move(hours=14, minutes=28)
    workspace.diary.log([(id, "Ana")])
    clock.move(hours=24)
    assert told(rhythm) == {id: (1, 0, 1)}
    clock.zone = ZoneInfo("Europe/Madrid")
    assert told(rhythm) == {id: (1, 0, 1)}
    clock.move(minutes=-90)
    assert rhythm.quiet() == []


def test_the_budget_shrinks_with_each_person_of_a_rhythm_spoken_with_today(
    rhythm, rhythms, person, workspace
):
    workspace.contacts.set_tag_rhythm("vip", 20)
    assert rhythm.left_today() == 5
    person("Ana", every=30, spoken=0)
    person("Luis", tags=["vip"], spoken=0)
    person("Rosa", spoken=0)
    person("Pau", every=30, spoken=0, ambient=1)
    person("Eva", every=30, spoken=1)
    assert rhythm.left_today() == 3
    assert Rhythm(rhythms, workspace.ledger, budget=1).left_today() == 0


def test_nobody_is_quiet_in_a_pause_and_its_days_do_not_count(rhythm, person, clock):
    id = person("Ana", every=30, spoken=32)
    rhythm.pause(TODAY + timedelta(days=9))
    assert rhythm.quiet() == []
    clock.move(days=9)
    assert rhythm.quiet() == []
    clock.move(days=1)
    assert told(rhythm) == {id: (30, 2, 42)}


def test_a_pause_that_runs_is_given_a_new_end(rhythm):
    id = rhythm.pause(TODAY + timedelta(days=9))
    assert rhythm.pause(TODAY + timedelta(days=3)) == id
    assert rhythm.pauses() == [Pause(id, TODAY, TODAY + timedelta(days=3))]
    planned = rhythm.pause(date(2027, 1, 6), date(2026, 12, 24))
    assert [(p.id, p.starts) for p in rhythm.pauses()] == [(id, TODAY), (planned, date(2026, 12, 24))]


def test_a_pause_ends_in_the_future_and_after_its_start(rhythm):
    for until, since in ((TODAY - timedelta(days=1), None), (TODAY, TODAY + timedelta(days=1))):
        with pytest.raises(UsageError):
            rhythm.pause(until, since)


def test_resume_ends_the_pause_yesterday_and_forgets_planned_ones(rhythm, rhythms, clock):
    id = rhythm.pause(TODAY + timedelta(days=9))
    rhythm.pause(date(2027, 1, 6), date(2026, 12, 24))
    clock.move(days=2)
    assert rhythm.resume() == 2
    assert rhythms.pauses() == [Pause(id, TODAY, TODAY + timedelta(days=1))]
    with pytest.raises(NotFound):
        rhythm.resume()


def test_a_pause_taken_back_on_its_first_day_never_was(rhythm, rhythms):
    rhythm.pause(TODAY + timedelta(days=9))
    rhythm.resume()
    assert rhythms.pauses() == []


def days_of(rhythm, clock, within):
    """How many people become due on each of the coming days."""
    seen, found = set(), []
    for _ in range(within):
        clock.move(days=1)
        new = {q.contact_id for q in rhythm.quiet()} - seen
        seen |= new
        found.append(len(new))
    return found


@pytest.mark.parametrize(
    ("people", "days", "expected"),
    [
        (3, 3, [1, 1, 1]),
        (2, 6, [1, 0, 0, 1, 0, 0]),
        (12, 4, [3, 3, 3, 3]),
        (12, 1, [4, 4, 4, 0]),  # a budget of 5 needs 3 days
    ],
)
def test_spread_gives_each_their_day_within_the_budget(rhythm, person, clock, people, days, expected):
    for n in range(people):
        person(f"P{n}", every=1 + n, spoken=100 + n)
    assert rhythm.spread(days).people == people
    assert rhythm.quiet() == []
    assert days_of(rhythm, clock, len(expected)) == expected


def test_the_heaviest_come_first_and_on_their_day_their_rhythm_is_just_over(rhythm, person, clock):
    light, heavy = person("Ana", every=90, spoken=95), person("Luis", every=30, spoken=300)
    assert rhythm.spread(2) == Spread(2, TODAY + timedelta(days=2))
    clock.move(days=1)
    assert told(rhythm) == {heavy: (30, 0, 301)}
    clock.move(days=1)
    assert told(rhythm) == {heavy: (30, 1, 302), light: (90, 0, 97)}


def test_spread_steps_over_pauses(rhythm, person, clock):
    for n in range(3):
        person(f"P{n}", every=30, spoken=50 + n)
    rhythm.pause(TODAY + timedelta(days=4), TODAY + timedelta(days=2))
    assert rhythm.spread(3) == Spread(3, TODAY + timedelta(days=6))
    assert days_of(rhythm, clock, 6) == [1, 0, 0, 0, 1, 1]


def test_spread_is_the_same_each_time(rhythm, person, workspace, rows, take_back):
    for n in range(7):
        person(f"P{n}", every=30, spoken=50)
    rhythm.spread(5)
    first = rows()
    take_back()
    rhythm.spread(5)
    assert rows() == first


def test_spread_without_a_backlog_changes_nothing_and_its_days_are_bounded(rhythm, workspace):
    before = workspace.database.value("SELECT count(*) FROM local_operations")
    assert rhythm.spread(7) == Spread(0, None)
    assert workspace.database.value("SELECT count(*) FROM local_operations") == before
    for days in (0, -1, 366):
        with pytest.raises(UsageError):
            rhythm.spread(days)


@pytest.mark.parametrize("verb", ["pause", "resume", "spread"])
def test_each_verb_is_one_operation_that_one_undo_takes_back(verb, rhythm, person, rows, take_back):
    for n in range(3):
        person(f"P{n}", every=30, spoken=50)
    if verb == "resume":
        rhythm.pause(TODAY + timedelta(days=9))
    before = rows()
    {"pause": lambda: rhythm.pause(TODAY), "resume": rhythm.resume, "spread": lambda: rhythm.spread(3)}[
        verb
    ]()
    assert rows() != before
    assert take_back() == f"rhythm {verb}"
    assert rows() == before


def test_only_people_with_a_rhythm_are_read(rhythms, workspace, monkeypatch):
    """No scan of people, of what they come to, or of interactions: an index leads to each."""
    asked = []
    rows = workspace.database.rows
    monkeypatch.setattr(
        workspace.database, "rows", lambda sql, params=(): asked.append((sql, params)) or rows(sql, params)
    )
    rhythms.over(TODAY, ZoneInfo("UTC"))
    plan = [row[3] for sql, params in asked for row in rows(f"EXPLAIN QUERY PLAN {sql}", params)]
    assert any("contacts_cadence" in step for step in plan)
    assert [step for step in plan if step.startswith("SCAN") and step not in ("SCAN t", "SCAN r")] == []
    assert not any("interactions" in sql for sql, _params in asked)
