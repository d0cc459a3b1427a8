"""What is known before an import: asked row by row it is what reading everything says, and an answer reads little."""

from __future__ import annotations

import pytest

from scrm.intake.contract import InteractionDraft, PersonDraft
from scrm.intake.known import ask, gather
from scrm.intake.model import Decision

TODAY = "2026-11-24"


@pytest.fixture
def world(workspace, importer, person, preview, clock):
    """People typed, imported, moved, removed and undone; firms renamed; questions asked and answered."""

    def run(*drafts):
        clock.move(minutes=1)
        source = importer(*drafts)
        return workspace.gate.apply(preview(source), source)

    typed = [
        workspace.contacts.add(name, organization="Acme") for name in ("Ana García", "Luis Pérez", "Eva Gil")
    ]
    twin = workspace.contacts.add("Twin", addresses=["twin@acme.example", "linkedin.com/in/twin"])
    workspace.contacts.add("Other twin", addresses=["twin@acme.example"])
    run(person(2, "zoe", "Zoe Ruiz", "Hexa", "CEO", "zoe@hexa.example"), person(3, "leo", "Leo Gil", "Acme"))
    run(
        person(2, "zoe", "Zoe Ruiz", "Orbe", "CTO"),
        person(3, "ana", "Ana García"),
        person(4, "eva", "Eva Gil"),
    )
    clock.move(minutes=1)
    workspace.organizations.edit(workspace.organizations.one("acme").id, name="Globex")
    workspace.contacts.add("New at Acme", organization="acme")
    workspace.reviews.skip([review for review in workspace.reviews.open() if review.name == "Eva Gil"])
    workspace.contacts.remove([twin, typed[2]])
    run(person(2, "nia", "Nia Sol", "Vega"))
    workspace.undo()
    return workspace


def dictionaries(events):
    people = events.people
    return {
        "fates": people.fates, "sightings": people.sightings, "holders": people.holders, "buried": people.buried,
        "namesakes": people.namesakes, "profiles": people.profiles, "answers": people.answers, "firms": people.firms,
        "children": people.children, "current": people.current, "interactions": events.interactions,
        "evidence": events.evidence, "own": events.own, "participants": events.participants(),
        "names": events.known_names(),
    }  # fmt: skip


def test_asked_row_by_row_it_says_what_reading_everything_says(world):
    talk = InteractionDraft("messages.csv", 2, "x", world.clock.now(), "chat", "in", ())
    whole = dictionaries(gather(world.imports, "linkedin", TODAY, [talk]))
    asked = dictionaries(ask(world.imports, "linkedin", TODAY, [talk]))
    assert whole.keys() == asked.keys()
    keys = {name: list(known) for name, known in whole.items()}
    assert {name for name, known in keys.items() if not known} == {
        "interactions",
        "evidence",
        "own",
        "participants",
    }
    for name, known in keys.items():
        nobody = ("email", "nobody") if name in ("holders", "buried") else "nobody"
        assert {key: asked[name].get(key) for key in known} == whole[name], name
        assert all(key in asked[name] and asked[name][key] == whole[name][key] for key in known)
        assert nobody not in asked[name]
        assert asked[name].get(nobody, "none") == "none"
        with pytest.raises(KeyError):
            asked[name][nobody]


def test_what_is_put_in_stands(world):
    fates = ask(world.imports, "linkedin", TODAY, []).people.fates
    ana = world.who.one("luis")
    assert fates.get(ana) == ""
    fates[ana] = "user"
    assert (fates[ana], fates.setdefault(ana, "x"), fates.setdefault("new", "y")) == ("user", "user", "y")


def test_both_are_as_new_as_the_newest_archive_there_was(world, person):
    old = PersonDraft("Connections.csv", 2, "linkedin/x", "X")
    assert ask(world.imports, "linkedin", TODAY, [old]).people.seen_on == "2026-10-01"
    assert ask(world.imports, "other", TODAY, [old]).people.seen_on == TODAY
    assert gather(world.imports, "linkedin", TODAY, [person(2, "x", "X")]).people.seen_on == "2026-10-01"


def answer_steps(workspace, importer, person, preview, count):
    """Tens of steps of SQLite's machine for an answer among so many people of an earlier import."""
    source = importer(
        *(person(n, f"p{count}-{n}", f"P {count} {n}", f"Firm {n % 9}") for n in range(2, count))
    )
    workspace.gate.apply(preview(source), source)
    name = f"Ana {count}"
    workspace.contacts.add(name)
    asking = importer(person(2, f"ana{count}", name, "Acme"))
    workspace.gate.apply(preview(asking), asking)
    (review,) = workspace.reviews.open()
    taken = [0]
    workspace.database.conn.set_progress_handler(lambda: taken.__setitem__(0, taken[0] + 1), 10)
    workspace.reviews.match(review, workspace.who.one(name))
    workspace.database.conn.set_progress_handler(None, 0)
    return taken[0]


def test_one_answer_does_not_read_everybody(workspace, importer, person, preview):
    few, many = (answer_steps(workspace, importer, person, preview, n) for n in (30, 900))
    # Thirty times the people; the day of the newest archive is looked for among them.
    assert many < 6 * few


def test_a_stale_preview_is_made_anew_before_the_lock_is_taken(workspace, importer, person, preview):
    held = []

    class Watched(importer):
        def read(self, path, options):
            held.append(workspace.database.conn.in_transaction)
            return super().read(path, options)

    workspace.contacts.add("Ana García")
    source = Watched(person(2, "ana", "Ana García", "Acme"), person(3, "luis", "Luis Pérez"))
    plan = preview(source)
    (question,) = workspace.reviews.asked_by(plan)
    workspace.contacts.add("Eva Gil")
    number = workspace.reviews.write(plan, source, {question.id: Decision("new")})
    assert held == [False, False]
    assert plan.summary["review"] == 1
    assert sorted(c.name for c in everybody(workspace)) == [
        "Ana García",
        "Ana García",
        "Eva Gil",
        "Luis Pérez",
    ]
    assert workspace.undo().operation.number == number
    assert len(everybody(workspace)) == 2


def test_whoever_writes_while_a_preview_is_made_anew_makes_it_stale_again(
    workspace, importer, person, preview
):
    names = ["Luis Pérez", "Eva Gil"]

    class Slow(importer):
        def read(self, path, options):
            if names:
                workspace.contacts.add(names.pop())
            return super().read(path, options)

    source = Slow(person(2, "ana", "Ana García"))
    assert workspace.gate.apply(preview(source), source) is not None
    assert len(everybody(workspace)) == 3


def everybody(workspace):
    return workspace.people.contacts(workspace.lists.ids_at(workspace.lists.everybody()))
