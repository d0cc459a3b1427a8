"""What becomes of messages, invitations, signs of trust and the owner: strangers, later connections, questions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scrm.intake.contract import EvidenceDraft, Handle, InteractionDraft, OwnerDraft, Party, Undecided
from scrm.intake.model import VERDICTS

WHEN = datetime(2026, 11, 20, 10, tzinfo=UTC)


def address(slug):
    return Handle("profile", f"https://www.linkedin.com/in/{slug}", slug, "linkedin")


def message(row, *slugs, way="in", at=WHEN):
    parties = tuple(Party(slug.title(), address(slug), "from" if way == "in" else "to") for slug in slugs)
    return InteractionDraft("messages.csv", row, f"linkedin/c/{row}", at, "chat", way, parties, text=f"words {row}",
                            form="message", conversation="c", people=len(slugs))  # fmt: skip


def invitation(row, name, slug="", way="out"):
    party = Party(name, address(slug) if slug else None)
    return InteractionDraft("Invitations.csv", row, f"linkedin/invitation/{way}/{slug or name}", WHEN, "social", way,
                            (party,), form="invitation", needs_contact=True)  # fmt: skip


def trust(row, name, slug="", skill=""):
    return EvidenceDraft("Rec.csv", row, f"linkedin/rec/{row}", "endorsement" if skill else "recommendation", "in",
                         Party(name, address(slug) if slug else None), WHEN, "good", skill)  # fmt: skip


@pytest.fixture
def run(workspace, preview, importer):
    """Import drafts; gives the five counts and the operation's number."""

    def go(*drafts):
        source = importer(*drafts)
        plan = preview(source)
        number = workspace.gate.apply(plan, source)
        assert sum(plan.summary.values()) == len(drafts)
        return tuple(plan.summary[verdict] for verdict in VERDICTS), number

    return go


def facts(workspace, who):
    id = workspace.who.one(who)
    return workspace.facts.of([id])[id]


def test_messages_become_interactions_once(workspace, run, person):
    drafts = [person(2, "ana", "Ana"), message(2, "ana"), message(3, "ana", way="out")]
    assert run(*drafts) == ((3, 0, 0, 0, 0), 1)
    assert run(*drafts) == ((0, 0, 3, 0, 0), None)
    told = workspace.timeline.of_contact(workspace.who.one("ana"))
    assert {(i.kind, i.form, i.direction, i.conversation) for i in told} == {
        ("chat", "message", "in", "c"), ("chat", "message", "out", "c"),
    }  # fmt: skip
    assert facts(workspace, "ana").exchanges == 1


def test_strangers_are_kept_and_known_when_they_connect(workspace, run, person):
    run(person(2, "ana", "Ana"), message(2, "bob"), message(3, "ana", "bob"))
    assert [(s.name, s.interactions) for s in workspace.timeline.strangers()] == [("Bob", 2)]
    assert workspace.lists.count() == 1
    assert run(person(3, "bob", "Bob Gil"))[0] == (1, 0, 0, 0, 0)
    assert workspace.timeline.strangers() == []
    assert workspace.timeline.count_of(workspace.who.one("bob")) == 2
    assert facts(workspace, "bob").talk_direction == "in"
    workspace.undo()
    assert [(s.name, s.interactions) for s in workspace.timeline.strangers()] == [("Bob", 2)]
    workspace.redo()
    assert facts(workspace, "bob").exchanges == 1


def test_an_undone_import_of_messages_comes_again(workspace, run, person):
    drafts = [person(2, "ana", "Ana"), message(2, "ana", "bob"), trust(2, "Ana", "ana")]
    run(*drafts)
    workspace.undo()
    assert workspace.database.value("SELECT count(*) FROM local_interactions") == 0
    assert workspace.database.value("SELECT count(*) FROM local_contact_facts") == 0
    assert workspace.timeline.strangers() == []
    assert run(*drafts)[0] == (3, 0, 0, 0, 0)
    assert facts(workspace, "ana").exchanges == 1
    assert len(workspace.timeline.strangers()) == 1
    assert len(workspace.ties.evidence(workspace.who.one("ana"))) == 1


