"""Who stands in which section of Today, and why."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from scrm.agenda import wording
from scrm.agenda.model import SECTIONS
from scrm.agenda.prompt import counts
from scrm.base.dates import When


def test_an_empty_workspace_has_seven_empty_sections(morning):
    found = morning.workspace.today.sections()
    assert [(s.name, s.total, s.items) for s in found] == [(name, 0, ()) for name in SECTIONS]


# Late and due


@pytest.mark.parametrize(
    ("ago", "section", "why"),
    [(3, "late", "3 d late"), (1, "late", "1 d late"), (0, "due", "today"), (-1, None, None)],
)
def test_a_promise_is_late_from_the_next_midnight(morning, ago, section, why):
    ana = morning.person(organization="Acme")
    id = morning.promise("send revised proposal", ago, ana)
    found = [item for name in ("late", "due") for item in morning.rows(name)]
    assert [(i.section, i.why) for i in found] == ([(section, why)] if section else [])
    for item in found:
        assert (item.kind, item.id, item.ref, item.contact) == ("follow-up", id, id[-6:], ana)
        assert (item.name, item.organization, item.title) == ("Ana García", "Acme", "send revised proposal")
        assert item.due == morning.day(ago).isoformat()


@pytest.mark.parametrize(
    ("at", "section", "why"), [(time(16, 30), "due", "16:30"), (time(8), "late", "08:00")]
)
def test_a_moment_is_late_once_it_has_passed(morning, at, section, why):
    morning.workspace.promises.add("call", When(morning.day(0), at), [morning.person()])
    (item,) = morning.rows(section)
    assert item.why == why
    assert item.due == f"2026-11-24T{at}+00:00"


def test_what_waits_for_them_says_since_when(morning, clock):
    ana = morning.person()
    morning.promise("her budget answer", -2, ana, waiting=True)
    clock.move(days=9)
    (item,) = morning.rows("late")
    assert (item.kind, item.title, item.why, item.days) == (
        "waiting",
        "her budget answer",
        "waiting for 9 d",
        9,
    )


def test_promises_stand_in_the_order_of_their_days(morning):
    for ago in (1, 5, 3):
        morning.promise(f"{ago} days", ago)
    assert [item.title for item in morning.rows("late")] == ["5 days", "3 days", "1 days"]
    assert {item.contact for item in morning.rows("late")} == {None}


def test_what_is_done_dropped_or_removed_is_gone(morning):
    done, dropped, removed = (morning.promise("x", 1) for _ in range(3))
    morning.workspace.promises.done([done])
    morning.workspace.promises.drop([dropped])
    morning.workspace.promises.remove([removed])
    assert morning.total("late") == 0


def test_a_promise_about_removed_people_alone_is_hidden(morning):
    ana, luis = morning.person(), morning.person("Luis Pérez")
    morning.promise("with both", 1, ana, luis)
    morning.promise("with her", 1, ana)
    morning.workspace.contacts.remove([ana])
    assert [(item.title, item.name) for item in morning.rows("late")] == [("with both", "Luis Pérez")]
    assert counts(morning.workspace.database, morning.workspace.clock).late == 1


# Messages


@pytest.mark.parametrize(
    ("direction", "ago", "section", "why"),
    [
        ("in", 0, "owed", "wrote today"),
        ("in", 1, "owed", "wrote yesterday"),
        ("in", 60, "owed", "wrote 60 d ago"),
        ("in", 61, None, None),
        ("out", 6, None, None),
        ("out", 7, "awaiting", "7 d unanswered"),
        ("out", 60, "awaiting", "60 d unanswered"),
        ("out", 61, None, None),
    ],
)
def test_an_unanswered_message_counts_within_its_days(morning, direction, ago, section, why):
    ana = morning.person()
    morning.talk(ana, ago=ago, kind="mail", direction=direction, words="could you send the offer?")
    found = [item for name in ("owed", "awaiting") for item in morning.rows(name)]
    assert [(i.section, i.why, i.title) for i in found] == (
        [(section, why, "could you send the offer?")] if section else []
    )


def test_a_day_begins_at_local_midnight(morning, clock):
    from zoneinfo import ZoneInfo

    clock.zone = ZoneInfo("America/New_York")
    ana = morning.person()
    # 60 days before, 23:30 of the day before in New York: one day too old there, though not in UTC.
    morning.talk(ana, ago=60 + 5.5 / 24, kind="mail", direction="in")
    assert morning.total("owed") == 0


@pytest.mark.parametrize("kind", ["call", "meeting"])
def test_a_call_after_the_message_answers_it(morning, kind):
    ana = morning.person()
    morning.talk(ana, ago=9, kind="mail", direction="in")
    assert morning.total("owed") == 1
    morning.talk(ana, ago=2, kind=kind)
    assert morning.total("owed") == 0


def test_a_message_among_several_owes_nothing(morning):
    ana, luis = morning.person(), morning.person("Luis Pérez")
    morning.talk(ana, luis, ago=9, kind="mail", direction="in")
    assert morning.total("owed") == 0


def test_the_longest_wait_comes_first_and_five_are_shown(morning):
    for n in range(8):
        morning.talk(morning.person(f"Person {n}"), ago=10 + n, kind="chat", direction="in")
    assert morning.total("owed") == 8
    assert morning.names("owed") == [f"Person {n}" for n in (7, 6, 5, 4, 3)]
    assert len(morning.rows("owed", rows=-1)) == 8


# Going quiet


def test_a_rhythm_that_is_over_says_how_long(morning):
    ana = morning.person(cadence=30)
    morning.talk(ana, ago=62)
    (item,) = morning.rows("quiet")
    assert (item.kind, item.title, item.why, item.days) == ("rhythm", "every 30 d", "62 d silent", 62)
    assert item.due == morning.day(32).isoformat()


def test_rhythms_are_ranked_by_overdue_divided_by_rhythm(morning):
    for name, cadence, ago in (("Slow", 90, 140), ("Fast", 7, 20), ("Fresh", 7, 3)):
        morning.talk(morning.person(name, cadence=cadence), ago=ago)
    assert morning.names("quiet") == ["Fast", "Slow"]


def test_the_budget_counts_those_done_today(morning):
    people = [morning.person(f"Person {n}", cadence=7) for n in range(9)]
    for n, id in enumerate(people):
        morning.talk(id, ago=20 + n)
    assert len(morning.rows("quiet")) == 5
    morning.talk(people[0])
    assert (len(morning.rows("quiet")), morning.total("quiet")) == (4, 8)
    morning.workspace.today.close(morning.rows("quiet")[:1])
    assert (len(morning.rows("quiet")), morning.total("quiet")) == (3, 7)


def _habit(morning, name, gaps):
    """Calls with these gaps between them, the last number counting back from today."""
    id, ago = morning.person(name), sum(gaps)
    for gap in gaps:
        morning.talk(id, ago=ago)
        ago -= gap
    return id


@pytest.mark.parametrize(
    ("gaps", "title"),
    [
        ((10, 10, 10, 21), "every 10 d (guess)"),
        ((10, 10, 10, 20), None),
        ((10, 10, 21), None),
        ((1, 2, 1, 100), None),  # one matter, discussed on four days of a week
        ((1, 10, 2, 9, 10, 1, 23), "every 11 d (guess)"),
        ((1, 10, 2, 9, 10, 1, 22), None),
        ((3,) * 12 + (19,), "every 9 d (guess)"),
        ((7, 8, 100, 17), "every 8 d (guess)"),
        ((200, 200, 200, 729), "every 200 d (guess)"),
        ((200, 200, 200, 732), None),
    ],
)
def test_a_silence_of_over_twice_the_own_gap_is_a_guess(morning, gaps, title):
    _habit(morning, "Ana García", gaps)
    found = morning.rows("quiet")
    assert [(i.kind, i.title, i.why) for i in found] == (
        [("guess", title, f"{gaps[-1]} d silent")] if title else []
    )


def test_nobody_with_a_rhythm_of_their_own_or_of_a_tag_is_guessed(morning):
    ana, luis, eva = (_habit(morning, name, (10, 10, 10, 40)) for name in ("Ana", "Luis", "Eva"))
    morning.workspace.contacts.edit(ana, cadence=90)
    morning.workspace.contacts.tag([luis], ["yearly"])
    morning.workspace.contacts.set_tag_rhythm("yearly", 365)
    morning.workspace.contacts.edit(eva, ambient=1)
    assert morning.total("quiet") == 0


def test_who_stands_above_is_not_repeated_in_quiet(morning):
    late, owed, awaiting, quiet = (
        morning.person(n, cadence=3) for n in ("Late", "Owed", "Awaiting", "Quiet")
    )
    for id in (late, quiet):
        morning.talk(id, ago=30)
    morning.promise("x", 2, late)
    morning.talk(owed, ago=30, kind="mail", direction="in")
    morning.talk(awaiting, ago=30, kind="mail", direction="out")
    assert morning.names("quiet") == ["Quiet"]
    # Put off is not let go: who sleeps above must not wake up below.
    morning.workspace.today.snooze(morning.rows("owed"), timedelta(days=3))
    assert morning.names("quiet") == ["Quiet"]


def test_guesses_come_after_rhythms(morning):
    _habit(morning, "Guess", (10, 10, 10, 40))
    morning.talk(morning.person("Rhythm", cadence=30), ago=31)
    assert [(i.name, i.kind) for i in morning.rows("quiet")] == [("Rhythm", "rhythm"), ("Guess", "guess")]


def test_guesses_are_ranked_by_how_much_there_was_and_how_often_it_was_missed(morning):
    _habit(morning, "Little", (10, 10, 10, 400))
    _habit(morning, "Much, missed twice", (30,) * 7 + (65,))
    _habit(morning, "Much, missed five times", (14,) * 7 + (70,))
    assert morning.names("quiet") == ["Much, missed five times", "Little", "Much, missed twice"]


def test_the_first_guesses_are_those_that_all_of_them_begin_with(morning):
    # Those of a third of the most exchanges are not weighed at first; with five rows one of them belongs there.
    _habit(morning, "Most, hardly missed", (10,) * 23 + (22,))
    habits = {"A": (14, 60), "B": (12, 61), "C": (10, 60), "Some": (8, 42), "Few": (7, 60)}
    for name, (talks, silence) in habits.items():
        _habit(morning, name, (10,) * (talks - 1) + (silence,))
    everybody = ["A", "B", "C", "Most, hardly missed", "Few", "Some"]
    assert [item.name for item in morning.rows("quiet", -1)] == everybody
    for n in range(6):
        assert [item.name for item in morning.rows("quiet", n)] == everybody[:n]
        assert morning.total("quiet") == 6


# New


@pytest.mark.parametrize(("ago", "total"), [(0, 1), (30, 1), (31, 0)])
def test_a_connection_without_a_word_is_new_for_thirty_days(morning, ago, total):
    ana = morning.person()
    morning.connect(ana, ago)
    assert morning.total("new") == total
    assert [(i.kind, i.title) for i in morning.rows("new")] == [
        ("connection", "connected, no word yet")
    ] * total
    morning.talk(ana, kind="mail", direction="out")
    assert morning.total("new") == 0


def test_a_connection_over_new_year_is_still_new(morning, clock):
    clock.move(days=50)
    assert clock.today() == date(2027, 1, 13)
    morning.connect(morning.person(), 29)
    assert [i.why for i in morning.rows("new")] == ["29 d ago"]


def test_a_new_position_is_a_reason_to_write_until_one_did(morning, clock):
    ana = morning.person(organization="Acme", title="Head of operations")
    assert morning.total("new") == 0
    clock.move(days=60)
    morning.workspace.contacts.edit(ana, organization="Hexa", title="COO")
    (item,) = morning.rows("new")
    told = "new position: COO at Hexa, before: Head of operations at Acme"
    assert (item.kind, item.title, item.why) == ("position", told, "today")
    clock.move(days=30)
    assert morning.total("new") == 1
    clock.move(days=1)
    assert morning.total("new") == 0
    clock.move(days=-5)
    morning.talk(ana)
    assert morning.total("new") == 0


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        (("", "Acme"), ("COO", "Hexa"), "new position: COO at Hexa, before: Acme"),
        (("Buyer", ""), ("COO", "Hexa"), "new position: COO at Hexa, before: Buyer"),
        (("Buyer", "Acme"), ("", "Hexa"), "new position: Hexa, before: Buyer at Acme"),
        (("", "Acme"), ("COO", "Acme"), None),
    ],
)
def test_a_new_position_tells_the_one_before(morning, clock, first, then, told):
    ana = morning.person(title=first[0], organization=first[1])
    clock.move(days=60)
    morning.workspace.contacts.edit(ana, title=then[0], organization=then[1])
    assert [item.title for item in morning.rows("new")] == ([told] if told else [])


def test_a_firm_that_stayed_is_named_once():
    told = wording.title_position("COO", "Acme", "Buyer", "Acme")
    assert told == "new position: COO at Acme, before: Buyer"


def test_the_position_before_is_the_last_one_left(morning, clock):
    ana = morning.person(title="Buyer", organization="Acme")
    for firm in ("Hexa", "Faro"):
        clock.move(days=10)
        morning.workspace.contacts.edit(ana, title="COO", organization=firm)
    (item,) = morning.rows("new")
    assert item.title == "new position: COO at Faro, before: COO at Hexa"


def test_a_corrected_title_is_no_news(morning):
    ana = morning.person(organization="Acme", title="Heda of operations")
    morning.workspace.contacts.edit(ana, title="Head of operations")
    assert morning.total("new") == 0


# Dates


@pytest.mark.parametrize(
    ("birthday", "why"),
    [
        ("1980-11-24", "today"),
        ("--11-24", "today"),
        ("1980-11-23", "yesterday"),
        ("--11-21", "3 d ago"),
        ("--11-20", None),
        ("--12-01", "in 7 days"),
        ("--12-02", None),
    ],
)
def test_birthdays_are_shown_from_three_days_missed_to_a_week_ahead(morning, birthday, why):
    morning.person(birthday=birthday)
    title = "birthday: 46 years old" if birthday.startswith("1980") else "birthday"
    assert [(i.title, i.why) for i in morning.rows("dates")] == ([(title, why)] if why else [])


@pytest.mark.parametrize(("today", "total"), [("2027-02-28", 1), ("2028-02-28", 1), ("2027-03-04", 0)])
def test_somebody_born_on_29_february_has_a_birthday_each_year(morning, clock, today, total):
    clock.move(days=(date.fromisoformat(today) - clock.today()).days)
    morning.person(birthday="1984-02-29")
    assert morning.total("dates") == total
    for item in morning.rows("dates"):
        assert item.due == ("2028-02-29" if today[:4] == "2028" else "2027-02-28")


@pytest.mark.parametrize(
    ("today", "birthday", "title", "why"),
    [
        ("2026-12-30", "1980-01-02", "birthday: 47 years old", "in 3 days"),
        ("2027-01-02", "1980-12-31", "birthday: 46 years old", "2 d ago"),
        ("2027-01-01", "1980-01-01", "birthday: 47 years old", "today"),
    ],
)
def test_a_birthday_over_new_year_has_the_age_of_its_own_year(morning, clock, today, birthday, title, why):
    clock.move(days=(date.fromisoformat(today) - clock.today()).days)
    morning.person(birthday=birthday)
    assert [(i.title, i.why) for i in morning.rows("dates")] == [(title, why)]


@pytest.mark.parametrize(
    ("since", "title", "why"),
    [
        ("2023-11-24", "connected for 3 years", "today"),
        ("2025-11-24", "connected for 1 year", "today"),
        ("2023-11-21", "connected for 3 years", "3 d ago"),
        ("2023-11-25", None, None),
        ("2026-11-24", None, None),
    ],
)
def test_a_connection_has_its_day_after_whole_years(morning, since, title, why):
    morning.connect_on(morning.person(), date.fromisoformat(since))
    assert [(i.kind, i.title, i.why) for i in morning.rows("dates")] == (
        [("anniversary", title, why)] if title else []
    )


def test_a_date_missed_is_forgotten_after_a_contact(morning):
    ana = morning.person(birthday="--11-22")
    assert morning.total("dates") == 1
    morning.talk(ana, ago=1)
    assert morning.total("dates") == 0


def test_birthdays_come_before_anniversaries_and_known_people_before_others(morning):
    stranger, friend = morning.person("Stranger"), morning.person("Friend")
    for id in (stranger, friend):
        morning.connect_on(id, date(2020, 11, 24))
    morning.talk(friend, ago=300)
    morning.person("Next week", birthday="--11-28")
    morning.person("Missed", birthday="--11-23")
    morning.person("Today", birthday="--11-24")
    assert morning.names("dates") == ["Today", "Missed", "Next week", "Friend", "Stranger"]


# All together


def test_removed_people_stand_nowhere(morning):
    people = [
        _habit(morning, "Quiet", (10, 10, 10, 40)),
        morning.person("Owed"),
        morning.person("New"),
        morning.person("Born", birthday="--11-24"),
    ]
    morning.talk(people[1], ago=3, kind="mail", direction="in")
    morning.connect(people[2], 3)
    assert [s.total for s in morning.workspace.today.sections()] == [0, 0, 1, 0, 1, 1, 1]
    morning.workspace.contacts.remove(people)
    assert [s.total for s in morning.workspace.today.sections()] == [0] * 7


def test_the_brief_counts_are_those_of_the_sections(morning):
    morning.promise("late", 1)
    morning.promise("due", 0)
    morning.workspace.promises.add("moment", When(morning.day(0), time(8)))
    morning.talk(morning.person(), ago=3, kind="mail", direction="in")
    totals = {s.name: s.total for s in morning.workspace.today.sections()}
    assert (
        tuple(counts(morning.workspace.database, morning.workspace.clock))
        == (totals["late"], totals["due"], totals["owed"])
        == (2, 1, 1)
    )


def test_today_answers_while_another_process_writes(morning, home):
    import sqlite3

    morning.promise("late", 1)
    other = sqlite3.connect(home / "scrm.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert morning.total("late") == 1
    assert counts(morning.workspace.database, morning.workspace.clock).late == 1
    other.close()


def test_ahead_is_the_next_promise_after_today(morning):
    assert morning.workspace.today.ahead() is None
    morning.promise("late", 1)
    morning.promise("later", -20)
    morning.promise("next", -7)
    assert morning.workspace.today.ahead().title == "next"


def test_ahead_goes_by_the_day_it_is_here(morning):
    """Late on Tuesday in Honolulu is Wednesday in UTC, early on Wednesday in Auckland still Tuesday."""
    for title, ago, at, zone in (
        ("tomorrow here", 0, "23:30", "Pacific/Honolulu"),
        ("today here", -1, "01:00", "Pacific/Auckland"),
    ):
        id = morning.promise(title, ago)
        with morning.workspace.ledger.operation("elsewhere") as op:
            op.update("followups", id, due_time=at, zone=zone)
    assert morning.workspace.today.ahead().title == "tomorrow here"


def test_what_was_done_today_is_counted(morning, clock):
    morning.workspace.promises.done([morning.promise("x", 1)])
    morning.person(birthday="--11-24")
    morning.workspace.today.close(morning.rows("dates"))
    assert morning.workspace.today.done_today() == 2
    clock.move(days=1)
    assert morning.workspace.today.done_today() == 0


def test_times_are_told_on_the_clock_of_the_user(morning, clock):
    from zoneinfo import ZoneInfo

    morning.workspace.promises.add("call", When(morning.day(0), time(16, 30)))
    clock.zone = ZoneInfo("Europe/Madrid")
    assert [item.why for item in morning.rows("due")] == ["17:30"]
    assert datetime.fromisoformat(morning.rows("due")[0].due).utcoffset() == timedelta(0)
