"""Firms: one for all spellings, found by name, and as quick to add the last as the first."""

from __future__ import annotations

import pytest

from scrm.base.errors import Ambiguous, NotFound
from scrm.contacts.organizations import organization_id
from scrm.contacts.store.ties import changed_firms
from scrm.db.refs import refs


def firms_of(workspace, *names):
    return [workspace.organizations.add(name) for name in names]


def firm_of(workspace, person):
    return workspace.contacts.get(person).position.organization_id


def traced(workspace, work):
    """What work says, and the SELECTs it runs."""
    conn, seen = workspace.database.conn, []
    conn.set_trace_callback(seen.append)
    said = work()
    conn.set_trace_callback(None)
    return said, [sql for sql in seen if sql.lstrip().startswith("SELECT")]


def plan(workspace, sql):
    return [row[3] for row in workspace.database.conn.execute(f"EXPLAIN QUERY PLAN {sql}")]


def test_only_the_firms_shown_are_counted(workspace):
    for name in ("Zeta", "Ácme", "Beta"):
        workspace.contacts.add(f"Of {name}", organization=name)
    workspace.contacts.remove([workspace.contacts.add("Gone", organization="Acme")])
    (found, count), statements = traced(workspace, lambda: workspace.organizations.search("", 2))
    assert ([(firm.name, firm.people) for firm in found], count) == ([("Ácme", 1), ("Beta", 1)], 3)
    counting = [sql for sql in statements if "affiliations" in sql]
    assert len(counting) == 1
    assert organization_id("zeta") not in counting[0]


def test_a_firm_is_meant_by_its_name_then_a_beginning_then_a_part(workspace):
    acme, _more, _last = firms_of(workspace, "Acme", "Acme Foods", "Big Foods")
    assert workspace.organizations.one("ácme").id == acme
    assert workspace.organizations.one("big").name == "Big Foods"
    assert workspace.organizations.one(acme[-6:]).id == acme
    with pytest.raises(Ambiguous) as several:
        workspace.organizations.one("foods")
    assert [line.split("  ")[1] for line in several.value.candidates] == ["Acme Foods", "Big Foods"]
    with pytest.raises(NotFound):
        workspace.organizations.one("globex")


def test_a_name_given_up_again_and_again_is_a_new_firm_each_time(workspace):
    made = []
    for later in ("Globex", "Orbe", "Hexa"):
        made.append(firm_of(workspace, workspace.contacts.add("Ana", organization="Acme")))
        workspace.organizations.edit(made[-1], name=later)
    last = workspace.contacts.add("Eva", organization="ACME")
    assert len({*made, firm_of(workspace, last)}) == 4
    assert workspace.contacts.get(last).organization == "ACME"
    assert firm_of(workspace, workspace.contacts.add("Leo", organization="acme")) == firm_of(workspace, last)
    assert firm_of(workspace, workspace.contacts.add("Nia", organization="orbe")) == made[1]


def test_a_firm_renamed_within_an_operation_is_found_by_its_new_name(workspace, clock):
    (acme,) = firms_of(workspace, "Acme")
    clock.move(minutes=1)
    with workspace.ledger.operation("several"):
        workspace.contacts.add("Ana", organization="Never seen")
        workspace.organizations.edit(acme, name="Globex")
        assert firm_of(workspace, workspace.contacts.add("Eva", organization="globex")) == acme


def steps(workspace, clock, count):
    """Hundreds of steps of SQLite's machine for so many people of firms never seen, as one operation."""
    clock.move(minutes=1)
    taken = [0]
    workspace.database.conn.set_progress_handler(lambda: taken.__setitem__(0, taken[0] + 1), 100)
    with workspace.ledger.operation("many"):
        for number in range(count):
            workspace.contacts.add(f"P{clock.now()}{number}", organization=f"Firm {clock.now()} {number}")
    workspace.database.conn.set_progress_handler(None, 0)
    return taken[0]


def test_the_work_for_many_new_firms_grows_with_their_number(workspace, clock):
    firms_of(workspace, *(f"Known {number}" for number in range(3)))
    for id in [firm.id for firm in workspace.organizations.search()[0]]:
        clock.move(minutes=1)
        workspace.organizations.edit(id, city="Vigo")
    steps(workspace, clock, 5)
    few, many = steps(workspace, clock, 50), steps(workspace, clock, 400)
    # A walk over the firms for each of them would be 60 times the work.
    assert many < 16 * few


def test_statements_about_firms_find_them_by_index(workspace):
    firms_of(workspace, "Acme", "Globex")
    _rows, (sql,) = traced(workspace, lambda: changed_firms(workspace.database.conn))
    assert "organizations_changed" in plan(workspace, sql)[0]
    ids = [firm.id for firm in workspace.organizations.search()[0]]
    _short, (sql,) = traced(workspace, lambda: refs(workspace.database, "organizations", ids))
    assert not [step for step in plan(workspace, sql) if step.startswith("SCAN organizations")]


def test_several_firms_are_told_apart_by_their_refs(workspace):
    ids = firms_of(workspace, "Acme", "Beta")
    workspace.organizations.edit(ids[1], name="Acme")
    with pytest.raises(Ambiguous) as told:
        workspace.organizations.one("acme")
    short = refs(workspace.database, "organizations", ids)
    assert sorted(told.value.candidates) == sorted(f"{short[id]}  Acme" for id in ids)
    assert told.value.remedy
    assert workspace.organizations.one(short[ids[1]]).id == ids[1]


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u200b"])
def test_a_text_of_blanks_means_no_firm(workspace, text):
    firms_of(workspace, "Acme", "Beta")
    with pytest.raises(NotFound) as told:
        workspace.organizations.one(text)
    assert not isinstance(told.value, Ambiguous)
