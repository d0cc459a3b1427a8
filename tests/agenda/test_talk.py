"""Who stands behind an unanswered message, asked for a few people or for thousands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scrm.agenda.days import windows
from scrm.agenda.store import talk
from scrm.agenda.store.talk import TalkStore


@pytest.fixture
def people(morning):
    """Each with one message: theirs, mine, theirs of long ago, theirs closed, theirs put off; and one with none."""
    ids = {name: morning.person(name) for name in ("theirs", "mine", "old", "closed", "later", "nobody")}
    for name, ago, direction in (
        ("theirs", 5, "in"), ("mine", 9, "out"), ("old", 70, "in"), ("closed", 6, "in"), ("later", 7, "in"),
    ):  # fmt: skip
        morning.talk(ids[name], ago=ago, kind="mail", direction=direction)
    rows = {item.contact: item for item in morning.rows("owed")}
    morning.workspace.today.close([rows[ids["closed"]]])
    morning.workspace.today.snooze([rows[ids["later"]]], timedelta(days=3))
    return ids


@pytest.mark.parametrize("many", [0, 500])
def test_the_answer_is_the_same_whether_people_are_looked_up_or_all_talk_is_read(
    morning, people, many, monkeypatch
):
    monkeypatch.setattr(talk, "_MANY", many)
    store, window = TalkStore(morning.workspace.database), windows(morning.clock)
    everybody = list(people.values())
    assert store.among(window["owed"], everybody) == {people["theirs"], people["later"]}
    assert store.among(window["awaiting"], everybody) == {people["mine"]}
    assert store.among(window["owed"], everybody[1:4]) == set()
    assert store.among(window["owed"], []) == set()


@pytest.mark.parametrize(("section", "direction"), [("owed", "in"), ("awaiting", "out")])
def test_what_waits_longest_stands_first(morning, section, direction):
    for name, ago in (("Ana", 9), ("Luis", 50), ("Rosa", 20)):
        morning.talk(morning.person(name), ago=ago, kind="mail", direction=direction)
    assert [item.name for item in morning.rows(section)] == ["Luis", "Rosa", "Ana"]
    assert [item.name for item in morning.rows(section, 2)] == ["Luis", "Rosa"]
