"""Every writing verb has --dry-run and --json: the plan says what would change, and nothing does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from scrm.cli.entry.root import root

NOTHING = {"schema": "scrm.operation/1", "operation": None}
READING = {
    "backup list", "config keys", "config list", "contact list", "contact show", "doctor", "find",
    "follow-up list", "history", "import list", "import review list", "import show", "interaction list",
    "interaction show", "interaction strangers", "note check", "note list", "note show", "org list",
    "org show", "rhythm list", "segment list", "segment show", "tag list", "today", "vault check",
    "vault info", "version",
}  # fmt: skip
WITHOUT_DOCUMENT = {"config get", "config path", "backup verify", "demo", "completion"}
"""they print one word, a script, or are a network of their own"""


def verbs(command: click.Command, path: str = "") -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield path, command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from verbs(found, f"{path} {name}".strip())


def test_every_verb_reads_with_json_or_writes_with_json_and_dry_run():
    for path, command in verbs(root):
        options = {name for option in command.params for name in option.opts}
        assert ("--json" in options) == (path not in WITHOUT_DOCUMENT), path
        assert ("--dry-run" in options) == (path not in WITHOUT_DOCUMENT | READING), path


def files(home: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


@pytest.fixture
def filled(ok, ana):
    """Ana, a note about her, a backup of both, then one more line in the note."""
    ok("note", "new", "@ana", "-", stdin="Wants it in English\n")
    ok("backup", "create")
    ok("note", "append", "@ana", "and soon")
    return ana


@pytest.mark.parametrize(
    ("words", "plan"),
    [
        (["config", "set", "today.rows", "7"], ["change\tsetting\ttoday.rows\t\t7"]),
        (["note", "append", "@ana", "more"], ["change\tnote\tana-garcia.md"]),
        (["note", "new", "Lisbon", "--text", "x"], ["new\tnote\tlisbon.md"]),
        (["segment", "save", "mine", "kind:client"], ["new\tsaved search\t"]),
        (["undo"], ["change\tnote\tana-garcia.md"]),
        (["backup", "create", "--keep", "1"], ["new\tbackup\t", "remove\tbackup\tscrm-"]),
        (["backup", "restore"], ["change\tdatabase\t", "change\tnote\tana-garcia.md"]),
    ],
)
def test_a_dry_run_names_what_would_change_and_changes_nothing(ok, home, filled, words, plan):
    before = files(home)
    ran = ok(*words, "--dry-run")
    assert len(ran.lines) == len(plan)
    assert all(line.startswith(start) for line, start in zip(ran.lines, plan, strict=True)), ran.out
    assert "--dry-run" in ran.err
    document = ok(*words, "--dry-run", "--json").json
    assert document == NOTHING | {"changed": len(plan)}
    assert files(home) == before


def test_a_dry_run_of_what_changes_nothing_says_so(ok, filled):
    ok("config", "set", "today.rows", "7")
    ran = ok("config", "set", "today.rows", "7", "--dry-run")
    assert (ran.out, ran.err) == ("", "Nothing to change\n")


def test_files_are_no_operation_and_say_how_many_changed(ok, home, filled):
    assert ok("config", "set", "language", "es", "--json").json == NOTHING | {"changed": 1}
    assert ok("config", "set", "language", "es", "--json").json == NOTHING | {"changed": 0}
    assert ok("backup", "create", "--keep", "1", "--json").json == NOTHING | {"changed": 2, "left_out": []}
    (name,) = (path.name for path in (home / "backups").iterdir())
    ok("note", "append", "@ana", "later")
    restored = ok("backup", "restore", "--confirm", name, "--json")
    assert restored.json == NOTHING | {"changed": 2}


def test_an_edit_in_the_editor_is_one_operation(run, filled, tmp_path, monkeypatch):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "by hand" >> "$1"\n')
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))
    dry = run("note", "edit", "@ana", "--dry-run")
    assert (dry.code, dry.err) == (0, "Nothing to change\n")
    ran = run("note", "edit", "@ana", "--json", tty=True)
    assert ran.code == 0, ran.err
    assert (ran.json["operation"], ran.json["changed"]) == (4, 1)
    assert "by hand" in run("note", "show", "@ana").out


def test_a_rhythm_for_a_tag_may_be_the_first_thing_written(ok, run, home):
    assert "Made a workspace" in ok("tag", "rhythm", "vip", "30d").err
    assert ok("tag", "list").cells == [["vip", "0", "every 30 d"]]


def test_a_plan_speaks_of_what_a_person_knows_in_their_language(ok, ana):
    words = ("log", "@ana", "call", "hello", "next:1w", "tag:x", "--dry-run")
    assert [cells[1] for cells in ok(*words).cells] == [
        "interaction", "person of an interaction", "tag of an interaction",
        "follow-up", "person of a follow-up", "tag of a follow-up",
    ]  # fmt: skip
    assert ok(*words, "--lang", "es").cells[0][:2] == ["añadir", "interacción"]


def test_every_table_of_the_ledger_has_a_noun(workspace):
    from scrm.cli.output.nouns import noun

    rows = workspace.database.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'local%' AND name NOT LIKE 'sqlite%' "
        "AND name NOT LIKE '\\_%' ESCAPE '\\'"
    )
    tables = [row[0] for row in rows]
    assert len(tables) > 15
    assert [table for table in tables if noun(table) == table] == []
