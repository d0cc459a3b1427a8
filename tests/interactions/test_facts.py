"""What interactions come to for each person, strangers who become contacts, and moments as they are told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrm.base.clock import ManualClock, from_text, to_text
from scrm.base.errors import NotFound, Unreadable, UsageError
from scrm.base.ids import child_id, new_id
from scrm.interactions.diary import Moment, moment

MADRID = ZoneInfo("Europe/Madrid")


@pytest.fixture
def ana(workspace):
    return workspace.contacts.add("Ana García")


@pytest.fixture
def talk(workspace, clock, ana):
    """Log something with Ana some days ago; further people count."""

    def log(ago, kind="call", direction="", mood="", others=0):
        at = Moment(to_text(clock.now() - timedelta(days=ago)), False, "UTC")
        crowd = [workspace.contacts.add(f"P{n}") for n in range(others)]
        people = [(ana, "Ana García"), *((id, "P") for id in crowd)]
        return workspace.diary.log(people, kind=kind, direction=direction, mood=mood, when=at, summary="said")

    return log


@pytest.fixture
def facts(workspace, ana):
    return lambda: workspace.facts.of([ana])[ana]


def test_nobody_spoken_to_has_no_facts(facts):
    assert (facts().last_at, facts().exchanges, facts().gap, facts().spoken) == (None, 0, None, False)


def test_last_exchanges_and_median_gap(facts, talk, clock):
    for ago in (100, 60, 40, 40, 10):
        talk(ago, "mail")
    found = facts()
    assert from_text(found.last_at) == clock.now() - timedelta(days=10)
    assert (found.exchanges, found.gap) == (4, 30.0)  # days between: 40, 20, 30
    talk(5)
    assert (facts().exchanges, facts().gap) == (4, 30.0)  # it goes on what began five days before
    talk(3)
    assert (facts().exchanges, facts().gap) == (5, 25.0)


@pytest.mark.parametrize(
    ("kind", "real"), [("call", 1), ("mail", 1), ("meeting", 1), ("chat", 1), ("social", 0), ("event", 0)]
)
def test_what_a_real_contact_is(facts, talk, kind, real):
    talk(3, kind)
    assert facts().exchanges == real
    assert (facts().last_at is not None) == bool(real)
    assert facts().spoken


@pytest.mark.parametrize(("others", "real"), [(9, 1), (10, 0)])
def test_a_crowd_is_no_contact(facts, talk, others, real):
    talk(3, "meeting", others=others)
    assert facts().exchanges == real


def test_an_invitation_is_a_contact_and_no_word(workspace, clock, ana, facts):
    id = new_id(clock.now())
    with workspace.ledger.operation("import linkedin") as op:
        op.insert("interactions", id=id, at=to_text(clock.now()), kind="social", form="invitation", direction="out",
                  source="linkedin")  # fmt: skip
        op.insert("interaction_people", id=child_id(id, "person", ana), interaction_id=id, contact_id=ana)
    assert (facts().exchanges, facts().spoken, facts().talk_id) == (1, False, None)


def test_what_is_to_come_counts_once_it_has_come(workspace, facts, talk, clock):
    talk(-2)
    assert facts().last_at is None
    clock.move(days=1)
    workspace.contacts.add("Luis")
    assert facts().last_at is None
    clock.move(days=2)
    workspace.contacts.add("Eva")
    assert facts().exchanges == 1


def test_what_is_logged_within_a_longer_change_counts_at_once(workspace, clock, ana, facts):
    with workspace.ledger.operation("follow-up done", "x"):
        clock.move(seconds=3)
        logged = workspace.diary.log([(ana, "Ana García")])
    assert facts().exchanges == 1
    with workspace.ledger.operation("interaction edit", "x"):
        clock.move(seconds=3)
        workspace.diary.edit(logged, when=moment(clock))
    assert facts().exchanges == 1


def test_the_talk_that_is_owed_an_answer(facts, talk):
    first = talk(9, "chat", "in")
    assert (facts().talk_id, facts().talk_direction) == (first, "in")
    mine = talk(8, "mail", "out")
    assert (facts().talk_id, facts().talk_direction) == (mine, "out")
    talk(7, "chat", "in", others=2)
    assert facts().talk_id == mine  # a group waits for nobody in particular
    talk(6, "social", "in")
    assert facts().talk_id == mine
    talk(5, "call")
    assert facts().talk_id is None
    last = talk(4, "chat", "in")
    assert facts().talk_id == last
    talk(3, "chat", "both")
    assert facts().talk_id is None


def test_the_mood_is_the_last_that_was_told(facts, talk):
    talk(9, mood="-")
    talk(3)
    assert facts().mood == "-"
    talk(5, "social", mood="+")
    assert facts().mood == "+"


def test_facts_follow_edits_removal_and_undo(workspace, ana, facts, talk):
    luis = workspace.contacts.add("Luis")
    id = talk(3)
    before = facts()
    workspace.diary.edit(id, people=[(luis, "Luis")])
    assert facts().last_at is None
    assert workspace.facts.of([luis])[luis].exchanges == 1
    workspace.undo()
    assert facts() == before
    assert workspace.facts.of([luis])[luis].exchanges == 0
    workspace.diary.remove([id])
    assert facts().exchanges == 0
    workspace.undo()
    assert facts() == before
    workspace.diary.edit(id, kind="event")
    assert facts().last_at is None


def test_a_moment_that_is_none_is_told_as_damage_when_facts_are_made_of_it(workspace, talk):
    talk(9)
    id = talk(3)
    workspace.database.conn.execute(
        "UPDATE interactions SET at = '2026-1x-21T09:02:00.000Z' WHERE id = ?", (id,)
    )
    with pytest.raises(Unreadable, match="2026-1x-21"):
        workspace.rebuild_index()


def test_people_named_twice_take_part_once(workspace, ana, facts):
    id = workspace.diary.log([(ana, "Ana"), (ana, "Ana")], kind="chat", direction="in")
    (told,) = workspace.timeline.interactions([id])
    assert (told.people, len(told.participants)) == (1, 1)
    assert facts().talk_id == id


@pytest.fixture
def with_stranger(workspace, clock, ana):
    """A chat with Ana and somebody who is only an address."""
    id = new_id(clock.now())
    with workspace.ledger.operation("import linkedin") as op:
        op.insert(
            "interactions",
            id=id,
            at=to_text(clock.now()),
            kind="chat",
            direction="in",
            people=2,
            source="linkedin",
        )
        op.insert(
            "interaction_people",
            id=child_id(id, "person", ana),
            interaction_id=id,
            contact_id=ana,
            name="Ana",
        )
        op.insert("interaction_people", id=child_id(id, "person", "bob"), interaction_id=id, name="Bob", type="profile",
                  network="linkedin", value="https://www.linkedin.com/in/bob", key="bob")  # fmt: skip
    return id


def test_strangers_are_listed_until_they_are_somebody(workspace, with_stranger):
    (stranger,) = workspace.timeline.strangers()
    assert (stranger.name, stranger.key, stranger.interactions) == ("Bob", "bob", 1)
    bob = workspace.contacts.add("Bob")
    with workspace.ledger.operation("file") as op:
        op.update("interaction_people", child_id(with_stranger, "person", "bob"), contact_id=bob)
    assert workspace.timeline.strangers() == []
    assert workspace.facts.of([bob])[bob].exchanges == 1
    workspace.undo()
    assert workspace.facts.of([bob])[bob].exchanges == 0
    assert len(workspace.timeline.strangers()) == 1


def test_an_edited_list_of_people_keeps_strangers(workspace, ana, with_stranger):
    luis = workspace.contacts.add("Luis")
    workspace.diary.edit(with_stranger, people=[(luis, "Luis")])
    (told,) = workspace.timeline.interactions([with_stranger])
    assert {p.name for p in told.participants} == {"Luis", "Bob"}
    assert told.people == 2


def test_somebody_met_before_they_were_known_can_be_taken_out_of_a_talk(workspace, ana, with_stranger):
    bob = workspace.contacts.add("Bob")
    with workspace.ledger.operation("file") as op:
        op.update("interaction_people", child_id(with_stranger, "person", "bob"), contact_id=bob)
    workspace.diary.edit(with_stranger, people=[(ana, "Ana"), (bob, "Bob")])
    assert len(workspace.timeline.interactions([with_stranger])[0].participants) == 2
    workspace.diary.edit(with_stranger, people=[(ana, "Ana")])
    (told,) = workspace.timeline.interactions([with_stranger])
    assert [p.name for p in told.participants] == ["Ana García"]
    assert workspace.facts.of([bob])[bob].exchanges == 0


def test_a_timeline_pages_from_the_latest(workspace, ana, talk):
    ids = [talk(ago) for ago in range(9)]
    first = workspace.timeline.of_contact(ana, limit=4)
    assert [i.id for i in first] == ids[:4]
    rest = workspace.timeline.of_contact(ana, before=first[-1].at)
    assert [i.id for i in rest] == ids[4:]
    assert workspace.timeline.count_of(ana) == 9
    found, total = workspace.timeline.select(contact_id=ana, since=first[-1].at, limit=2)
    assert ([i.id for i in found], total) == (ids[:2], 4)


def test_wrong_words_are_refused_and_nothing_is_written(workspace, ana, talk):
    id = talk(1)
    for wrong in ({"kind": "fax"}, {"direction": "up"}, {"mood": "?"}):
        with pytest.raises(UsageError):
            workspace.diary.log([(ana, "Ana")], **wrong)
        with pytest.raises(UsageError):
            workspace.diary.edit(id, **wrong)
    with pytest.raises(UsageError, match="Who"):
        workspace.diary.log([])
    for missing in (
        lambda: workspace.diary.edit("nobody", summary="x"),
        lambda: workspace.diary.one("abcdef"),
    ):
        with pytest.raises(NotFound):
            missing()
    assert workspace.timeline.count_of(ana) == 1


@pytest.fixture
def there():
    """The clock of somebody in Madrid on 29 March 2026 at 12:00 UTC: that night had no hour from two to three."""
    return ManualClock(datetime(2026, 3, 29, 12, tzinfo=UTC), MADRID)


def test_now_is_an_instant(there):
    assert moment(there) == Moment("2026-03-29T12:00:00.000Z", False, "Europe/Madrid")


def test_a_day_alone_stands_at_its_noon_and_today_at_now(there):
    assert moment(there, date(2026, 1, 5)) == Moment("2026-01-05T11:00:00.000Z", True, "Europe/Madrid")
    assert moment(there, date(2026, 3, 29)) == Moment("2026-03-29T12:00:00.000Z", True, "Europe/Madrid")


def test_an_hour_that_did_not_exist_and_one_that_came_twice(there):
    assert moment(there, date(2026, 3, 29), time(2, 30)).at == "2026-03-29T01:30:00.000Z"
    assert moment(there, date(2025, 10, 26), time(2, 30)).at == "2025-10-26T00:30:00.000Z"


@pytest.mark.parametrize(
    "when", [(date(2026, 3, 30), None), (None, time(23)), (date(2026, 3, 29), time(14, 1))]
)
def test_what_has_not_happened_is_refused(there, when):
    with pytest.raises(UsageError, match="not happened"):
        moment(there, *when)


def test_the_present_minute_has_happened(there):
    assert moment(there, date(2026, 3, 29), time(14, 0)).at == "2026-03-29T12:00:00.000Z"


@given(
    st.dates(date(1900, 1, 1), date(2026, 3, 28)),
    st.sampled_from(["Europe/Madrid", "Pacific/Auckland", "America/Adak", "Asia/Kathmandu"]),
)
def test_a_day_alone_is_that_day_wherever_it_was_told(day, zone):
    clock = ManualClock(datetime(2026, 3, 29, 12, tzinfo=UTC), ZoneInfo(zone))
    told = moment(clock, day)
    assert told.day_only
    assert from_text(told.at).astimezone(ZoneInfo(told.zone)).date() == day


def test_who_is_typed_with_a_strangers_address_gets_their_words(workspace) -> None:
    with workspace.ledger.operation("import") as op:
        op.insert(
            "interactions", id="i1", at="2026-11-20T10:00:00.000Z", kind="chat", direction="in", source="x"
        )
        op.insert(
            "interaction_people",
            id="p1",
            interaction_id="i1",
            name="Ana",
            type="email",
            key="ana@example.com",
        )
    assert [stranger.key for stranger in workspace.timeline.strangers()] == ["ana@example.com"]
    ana = workspace.contacts.add("Ana García", addresses=["Ana@example.com"])
    assert workspace.timeline.strangers() == []
    assert workspace.facts.of([ana])[ana].talk_direction == "in"
    workspace.undo()
    assert [stranger.key for stranger in workspace.timeline.strangers()] == ["ana@example.com"]
