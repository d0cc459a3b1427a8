"""`[[Name]]` means the one contact of that name, and goes on meaning it when people and notes change."""

from __future__ import annotations

import pytest

from scrm.notes.store import condition
from scrm.search.query import Term


@pytest.fixture
def diary(notebook, outside):
    """Write a note from outside and give the people it is linked to."""

    def people(text, path="diary.md"):
        outside(path, text)
        notebook.refresh()
        return set(notebook.store.by_path(path).people)

    return people


def titles(notebook, contact):
    return [note.title for note in notebook.store.of_contact(contact)]


def test_a_name_links_whatever_its_case_and_accents(diary, ana, luis):
    assert diary("With [[ANA GARCIA]], [[Luis Pérez|Luis]] and [[Nobody]].\n") == {ana, luis}


def test_only_the_whole_name_links(diary, ana):
    assert diary("[[Ana]] [[Ana García López]] [[García]] `[[Ana García]]`\n") == set()


def test_two_people_of_one_name_are_linked_to_neither(diary, contacts, ana):
    contacts.add("ana garcia")
    assert diary("[[Ana García]]\n") == set()


def test_a_note_about_one_person_lends_its_other_names(diary, notebook, outside, ana):
    outside("people/ana-g.md", f"---\naliases: [La jefa]\npeople: [{ana}]\n---\n")
    assert diary("[[la jefa]]") == {ana}
    assert diary("[[ana-g#Plans]]") == {ana}
    assert diary("[[people/ana-g.md]]") == {ana}


def test_a_note_about_two_people_lends_nothing(diary, outside, ana, luis):
    outside("team.md", f"---\npeople: [{ana}, {luis}]\n---\n")
    assert diary("[[team]]") == set()


def test_obsidian_names_in_the_people_field_are_links(diary, notebook, ana, luis):
    assert diary(f'---\npeople: ["[[Ana García]]", Luis Pérez, {ana}]\n---\n') == {ana, luis}


def test_pictures_and_tables_are_no_links(diary, notebook, ana):
    diary("![[photo.png]] [[prices.xlsx]] [[report.pdf#page=2]]")
    assert notebook.check() == []


def test_adding_renaming_removing_and_restoring_a_person_moves_the_links(diary, notebook, contacts, ana):
    diary("[[Berta Ruiz]] and [[Berta Ruiz Gil]]")
    berta = contacts.add("Berta Ruiz")
    assert titles(notebook, berta) == ["diary"]
    contacts.edit(berta, name="Berta Soler")
    assert titles(notebook, berta) == []
    contacts.edit(berta, name="Berta Ruiz Gil")
    assert titles(notebook, berta) == ["diary"]
    other = contacts.add("BERTA RUIZ GIL")
    assert titles(notebook, berta) == titles(notebook, other) == []
    contacts.remove([other])
    assert titles(notebook, berta) == ["diary"]
    contacts.restore(other)
    assert titles(notebook, berta) == []


def test_undo_of_an_import_moves_the_links_too(diary, notebook, contacts, ledger):
    from scrm.db.ledger.undo import undo

    diary("[[Person 7]]")
    with ledger.operation("import"):
        made = [contacts.add(f"Person {n}") for n in range(20)]
    assert titles(notebook, made[7]) == ["diary"]
    undo(ledger, notebook.files())
    assert titles(notebook, made[7]) == []


def test_a_changed_alias_moves_the_links_of_other_notes(diary, notebook, outside, ana):
    outside("a.md", f"---\naliases: [Jefa]\npeople: [{ana}]\n---\n")
    assert diary("[[Jefa]]") == {ana}
    outside("a.md", f"---\naliases: [Boss]\npeople: [{ana}]\n---\n", ago=30)
    notebook.refresh()
    assert notebook.store.by_path("diary.md").people == ()
    outside("b.md", f"---\ntitle: Jefa\npeople: [{ana}]\n---\n")
    notebook.refresh()
    assert notebook.store.by_path("diary.md").people == (ana,)
    outside("b.md", None)
    notebook.refresh()
    assert notebook.store.by_path("diary.md").people == ()


def test_notes_of_a_person_come_latest_first(notebook, ana):
    notebook.new("Old", people=[ana], created="2025-01-01")
    notebook.new("New", people=[ana], created="2026-01-01")
    notebook.new("Other")
    assert titles(notebook, ana) == ["New", "Old"]


def test_has_note_finds_people_linked_by_id_or_name(notebook, workspace, ana, luis, contacts):
    contacts.add("Without Notes")
    notebook.new("Kick-off", people=[ana], body="and [[Luis Pérez]]")
    sql, values = condition(Term("has", ":", ("note",)))
    rows = workspace.database.rows(f"SELECT p.contact_id FROM local_people p WHERE {sql}", values)
    assert {row[0] for row in rows} == {ana, luis}
    assert condition(Term("has", ":", ("email",))) is None
    assert condition(Term("kind", ":", ("note",))) is None


@pytest.mark.parametrize("name", ['"', "(", "*", "a\x00b", "NEAR(a b)", "x" * 5000, "🙂", "folded : x", "_"])
def test_odd_names_are_only_names(diary, contacts, name):
    diary(f"[[{name}]] [[{name} y]]")
