"""Today is flat however many people there are: nothing walks over a table that grows with the network."""

from __future__ import annotations

import re

import pytest

from scrm.agenda.prompt import counts

GROWING = (
    "contacts identities affiliations contact_tags interactions interaction_people "
    "local_people local_contact_facts local_shares"
)
WALK = re.compile(r"\b(?:SCAN|SEARCH(?= \S+ USING AUTOMATIC)) (\S+)")


def _names(sql):
    """Aliases of the growing tables in a statement, and the tables themselves."""
    tables = "|".join(GROWING.split())
    found = re.findall(
        rf"\b(?:FROM|JOIN)\s+({tables})(?:\s+(?!ON|WHERE|CROSS|JOIN|LEFT|ORDER|GROUP|UNION)(\w+))?", sql
    )
    return {name for pair in found for name in pair if name}


def walks(conn, statements):
    """Steps of query plans that read all of a growing table, even by an index that narrows nothing."""
    for sql in statements:
        for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall():
            walked = WALK.search(row[3])
            # A partial index holds the few rows of its condition: those in the trash, the ambient, those with a rhythm.
            few = re.search(r"INDEX contacts_(gone|ambient|cadence)", row[3])
            if walked and walked[1] in _names(sql) and not few:
                yield f"{row[3]} in {sql[:120]}"


def _statements(workspace, work):
    conn, seen = workspace.database.conn, []
    conn.set_trace_callback(seen.append)
    work()
    conn.set_trace_callback(None)
    return [sql for sql in seen if sql.lstrip().upper().startswith("SELECT")]


@pytest.fixture
def lively(morning):
    """Rows in every section, so that no statement is left out for want of candidates."""
    people = [morning.person(f"Person {n}", cadence=7, birthday="--11-24") for n in range(8)]
    for n, id in enumerate(people):
        morning.talk(id, ago=20 + n, kind="mail" if n % 2 else "call", direction="in" if n % 2 else "out")
        morning.promise("x", n % 3, id)
        morning.connect(morning.person(f"New {n}"), n)
    quiet = morning.person("Quiet")
    for ago in (80, 70, 60, 50):
        morning.talk(quiet, ago=ago)
    morning.workspace.today.close(morning.rows("quiet")[:1])
    return morning.workspace


@pytest.mark.parametrize("read", [lambda w: w.today.sections(), lambda w: counts(w.database, w.clock)])
def test_nothing_walks_over_everybody(lively, read):
    statements = _statements(lively, lambda: read(lively))
    assert len(statements) >= 2
    assert list(walks(lively.database.conn, statements)) == []


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT name FROM contacts WHERE city = 'x'",
        "SELECT c.id FROM tags t CROSS JOIN contacts c WHERE c.city = t.name",
    ],
)
def test_a_walk_is_noticed(lively, sql):
    assert len(list(walks(lively.database.conn, [sql]))) == 1
