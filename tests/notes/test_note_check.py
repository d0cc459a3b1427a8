"""`note check` names what wants a hand, with the file and the line."""

from __future__ import annotations

import os
import shutil

from scrm.notes.notebook import Notebook
from scrm.notes.store import NoteStore
from vault.folder import Vault


def told(notebook):
    return [(problem.path, problem.line, problem.what) for problem in notebook.check()]


def test_a_clean_folder_has_no_problems(notebook, ana):
    notebook.new(people=[ana])
    notebook.new("Plan", body="with [[Ana García]]; see [[plan]]\n")
    assert told(notebook) == []


def test_links_that_lead_nowhere_are_named_with_their_line(notebook, outside):
    outside("a.md", "---\ntitle: A\n---\n\nfirst [[A]]\nthen [[Nob\x1bdy]]\n")
    assert told(notebook) == [("a.md", 6, "[[Nob\ufffddy]] is neither a note nor a person")]


def test_a_name_of_several_people_is_named(notebook, outside, contacts, ana):
    contacts.add("Ana Garcia")
    outside("a.md", "[[Ana García]]")
    (problem,) = told(notebook)
    assert problem == ("a.md", 1, "[[Ana García]] could be any of 2 people: name one by id under people")


def test_bad_front_matter_is_named_with_its_line(notebook, outside):
    outside("a.md", "---\ntitle: x\ntitle: y\n---\n")
    outside("b.md", "---\nid: &a [*a]\n---\n")
    assert told(notebook) == [
        ("a.md", 3, "a field of the front matter stands there twice"),
        ("b.md", 2, "the front matter uses anchors, aliases or tags of YAML: put such a value in quotes"),
    ]


def test_copies_of_an_id_are_named(notebook, outside, home):
    note = notebook.new("Plan")
    outside("a-copy.md", (home / "notes" / note.path).read_bytes())
    assert told(notebook) == [("plan.md", 0, "it has the same id as a-copy.md")]


def test_names_that_some_disks_take_for_one_are_named(notebook, outside):
    for name in ("Nu\u0301ñez.md", "N\u00fañez.md", "plan.md", "Plan.md", "sub/plan.md"):
        outside(name, "x")
    why = "but for capitals or the encoding of accents it is named as {}: some disks keep one"
    assert told(notebook) == [
        ("N\u00fañez.md", 0, why.format("Nu\u0301ñez.md")),
        ("plan.md", 0, why.format("Plan.md")),
    ]


def test_people_who_are_no_contacts_are_named(notebook, contacts, ana):
    notebook.new("Plan", people=[ana])
    contacts.remove([ana])
    assert told(notebook) == [("plan.md", 0, f"nobody has the id {ana} that stands under people")]


def test_files_out_of_reach_are_named(notebook, outside, home, tmp_path):
    outside("big.md", b"x" * 1_000_001)
    (tmp_path / "secret.md").write_text("x")
    (home / "notes" / "link.md").symlink_to(tmp_path / "secret.md")
    os.mkfifo(home / "notes" / "pipe.md")
    assert told(notebook) == [
        ("big.md", 0, "the file is longer than 1 MB"),
        ("link.md", 0, "it is a symbolic link, which is not followed"),
        ("pipe.md", 0, "it is not a plain file"),
    ]


def test_a_folder_that_the_user_named_and_that_is_not_there_is_told(workspace, home):
    """Though no note is known: the name may be wrong, or the disk not there."""
    book = Notebook(Vault(home / "vault"), NoteStore(workspace.database), workspace.ledger, named=True)
    assert told(book) == [("", 0, f"The notes folder {home / 'vault'} is not there")]
    book.new("Plan")
    assert told(book) == []


def test_a_missing_folder_is_the_only_problem_of_notes_that_are_known(notebook, home):
    notebook.new("Plan")
    shutil.rmtree(home / "notes")
    assert told(notebook) == [("", 0, f"The notes folder {home / 'notes'} is not there")]
    assert [note.title for note in notebook.store.everything()] == ["Plan"]
