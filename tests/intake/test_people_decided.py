"""What becomes of the rows of people: new, update, same, review, skipped; and what comes again after an undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scrm.base.errors import StorageFailed
from scrm.intake.contract import Handle, PersonDraft
from scrm.intake.model import VERDICTS


@pytest.fixture
def run(workspace, preview, importer):
    """Import drafts; gives the five counts and the operation's number."""

    def go(*drafts):
        source = importer(*drafts)
        plan = preview(source)
        number = workspace.gate.apply(plan, source)
        for file in plan.files.values():
            assert sum(file.counts.values()) == file.rows
        return tuple(plan.summary[verdict] for verdict in VERDICTS), number

    return go


def names(workspace):
    return [row.name for row in workspace.lists.rows_at(workspace.lists.everybody())]


def one(workspace, text):
    return workspace.people.contact(workspace.who.one(text))


def history(contact):
    return [(a.organization, a.title, a.ended) for a in contact.affiliations]


def test_two_people_of_one_name_stay_two(workspace, run, person):
    assert run(person(2, "ana-1", "Ana García"), person(3, "ana-2", "Ana García"))[0] == (2, 0, 0, 0, 0)
    assert names(workspace) == ["Ana García", "Ana García"]


def test_a_repeated_row_is_the_same_and_a_differing_one_is_left_out(workspace, run, person):
    ana = person(2, "ana", "Ana García", "Acme")
    counts, _number = run(ana, replace(ana, row=3), replace(ana, row=4, organization="Hexa"))
    assert counts == (1, 0, 1, 0, 1)
    assert one(workspace, "ana").organization == "Acme"


def test_the_same_again_is_no_operation(workspace, run, person):
    drafts = (
        person(2, "ana", "Ana García", "Acme", "COO", "ana@acme.example"),
        person(3, "luis", "Luis Pérez"),
    )
    assert run(*drafts) == ((2, 0, 0, 0, 0), 1)
    assert run(*drafts) == ((0, 0, 2, 0, 0), None)
    assert workspace.last_done().number == 1


def test_a_new_position_keeps_the_old_one_in_the_history(workspace, run, person, clock):
    ana = person(2, "ana", "Ana García", "Acme", "COO")
    run(ana)
    clock.move(days=30)
    moved = replace(ana, organization="Hexa", title="CEO")
    newer = person(3, "zoe", "Zoe Ruiz")
    assert run(moved, replace(newer, since=date(2026, 12, 1)))[0] == (1, 1, 0, 0, 0)
    assert history(one(workspace, "ana")) == [("Hexa", "CEO", None), ("Acme", "COO", "2026-12-24")]
    clock.move(days=1)
    assert run(ana)[0] == (0, 0, 1, 0, 0)  # the older archive does not move her back
    assert one(workspace, "ana").organization == "Hexa"


def test_there_and_back_within_a_day(workspace, run, person):
    ana = person(2, "ana", "Ana García", "Acme", "COO")
    run(ana)
    run(replace(ana, organization="Hexa"))
    assert run(ana)[0] == (0, 1, 0, 0, 0)
    assert one(workspace, "ana").organization == "Acme"
    assert workspace.find_people("org:acme", 5)[1] == 1
    workspace.undo()
    assert one(workspace, "ana").organization == "Hexa"


def test_a_changed_name_is_taken_over_unless_the_user_changed_it(workspace, run, person):
    ana, luis = person(2, "ana", "Ana García"), person(3, "luis", "Luis Pérez")
    run(ana, luis)
    workspace.contacts.edit(one(workspace, "luis").id, name="Lucho")
    counts, _number = run(replace(ana, name="Ana López"), replace(luis, name="Luis P."))
    assert counts == (0, 2, 0, 0, 0)
    assert names(workspace) == ["Ana López", "Lucho"]


def test_what_the_user_typed_stays(workspace, run, person):
    id = workspace.contacts.add(
        "Anita", organization="Own Firm", addresses=["ana@acme.example"], kind="client"
    )
    assert run(person(2, "ana", "Ana García", "Acme", "COO", "ana@acme.example"))[0] == (0, 1, 0, 0, 0)
    contact = workspace.contacts.get(id)
    assert (contact.name, contact.organization, contact.kind) == ("Anita", "Own Firm", "client")
    assert contact.values("profile") == ["https://www.linkedin.com/in/ana"]
    assert len(names(workspace)) == 1


