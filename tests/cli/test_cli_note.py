"""Notes on the command line: written in an editor as one change, linked, removed, restored, checked."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from scrm.cli.note import writing


@pytest.fixture(autouse=True)
def drafts(tmp_path, monkeypatch):
    """The folder of drafts; what is in it afterwards was kept."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return lambda: sorted(path.name for path in folder.rglob("*.md"))


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """Make the user's editor a script; `$1` is the file."""

    def make(script):
        path = tmp_path / "editor"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o700)
        monkeypatch.setenv("EDITOR", str(path))

    return make


def verbs(ok):
    return ok("history", "--fields", "verb").lines


@pytest.mark.parametrize("words", [("new", "@ana", "--tag", "vip"), ("edit", "@ana")])
def test_a_note_written_in_the_editor_is_one_change(ok, run, ana, home, editor, drafts, words):
    editor('grep -q "title: Ana" "$1" && echo "She wants it in English" >> "$1"')
    ran = run("note", *words, tty=True)
    assert (ran.code, ran.lines) == (0, [str(home / "notes" / "ana-garcia.md")])
    assert verbs(ok) == ["note new", "contact add"]
    assert "in English" in ok("note", "show", "@ana").out
    ok("undo")
    assert ok("note", "list", "--json").json["items"] == []
    assert drafts() == []


@pytest.mark.parametrize("script", ["true", ': > "$1"', 'rm "$1"', 'printf "\\n \\n" > "$1"'])
def test_nothing_written_makes_no_note(ok, run, ana, home, editor, drafts, script):
    editor(script)
    ran = run("note", "new", "@ana", tty=True)
    assert (ran.code, ran.out) == (0, "")
    assert "Nothing was written, and no note was made" in ran.err
    ran = run("note", "new", "@ana", "--json", tty=True)
    assert (ran.json["operation"], ran.json["changed"]) == (None, 0)
    assert verbs(ok) == ["contact add"]
    assert not (home / "notes").exists()
    assert drafts() == []


def test_an_editor_that_fails_tells_where_the_text_is(ok, run, ana, tmp_path, editor, drafts):
    editor('echo text >> "$1"; exit 3')
    ran = run("note", "new", "Lisbon offer", tty=True)
    assert ran.code == 1
    assert "The editor ended with code 3. Try: take what you wrote from " in ran.err
    kept = Path(ran.err.strip().rpartition(" ")[2])
    assert kept.read_text().endswith("text\n")
    assert drafts() == ["lisbon-offer.md"]
    assert verbs(ok) == ["contact add"]


def test_an_editor_that_does_not_start_leaves_nothing(run, ana, monkeypatch, drafts):
    monkeypatch.setenv("EDITOR", "/nonexistent/editor")
    ran = run("note", "new", "@ana", tty=True)
    assert ran.code == 2
    assert "The editor /nonexistent/editor does not start" in ran.err
    assert drafts() == []


def test_an_interrupted_editor_tells_where_the_text_is(run, ana, monkeypatch, drafts):
    def interrupted(path):
        path.write_text("half a thought")
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "with_editor", interrupted)
    ran = run("note", "new", "@ana", tty=True)
    assert ran.code == 130
    assert "What you wrote is kept in " in ran.err
    assert drafts() == ["ana-garcia.md"]


def test_who_is_meant_is_asked_before_anybody_writes(run, ana, editor, tmp_path):
    editor(f'touch "{tmp_path}/opened"')
    assert run("note", "new", "@nobody", tty=True).code == 3
    assert run("note", "edit", "@nobody", tty=True).code == 3
    assert not (tmp_path / "opened").exists()


def test_of_several_notes_about_a_person_none_is_chosen_and_none_made(ok, run, ana, editor):
    for title in ("Offer", "Plan"):
        ok("note", "new", "@ana", title, "--text", "x")
    editor("true")
    ran = run("note", "edit", "@ana", tty=True)
    assert ran.code == 3
    assert "There are several notes about this person" in ran.err
    assert len(ok("note", "list", "--json").json["items"]) == 2


def test_front_matter_that_cannot_be_read_is_told_at_once(run, ana, editor):
    editor('printf -- "---\\ntitle: [\\n---\\nx" > "$1"')
    ran = run("note", "new", "@ana", tty=True)
    assert ran.code == 0
    assert "ana-garcia.md: the front matter is not valid YAML" in ran.err


