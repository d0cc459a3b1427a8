"""`scrm config set notes`: what cannot be the folder of notes, and what becomes of the notes that exist."""

from __future__ import annotations

import os

import pytest


@pytest.mark.parametrize("where", ["/", "~", "{home}", ".", "{tmp}"])
def test_a_folder_with_much_else_in_it_cannot_be_the_notes(run, home, ana, tmp_path, monkeypatch, where):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    ran = run("config", "set", "notes", where.format(home=home, tmp=tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert "cannot be the folder of notes" in ran.err
    assert "Try: a folder of its own, such as ~/notes\n" in ran.err
    assert not (home / "config.toml").exists()


def test_a_link_to_the_home_folder_or_a_file_cannot_be_the_notes(run, ana, tmp_path):
    link, file = tmp_path / "link", tmp_path / "file"
    link.symlink_to(os.path.expanduser("~"), target_is_directory=True)
    file.write_text("mine")
    assert run("config", "set", "notes", link).code == 2
    ran = run("config", "set", "notes", file)
    assert (ran.code, "is not a folder" in ran.err) == (2, True)


def test_a_folder_that_cannot_be_the_notes_is_told_and_the_default_holds(ok, run, home, ana):
    (home / "config.toml").write_text('notes = "/"\n')
    ran = ok("vault", "info", "--fields", "notes")
    assert ran.lines == [f"notes\t{home}/notes"]
    assert "config.toml: / cannot be the folder of notes" in ran.err


def test_notes_that_exist_stay_and_the_command_that_moves_them_is_told(ok, run, home, ana, tmp_path):
    ok("note", "new", "Plan", "--text", "x")
    vault = tmp_path / "my vault"
    ran = ok("config", "set", "notes", vault)
    assert f"Folder of the notes: {vault}\n" in ran.err
    assert f"The notes you have stay in {home}/notes. Try: mv {home}/notes '{vault}'\n" in ran.err
    assert (home / "notes" / "plan.md").exists()
    vault.mkdir()
    assert "stay in" not in ok("config", "set", "notes", "").err
    assert f"Try: mv {home}/notes/* '{vault}'/\n" in ok("config", "set", "notes", vault, "--dry-run").err
    assert ok("note", "list", "--fields", "path").lines == ["plan.md"]