def test_a_matched_email_survives_undo_and_another_import(workspace, run, person):
    """The second import finds rows that an undo took away, for somebody whom it did not make."""
    workspace.contacts.add("Anita", addresses=["ana@acme.example"])
    draft = person(2, "ana", "Ana García", "Acme", email="ana@acme.example")
    run(draft)
    workspace.undo()
    assert one(workspace, "anita").values("profile") == []
    assert run(draft)[0] == (0, 1, 0, 0, 0)
    assert one(workspace, "anita").values("profile") == ["https://www.linkedin.com/in/ana"]
    assert run(draft) == ((0, 0, 1, 0, 0), None)


def test_an_email_of_somebody_with_another_profile_is_a_question(workspace, run, person):
    run(person(2, "ana", "Ana García", email="shared@acme.example"))
    assert run(person(2, "bob", "Bob Gil", email="shared@acme.example"))[0] == (0, 0, 0, 1, 0)
    assert workspace.reviews.open()[0].question == "the same address belongs to somebody else"


def test_addresses_of_two_people_are_a_question(workspace, run, person):
    workspace.contacts.add("Ana", addresses=["https://www.linkedin.com/in/ana"])
    workspace.contacts.add("Eva", addresses=["eva@acme.example"])
    assert run(person(2, "ana", "Ana García", email="eva@acme.example"))[0] == (0, 0, 0, 1, 0)


def test_a_name_alone_asks_and_the_answer_is_remembered(workspace, run, person):
    for name in ("Ana García", "Luis Pérez", "Eva Gil"):
        workspace.contacts.add(name)
    drafts = [
        person(2, "ana", "ANA GARCIA", "Acme"),
        person(3, "luis", "Luis Pérez", "Hexa"),
        person(4, "eva", "Eva Gil"),
    ]
    assert run(*drafts)[0] == (0, 0, 0, 3, 0)
    assert run(*drafts) == ((0, 0, 0, 3, 0), None)
    ana, luis, eva = workspace.reviews.open()
    workspace.reviews.match(ana, workspace.who.one("ana"))
    workspace.reviews.new(luis)
    workspace.reviews.skip([eva])
    assert workspace.reviews.open() == []
    assert names(workspace) == ["Ana García", "Eva Gil", "Luis Pérez", "Luis Pérez"]
    assert one(workspace, "ana").organization == "Acme"
    assert run(*drafts) == ((0, 0, 2, 0, 1), None)
    later = [replace(draft, organization="Orbe") for draft in drafts]
    assert run(*later)[0] == (0, 2, 0, 0, 1)
    assert one(workspace, "linkedin.com/in/luis").organization == "Orbe"


def test_an_undone_answer_is_a_question_again(workspace, run, person):
    workspace.contacts.add("Ana García")
    draft = person(2, "ana", "Ana García", "Acme")
    run(draft)
    workspace.reviews.new(workspace.reviews.open()[0])
    assert len(names(workspace)) == 2
    workspace.undo()
    assert len(names(workspace)) == 1
    assert len(workspace.reviews.open()) == 1
    workspace.redo()
    assert (len(names(workspace)), workspace.reviews.open()) == (2, [])


def test_an_answer_whose_contact_is_undone_is_asked_again(workspace, run, person):
    workspace.contacts.add("Ana García", addresses=["https://www.linkedin.com/in/other"])
    draft = person(2, "ana", "Ana García", email="x@acme.example")
    typed = workspace.contacts.add("Ana García")
    number = workspace.last_done().number
    run(draft)
    workspace.reviews.match(workspace.reviews.open()[0], typed)
    workspace.undo()
    workspace.undo()
    workspace.undo(number)
    workspace.contacts.add("Ana García")
    assert run(draft)[0] == (0, 0, 0, 1, 0)
    assert len(workspace.reviews.open()) == 1


