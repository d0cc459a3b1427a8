"""The trash of notes: they come back to where they were, and what we put there is deleted after thirty days."""

from __future__ import annotations

import pytest

from scrm.base.errors import Ambiguous, NotFound
from scrm.db.ledger.undo import redo, undo


@pytest.fixture
def trash(home):
    """The names in the trash."""
    return lambda: sorted(path.name for path in (home / "notes" / ".trash").glob("*"))


def test_a_removed_note_is_in_the_trash_and_comes_back_to_where_it_was(notebook, outside, home, ana):
    outside("clients/plan.md", f"---\ntitle: Plan\npeople: [{ana}]\ntags: [Á]\n---\ntext\n")
    notebook.refresh()
    note = notebook.find("plan")
    notebook.remove(note)
    assert notebook.store.everything() == []
    (trashed,) = notebook.trash.notes()
    assert (trashed.path, trashed.title, trashed.people, trashed.tags) == (
        ".trash/plan.md", "Plan", (ana,), ("a",)
    )  # fmt: skip
    assert notebook.open(trashed).body == "text\n"
    again = notebook.restore(trashed)
    assert again.path == "clients/plan.md"
    assert notebook.store.by_path("clients/plan.md") == again
    assert notebook.trash.notes() == []


def test_a_note_whose_place_was_taken_comes_back_beside_it(notebook):
    notebook.remove(notebook.new("Plan", body="old"))
    notebook.new("Plan", body="new")
    assert notebook.restore(notebook.trash.find("plan.md")).path == "plan-2.md"


@pytest.mark.parametrize("name", ["Ana, la jefa.MD", f"{'n' * 250}.md", "A\u0301lvaro.md"])
def test_a_note_comes_back_under_the_very_name_it_had(notebook, outside, name):
    outside(name, "text")
    notebook.refresh()
    notebook.remove(notebook.store.everything()[0])
    assert notebook.restore(notebook.trash.find(name)).path == name


def test_a_note_that_another_program_put_there_comes_back_to_the_folder_itself(notebook, outside):
    outside(".trash/sub/theirs.md", "text")
    assert notebook.restore(notebook.trash.find("theirs")).path == "theirs.md"


def test_what_is_meant_in_the_trash_is_found_by_file_path_title_and_ref(notebook, outside):
    note = notebook.new("Propuesta de Lisboa")
    notebook.remove(note)
    for text in (
        "propuesta-de-lisboa.md",
        ".trash/propuesta-de-lisboa.md",
        "PROPUESTA de lisboa",
        note.id[-6:],
    ):
        assert notebook.trash.find(text).id == note.id, text
    with pytest.raises(NotFound, match="No note in the trash matches nothing"):
        notebook.trash.find("nothing")
    outside(".trash/other.md", "---\ntitle: Propuesta de Lisboa\n---\n")
    with pytest.raises(Ambiguous) as caught:
        notebook.trash.find("propuesta de lisboa")
    assert caught.value.candidates == [
        ".trash/other.md  Propuesta de Lisboa",
        ".trash/propuesta-de-lisboa.md  Propuesta de Lisboa",
    ]


def test_thirty_days_after_its_removal_a_note_leaves_the_trash_with_the_next_write(notebook, clock, trash):
    notebook.remove(notebook.new("Plan", body="first"))
    clock.move(days=29)
    notebook.remove(notebook.new("Later", body="second"))
    clock.move(hours=23)
    notebook.new("Other")
    assert trash() == ["later.md", "plan.md"]
    clock.move(hours=2)
    notebook.refresh()
    notebook.check()
    assert trash() == ["later.md", "plan.md"]  # reading deletes nothing
    notebook.append(notebook.find("other"), "more")
    assert trash() == ["later.md"]
    clock.move(days=30)
    assert notebook.trash.sweep() == [".trash/later.md"]
    assert notebook.trash.sweep() == []


def test_undo_brings_a_note_back_that_left_the_trash(notebook, clock, trash, ledger, home):
    notebook.remove(notebook.new("Plan", body="first"))
    clock.move(days=31)
    assert notebook.trash.sweep() == [".trash/plan.md"]
    undo(ledger, notebook.files())
    assert (home / "notes" / "plan.md").read_text().endswith("first\n")


def test_what_other_programs_put_there_stays(notebook, outside, clock, trash):
    outside(".trash/theirs.md", "theirs")
    outside(".trash/plan.md", "theirs, by the name of ours")
    notebook.remove(notebook.new("Plan"))
    assert trash() == ["plan-2.md", "plan.md", "theirs.md"]
    clock.move(days=400)
    notebook.trash.sweep()
    assert trash() == ["plan.md", "theirs.md"]


def test_a_note_changed_in_the_trash_stays(notebook, outside, clock, trash):
    notebook.remove(notebook.new("Plan"))
    outside(".trash/plan.md", "somebody wrote here")
    clock.move(days=400)
    assert notebook.trash.sweep() == []
    assert trash() == ["plan.md"]


def test_what_was_taken_back_and_then_removed_by_another_program_is_theirs(
    notebook, clock, trash, ledger, home
):
    notebook.remove(notebook.new("Plan"))
    undo(ledger, notebook.files())
    clock.move(days=400)
    (home / "notes" / "plan.md").rename(home / "notes" / ".trash" / "plan.md")
    assert notebook.trash.sweep() == []
    assert trash() == ["plan.md"]


def test_an_undone_note_and_a_removal_done_again_count_from_that_day(notebook, clock, trash, ledger):
    notebook.new("Plan")
    undo(ledger, notebook.files())
    assert trash() == ["plan.md"]
    redo(ledger, notebook.files())
    assert trash() == []
    clock.move(days=20)
    undo(ledger, notebook.files())
    clock.move(days=20)
    assert notebook.trash.sweep() == []
    clock.move(days=10)
    assert notebook.trash.sweep() == [".trash/plan.md"]


def test_a_trash_out_of_reach_stops_no_write(notebook, clock, home):
    notebook.remove(notebook.new("Plan"))
    (home / "notes" / ".trash").rename(home / "elsewhere")
    (home / "notes" / ".trash").symlink_to(home / "elsewhere")
    clock.move(days=400)
    assert notebook.new("Other").path == "other.md"
    assert (home / "elsewhere" / "plan.md").exists()
