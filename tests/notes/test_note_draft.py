"""A new note that is written in an editor is one operation, and none when nothing is written."""

from __future__ import annotations

import pytest

from scrm.base.errors import BadInput, UsageError
from scrm.db.ledger import history
from scrm.db.ledger.undo import undo


@pytest.fixture
def write(notebook):
    """Open a draft as an editor would and leave it with what `change` makes of it."""

    def write(title, change, **more):
        with notebook.draft(title, **more) as draft:
            draft.path.write_bytes(change(draft.path.read_bytes()))
            return notebook.keep(draft)

    return write


def verbs(notebook):
    return [facts.verb for facts in history.history(notebook.store.database)]


def test_what_was_written_is_a_note_in_one_operation_that_one_undo_takes_back(
    notebook, write, home, ledger, ana
):
    note = write("Lisbon offer", lambda data: data + b"\nThree parts\n", people=[ana], tags=["#vip"])
    assert (note.path, note.title, note.people, note.tags) == (
        "lisbon-offer.md", "Lisbon offer", (ana,), ("vip",)
    )  # fmt: skip
    assert (home / "notes" / note.path).read_bytes().endswith(b"created: 2026-11-24\n---\n\nThree parts\n")
    assert verbs(notebook) == ["note new", *verbs(notebook)[1:]]
    undo(ledger, notebook.files())
    assert notebook.store.everything() == []
    assert not (home / "notes" / note.path).exists()


@pytest.mark.parametrize("change", [lambda data: data, lambda data: b"", lambda data: b"\n\n"])
def test_a_draft_left_as_it_was_or_emptied_makes_nothing(notebook, write, home, change):
    assert write("Plan", change) is None
    assert not (home / "notes").exists()
    assert verbs(notebook) == []


def test_the_file_is_named_after_the_title_that_was_written(write, notebook):
    note = write("Plan", lambda data: data.replace(b"title: Plan", b"title: Porto"))
    assert (note.path, note.title) == ("porto.md", "Porto")
    note = write("Plan", lambda data: b"no front matter any more")
    assert (note.path, note.title) == ("plan.md", "plan")
    note = write("Plan", lambda data: b"---\ntitle: [\n---\nstill a note")
    assert (note.path, note.problem) == ("plan-2.md", "the front matter is not valid YAML")


def test_a_text_too_long_for_a_note_is_kept_in_the_draft(notebook, home):
    draft = notebook.draft("Plan")
    draft.path.write_bytes(b"x" * 1_000_001)
    with pytest.raises(BadInput) as raised, draft:
        notebook.keep(draft)
    assert f"what you wrote is kept in {draft.path}" in raised.value.remedy
    assert not (home / "notes").exists()


def test_a_draft_needs_a_title_or_a_person(notebook):
    with pytest.raises(UsageError):
        notebook.draft()
