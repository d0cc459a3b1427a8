"""Edits made outside are noticed; nothing is read twice; a folder that is gone is not a deletion."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrm.base.errors import NotFound
from scrm.db.ledger.undo import undo
from scrm.db.opening.connection import connect
from scrm.notes.model import Refreshed
from scrm.notes.notebook import Notebook
from scrm.notes.store import NoteStore
from scrm.search.query import Word
from vault.folder import Vault


def paths(notebook):
    return [note.path for note in notebook.store.everything()]


def dump(notebook):
    """The cache without numbers and times, which may differ."""
    rows = notebook.store.database.rows
    tables = {
        "notes": "SELECT path, note_id, title, created, sha, size, problem, folded, body FROM local_notes",
        "people": "SELECT path, contact_id, how FROM local_note_people JOIN local_notes USING (n)",
        "links": "SELECT path, line, target FROM local_note_links JOIN local_notes USING (n)",
        "tags": "SELECT path, tag FROM local_note_tags JOIN local_notes USING (n)",
    }
    return {name: sorted(tuple(row) for row in rows(sql)) for name, sql in tables.items()}


def sound(notebook):
    notebook.store.database.conn.execute(
        "INSERT INTO local_notes_words (local_notes_words, rank) VALUES ('integrity-check', 1)"
    )


def test_new_changed_moved_and_removed_files_are_noticed(notebook, outside, home):
    outside("a.md", "alpha")
    outside("sub/b.md", "beta")
    assert notebook.refresh() == Refreshed(read=2)
    outside("a.md", "gamma", ago=30)
    os.rename(home / "notes" / "sub" / "b.md", home / "notes" / "c.md")
    assert notebook.refresh() == Refreshed(read=2, gone=1)
    assert paths(notebook) == ["a.md", "c.md"]
    assert notebook.store.search([Word("gamma")], 5)[1] == 1
    assert notebook.store.search([Word("alpha")], 5)[1] == 0
    assert notebook.refresh() == Refreshed()
    sound(notebook)


def test_files_that_did_not_change_are_not_read_again(notebook, outside, home):
    outside("a.md", "alpha")
    notebook.refresh()
    times = (home / "notes" / "a.md").stat()
    (home / "notes" / "a.md").write_bytes(b"omega")
    os.utime(home / "notes" / "a.md", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert notebook.refresh() == Refreshed()
    assert notebook.store.search([Word("alpha")], 5)[1] == 1


def test_a_file_written_a_moment_ago_is_looked_at_again(notebook, home):
    """Two saves within the clock of the file system bear one time and may have one size."""
    notebook.new("Plan", body="alpha")
    times = (home / "notes" / "plan.md").stat()
    data = (home / "notes" / "plan.md").read_bytes()
    (home / "notes" / "plan.md").write_bytes(data.replace(b"alpha", b"omega"))
    os.utime(home / "notes" / "plan.md", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert notebook.refresh().read == 1
    assert notebook.store.search([Word("omega")], 5)[1] == 1


def test_a_touched_file_is_remembered_by_its_new_time(notebook, outside, home):
    outside("a.md", "alpha")
    notebook.refresh()
    os.utime(home / "notes" / "a.md", (1_700_000_000, 1_700_000_000))
    assert notebook.refresh() == Refreshed()
    assert notebook.store.known()[0][1] == 1_700_000_000 * 10**9


def test_what_the_budget_leaves_waits_for_the_next_time(notebook, outside):
    for n in range(120):
        outside(f"{n}.md", "x")
    done = notebook.refresh(budget=0.0)
    assert (done.read, done.waiting) == (0, 120)
    done = notebook.refresh(None)
    assert (done.read, done.waiting) == (120, 0)


def test_a_missing_folder_keeps_the_cache(notebook, home):
    notebook.new("Plan")
    shutil.rmtree(home / "notes")
    done = notebook.refresh()
    assert done.trouble == f"The notes folder {home / 'notes'} is not there"
    assert paths(notebook) == ["plan.md"]
    with pytest.raises(NotFound):
        notebook.rebuild()
    assert paths(notebook) == ["plan.md"]


def test_an_empty_folder_where_notes_were_is_not_believed(notebook, home, outside):
    """What is left of a disk that is not mounted is an empty folder."""
    notebook.new("Plan")
    outside("other.md", "x")
    notebook.refresh()
    (home / "notes").rename(home / "aside")
    (home / "notes").mkdir()
    done = notebook.refresh()
    assert done.trouble == f"The notes folder {home / 'notes'} is empty, though 2 notes were in it"
    assert done.gone == 0
    assert paths(notebook) == ["other.md", "plan.md"]
    (home / "notes").rmdir()
    (home / "aside").rename(home / "notes")
    assert notebook.refresh() == Refreshed()


def test_a_folder_with_anything_in_it_is_believed(notebook, home):
    """Obsidian's own folder is there although somebody deleted all notes."""
    note = notebook.new("Plan")
    (home / "notes" / ".obsidian").mkdir()
    (home / "notes" / note.path).unlink()
    assert notebook.refresh() == Refreshed(gone=1)
    assert paths(notebook) == []