def test_whoever_was_removed_by_hand_stays_in_the_trash(workspace, run, person, importer, preview):
    typed = workspace.contacts.add("Eva Gil", addresses=["eva@acme.example"])
    workspace.contacts.add("Luis Pérez")
    drafts = [
        person(2, "ana", "Ana García"), person(3, "eva", "Eva Gil", email="eva@acme.example"),
        person(4, "luis", "Luis Pérez"), person(5, "zoe", "Zoe Ruiz"),
    ]  # fmt: skip
    run(*drafts)
    workspace.reviews.match(workspace.reviews.open()[0], workspace.who.one("luis"))
    everyone = workspace.lists.ids_at(workspace.lists.everybody())
    zoe = workspace.who.one("zoe")
    workspace.contacts.remove([id for id in everyone if id != zoe])
    newer = [replace(draft, organization="Orbe") for draft in drafts]
    plan = preview(importer(*newer))
    assert {item.detail for item in plan.of("skipped")} == {"in the trash"}
    assert run(*newer)[0] == (0, 1, 0, 0, 3)
    assert names(workspace) == ["Zoe Ruiz"]
    workspace.contacts.restore(typed)
    assert run(*newer)[0] == (0, 1, 1, 0, 2)


def test_undo_takes_all_back_and_an_import_lifts_it_as_new(workspace, run, person):
    drafts = [person(n, f"p{n}", f"Ana {n}", "Acme", "COO", f"p{n}@example.com") for n in range(2, 30)]
    empty = _dump(workspace)
    run(*drafts)
    full = _dump(workspace)
    workspace.undo()
    assert _dump(workspace) == empty
    assert run(*drafts)[0] == (28, 0, 0, 0, 0)
    assert _dump(workspace) == full
    assert workspace.database.value("SELECT count(*) FROM contacts") == 28
    workspace.undo()
    assert _dump(workspace) == empty
    workspace.redo()
    assert _dump(workspace) == full


def _dump(workspace):
    """The living rows of people, and the index."""
    found = []
    for table in (
        "contacts",
        "identities",
        "organizations",
        "affiliations",
        "sightings",
        "interactions",
        "interaction_people",
    ):
        rows = workspace.database.rows(f"SELECT * FROM {table} WHERE deleted_at IS NULL ORDER BY id")
        kept = {"created_at", "updated_at", "updated_by"}
        found.append([{k: row[k] for k in row.keys() if k not in kept} for row in rows])  # noqa: SIM118
    for table in ("local_people", "local_interactions", "local_contact_facts"):
        rows = workspace.database.rows(f"SELECT * FROM {table} ORDER BY 1")
        found.append([tuple(row) for row in rows])
    return found


def test_somebody_typed_after_an_undo_is_not_made_twice(workspace, run, person):
    draft = person(2, "ana", "Ana García", email="ana@acme.example")
    run(draft)
    workspace.undo()
    workspace.contacts.add("Anita", addresses=["ana@acme.example"])
    assert run(draft)[0] == (0, 1, 0, 0, 0)
    assert names(workspace) == ["Anita"]


def test_a_renamed_firm_is_not_the_firm_of_its_old_name(workspace, run, person):
    run(person(2, "ana", "Ana García", "Acme"))
    workspace.organizations.edit(workspace.organizations.one("acme").id, name="Globex")
    run(
        person(2, "ana", "Ana García", "Acme"),
        person(3, "luis", "Luis Pérez", "ACME"),
        person(4, "eva", "Eva Gil", "Globex"),
    )
    assert [(f.name, f.people) for f in workspace.organizations.search()[0]] == [("ACME", 1), ("Globex", 2)]


def test_a_firm_s_name_may_be_given_up_twice(workspace, run, person):
    for row, later in ((2, "Globex"), (3, "Orbe")):
        run(person(row, f"p{row}", f"P{row}", "Acme"))
        workspace.organizations.edit(workspace.organizations.one("acme").id, name=later)
    run(person(4, "p4", "P4", "Acme"))
    found, _count = workspace.organizations.search()
    assert [(firm.name, firm.people) for firm in found] == [("Acme", 1), ("Globex", 1), ("Orbe", 1)]