def test_people_are_linked_and_unlinked_without_an_editor(ok, run, ana):
    ok("contact", "add", "Luis Pérez")
    ok("note", "new", "@ana", "Kick-off", "--text", "x")
    dry = ok("note", "edit", "kick-off", "--link", "@luis", "--dry-run")
    assert dry.lines == ["change\tnote\tkick-off.md"]
    ok("note", "edit", "kick-off", "--link", "@luis", "--unlink", "@ana")
    (item,) = ok("note", "list", "--json").json["items"]
    assert [person["name"] for person in item["people"]] == ["Luis Pérez"]
    assert "Nothing to change" in ok("note", "edit", "kick-off", "--link", "@luis").err
    assert verbs(ok)[0] == "note link"
    ok("undo")
    (item,) = ok("note", "list", "--json").json["items"]
    assert [person["name"] for person in item["people"]] == ["Ana García"]


def test_notes_are_removed_listed_in_the_trash_and_restored(ok, run, ana, home):
    for title in ("Offer", "Plan"):
        ok("note", "new", "@ana", title, "--text", f"words of {title}")
    assert ok("note", "remove", "plan", "--dry-run").lines == ["remove\tnote\tplan.md"]
    ran = ok("note", "remove", "plan", "offer", "plan.md")
    assert "To the trash: 2 notes" in ran.err
    assert ok("note", "list", "--json").json["items"] == []
    found = ok("note", "list", "--trash", "--json").json["items"]
    assert [(item["path"], item["text"].strip()) for item in found] == [
        (".trash/offer.md", "words of Offer"),
        (".trash/plan.md", "words of Plan"),
    ]
    assert found[0]["people"][0]["name"] == "Ana García"
    assert ok("note", "restore", "Plan", "--dry-run").lines == ["new\tnote\tplan.md"]
    assert ok("note", "restore", "plan").lines == [str(home / "notes" / "plan.md")]
    assert [item["title"] for item in ok("note", "list", "--json").json["items"]] == ["Plan"]
    ok("undo")
    ok("undo", str(int(ok("history", "--json").json["items"][2]["operation"])))
    assert len(ok("note", "list", "--json").json["items"]) == 2
    assert run("note", "restore", "nothing").code == 3
    assert run("note", "list", "--trash", "--tag", "x").code == 2


def test_a_notes_folder_that_is_gone_is_a_finding_and_not_the_end_of_all_notes(ok, run, ana, home):
    ok("note", "new", "@ana", "--text", "x")
    (home / "notes").rename(home / "elsewhere")
    for left, told in ((False, "is not there"), (True, "is empty, though 1 note was in it")):
        if left:
            (home / "notes").mkdir()
        checked = run("note", "check")
        assert checked.code == 1
        assert told in checked.out
        assert "bring" in checked.err
        assert told in run("note", "list").err
        assert run("note", "list").cells[0][1] == "Ana García"
        assert told in ok("vault", "check").out
        made = run("note", "new", "Other", "--text", "x")
        assert made.code == 3
        assert told in made.err
    (home / "notes").rmdir()
    (home / "elsewhere").rename(home / "notes")
    assert "All notes are in order" in ok("note", "check").err


def test_a_folder_with_a_wrong_name_is_a_finding_too(ok, run, ana, home):
    ok("config", "set", "notes", str(home / "vualt"))
    checked = run("note", "check")
    assert checked.code == 1
    assert f"The notes folder {home / 'vualt'} is not there" in checked.out


def test_a_folder_that_cannot_even_be_looked_at_stops_only_what_needs_it(ok, run, ana, home, monkeypatch):
    """As behind a closed folder, or with a name that is too long."""
    ok("note", "new", "@ana", "--text", "x")
    monkeypatch.setenv("SCRM_NOTES", str(home / ("x" * 300)))
    assert "is too long for this disk" in ok("note", "list").err
    assert run("note", "check").code == 1
    assert run("note", "show", "@ana").code == 1
    assert ok("contact", "list").cells[0][1] == "Ana García"
    assert ok("backup", "create").lines
    assert "is too long for this disk" in ok("vault", "check").out
