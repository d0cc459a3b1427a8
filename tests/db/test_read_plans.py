"""What a person's page, a line typed and a short list read is found by an index, not by a walk over a growing table."""

from __future__ import annotations

import re

import pytest

from scrm.base.dates import parse_when
from scrm.db.ledger import history
from scrm.db.refs import refs
from scrm.search.find import find

GROWING = (
    "contacts identities organizations affiliations contact_tags relations evidence sightings interactions "
    "interaction_people interaction_tags followups followup_people followup_tags reviews local_people "
    "local_contact_facts local_shares local_interactions local_notes local_note_people local_operations local_births "
    "local_changes"
).split()
# An automatic index is made by a walk, for this one statement.
WALK = re.compile(r"(?:SCAN|SEARCH(?= \w+ USING AUTOMATIC)) (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")
FEW = {"contacts_gone", "contacts_ambient", "contacts_cadence", "organizations_changed"}
"""partial indexes that hold only the few rows of their condition"""

READS = {
    "briefs.of": lambda w, ana: w.briefs.of(ana),
    "contacts.get": lambda w, ana: w.contacts.get(ana),
    "facts.of": lambda w, ana: w.facts.of([ana]),
    "find": lambda w, ana: find(w.database, "ana scope", w.conditions),
    "follow_ups.counts": lambda w, ana: w.follow_ups.counts(),
    "follow_ups.due_from": lambda w, ana: w.follow_ups.due_from(w.clock.today()),
    "follow_ups.next_due": lambda w, ana: w.follow_ups.next_due([ana]),
    "follow_ups.of_person": lambda w, ana: w.follow_ups.of_person(ana),
    "history": lambda w, ana: history.history(w.database, 5),
    "history.changes": lambda w, ana: history.changes(w.database, 1),
    "lists.beginning": lambda w, ana: w.lists.beginning('"ana"*', 5),
    "lists.named": lambda w, ana: w.lists.named("ana garcia"),
    "lists.rows_at": lambda w, ana: w.lists.rows_at([w.lists.number_of(ana)]),
    "notes": lambda w, ana: w.notebook.store.of_contact(ana),
    "organizations.members": lambda w, ana: w.organizations.members(
        w.contacts.get(ana).position.organization_id
    ),
    "people.ids_by_key": lambda w, ana: w.people.ids_by_key("ana@acme.example", "email"),
    "people.trash": lambda w, ana: w.people.trash(),
    "refs.contacts": lambda w, ana: refs(w.database, "contacts", [ana]),
    "refs.followups": lambda w, ana: refs(w.database, "followups", [ana]),
    "refs.interactions": lambda w, ana: refs(w.database, "interactions", [ana]),
    "refs.organizations": lambda w, ana: refs(w.database, "organizations", [ana]),
    "refs.reviews": lambda w, ana: refs(w.database, "reviews", [ana]),
    "reviews.open": lambda w, ana: w.reviews.open(),
    "sheets": lambda w, ana: w.sheets.sheets(
        [ana], ["name", "organization", "emails", "tags", "last_contact"]
    ),
    "ties.evidence": lambda w, ana: w.ties.evidence(ana),
    "ties.relations": lambda w, ana: w.ties.relations(ana),
    "timeline.of_contact": lambda w, ana: w.timeline.of_contact(ana),
    "timeline.select": lambda w, ana: w.timeline.select(contact_id=ana, kind="call"),
    "who.one": lambda w, ana: w.who.one("@ana"),
}


@pytest.fixture
def ana(workspace):
    """Somebody with one of everything."""
    w = workspace
    ana = w.contacts.add("Ana García", organization="Acme", addresses=["ana@acme.example"], tags=["vip"])
    w.contacts.relate(ana, "introduced", w.contacts.add("Luis Pérez"))
    w.diary.log([(ana, "Ana García")], kind="call", summary="scope agreed", tags=["offer"])
    w.promises.add("send it", parse_when("2026-12-01", w.clock), [ana], tags=["offer"])
    w.notebook.new("Plan", people=[ana])
    return ana


def statements(workspace, work):
    conn, seen = workspace.database.conn, []
    conn.set_trace_callback(seen.append)
    work()
    conn.set_trace_callback(None)
    return [sql for sql in seen if sql.lstrip().startswith("SELECT")]


def walks(workspace, sql):
    """Tables that a statement reads from one end to the other."""
    names = dict(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)\s+(?:AS\s+)?(\w{1,2})\b", sql))
    tables = {alias: table for table, alias in names.items()}
    for row in workspace.database.conn.execute(f"EXPLAIN QUERY PLAN {sql}"):
        walk = WALK.search(row[3])
        if walk and tables.get(walk[1], walk[1]) in GROWING and walk[2] not in FEW:
            yield f"{row[3]} in {sql[:160]}"


@pytest.mark.parametrize("read", READS)
def test_no_growing_table_is_walked_over(workspace, ana, read):
    made = statements(workspace, lambda: READS[read](workspace, ana))
    assert made
    # The latest operations are the end of their table, read backwards up to the limit.
    found = [
        walk for sql in made for walk in walks(workspace, sql) if "ORDER BY number DESC LIMIT" not in sql
    ]
    assert found == []


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT name FROM contacts WHERE kind = 'client' ORDER BY name",
        "SELECT count(*) FROM reviews r",
        "SELECT c.id FROM tags t CROSS JOIN contacts c WHERE c.interests = t.name",
    ],
)
def test_a_walk_is_noticed(workspace, sql):
    assert len(list(walks(workspace, sql))) == 1