def test_a_firm_comes_once_whatever_its_spelling(workspace, run, person):
    run(
        person(2, "ana", "Ana García", "Acme"),
        person(3, "luis", "Luis Pérez", "ACME"),
        person(4, "eva", "Eva", "ácme"),
    )
    ((firm,), _count) = workspace.organizations.search()
    assert firm.people == 3


def test_a_row_without_address_keeps_its_own_person(workspace, run):
    def ghost(row, name, since):
        return PersonDraft(
            "Connections.csv",
            row,
            f"linkedin/{name.casefold()}/{since}",
            name,
            since=date.fromisoformat(since),
        )

    drafts = ghost(2, "Ana", "2020-01-01"), ghost(3, "Ana", "2021-01-01")
    assert run(*drafts)[0] == (2, 0, 0, 0, 0)
    assert run(*drafts) == ((0, 0, 2, 0, 0), None)


def test_a_stale_preview_decides_again_and_tells_so(workspace, importer, preview, person):
    source = importer(person(2, "ana", "Ana García", "Acme"), person(3, "luis", "Luis Pérez"))
    plan = preview(source)
    workspace.contacts.add("Eva", addresses=["https://www.linkedin.com/in/ana"])
    assert plan.summary["new"] == 2
    assert workspace.gate.apply(plan, source) == 2
    assert (plan.summary["new"], plan.summary["update"]) == (1, 1)
    assert names(workspace) == ["Eva", "Luis Pérez"]


def test_a_preview_that_could_not_be_written_is_written_later(
    workspace, importer, preview, person, monkeypatch
):
    """The rows are taken out as they are written: the second try must not write the rest alone."""
    drafts = [person(n, f"p{n}", f"Ana {n}", "Acme") for n in range(2, 9)]
    source = importer(*drafts)
    plan = preview(source)

    def full(*_args):
        raise StorageFailed("the disk is full")

    monkeypatch.setattr("scrm.intake.batch.record", full)
    with pytest.raises(StorageFailed):
        workspace.gate.apply(plan, source)
    assert names(workspace) == []
    monkeypatch.undo()
    assert workspace.gate.apply(plan, source) == 1
    assert len(names(workspace)) == 7
    assert workspace.gate.apply(plan, source) is None


def test_a_dry_run_counts_and_writes_nothing(workspace, run, person):
    workspace.ledger.dry_run = True
    assert run(person(2, "ana", "Ana García")) == ((1, 0, 0, 0, 0), None)
    assert names(workspace) == []


def test_an_answered_question_does_not_make_an_archive_older(workspace, run, person, clock):
    """Its row alone says little of the day of the archive: an older archive must not win over it later."""
    workspace.contacts.add("Ana García")
    ana = replace(person(2, "ana", "Ana García", "Hexa"), since=date(2020, 1, 1))
    run(ana, person(3, "zoe", "Zoe Ruiz"))
    workspace.reviews.match(workspace.reviews.open()[0], workspace.who.one("ana"))
    assert one(workspace, "ana").organization == "Hexa"
    older = replace(person(3, "zoe", "Zoe Ruiz"), since=date(2024, 1, 1))
    run(replace(ana, organization="Acme"), older)
    assert one(workspace, "ana").organization == "Hexa"


def test_every_contact_of_an_import_has_source_and_basis(workspace, run, person):
    run(person(2, "ana", "Ana García"))
    contact = one(workspace, "ana")
    assert (contact.source, contact.source_date) == ("linkedin", "2026-11-24")
    assert "own network" in contact.basis
    assert contact.identities[0].since == "2026-10-01"


def test_an_older_format_of_a_handle_is_one_person(workspace, run, person):
    ana = person(2, "ana", "Ana García")
    other = replace(ana, handles=(Handle("profile", "http://es.linkedin.com/in/ANA/", "ana", "linkedin"),))
    run(ana)
    assert run(other)[0][0] == 0
    assert len(one(workspace, "ana").identities) == 1


def test_history_of_imports(workspace, run, person):
    run(person(2, "ana", "Ana García"))
    (told,) = workspace.gate.runs()
    assert (told.number, told.format, told.state, told.summary["summary"]["new"]) == (
        1,
        "linkedin",
        "done",
        1,
    )
    workspace.undo()
    assert workspace.gate.runs()[0].state == "undone"
