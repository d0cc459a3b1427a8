"""The made-up network: alive in every section, on any day, in both languages, and of nobody real."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from scrm.base.clock import ManualClock, from_text
from scrm.base.settings import Places, Settings
from scrm.db.ledger.history import history
from scrm.demo.build import build
from scrm.demo.cast import NETWORK, ROLES
from scrm.workspace import Workspace

MOMENTS = {
    "a Tuesday morning": datetime(2026, 11, 24, 9, 2, tzinfo=UTC),
    "just after midnight": datetime(2026, 11, 24, 0, 5, tzinfo=UTC),
    "just before midnight": datetime(2026, 11, 24, 23, 58, tzinfo=UTC),
    "new year": datetime(2027, 1, 1, 11, 0, tzinfo=UTC),
    "a leap day": datetime(2028, 2, 29, 10, 0, tzinfo=UTC),
    "after a leap day": datetime(2028, 3, 1, 10, 0, tzinfo=UTC),
}


def _built(folder, moment, language="en", seed=1, zone=UTC):
    places = Places.at(folder)
    settings = Settings.load(places)
    clock = ManualClock(moment, zone)
    build(places, settings, clock, language=language, seed=seed)
    return Workspace(places, settings, clock=clock)


def _told(workspace):
    return [
        (s.name, s.total, [(i.kind, i.name, i.organization, i.title, i.why, i.due) for i in s.items])
        for s in workspace.today.sections()
    ]


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_every_section_has_rows_on_any_day(tmp_path, moment):
    with _built(tmp_path / "demo", moment) as workspace:
        counts = {s.name: s.total for s in workspace.today.sections()}
        assert all(counts.values()), counts
        assert counts["late"] >= 3
        assert counts["due"] >= 2
        kinds = {item.kind for section in workspace.today.sections(-1) for item in section.items}
        assert {
            "waiting",
            "reply",
            "answer",
            "rhythm",
            "guess",
            "position",
            "connection",
            "birthday",
            "anniversary",
        } <= kinds
        assert workspace.lists.count() == len(ROLES) + len(NETWORK) == 40
        assert workspace.timeline.select()[1] >= 200


def test_the_same_seed_gives_the_same_morning_and_another_one_another(tmp_path):
    moment = MOMENTS["a Tuesday morning"]
    found = []
    for place, seed in (("a", 1), ("b", 1), ("c", 2)):
        with _built(tmp_path / place, moment, seed=seed) as workspace:
            words = [i.words for i in workspace.timeline.select(limit=300)[0]]
            found.append((_told(workspace), words))
    assert found[0] == found[1]
    assert found[0][1] != found[2][1]


def test_promises_and_stories_are_in_the_language_of_the_user(tmp_path):
    with _built(tmp_path / "es", MOMENTS["a Tuesday morning"], "es") as workspace:
        titles = [item.title for s in workspace.today.sections(-1) for item in s.items if not item.occasion]
        assert "enviar la propuesta revisada" in titles
        assert not [title for title in titles if re.search(r"\b(the|send|call|answer)\b", title)]
        assert workspace.notebook.find("Ana: segunda fase").title == "Ana: segunda fase"


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_the_user_noted_is_of_working_days_both_ways_and_in_one_language(tmp_path, language):
    with _built(tmp_path / "demo", MOMENTS["a Tuesday morning"], language) as workspace:
        rows, _total = workspace.timeline.select(limit=1000)
        noted = [row for row in rows if row.source == "typed"]
        assert {from_text(row.at).weekday() for row in noted} == {0, 1, 2, 3, 4}
        assert {row.direction for row in noted if row.kind in ("mail", "chat")} == {"in", "out"}
        other = r"\b(the|sent|asked|wants)\b" if language == "es" else r"\b(el|la|envié|pide)\b"
        assert not [row.words for row in noted if re.search(other, row.words)]
        people = {(row.participants[0].contact_id, row.words) for row in noted[:60]}
        assert len(people) > 40


def test_all_that_was_built_came_through_the_ledger_and_in_order(tmp_path):
    with _built(tmp_path / "demo", MOMENTS["a Tuesday morning"]) as workspace:
        told = history(workspace.database, limit=1000)
        assert {operation.front for operation in told} == {"demo"}
        days = [operation.at for operation in reversed(told)]
        assert days == sorted(days)
        assert days[-1] <= "2026-11-24T09:02"
        assert {"import linkedin", "contact add", "log", "follow-up add", "note new"} <= {
            o.verb for o in told
        }
        before = _told(workspace)
        workspace.undo()
        assert _told(workspace) != before
        workspace.redo()
        assert _told(workspace) == before


def test_nothing_is_left_undecided_and_every_link_holds(tmp_path):
    with _built(tmp_path / "demo", MOMENTS["a Tuesday morning"]) as workspace:
        assert workspace.reviews.open() == []
        assert workspace.notebook.check() == []
        assert workspace.today.done_today() == 1


def test_times_are_those_of_the_users_zone(tmp_path):
    zone = ZoneInfo("America/New_York")
    with _built(tmp_path / "demo", datetime(2026, 11, 24, 2, 0, tzinfo=UTC), zone=zone) as workspace:
        assert workspace.clock.today().isoformat() == "2026-11-23"
        assert all(s.total for s in workspace.today.sections())


def test_addresses_lead_to_nobody(tmp_path):
    with _built(tmp_path / "demo", MOMENTS["a Tuesday morning"]) as workspace:
        people = workspace.people.contacts(workspace.lists.ids_at(workspace.lists.everybody()))
        for person in people:
            assert all(mail.endswith(".example") for mail in person.values("email"))
            assert all(url.endswith("-example") for url in person.values("profile"))
        assert any(person.values("email") for person in people)
