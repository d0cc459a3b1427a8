"""Settings, completion, version, languages, the doctor, backups, and the `:` line of the screens."""

from __future__ import annotations

import json
import re

import pytest

from scrm import __version__
from scrm.base.cells import cell_len
from scrm.cli.entry.line import Line
from scrm.cli.entry.root import root
from scrm.cli.main import main
from scrm.cli.output.schemas import names
from scrm.cli.session import Session

LINE = Line(root, main)


def test_version_says_what_runs(ok):
    assert ok("version").out == f"scrm {__version__}\n"
    document = ok("version", "--json").json
    assert list(document) == ["schema", *names("scrm.version/1")]


def test_config_shows_value_and_source_and_changes_one_line(ok, run, home):
    items = {item["name"]: item for item in ok("config", "list", "--json").json["items"]}
    assert list(items["language"]) == names("scrm.setting/1")
    assert (items["today.rows"]["value"], items["today.rows"]["source"]) == (5, "default")
    ok("config", "set", "today.rows", "7")
    assert ok("config", "get", "today.rows").out == "7\n"
    assert ok("config", "path").out == f"{home}/config.toml\n"
    assert run("config", "set", "today.rows", "many").code == 2
    assert run("config", "get", "nothing").code == 2
    keys = ok("config", "keys", "--json").json["items"]
    assert {"action": "change.undo", "keys": ["u"], "places": ["everywhere"], "label": "Undo"} in keys
    ok("config", "set", "keys.change.undo", "Z")
    assert ok("config", "keys").out.count("change.undo\tZ\t") == 1


def test_messages_follow_flag_setting_and_surroundings(ok, monkeypatch, ana):
    spanish, english = "Uso: scrm contact", "Usage: scrm contact"
    assert spanish in ok("contact", "--help", "--lang", "es").out
    assert spanish in ok("--lang", "es", "contact", "--help").out
    assert english in ok("contact", "--help").out
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    assert spanish in ok("contact", "--help").out
    ok("config", "set", "language", "en")
    assert english in ok("contact", "--help").out
    ok("config", "set", "language", "es")
    monkeypatch.delenv("LC_ALL")
    assert spanish in ok("contact", "--help").out
    assert english in ok("contact", "--help", "--lang=en").out
    assert ok("contact", "list", "--json").json["items"][0]["kind"] == "other"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_call_scrm(ok, shell):
    script = ok("completion", shell).out
    assert "_SCRM_COMPLETE" in script
    assert "scrm" in script


def complete(shell, words):
    """What fish would offer for the last of the words."""
    line = {"COMP_WORDS": " ".join(words), "COMP_CWORD": words[-1], "_SCRM_COMPLETE": "fish_complete"}
    return [part.split("\t")[0].partition(",")[2] for part in shell(env=line).out.splitlines() if part]


def test_commands_people_and_tags_are_completed(shell):
    shell("contact", "add", "Ana García", "--tag", "vip")
    assert complete(shell, ["scrm", "cont"]) == ["contact"]
    assert complete(shell, ["scrm", "contact", "show", "@an"]) == ["@ana-garcia"]
    assert complete(shell, ["scrm", "contact", "tag", "v"]) == ["vip"]
    assert "--where" in complete(shell, ["scrm", "contact", "list", "--w"])


@pytest.fixture
def named(ok, born):
    """Ana García Ruiz, called Nita; Leo D'Angelo; Luis Pérez."""
    ok("contact", "add", "Ana García Ruiz", "--nickname", "Nita")
    ok("contact", "add", "Leo D'Angelo", "--org", "Acme")
    ok("contact", "add", "Luis Pérez")
    return born


PEOPLE = [
    ("@an", ["@ana-garcia-ruiz", "@angelo"]),
    ("@ana-g", ["@ana-garcia-ruiz"]),
    ("@Áng", ["@angelo"]),
    ("@gar", ["@garcia-ruiz"]),
    ("@nit", ["@nita"]),
    ("@ana-rui", ["@ana-garcia-ruiz"]),
    ("@ana,@lu", ["@ana,@luis-perez"]),
    ("with:@lu", ["with:@luis-perez"]),
    ("@zoe", []),
    ("ana@ex", []),
]