def test_a_rebuild_goes_on_without_the_notes_of_an_empty_folder(notebook, home):
    note = notebook.new("Plan")
    (home / "notes" / note.path).unlink()
    assert notebook.rebuild() == Refreshed()
    assert paths(notebook) == []
    assert notebook.new("Plan").path == "plan.md"


@pytest.mark.parametrize("left", ["nothing", "an empty folder"])
def test_nothing_is_written_where_the_notes_are_gone(notebook, home, ledger, left):
    """It would lie below the disk that is mounted there later, and make all other notes count as deleted."""
    note = notebook.new("Plan")
    notebook.remove(notebook.new("Gone"))
    (home / "notes").rename(home / "aside")
    if left == "an empty folder":
        (home / "notes").mkdir()
    acts = (
        lambda: notebook.new("More"),
        lambda: notebook.draft("More"),
        lambda: undo(ledger, notebook.files()),
        lambda: notebook.append(note, "more"),
        lambda: notebook.link(note, ["00000000-0000-7000-8000-000000000001"]),
        lambda: notebook.remove(note),
    )
    for act in acts:
        with pytest.raises(NotFound):
            act()
    assert not (home / "notes").exists() or os.listdir(home / "notes") == []
    assert paths(notebook) == ["plan.md"]


def test_a_folder_that_cannot_even_be_looked_at_ends_nothing(workspace, ledger, home):
    """As behind a closed folder, or with a name that is too long."""
    book = Notebook(Vault(home / ("x" * 300)), NoteStore(workspace.database), ledger)
    assert book.refresh() == Refreshed()
    Notebook(Vault(home / "notes"), book.store, ledger).new("Plan")
    assert "too long for this disk" in book.refresh().trouble
    assert [problem.path for problem in book.check()] == [""]
    assert paths(book) == ["plan.md"]


def test_a_folder_that_was_never_made_is_empty(notebook, home):
    assert notebook.refresh() == Refreshed()
    assert not (home / "notes").exists()


def test_while_another_process_writes_the_cache_waits(notebook, outside, home):
    outside("a.md", "alpha")
    foreign = connect(home / "scrm.db")
    foreign.execute("BEGIN IMMEDIATE")
    try:
        assert notebook.refresh().trouble == "Another scrm is writing to this workspace"
    finally:
        foreign.close()
    assert notebook.store.database.value("PRAGMA busy_timeout") == 5000
    assert notebook.refresh() == Refreshed(read=1)


def test_a_rebuilt_cache_is_the_same(notebook, outside, ana, luis):
    notebook.new(people=[ana], body="[[Luis Pérez]] [[Lost]]", tags=["vip"])
    outside("b.md", f"---\naliases: [Jefa]\npeople: [{ana}]\n---\n")
    outside("c.md", "[[Jefa]]")
    outside("bad.md", "---\nx: [\n---\n")
    notebook.refresh()
    before = dump(notebook)
    notebook.store.database.conn.execute("UPDATE local_notes SET title = 'spoiled'")
    assert notebook.rebuild().read == 4
    assert dump(notebook) == before
    sound(notebook)


TEXTS = st.sampled_from(
    ["", "x", "[[Ana García]]", "[[b]] [[c]]", "---\ntitle: b\n---\n", "---\naliases: [c, Ana García]\n---\n[[a]]",
     "---\npeople: [00000000-0000-7000-8000-000000000001]\n---\n", "---\nx: [\n---\n", "\xff", "---\ntags: [A, á]\n---"]
)  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(["a.md", "b.md", "s/c.md"]), TEXTS | st.none()), max_size=12)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_any_sequence_of_edits_gives_what_a_rebuild_gives(notebook, outside, home, ana, steps):
    shutil.rmtree(home / "notes", ignore_errors=True)
    (home / "notes" / ".obsidian").mkdir(parents=True)
    notebook.refresh(None)
    for age, (path, text) in enumerate(steps):
        if text is not None or (home / "notes" / path).exists():
            outside(path, text, ago=3600 - age)
            notebook.refresh(None)
    step_by_step = dump(notebook)
    notebook.rebuild()
    assert dump(notebook) == step_by_step
    sound(notebook)