def test_a_message_removed_by_hand_stays_in_the_trash(workspace, run, person):
    drafts = [person(2, "ana", "Ana"), message(2, "ana")]
    run(*drafts)
    workspace.diary.remove([workspace.timeline.of_contact(workspace.who.one("ana"))[0].id])
    assert run(*drafts) == ((0, 0, 1, 0, 1), None)
    assert facts(workspace, "ana").exchanges == 0


def test_words_of_somebody_in_the_trash_wait_for_them(workspace, run, person):
    run(person(2, "ana", "Ana"))
    ana = workspace.who.one("ana")
    workspace.contacts.remove([ana])
    assert run(person(2, "ana", "Ana"), message(2, "ana"))[0] == (1, 0, 0, 0, 1)
    assert workspace.timeline.strangers() == []
    workspace.contacts.restore(ana)
    assert facts(workspace, "ana").exchanges == 1


def test_an_invitation_counts_once_it_is_accepted(workspace, run, person):
    assert run(invitation(2, "Bob Gil", "bob")) == ((0, 0, 0, 0, 1), None)
    assert run(invitation(2, "Bob Gil", "bob"), person(2, "bob", "Bob Gil"))[0] == (1, 0, 0, 0, 1)
    counts, _number = run(person(2, "bob", "Bob Gil"), invitation(2, "Bob Gil", "bob"))
    assert counts == (1, 0, 1, 0, 0)
    assert (facts(workspace, "bob").exchanges, facts(workspace, "bob").spoken) == (1, False)


def test_an_invitation_without_address_goes_by_the_only_one_of_that_name(workspace, run, person):
    run(person(2, "ana", "Ana García"), person(3, "luis-1", "Luis Pérez"), person(4, "luis-2", "Luis Pérez"))
    counts, _number = run(invitation(2, "ANA GARCIA"), invitation(3, "Luis Pérez"), invitation(4, "Nobody"))
    assert counts == (1, 0, 0, 1, 1)
    (asked,) = workspace.reviews.open()
    assert (asked.kind, asked.name) == ("invitation", "Luis Pérez")
    workspace.reviews.match(asked, workspace.who.one("linkedin.com/in/luis-2"))
    assert facts(workspace, "linkedin.com/in/luis-2").exchanges == 1
    assert facts(workspace, "linkedin.com/in/luis-1").exchanges == 0
    assert run(invitation(3, "Luis Pérez")) == ((0, 0, 1, 0, 0), None)


def test_trust_goes_by_address_or_by_the_only_one_of_that_name(workspace, run, person):
    run(person(2, "ana", "Ana García"), person(3, "luis-1", "Luis Pérez"), person(4, "luis-2", "Luis Pérez"))
    drafts = [
        trust(2, "Anything", "ana", "Python"), trust(3, "ana garcia"), trust(4, "Luis Pérez"), trust(5, "Luis Pérez"),
        trust(6, "Nobody"), trust(7, "Stranger", "stranger"),
    ]  # fmt: skip
    assert run(*drafts)[0] == (2, 0, 0, 2, 2)
    found = workspace.ties.evidence(workspace.who.one("ana"))
    assert {(e.kind, e.skill) for e in found} == {("endorsement", "Python"), ("recommendation", "")}
    first, second = workspace.reviews.open()
    workspace.reviews.match(first, workspace.who.one("linkedin.com/in/luis-1"))
    workspace.reviews.skip([second])
    assert run(*drafts) == ((0, 0, 3, 0, 3), None)
    assert len(workspace.ties.evidence(workspace.who.one("linkedin.com/in/luis-1"))) == 1