@pytest.mark.parametrize(("typed", "offered"), PEOPLE)
def test_people_are_completed_by_any_name_on_the_line_of_the_screens_too(ok, named, typed, offered):
    line = Line(root, main, named / "scrm.db")
    for command in ("log", "contact show", "done"):
        before = f"{command} "
        assert [item.insert for item in line.complete(before + typed)] == offered
        assert {item.start for item in line.complete(before + typed)} <= {len(before)}
    assert line.complete(f"nothing {typed}") == line.complete(f"contact {typed}") == []
    assert Line(root, main, named / "none.db").complete(f"log {typed}") == []
    for word in offered:
        ok("log", word, "call", "hello")


@pytest.mark.parametrize(("typed", "offered"), [pair for pair in PEOPLE if pair[0].count("@") == 1])
def test_people_are_completed_in_a_shell_by_any_name(monkeypatch, named, capsys, typed, offered):
    # bash takes a word apart at its @ and hands over the parts.
    parts = ["scrm", "contact", "show", *(part for part in re.split("(@)", typed) if part)]
    bash = {
        "_SCRM_COMPLETE": "bash_complete",
        "COMP_WORDS": "\n".join(parts),
        "COMP_CWORD": str(len(parts) - 1),
    }
    words = f"scrm contact show {typed}"
    fish = {"_SCRM_COMPLETE": "fish_complete", "COMP_WORDS": words, "COMP_CWORD": typed}
    for shell in [fish, bash] if typed.startswith("@") else [fish]:
        for name, value in shell.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit):
            root.main([], prog_name="scrm", obj=Session())
        lines = filter(None, capsys.readouterr().out.splitlines())
        told = [line.partition(",")[2].split("\t")[0] for line in lines]
        assert told == offered


def test_completion_makes_nothing(shell, home):
    assert complete(shell, ["scrm", "contact", "show", "@an"]) == []
    assert not home.exists()


def test_what_is_completed_is_understood(ok, ana):
    assert ok("contact", "show", "@ana-garcia", "--fields", "ref").lines == [ana]


def test_notes_are_made_shown_appended_and_checked(ok, run, home, ana, monkeypatch):
    path = ok("note", "new", "@ana", "-", stdin="She wants it in English, see [[Nobody]].\n").lines[0]
    assert path == str(home / "notes" / "ana-garcia.md")
    ok("note", "append", "@ana", "And", "soon")
    assert "And soon" in ok("note", "show", "@ana").out
    item = ok("note", "list", "--json").json["items"][0]
    assert list(item) == names("scrm.note/1")
    assert (item["title"], item["people"][0]["name"]) == ("Ana García", "Ana García")
    assert ok("note", "list", "--with", "@ana", "--fields", "path").lines == ["ana-garcia.md"]
    checked = run("note", "check", "--json")
    assert checked.code == 1
    assert list(checked.json["items"][0]) == names("scrm.problem/1")
    assert run("note", "show", "nothing").code == 3
    assert run("note", "edit", "@ana").code == 2
    ok("undo")
    assert "And soon" not in ok("note", "show", "@ana").out


