"""A change of one person costs the same however many people there are, counted in steps of SQLite's machine."""

from __future__ import annotations

import pytest

from scrm.base.ids import id_for
from scrm.base.settings import Places, Settings
from scrm.workspace import Workspace

CHANGES = {
    "edit": lambda w, id: w.contacts.edit(id, city="Valencia"),
    "tag": lambda w, id: w.contacts.tag([id], ["vip"]),
    "move": lambda w, id: w.contacts.edit(id, organization="Beta"),
    "log": lambda w, id: w.diary.log([(id, "P0")], kind="call", summary="scope agreed"),
    "remove": lambda w, id: w.contacts.remove([id]),
    "undo": lambda w, id: w.undo(),
}


def steps(folder, clock, people):
    """Thousands of steps that each change takes among so many people with an interaction each."""
    places = Places.at(folder)
    found = {}
    with Workspace(places, Settings.load(places), clock=clock, create=True, patience=0.0) as w:
        ids = [id_for(f"person/{n}") for n in range(people)]
        with w.ledger.operation("fill") as op:
            facts = [(id, f"P{n}", "x", "2026-11-24", "x") for n, id in enumerate(ids)]
            op.insert_many("contacts", ("id", "name", "source", "source_date", "basis"), facts)
            talks = [(id_for(f"{id}/talk"), "2026-11-01T09:00:00.000Z", "call", "out", "x") for id in ids]
            op.insert_many("interactions", ("id", "at", "kind", "direction", "source"), talks)
            parts = [(id_for(f"{id}/part"), id_for(f"{id}/talk"), id) for id in ids]
            op.insert_many("interaction_people", ("id", "interaction_id", "contact_id"), parts)
        w.contacts.edit(ids[7], city="Lisboa")  # what is made at the first change is made
        for name, change in CHANGES.items():
            clock.move(minutes=1)
            count = [0]
            w.database.conn.set_progress_handler(lambda count=count: count.__setitem__(0, count[0] + 1), 100)
            change(w, ids[0])
            w.database.conn.set_progress_handler(None, 0)
            found[name] = count[0] / 10
    return found


@pytest.fixture
def few_and_many(tmp_path, clock):
    return steps(tmp_path / "few", clock, 300), steps(tmp_path / "many", clock, 6000)


def test_a_change_of_one_person_walks_over_nobody_else(few_and_many):
    few, many = few_and_many
    assert few.keys() == many.keys() == CHANGES.keys()
    # Twenty times the people; FTS5 and the count of people grow a little.
    assert {name: (few[name], many[name]) for name in few if many[name] > 3 * few[name] + 10} == {}
