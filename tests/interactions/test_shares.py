"""A person's timeline is read in its order and no further than asked for, however much there was."""

from __future__ import annotations

import pytest

from scrm.base.ids import id_for

MANY = 3000


@pytest.fixture
def talkers(workspace):
    """Ana with whom there was much, and Luis with whom there was little."""
    ana, luis = workspace.contacts.add("Ana García"), workspace.contacts.add("Luis Núñez")
    with workspace.ledger.operation("fill") as op:
        talks, parts = [], []
        for n in range(MANY + 30):
            id, at = id_for(f"talk/{n}"), f"2026-0{1 + n % 9}-1{n % 7}T09:{n % 60:02d}:00.000Z"
            talks.append((id, at, "call" if n % 2 else "chat", "out", "x"))
            parts.append((id_for(f"part/{n}"), id, ana if n < MANY else luis))
        op.insert_many("interactions", ("id", "at", "kind", "direction", "source"), talks)
        op.insert_many("interaction_people", ("id", "interaction_id", "contact_id"), parts)
    return ana, luis


def plans(workspace, work):
    """What work gives, and the plan of each of its statements about shares or all interactions."""
    conn, seen = workspace.database.conn, []
    conn.set_trace_callback(seen.append)
    given = work()
    conn.set_trace_callback(None)
    about = [
        sql
        for sql in seen
        if "local_shares i" in sql or "interactions i WHERE" in sql or "FROM local_shares" in sql
    ]
    return given, [row[3] for sql in about for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}")]


def steps(workspace, work):
    count = [0]
    workspace.database.conn.set_progress_handler(lambda: count.__setitem__(0, count[0] + 1), 1)
    work()
    workspace.database.conn.set_progress_handler(None, 0)
    return count[0]


READS = {
    "of_contact": lambda w, id: w.timeline.of_contact(id, limit=3),
    "count_of": lambda w, id: w.timeline.count_of(id),
    "select": lambda w, id: w.timeline.select(
        contact_id=id, kind="call", since="2026-02", until="2026-06", limit=3
    ),
}


@pytest.mark.parametrize("read", READS)
def test_a_persons_rows_are_read_in_their_order(workspace, talkers, read):
    _given, plan = plans(workspace, lambda: READS[read](workspace, talkers[0]))
    shares = [step for step in plan if "interactions" not in step]
    assert shares
    assert all("USING PRIMARY KEY (contact_id=?" in step for step in shares)


def test_the_last_words_of_somebody_met_often_take_no_more_than_of_somebody_met_seldom(workspace, talkers):
    often, seldom = (steps(workspace, lambda id=id: READS["of_contact"](workspace, id)) for id in talkers)
    assert often < 1.2 * seldom


def test_the_timeline_says_what_the_shared_tables_say(workspace, talkers):
    sql = """SELECT i.id FROM interactions i JOIN interaction_people x ON x.interaction_id = i.id
        WHERE x.contact_id = ? AND i.kind = ? AND i.at >= ? AND i.at < ? ORDER BY i.at DESC, i.id DESC"""
    expected = workspace.database.column(sql, (talkers[0], "call", "2026-02", "2026-06"))
    found, total = workspace.timeline.select(
        contact_id=talkers[0], kind="call", since="2026-02", until="2026-06", limit=40
    )
    assert ([i.id for i in found], total) == (expected[:40], len(expected))
    assert workspace.timeline.count_of(talkers[0]) == MANY


def test_one_more_word_reads_the_facts_without_sorting(workspace, talkers):
    log = lambda: workspace.diary.log([(talkers[0], "Ana García")], kind="call")  # noqa: E731
    _id, plan = plans(workspace, log)
    assert [step for step in plan if "local_shares" in step or step.startswith("SEARCH i USING PRIMARY KEY")]
    assert not [step for step in plan if "TEMP B-TREE" in step]


def test_interactions_are_counted_within_an_index(workspace, talkers):
    (_found, total), plan = plans(workspace, lambda: workspace.timeline.select(kind="chat", since="2026-03"))
    assert total == workspace.database.value(
        "SELECT count(*) FROM interactions WHERE kind = 'chat' AND at >= '2026-03'"
    )
    assert "SEARCH i USING COVERING INDEX interactions_at (at>?)" in plan


def test_two_rows_of_one_person_in_one_interaction_are_one_share(workspace, talkers):
    """A stranger of two addresses who became one contact."""
    with workspace.ledger.operation("twice") as op:
        op.insert(
            "interaction_people", id=id_for("again"), interaction_id=id_for("talk/0"), contact_id=talkers[0]
        )
    assert workspace.timeline.count_of(talkers[0]) == MANY
    with workspace.ledger.operation("once") as op:
        op.remove("interaction_people", id_for("again"))
    assert workspace.timeline.count_of(talkers[0]) == MANY
