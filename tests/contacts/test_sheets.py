"""People as sheets say the same as whole contacts, and read no more than is asked for."""

from __future__ import annotations

import pytest


@pytest.fixture
def ana(workspace):
    return workspace.contacts.add(
        "Ana García",
        organization="Acme",
        title="COO",
        addresses=["https://ana.example", "ana@acme.example", "https://github.com/ana", "+34 600 000 000"],
        tags=["vip", "saas"],
        city="Valencia",
        cadence=30,
    )


def test_a_sheet_says_what_the_contact_says(workspace, ana):
    contact = workspace.contacts.get(ana)
    [sheet] = workspace.sheets.sheets(
        [ana], ["id", "name", "family_name", "city", "country", "cadence", "source", "basis", "created"]
    )
    assert sheet == {
        "id": ana,
        "name": "Ana García",
        "family_name": "García",
        "city": "Valencia",
        "country": None,
        "cadence": 30,
        "source": contact.source,
        "basis": contact.basis,
        "created": contact.created_at,
    }


def test_lists_have_the_preferred_first_and_web_addresses_behind_profiles(workspace, ana):
    [sheet] = workspace.sheets.sheets([ana], ["emails", "phones", "profiles", "tags"])
    assert sheet == {
        "emails": ["ana@acme.example"],
        "phones": ["+34 600 000 000"],
        "profiles": ["https://github.com/ana", "https://ana.example"],
        "tags": ["saas", "vip"],
    }


def test_a_person_without_addresses_has_empty_lists(workspace):
    luis = workspace.contacts.add("Luis Pérez")
    [sheet] = workspace.sheets.sheets([luis], ["emails", "tags", "organization"])
    assert sheet == {"emails": [], "tags": [], "organization": None}


def test_of_several_positions_the_present_one_told_last_counts(workspace, ana, clock):
    clock.move(days=3)
    workspace.contacts.edit(ana, organization="Beta", title="CEO")
    [sheet] = workspace.sheets.sheets([ana], ["title", "organization"])
    assert list(sheet.items()) == [("title", "CEO"), ("organization", "Beta")]


def test_the_trash_is_asked_for_by_name(workspace, ana):
    workspace.contacts.remove([ana])
    assert workspace.sheets.sheets([ana], ["name"]) == []
    assert workspace.sheets.sheets([ana], ["name"], trashed=True) == [{"name": "Ana García"}]


def test_many_come_in_the_order_asked_for_and_unknown_ids_are_passed_over(workspace):
    with workspace.ledger.operation("contact add"):
        ids = [workspace.contacts.add(f"P{n}", addresses=[f"p{n}@x.example"]) for n in range(501)]
    wanted = [ids[500], "nobody", *ids[:500]]
    names = [
        (sheet["name"], sheet["emails"]) for sheet in workspace.sheets.sheets(wanted, ["name", "emails"])
    ]
    assert names == [("P500", ["p500@x.example"]), *((f"P{n}", [f"p{n}@x.example"]) for n in range(500))]
