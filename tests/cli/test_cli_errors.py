"""How a command ends badly: one line, a remedy, an exit code, never a traceback."""

from __future__ import annotations

import functools
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from scrm import workspace
from scrm.cli.entry import failures
from scrm.cli.entry.commands import COMMANDS
from scrm.db.opening import connection


def test_reading_without_a_workspace_is_exit_3_with_the_remedy_and_makes_nothing(run, home):
    for words in (
        "contact list",
        "find x",
        "today",
        "today --brief",
        "history",
        "undo",
        "note list",
        "find x --json",
    ):
        ran = run(*words.split())
        assert ran.code == 3, words
        assert "scrm import linkedin" in ran.err
    assert not home.exists()


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["contcat"], "scrm contact"),
        (["contact", "lst"], "scrm contact list"),
        (["fallow-up"], "scrm follow-up"),
        (["contact", "list", "--jsn"], "--json"),
        (["config", "get", "langage"], "language"),
        (["xyzzy"], "scrm --help"),
    ],
)
def test_a_mistyped_word_is_answered_with_what_was_probably_meant(run, words, meant):
    ran = run(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert f"Try: {meant}\n" in ran.err


def test_a_noun_alone_shows_its_verbs_on_stderr(run):
    ran = run("contact")
    assert (ran.code, ran.out) == (2, "")
    assert "restore" in ran.err


@pytest.mark.parametrize(
    "words", [["-h"], ["contact", "-h"], ["contact", "list", "--help"], ["c", "add", "-h"]]
)
def test_help_is_data_and_ends_with_0(run, words):
    ran = run(*words)
    assert (ran.code, ran.err) == (0, "")
    assert "Usage: scrm" in ran.out


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_every_command_has_help_with_an_example(ok, entry):
    page = ok(entry.name, "--help").out
    verbs = [line.split()[0] for line in page.partition("Commands:")[2].splitlines() if line.startswith("  ")]
    texts = [ok(entry.name, verb, "--help").out for verb in verbs if not verb.startswith("-")] or [page]
    for text in texts:
        assert "Examples:" in text or "Commands:" in text, text


def test_a_bug_is_exit_70_with_a_report_that_names_nobody(run, monkeypatch, ana, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    secret = "canary-7d2f"

    def broken(*_args):
        held_in_a_local = secret
        raise RuntimeError(held_in_a_local)

    monkeypatch.setattr("scrm.contacts.resolve.Resolver.one", broken)
    ran = run("contact", "show", secret)
    assert ran.code == failures.BUG
    assert ran.err.count("\n") == 1
    assert secret not in ran.err + ran.out
    (report,) = tmp_path.glob("scrm-report-*.txt")
    text = report.read_text()
    assert str(report) in ran.err
    assert "RuntimeError" in text
    assert "contact/reading.py" in text
    assert secret not in text
    assert oct(report.stat().st_mode & 0o777) == "0o600"


def test_a_traceback_is_shown_only_when_asked_for(shell, home):
    home.mkdir()
    (home / "scrm.db").write_bytes(b"not a database, but long enough to be read as one" * 10)
    plain, debug = shell("contact", "list"), shell("contact", "list", env={"SCRM_DEBUG": "1"})
    assert plain.code == debug.code == 1
    assert "Traceback" not in plain.err
    assert "is not a scrm workspace" in plain.err
    assert "Traceback" in debug.err


def test_a_locked_workspace_is_exit_6_and_nothing_is_written(run, ok, ana, home, monkeypatch):
    hasty = functools.partialmethod(workspace.Workspace.__init__, patience=0.0)
    monkeypatch.setattr(workspace.Workspace, "__init__", hasty)
    monkeypatch.setattr(connection, "SETTINGS", f"{connection.SETTINGS}PRAGMA busy_timeout=10;")
    with closing(sqlite3.connect(home / "scrm.db", isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        reading = ok("contact", "list", "--fields", "name")
        writing = run("contact", "add", "Luis")
    assert reading.out == "Ana García\n"
    assert (writing.code, writing.out) == (6, "")
    assert "Another scrm is writing" in writing.err
    assert ok("contact", "list", "--fields", "name").out == "Ana García\n"


LISTENING = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("scrm", run_name="__main__")
"""
"""Tests run in the background of a shell ignore the signal, and so would their children"""


def test_an_interrupted_command_is_exit_130_and_leaves_the_data(shell, home):
    shell("contact", "add", "Ana")
    child = subprocess.Popen(
        [sys.executable, "-c", LISTENING, "contact", "add", "--jsonl", "-"],
        env={**os.environ, "SCRM_HOME": str(home)},
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with child:
        child.stdin.write('{"name": "Half"}\n')
        child.stdin.flush()
        time.sleep(1.0)
        child.send_signal(signal.SIGINT)
        _out, err = child.communicate(timeout=60)
    assert child.returncode == 130, err
    assert "Traceback" not in err
    assert shell("contact", "list", "--fields", "name").out == "Ana\n"


def test_settings_that_do_not_hold_are_told_and_do_not_stop_a_command(run, ok, home, ana):
    (home / "config.toml").write_text('language = "klingon"\n')
    ran = ok("contact", "list")
    assert "klingon" in ran.err
    assert ok("contact", "list", "-q").err == ""
    assert run("contact", "list", "--lang", "tlh").code == 2


def test_candidates_with_endless_names_are_told_in_short_lines(run):
    for first in ("Ana", "Anna"):
        run("contact", "add", f"{first} {'x' * 9000}")
    ran = run("contact", "show", "@an")
    assert ran.code == 3
    assert len(ran.err.splitlines()) == 3
    assert all(len(line) <= 202 for line in ran.err.splitlines())


def test_a_home_that_is_closed_is_told_in_words_of_ours(shell, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    assert shell("--home", str(home), "contact", "add", "Ana").code == 0
    home.chmod(0)
    try:
        if os.access(home / "scrm.db", os.R_OK):
            pytest.skip("root reads everything")
        ran = shell("--home", str(home), "--lang", "es", "today")
    finally:
        home.chmod(0o700)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "No hay permiso para usar" in ran.err


def test_a_note_too_long_to_read_hides_no_other_note(run, ana, home):
    run("note", "new", "Short", "--text", "fine")
    run("note", "new", "Long", "--text", "grows")
    with (home / "notes" / "long.md").open("ab") as file:
        file.write(b"x" * 2_000_000)
    items = {item["title"]: item for item in run("note", "list", "--json").json["items"]}
    assert items["Short"]["text"].strip() == "fine"
    assert items["Long"]["text"] is None
    assert "is longer than 1000 kB" in items["Long"]["problem"]
    ran = run("note", "show", "long.md", "--json")
    assert (ran.code, ran.out) == (65, "")


def test_a_file_in_the_place_of_the_notes_is_one_finding_among_the_others(run, ana, home):
    run("note", "new", "Plan", "--text", "x")
    (home / "notes").rename(home / "elsewhere")
    (home / "notes").write_text("no folder")
    ran = run("doctor")
    assert ran.code == 1
    assert [cells[0] for cells in ran.cells].count("failed") == 1
    assert "There is no backup yet" in ran.out
    made = run("backup", "create")
    assert made.code == 0
    assert str(home / "notes") in made.err


@pytest.mark.parametrize(
    ("sql", "words", "told"),
    [
        ("UPDATE followups SET due_day = '9999-99-99'", ["follow-up", "list"], "scrm doctor"),
        ("UPDATE followups SET due_time = '99:99'", ["today"], "scrm doctor"),
        ("UPDATE followups SET due_day = 'x'", ["contact", "list", "--json"], "scrm doctor"),
        ("UPDATE contacts SET created_at = ''", ["contact", "list", "--json"], "scrm doctor"),
        ("UPDATE local_operations SET at = '\x1b'", ["log", "@ana", "call", "hi"], "scrm doctor"),
        ("DROP TABLE followups", ["today"], "scrm backup list"),
    ],
)
def test_rows_that_no_scrm_wrote_are_told_as_damage_and_not_as_a_bug(run, ok, home, sql, words, told):
    ok("contact", "add", "Ana García")
    ok("follow-up", "add", "@ana", "send it", "+1d")
    with sqlite3.connect(home / "scrm.db") as conn:
        conn.execute(sql)
    conn.close()
    ran = run(*words)
    assert ran.code == 1
    assert "damaged" in ran.err
    assert f"Try: {told}" in ran.err
    assert "\x1b" not in ran.err
