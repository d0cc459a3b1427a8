"""The verbs of notes: file first, then row, one operation each; what was not changed stays byte for byte."""

from __future__ import annotations

import stat

import pytest

from scrm.base.errors import Ambiguous, BadInput, NotFound, UsageError
from scrm.db.ledger import history
from scrm.db.ledger.operations import Ledger
from scrm.notes.notebook import Notebook
from scrm.search.query import Word
from vault.folder import Vault


def file(home, note):
    return (home / "notes" / note.path).read_text()


def verbs(notebook):
    return [facts.verb for facts in history.history(notebook.store.database)]


def test_a_new_note_is_a_file_with_front_matter_and_a_row(notebook, home, ana):
    note = notebook.new("Lisbon offer", people=[ana], tags=["#Offer", "lisbon"], body="Wants *two* phases.\n")
    assert note.path == "lisbon-offer.md"
    text = file(home, note)
    assert f"id: {note.id}\n" in text
    assert f"people:\n  - {ana}\n" in text
    assert "aliases:\n  - Lisbon offer\n" in text
    assert "created: 2026-11-24\n" in text
    assert text.endswith("---\n\nWants *two* phases.\n")
    assert note.people == (ana,)
    assert note.tags == ("lisbon", "offer")
    assert notebook.store.by_path("lisbon-offer.md") == note
    assert notebook.open(note).body.strip() == "Wants *two* phases."
    assert verbs(notebook)[0] == "note new"


def test_a_note_about_a_person_bears_their_name(notebook, home, ana):
    note = notebook.new(people=[ana])
    assert (note.title, note.path) == ("Ana García", "ana-garcia.md")
    assert "aliases:\n  - Ana García\n" in file(home, note)


def test_two_notes_of_one_title_are_two_files(notebook):
    assert notebook.new("Plan").path == "plan.md"
    assert notebook.new("Plan").path == "plan-2.md"


def test_a_note_needs_a_title_or_one_person(notebook, home, ana, luis):
    for title, people in (("", []), ("  \n", []), ("", [ana, luis]), ("\u202e", []), ("", ["nobody"])):
        with pytest.raises(UsageError):
            notebook.new(title, people=people)
    assert not (home / "notes").exists()


def test_a_title_cannot_lead_out_of_the_folder(notebook, home):
    note = notebook.new("../../.ssh/x\x1b[2J\nid: 1")
    assert note.path == "ssh-x-2j-id-1.md"
    assert list((home / "notes").iterdir()) == [home / "notes" / note.path]
    assert note.title == "../../.ssh/x\x1b[2J id: 1"


def test_files_are_private(notebook, home):
    note = notebook.new("Plan")
    assert stat.S_IMODE((home / "notes" / note.path).stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "notes").stat().st_mode) == 0o700


def test_appending_keeps_every_byte_before(notebook, home, outside):
    outside("old.md", b"\xef\xbb\xbf---\r\nzeta: 1 # mine\r\n---\r\nText\r\n")
    notebook.refresh()
    notebook.append(notebook.find("old"), "one\ntwo")
    assert (home / "notes" / "old.md").read_bytes() == (
        b"\xef\xbb\xbf---\r\nzeta: 1 # mine\r\n---\r\nText\r\none\r\ntwo\r\n"
    )
    hits, total = notebook.store.search([Word("two")], 5)
    assert (hits[0].note.path, total) == ("old.md", 1)


def test_appending_nothing_is_told(notebook):
    note = notebook.new("Plan")
    with pytest.raises(UsageError):
        notebook.append(note, " \n")


def test_what_an_editor_did_to_the_file_becomes_an_operation(notebook, home):
    note = notebook.new("Plan", body="draft")
    before = notebook.open(note).raw
    (home / "notes" / "plan.md").write_bytes(before.replace(b"draft", b"final"))
    edited = notebook.edited(note, before)
    assert edited.id == note.id
    assert notebook.store.search([Word("final")], 5)[1] == 1
    assert notebook.store.search([Word("draft")], 5) == ([], 0)
    assert verbs(notebook) == ["note edit", "note new"]


def test_an_editor_that_changes_nothing_leaves_no_trace(notebook):
    note = notebook.new("Plan")
    assert notebook.edited(note, notebook.open(note).raw) is None
    assert verbs(notebook) == ["note new"]


def test_linking_changes_the_people_of_the_front_matter_and_nothing_else(notebook, home, outside, ana, luis):
    before = f"---\ntitle: 'Kick-off'   # ours\npeople: [{ana}]\nx: no\n---\nBody  \n\n"
    outside("kick.md", before)
    notebook.refresh()
    note = notebook.link(notebook.find("kick-off"), [luis, ana])
    assert set(note.people) == {ana, luis}
    assert (home / "notes" / "kick.md").read_text() == before.replace(ana, f"{ana}, {luis}")
    notebook.link(note, [luis])
    assert verbs(notebook)[0] == "note link"
    assert len([verb for verb in verbs(notebook) if verb == "note link"]) == 1
    assert notebook.link(note, [], without=[luis]).people == (ana,)
    assert (home / "notes" / "kick.md").read_text() == before