def test_trust_of_a_stranger_comes_when_they_are_known(workspace, run, person):
    assert run(trust(2, "Bob", "bob"))[0] == (0, 0, 0, 0, 1)
    assert run(person(2, "bob", "Bob"), trust(2, "Bob", "bob"))[0] == (2, 0, 0, 0, 0)


def test_messages_without_me_wait_as_one_question(workspace, run, person):
    waiting = [Undecided("messages.csv", row, "who are you? --me") for row in range(2, 7)]
    assert run(person(2, "ana", "Ana"), *waiting) == ((1, 0, 0, 5, 0), 1)
    (asked,) = workspace.reviews.open()
    assert asked.kind == "owner"
    assert run(person(2, "ana", "Ana"), *waiting) == ((0, 0, 1, 5, 0), None)
    run(person(3, "luis", "Luis"))  # another source says nothing of it
    assert len(workspace.reviews.open()) == 1
    run(*(message(row, "ana") for row in range(2, 7)))
    assert workspace.reviews.open() == []
    run(*waiting)
    assert len(workspace.reviews.open()) == 1


def test_an_answer_about_a_person_leaves_the_question_about_me(workspace, run, person):
    workspace.contacts.add("Ana García")
    run(person(2, "ana", "Ana García"), Undecided("messages.csv", 2, "who are you? --me"))
    asked = {review.kind: review for review in workspace.reviews.open()}
    workspace.reviews.new(asked["person"])
    assert [review.kind for review in workspace.reviews.open()] == ["owner"]


def test_a_skipped_question_about_me_skips_its_rows(workspace, run):
    waiting = [Undecided("messages.csv", row, "who are you? --me") for row in (2, 3)]
    run(*waiting)
    workspace.reviews.skip(workspace.reviews.open())
    assert run(*waiting) == ((0, 0, 0, 0, 2), None)
    assert workspace.reviews.open() == []


def test_the_owner_is_known_and_never_a_contact(workspace, run, importer):
    owner = OwnerDraft(
        "Profile.csv", 2, "Clara Vega", (address("clara"), Handle("email", "c@v.example", "c@v.example"))
    )
    assert run(owner) == ((1, 0, 0, 0, 0), 1)
    assert run(owner) == ((0, 0, 1, 0, 0), None)
    assert workspace.lists.count() == 0
    seen = []

    class Asks(importer):
        def read(self, path, options):
            seen.extend(handle.key for handle in options.known_me)
            return super().read(path, options)

    workspace.gate.preview(Asks(owner), "x")
    assert {"clara", "c@v.example"} <= set(seen)


def test_a_message_to_many_is_one_interaction_with_all_of_them(workspace, run, person):
    slugs = [f"p{n}" for n in range(12)]
    run(*(person(n + 2, slug, slug.title()) for n, slug in enumerate(slugs)), message(2, *slugs, way="out"))
    (told,) = workspace.timeline.select(kind="chat")[0]
    assert (told.people, len(told.participants)) == (12, 12)
    assert facts(workspace, "p1").exchanges == 0  # a crowd


def test_one_person_named_twice_in_a_message_takes_part_once(workspace, run, person):
    run(person(2, "ana", "Ana"), message(2, "ana", "ana"), message(3, "bob", "bob"))
    assert [len(i.participants) for i in workspace.timeline.select(kind="chat")[0]] == [1, 1]


def test_coming_again_reads_what_is_known_once(workspace, run, person):
    """Not once a message: thirty thousand of them would take hours."""
    drafts = [person(2, "ana", "Ana"), *(message(row, "ana") for row in range(2, 40))]
    run(*drafts)
    workspace.undo()
    said = []
    workspace.database.conn.set_trace_callback(said.append)
    run(*drafts)
    workspace.database.conn.set_trace_callback(None)
    assert sum("CASE WHEN deleted_at" in sql and sql.endswith("FROM interaction_people") for sql in said) == 1
