"""Questions of an import: who may be meant, answers given before and after writing, one undo for all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scrm.base.errors import Busy, Conflict
from scrm.intake.contract import EvidenceDraft, Party, Undecided
from scrm.intake.model import Decision


@pytest.fixture
def ana(workspace):
    return workspace.contacts.add(
        "Ana García", organization="Acme", addresses=["ana@acme.example"], tags=["vip"]
    )


@pytest.fixture
def namesake(importer, person):
    return importer(
        person(2, "ana-garcia", "Ana García", "Acme", "COO"), person(3, "luis", "Luis Pérez", "Hexa")
    )


def names(workspace):
    rows = workspace.lists.rows_at(workspace.lists.everybody())
    return [row.name for row in rows]


def test_a_question_shows_both_sides(workspace, ana, namesake, preview):
    plan = preview(namesake)
    (case,) = workspace.candidates.of(workspace.reviews.asked_by(plan))
    assert (case.told.name, case.told.organization, case.told.title) == ("Ana García", "Acme", "COO")
    assert case.told.since == "2026-10-01"
    (one,) = case.alike
    assert (one.contact_id, one.organization, one.addresses, one.tags) == (
        ana,
        "Acme",
        ("ana@acme.example",),
        ("vip",),
    )
    assert one.ref == ana.replace("-", "")[-6:]
    assert case.sure


def test_a_mere_name_or_several_people_are_not_sure(workspace, ana, importer, person, preview):
    plan = preview(importer(person(2, "ana-garcia", "Ana García", "Hexa")))
    assert not workspace.candidates.of(workspace.reviews.asked_by(plan))[0].sure
    workspace.contacts.add("Ana Garcia", organization="Acme")
    plan = preview(importer(person(2, "ana-garcia", "Ana García", "Acme")))
    (case,) = workspace.candidates.of(workspace.reviews.asked_by(plan))
    assert len(case.alike) == 2
    assert not case.sure


def test_whoever_holds_the_address_is_a_candidate_whatever_the_name(
    workspace, ana, importer, person, preview
):
    rosa = workspace.contacts.add("Rosa Vidal", addresses=["rosa@vidal.example"])
    row = person(2, "x", "Ana Gar", email="ana@acme.example")
    second = person(2, "x", "Ana Gar", email="rosa@vidal.example").handles[1]
    plan = preview(importer(replace(row, handles=(*row.handles, second))))
    (case,) = workspace.candidates.of(workspace.reviews.asked_by(plan))
    assert {side.contact_id for side in case.alike} == {ana, rosa}


def test_the_owners_question_has_no_candidates(workspace, importer, preview):
    plan = preview(importer(Undecided("messages.csv", 2, "who are you? --me")))
    (case,) = workspace.candidates.of(workspace.reviews.asked_by(plan))
    assert case.review.kind == "owner"
    assert case.alike == ()


def test_answers_given_to_a_preview_are_written_with_it_as_one_operation(workspace, ana, namesake, preview):
    plan = preview(namesake)
    (review,) = workspace.reviews.asked_by(plan)
    number = workspace.reviews.write(plan, namesake, {review.id: Decision("matched", ana)})
    assert names(workspace) == ["Ana García", "Luis Pérez"]
    assert workspace.people.contact(ana).values("profile") == ["https://www.linkedin.com/in/ana-garcia"]
    assert workspace.reviews.open() == []
    assert workspace.gate.runs()[0].number == number
    assert preview(namesake).summary == {"new": 0, "update": 0, "same": 2, "review": 0, "skipped": 0}
    assert workspace.undo().operation.number == number
    assert names(workspace) == ["Ana García"]
    assert workspace.people.contact(ana).values("profile") == []
    assert preview(namesake).summary["review"] == 1, "the answer was taken back too"


@pytest.mark.parametrize(
    ("state", "there"), [("new", ["Ana García", "Ana García"]), ("skipped", ["Ana García"])]
)
def test_a_new_person_or_nobody(workspace, ana, importer, person, preview, state, there):
    drafts = importer(person(2, "ana-garcia", "Ana García", "Hexa"))
    plan = preview(drafts)
    (review,) = workspace.reviews.asked_by(plan)
    workspace.reviews.write(plan, drafts, {review.id: Decision(state)})
    assert names(workspace) == there
    assert workspace.reviews.open() == []
    again = preview(drafts).summary
    assert (again["review"], again["new"]) == (0, 0)


def test_unanswered_questions_wait_and_are_answered_several_at_once(
    workspace, ana, importer, person, preview
):
    luis = workspace.contacts.add("Luis Pérez")
    drafts = importer(person(2, "ana-garcia", "Ana García"), person(3, "luis-perez", "Luis Pérez"))
    plan = preview(drafts)
    workspace.reviews.write(plan, drafts, {})
    waiting = workspace.reviews.open()
    assert [review.name for review in waiting] == ["Ana García", "Luis Pérez"]
    number = workspace.reviews.answer(
        [(waiting[0], Decision("matched", ana)), (waiting[1], Decision("matched", luis))]
    )
    assert workspace.reviews.open() == []
    assert workspace.people.contact(luis).values("profile")
    assert workspace.last_done().number == number
    workspace.undo()
    assert len(workspace.reviews.open()) == 2


def test_a_row_with_a_mere_name_makes_nobody_and_writes_nothing(workspace, importer, preview):
    for _ in range(2):
        workspace.contacts.add("Ana García")
    said = EvidenceDraft(
        "Recommendations.csv", 2, "r/1", "recommendation", "in", Party("Ana García"), text="Fine"
    )
    drafts = importer(said)
    plan = preview(drafts)
    (review,) = workspace.reviews.asked_by(plan)
    (case,) = workspace.candidates.of([review])
    assert (len(case.alike), case.text) == (2, "Fine")
    with pytest.raises(Conflict):
        workspace.reviews.write(plan, drafts, {review.id: Decision("new")})
    assert workspace.reviews.open() == []
    assert workspace.gate.runs() == []


def test_a_mere_name_may_mean_people_whom_the_same_source_brings(workspace, importer, person, preview):
    said = EvidenceDraft(
        "Recommendations.csv", 2, "r/1", "recommendation", "in", Party("Ana García"), text="Fine"
    )
    drafts = importer(
        person(2, "ana-1", "Ana García", "Acme"), person(3, "ana-2", "Ana García", "Hexa", "CTO"), said
    )
    plan = preview(drafts)
    (case,) = workspace.candidates.of(workspace.reviews.asked_by(plan), plan)
    assert [(side.name, side.organization, side.title) for side in case.alike] == [
        ("Ana García", "Acme", ""),
        ("Ana García", "Hexa", "CTO"),
    ]
    chosen = case.alike[1].contact_id
    workspace.reviews.write(plan, drafts, {case.review.id: Decision("matched", chosen)})
    assert [evidence.text for evidence in workspace.ties.evidence(chosen)] == ["Fine"]
    assert workspace.reviews.open() == []
    workspace.undo()
    assert names(workspace) == []


def test_who_the_owner_is_stays_open_when_another_question_is_answered(
    workspace, ana, importer, person, preview
):
    drafts = importer(
        person(2, "ana-garcia", "Ana García"), Undecided("messages.csv", 2, "who are you? --me")
    )
    workspace.reviews.write(preview(drafts), drafts, {})
    asked = {review.kind: review for review in workspace.reviews.open()}
    workspace.reviews.match(asked["person"], ana)
    assert [review.kind for review in workspace.reviews.open()] == ["owner"]


def test_under_a_foreign_lock_nothing_is_written_and_the_preview_stays_good(
    workspace, ana, namesake, preview, foreign_lock
):
    plan = preview(namesake)
    (review,) = workspace.reviews.asked_by(plan)
    decided = {review.id: Decision("matched", ana)}
    assert workspace.candidates.of([review])[0].alike, "reading goes on"
    with pytest.raises(Busy):
        workspace.reviews.write(plan, namesake, decided)
    with pytest.raises(Busy):
        workspace.reviews.answer([(review, Decision("skipped"))])
    foreign_lock()
    assert names(workspace) == ["Ana García"]
    workspace.reviews.write(plan, namesake, decided)
    assert names(workspace) == ["Ana García", "Luis Pérez"]