def test_a_note_with_unreadable_front_matter_is_shown_and_never_overwritten(notebook, home, outside, ana):
    bad = "---\ntitle: [open\n---\nStill text\n"
    outside("bad.md", bad)
    notebook.refresh()
    note = notebook.find("bad")
    assert note.problem
    assert "Still text" in notebook.open(note).body
    with pytest.raises(BadInput, match=r"bad\.md was left as it is: the front matter is not valid YAML"):
        notebook.link(note, [ana])
    assert (home / "notes" / "bad.md").read_text() == bad


def test_a_dry_run_counts_and_touches_neither_file_nor_row(notebook, home, workspace, clock, ana):
    note = notebook.new("Plan", body="text")
    before = file(home, note)
    dry = Notebook(Vault(home / "notes"), notebook.store, Ledger(workspace.database, clock, dry_run=True))
    with dry._ledger.operation("all") as op:
        dry.new("Other", people=[ana])
        dry.append(note, "more")
        dry.link(note, [ana])
        dry.remove(note)
        assert op.changed > 1
    assert file(home, note) == before
    assert [item.name for item in (home / "notes").iterdir()] == ["plan.md"]
    assert notebook.store.everything() == [note]
    assert verbs(notebook)[0] == "note new"


def test_a_note_is_found_by_path_ref_title_alias_and_beginning(notebook, outside):
    note = notebook.new("Propuesta de Lisboa")
    outside("sub/Änders.md", "---\naliases: [Der Plan]\n---\n")
    notebook.refresh()
    ref = notebook.store.refs([note.id])[note.id]
    for text in (
        "propuesta-de-lisboa.md",
        "propuesta-de-lisboa",
        ref,
        note.id,
        "PROPUESTA de lisboa",
        "prop lis",
    ):
        assert notebook.find(text) == note, text
    for text in ("sub/Änders.md", "sub/Änders", "anders", "der plan", "ander"):
        assert notebook.find(text).path == "sub/Änders.md", text
    with pytest.raises(NotFound, match="No note matches nothing"):
        notebook.find("nothing")


def test_several_notes_of_a_name_are_listed(notebook):
    notebook.new("Plan")
    notebook.new("Plan")
    with pytest.raises(Ambiguous) as caught:
        notebook.find("Plan")
    assert [line.split("  ")[1:] for line in caught.value.candidates] == [
        ["Plan", "plan-2.md"],
        ["Plan", "plan.md"],
    ]
    assert notebook.find("plan-2.md").path == "plan-2.md"


def test_a_copied_file_keeps_both_findable_by_path(notebook, home, outside):
    note = notebook.new("Plan")
    outside("copy.md", file(home, note))
    notebook.refresh()
    with pytest.raises(Ambiguous):
        notebook.find(note.id)
    assert notebook.find("copy.md").id == note.id


def test_the_note_about_a_person(notebook, ana, luis):
    assert notebook.about(ana) is None
    notebook.new("Kick-off", people=[ana, luis])
    assert notebook.about(ana) is None
    offer = notebook.new("Offer", people=[ana])
    assert notebook.about(ana) == offer
    named = notebook.new(people=[ana])
    assert notebook.about(ana) == named
    notebook.new(people=[ana])
    with pytest.raises(Ambiguous, match="several notes about this person"):
        notebook.about(ana)


def test_search_folds_accents_ranks_and_shows_the_words_around_cleaned(notebook):
    notebook.new("One", body="filler " * 40 + "the \x1b]52;c;evil\x07 REUNIÓN in Lisbon " + "filler " * 40)
    notebook.new("Two", body="lisbon")
    hits, total = notebook.store.search([Word("reunion"), Word("lis")], 10)
    assert [hit.note.title for hit in hits] == ["One"]
    assert total == 1
    assert "REUNIÓN in Lisbon" in hits[0].snippet
    assert "\x1b" not in hits[0].snippet
    assert len(hits[0].snippet) < 200
    assert notebook.store.search([Word("lisbon")], 1)[1] == 2
    assert notebook.store.search([Word('"')], 5) == ([], 0)


def test_lists_are_by_title_as_a_reader_expects_and_by_tag(notebook):
    for title, tags in (("ñandú", []), ("Zeta", ["A"]), ("oso", ["á"]), ("Nube", [])):
        notebook.new(title, tags=tags)
    assert [note.title for note in notebook.store.everything()] == ["Nube", "ñandú", "oso", "Zeta"]
    assert [note.title for note in notebook.store.everything("#a")] == ["oso", "Zeta"]
