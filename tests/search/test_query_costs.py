"""A filter costs at most one walk over everybody, whatever is on how many people: counted in SQLite's steps."""

from __future__ import annotations

import pytest

from scrm.base.ids import id_for
from scrm.base.settings import Places, Settings
from scrm.search.index import first, people
from scrm.search.query import parse
from scrm.search.terms import FIELDS
from scrm.workspace import Workspace

FEW, MANY = 200, 2000
QUERIES = [
    *(field.example for field in FIELDS if field.name != "in"), "tag:common", "-tag:common", "tag:rare", "has:tag",
    "has:phone", "-has:email", "has:profile", "has:rhythm", "rhythm:30d", "rhythm>10d", "ambient:yes",
    "last>2020-01-01", "silent<900d", "mood:+", "has:interaction", "has:follow-up", "has:note", "has:birthday",
    "has:org", "source:x", "net:mastodon", "ana tag:common", "name:ana tag:common -tag:rare", "org:acme city:vigo",
    "kind:client or tag:rare",
]  # fmt: skip


def filled(folder, clock, count):
    """A workspace where everybody has what one can have: address, tag, rhythm by tag, city, a word said."""
    places = Places.at(folder)
    workspace = Workspace(places, Settings.load(places), clock=clock, create=True, patience=0.0)
    ids = [id_for(f"person/{n}") for n in range(count)]
    with workspace.ledger.operation("fill") as op:
        people = [
            (id, f"Ana {n}", "client", "Vigo", "ES", "es", "x", "2026-11-24", "x") for n, id in enumerate(ids)
        ]
        columns = ("id", "name", "kind", "city", "country", "language", "source", "source_date", "basis")
        op.insert_many("contacts", columns, people)
        mails = [(id_for(f"{id}/mail"), id, "email", "linkedin", f"{id}@example.com", id, "x") for id in ids]
        op.insert_many("identities", ("id", "contact_id", "type", "network", "value", "key", "source"), mails)
        tags = [(id_for(f"{id}/{tag}"), id, tag) for id in ids for tag in ("common", "other")]
        op.insert_many("contact_tags", ("id", "contact_id", "tag"), [*tags, (id_for("rare"), ids[0], "rare")])
        talks = [(id_for(f"{id}/talk"), "2026-11-01T09:00:00.000Z", "call", "out", "+", "x") for id in ids]
        op.insert_many("interactions", ("id", "at", "kind", "direction", "mood", "source"), talks)
        parts = [(id_for(f"{id}/part"), id_for(f"{id}/talk"), id) for id in ids]
        op.insert_many("interaction_people", ("id", "interaction_id", "contact_id"), parts)
    workspace.contacts.set_tag_rhythm("common", 30)
    return workspace


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory):
    from datetime import UTC, datetime

    from scrm.base.clock import ManualClock

    clock = ManualClock(datetime(2026, 11, 24, 9, 2, tzinfo=UTC))
    folder = tmp_path_factory.mktemp("costs")
    made = filled(folder / "few", clock, FEW), filled(folder / "many", clock, MANY)
    yield made
    for workspace in made:
        workspace.close()


def steps(workspace, work, *values):
    """Tens of steps that some reading takes."""
    count = [0]
    workspace.database.conn.set_progress_handler(lambda: count.__setitem__(0, count[0] + 1), 10)
    work(*values)
    workspace.database.conn.set_progress_handler(None, 0)
    return count[0]


@pytest.mark.parametrize("query", QUERIES)
def test_a_filter_walks_over_everybody_at_most_once(workspaces, query):
    node = parse(query)
    for find in (first, people):
        few, many = (steps(w, find, w.database, node, w.conditions, 50) for w in workspaces)
        assert many < 2 * MANY / FEW * few + 50


def test_tags_are_counted_within_their_index(workspaces):
    seen = []
    conn = workspaces[1].database.conn
    conn.set_trace_callback(seen.append)
    assert workspaces[1].ties.tags() == [("common", MANY, 30), ("other", MANY, None), ("rare", 1, None)]
    conn.set_trace_callback(None)
    plan = [row[3] for sql in seen for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert "SCAN contact_tags USING COVERING INDEX contact_tags_tag" in plan
    assert not [
        step for step in plan if step.startswith(("SCAN contacts", "SEARCH contacts")) and "gone" not in step
    ]
