"""Undo and redo of notes: by bytes and hash, the cache level with the files, other programs' edits left alone."""

from __future__ import annotations

import pytest

from scrm.base.errors import Conflict
from scrm.db.ledger.undo import redo, undo
from scrm.notes.model import Refreshed


@pytest.fixture
def back(ledger, notebook):
    return lambda: undo(ledger, notebook.files())


@pytest.fixture
def forth(ledger, notebook):
    return lambda: redo(ledger, notebook.files())


@pytest.fixture
def text(home):
    def read(path="plan.md"):
        file = home / "notes" / path
        return file.read_text() if file.exists() else None

    return read


def level(notebook):
    """Every row is what its file says, with nothing left for a refresh."""
    assert notebook.refresh(None) == Refreshed()
    return [note.path for note in notebook.store.everything()]


def test_a_new_note_is_taken_back_and_made_again(notebook, back, forth, text):
    note = notebook.new("Plan", body="draft")
    written = text()
    assert back().left == []
    assert text() is None
    assert level(notebook) == []
    forth()
    assert text() == written
    assert level(notebook) == ["plan.md"]
    assert notebook.find("plan").id == note.id


def test_appends_and_edits_are_taken_back_one_by_one(notebook, back, forth, text):
    note = notebook.new("Plan", body="draft")
    first = text()
    notebook.append(note, "more")
    second = text()
    (notebook.vault.root / "plan.md").write_text("all new")
    notebook.edited(note, second.encode())
    back()
    assert text() == second
    back()
    assert text() == first
    assert level(notebook) == ["plan.md"]
    forth()
    assert text() == second
    forth()
    assert text() == "all new"
    assert level(notebook) == ["plan.md"]


def test_removing_and_restoring_are_taken_back(notebook, back, text):
    note = notebook.new("Plan", body="draft")
    written = text()
    notebook.remove(note)
    assert text(".trash/plan.md") == written
    back()
    assert text() == written
    assert text(".trash/plan.md") is None
    assert level(notebook) == ["plan.md"]
    notebook.remove(note)
    notebook.restore(notebook.trash.find("plan"))
    assert text() == written
    back()
    assert text() is None
    assert level(notebook) == []


def test_linking_people_is_taken_back(notebook, back, text, ana):
    note = notebook.new("Plan")
    written = text()
    notebook.link(note, [ana])
    assert [n.title for n in notebook.store.of_contact(ana)] == ["Plan"]
    back()
    assert text() == written
    assert notebook.store.of_contact(ana) == []


def test_a_note_that_another_program_changed_is_left_and_named(notebook, back, text, outside):
    notebook.new("Plan", body="draft")
    outside("plan.md", "theirs")
    assert back().left == [("file", "plan.md")]
    assert text() == "theirs"


def test_a_note_whose_place_was_taken_is_not_put_back_over_it(notebook, back, text, outside):
    notebook.remove(notebook.new("Plan"))
    outside("plan.md", "theirs")
    assert back().left == [("file", "plan.md")]
    assert text() == "theirs"


def test_a_change_between_reading_and_writing_is_a_conflict(notebook, outside, text):
    notebook.new("Plan")
    files = notebook.files()
    files.read_raw("plan.md")
    outside("plan.md", "theirs")
    with pytest.raises(Conflict):
        files.put_back("plan.md", b"ours")
    with pytest.raises(Conflict):
        files.put_back("plan.md", None)
    assert text() == "theirs"


def test_notes_and_rows_of_one_operation_go_back_together(notebook, contacts, ledger, back, text):
    with ledger.operation("import") as op:
        person = contacts.add("Berta Ruiz")
        notebook.new("Plan", people=[person], body="[[Berta Ruiz]]")
        assert op.changed > 1
    assert [note.title for note in notebook.store.of_contact(person)] == ["Plan"]
    back()
    assert text() is None
    assert notebook.store.names_of([person]) == {}
    assert level(notebook) == []