def test_an_editor_is_started_without_a_shell(run, ok, ana, tmp_path, monkeypatch):
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\n[ "${1#/}" != "$1" ] && [ $# = 1 ] && echo "edited; $(echo no)" >> "$1"\n')
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", f"'{editor}'")
    assert run("note", "edit", "@ana", tty=True).code == 0
    assert "edited; no" in ok("note", "show", "@ana").out
    monkeypatch.setenv("EDITOR", "/nonexistent/editor")
    assert run("note", "edit", "@ana", tty=True).code == 2


def test_backups_are_made_listed_verified_and_restored(ok, run, home, ana):
    path = ok("backup", "create").lines[0]
    (item,) = ok("backup", "list", "--json").json["items"]
    assert list(item) == names("scrm.backup/1")
    assert item["path"] == path
    ok("contact", "add", "Luis")
    assert run("backup", "restore").code == 2
    ok("backup", "restore", item["name"], "--confirm", item["name"])
    assert ok("contact", "list", "--fields", "name").lines == ["Ana García"]
    with open(path, "r+b") as file:
        file.seek(200)
        file.write(b"\0\1\2\3")
    assert run("backup", "verify", item["name"]).code == 65
    assert run("backup", "verify", "nothing.zip").code == 3


def test_doctor_and_vault_name_nobody(ok, run, home, ana):
    document = ok("doctor", "--json").json
    assert list(document["items"][0]) == names("scrm.finding/1")
    assert {item["level"] for item in document["items"]} <= {"ok", "warn"}
    assert "Ana" not in json.dumps(document)
    info = ok("vault", "info", "--json").json
    assert list(info) == ["schema", *names("scrm.vault/1")]
    assert (info["people"], info["database"]) == (1, str(home / "scrm.db"))
    assert info["database_size"] == (home / "scrm.db").stat().st_size
    assert 0 < info["history_size"] < info["database_size"]
    assert "sound" in ok("vault", "check", "--rebuild").out


def test_the_line_of_the_screens_runs_commands_in_the_open_workspace(workspace):
    ran = LINE.run(workspace, 'contact add "Ana García" --tag vip', 80)
    assert (ran.code, workspace.lists.count()) == (0, 1)
    assert "Ana García" in LINE.run(workspace, "scrm find garcia", 80).out
    assert LINE.run(workspace, "contact add Luis --dry-run", 80).code == 0
    assert workspace.lists.count() == 1
    wrong = LINE.run(workspace, "fallow-up", 80)
    assert wrong.err == "scrm: There is no command fallow-up. Try: scrm follow-up\n"
    assert LINE.run(workspace, 'log "@ana', 80).code == 2
    assert LINE.run(workspace, "", 80).code == 2


@pytest.mark.parametrize(
    "words", ["find ana --lang es", "--lang=es version", "contact --help --lang es", "contact list --lang es"]
)
def test_the_line_of_the_screens_refuses_another_language_and_says_how_to_change_it(workspace, words):
    ran = LINE.run(workspace, words, 80)
    assert (ran.code, ran.out) == (2, "")
    assert "--lang is for the shell. Try: scrm config set language es\n" in ran.err
    assert LINE.run(workspace, "contact add -- --lang=es", 80).code == 0
    assert LINE.run(workspace, "find ana --lang tlh", 80).code == 2
    assert not LINE.complete("contact list --lan")


@pytest.mark.parametrize("columns", [60, 76])
def test_the_line_of_the_screens_aligns_its_columns_to_the_box(workspace, columns):
    for name in ("Ana García", "日本 太郎 " * 9):
        LINE.run(workspace, f'contact add "{name}" --org Acme --kind client', columns)
    heading, *rows = LINE.run(workspace, "contact list --color always", columns).out.splitlines()
    place = heading.index("Kind")
    assert [cells_before(row, "client") for row in rows] == [place, place]
    assert all(row.isprintable() and cell_len(row) <= columns for row in (heading, *rows))


def cells_before(line, word):
    return cell_len(line[: line.index(word)])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("cont", ["contact"]),
        ("contact re", ["relate", "remove", "restore"]),
        ("contact list --w", ["--where"]),
        ("contact list x", []),
        ("nothing x", []),
    ],
)
def test_the_line_of_the_screens_is_completed(line, found):
    assert [item.insert for item in LINE.complete(line)] == found
    assert all(item.start == len(line) - len(line.split(" ")[-1]) for item in LINE.complete(line))


def test_the_demo_prints_its_morning_and_is_gone(ok, home, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    ran = ok("demo")
    assert "Late · " in ran.out
    assert not home.exists()
    assert list(tmp_path.glob("scrm-demo-*")) == []


def test_a_demo_can_be_kept_in_a_folder_of_its_own(ok, run, tmp_path):
    folder = tmp_path / "kept"
    ok("demo", "--keep", folder)
    assert ok("contact", "list", "--home", folder, "--json").json["count"] > 10
    refused = run("demo", "--keep", folder)
    assert (refused.code, "already" in refused.err) == (1, True)


def test_the_hint_after_an_undo_is_redo(ok, ana):
    assert "u: scrm redo\n" in ok("undo", tty=True).err
    assert "u: scrm undo\n" in ok("redo", tty=True).err


def test_without_a_word_the_screens_open_and_offer_a_demo_first(run, home, monkeypatch):
    calls = []
    monkeypatch.setattr(
        "tui.app.run", lambda places, _settings, **more: calls.append((places.data, more)) or 0
    )
    assert run(tty=True).code == 0
    ((data, more),) = calls
    assert (data, more["demo"]) == (home, False)
    assert more["completer"]("cont")[0].insert == "contact"
    assert more["demo_runner"]() == 0
    made, shown = calls[1]
    assert made != home
    assert (shown["demo"], shown["demo_runner"]) == (True, None)
    assert not home.exists()
    assert not made.exists()


def test_the_doctor_tells_when_another_program_has_replaced_a_package(ok, run, ana, monkeypatch):
    assert "The packages of scrm lie together" in ok("doctor").out
    monkeypatch.setattr("vault.SCRM_PACKAGE", "somebody's")
    ran = run("doctor")
    assert ran.code == 1
    assert "The package vault is not ours" in ran.out
