"""The first command of all: what fails makes no workspace; and many lines of which one is wrong write nothing."""

from __future__ import annotations

import json

import pytest

from scrm.base.errors import ScrmError
from scrm.cli.note import writing


@pytest.mark.parametrize(
    "words",
    [
        "log @nobody call",
        "log -",
        "log",
        "contact add",
        "contact add X --email nothing",
        "contact add X --every sometimes",
        "contact add X --kind nada",
        "contact add X --birthday never",
        "contact add X --introduced-by @nobody",
        "contact add --jsonl -",
        "contact edit @nobody --city Vigo",
        "contact tag vip @nobody",
        "fu add @nobody title fri",
        "fu add title someday",
        "fu add title fri --every never",
        "fu done 7f3a2c",
        "fu snooze 7f3a2c monday",
        "note new @nobody",
        "note edit @nobody",
        "note append @nobody text",
        "org add -",
        "org edit acme --city Vigo",
        "segment save x nofield:1",
        "segment remove x",
        "tag rhythm vip never",
        "rhythm pause --until never",
        "rhythm spread",
        "undo",
        "import undo",
        "import review skip 41be07",
    ],
)
def test_a_command_that_fails_makes_no_workspace(run, home, words):
    ran = run(*words.replace("org add -", "org add  ").split(" "), stdin="@nobody call\n")
    assert ran.code in (2, 3, 65), words
    assert "Made a workspace" not in ran.err
    assert not home.exists()


def test_a_command_that_works_makes_it_and_says_so_last(ok, home):
    ran = ok("log", "@zoe", "call", "--yes", tty=True)
    assert ran.err.endswith(f"Made a workspace in {home}\nu: scrm undo 1\n")
    assert ok("contact", "list", "--fields", "name").lines == ["Zoe"]


def test_what_was_written_before_a_failure_is_kept(run, ok, home, monkeypatch):
    def fail(*_args):
        raise ScrmError("The output cannot be written")

    monkeypatch.setattr(writing, "_say_where", fail)
    assert run("note", "new", "Plan", "--text", "x").code == 1
    assert ok("note", "list", "--fields", "title").lines == ["Plan"]


def test_an_editor_that_fails_makes_no_workspace(run, home, monkeypatch):
    monkeypatch.setenv("EDITOR", "false")
    assert run("note", "new", "Plan", tty=True).code == 1
    assert not home.exists()


def test_how_to_take_it_back_is_told_after_what_was_done(ok, ana):
    err = ok("contact", "edit", ana, "--city", "Vigo", tty=True).err
    assert err == "Changed: Ana García\nu: scrm undo 2\n"


@pytest.mark.parametrize(
    ("bad", "code", "what"),
    [
        ("@ana mail on:tomorrow", 65, "tomorrow lies ahead"),
        ("@zoe call hello", 3, "Nobody is called zoe"),
        ("@l call hello", 3, "Several people match l"),
        ("call without anybody", 65, "Who was it with"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_written(run, ok, ana, bad, code, what):
    ok("contact", "add", "Luis")
    ok("contact", "add", "Lucía")
    ran = run("log", "-", stdin=f"@ana call one\n\n{bad}\n@ana mail three\n")
    assert ran.code == code
    (told,) = [line for line in ran.err.splitlines() if line.startswith("scrm: ")]
    assert told.startswith(f"scrm: Line 3, “{bad}”: ")
    assert what in told
    assert "; nothing was written. Try: " in told
    assert ok("interaction", "list").lines == []


def test_a_line_that_only_writing_finds_wrong_is_named_too(run, ok, ana):
    ran = run("log", "-", "--yes", stdin="@ana call one\n@ana mail on:tomorrow\n")
    assert (ran.code, "Line 2, “@ana mail on:tomorrow”: That has not happened yet" in ran.err) == (65, True)
    assert ok("interaction", "list").lines == []


def test_a_wrong_object_is_named_by_the_line_an_editor_shows(run, ok, ana):
    ran = run("contact", "add", "--jsonl", "-", stdin='{"name": "Luis"}\n\n{"tags": 3}\n')
    assert ran.code == 65
    assert 'Line 3, “{"tags": 3}”: ' in ran.err
    ran = run("contact", "add", "--jsonl", "-", stdin='{"name": "Luis"}\nLuis\n', tty=False)
    assert "Line 2, “Luis”: it is no JSON object; nothing was written. Try: {" in ran.err
    assert ok("contact", "list", "--fields", "name").lines == ["Ana García"]


def test_what_is_stored_of_many_lines_is_no_sentence(ok):
    ok("contact", "add", "--jsonl", "-", "--lang", "es", stdin='{"name": "Luis"}\n{"name": "Ana"}\n')
    assert ok("history", "--json").json["items"][0]["summary"] == "2"


WRITING = (
    "contact add Ana --tag vip",
    "contact add --jsonl -",
    "log @zoe call --yes",
    "fu add title fri",
    "org add Acme --json",
    "note new Plan --text x",
)


@pytest.mark.parametrize("words", WRITING)
@pytest.mark.parametrize("tty", [False, True])
def test_a_home_that_cannot_be_made_is_all_that_is_told(run, tmp_path, words, tty):
    file = tmp_path / "file"
    file.write_text("no folder")
    for language, told in (("en", "is not a folder. Try: "), ("es", "no es una carpeta. Remedio: ")):
        line = [*words.split(), "--home", file / "scrm", "--lang", language]
        ran = run(*line, stdin='{"name": "Ana"}\n', tty=tty)
        assert (ran.code, ran.out, ran.err.count("\n")) == (65, "", 1)
        assert ran.err.startswith(f"scrm: {file} {told}")


def test_a_disk_that_takes_no_writing_is_all_that_a_first_command_tells(on_a_disk):
    lines = [line for line in WRITING if "jsonl" not in line]
    told = json.loads(on_a_disk(f"close_disk()\nprint(json.dumps([run(line) for line in {lines!r}]))"))
    for code, out, err in told:
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert err.startswith("scrm: ")
        assert " Try: " in err


def test_a_question_comes_after_what_was_said_before_it(run, home):
    ran = run("log", "@zoe", "call", "hello", tty=True, stdin="y\n")
    assert (ran.code, home.exists()) == (0, True)
    said = ["Nobody is called zoe", "Person: zoe", "Written down: ", f"Made a workspace in {home}", "u: scrm"]
    assert [ran.err.index(part) for part in said] == sorted(ran.err.index(part) for part in said)
