"""stdout is data, stderr is talk: pipes, terminals, colour, quiet, hostile text."""

from __future__ import annotations

import json
import shutil
import unicodedata

import pytest

from scrm.cli.output.columns import aligned, cell_len
from scrm.cli.output.data import Output, wants_colour
from scrm.cli.output.talk import Talk

HOSTILE = [
    "Smith [/b] & Co",
    "[@click=app.quit]x",
    "Esc \x1b[31mred\x1b[0m",
    "Clip \x1b]52;c;aGk=\x07",
    "Bidi \u202egnp.exe",
    "C1 \x9b31m",
    "Zero\u200bwidth \ufeff",
    "Tag \U000e0041",
]


def harmful(text: str) -> set[str]:
    """Characters that a terminal could obey or that deceive the eye; tabs and line ends of ours are fine."""
    return {c for c in text if c not in "\t\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("tty", [False, True])
def test_hostile_text_is_harmless_in_every_output(run, name, tty):
    def call(*words):
        ran = run(*words, tty=tty)
        plain = ran.out.replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
        assert harmful(plain) == set(), words
        assert harmful(ran.err.replace("\r\x1b[K", "")) == set(), words
        return ran

    call(
        "contact",
        "add",
        name,
        "--org",
        name,
        "--title",
        name,
        "--tag",
        name,
        "--interests",
        name,
        "--city",
        name,
    )
    ref = json.loads(call("contact", "list", "--json").out)["items"][0]["ref"]
    call("log", f"@{ref}", "call", name, "next:today")
    call("note", "new", name, "--text", name)
    call("segment", "save", name, "tag:vip")
    call("org", "add", name)
    for words in (
        "contact list", f"contact show {ref}", "contact list --fields name,tags", "today", "today --json", "tag list",
        "org list", "org list --json", "follow-up list", "follow-up list --json", "interaction list",
        "interaction list --json", "note list", "note list --json", "segment list", "history", "history --json",
        "find smith", "find esc --json", "contact list --trash", "note check", f"contact remove {ref} --dry-run",
    ):  # fmt: skip
        call(*words.split())
    call("contact", "show", name)
    call("find", name)
    call("contact", "list", "--where", name)
    call("follow-up", "add", name, name)
    call("undo")
    call(name)
    call("contact", "list", f"--{name}")


def test_json_gives_text_back_as_it_was_received(run):
    for name in HOSTILE:
        run("contact", "add", name)
    found = run("contact", "list", "--json").json["items"]
    assert {item["name"] for item in found} == {" ".join(name.split()) for name in HOSTILE}


def test_a_pipe_gets_tabs_without_headings_and_nothing_is_cut(ok, ana):
    ok("contact", "edit", ana, "--title", "x" * 300)
    (cells,) = ok("contact", "list").cells
    assert cells == [ana, "Ana García", "Acme", "x" * 300, "other", ""]
    headed = ok("contact", "list", "--header").cells
    assert headed[0] == ["Ref", "Name", "Organisation", "Title", "Kind", "Last"]


def test_a_terminal_gets_aligned_columns_cut_but_for_names(ok, ana, monkeypatch):
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: shutil.os.terminal_size((90, 24)))
    monkeypatch.setenv("NO_COLOR", "1")
    ok("contact", "edit", ana, "--title", "x" * 300, "--name", "Ana García de la Fuente y Rodríguez")
    heading, row = ok("contact", "list", tty=True).lines
    assert heading.index("Organisation") == row.index("Acme")
    assert "Ana García de la Fuente y Rodríguez" in row
    assert "xxx..." in row


def test_the_end_of_a_cut_list_is_told_on_a_terminal(ok, ana):
    ok("contact", "add", "Luis")
    assert "and 1 more" in ok("contact", "list", "--limit", "1", tty=True).err
    assert ok("contact", "list", "--limit", "1").err == ""


@pytest.mark.parametrize(
    ("choice", "environ", "tty", "wanted"),
    [
        (None, {}, True, True),
        (None, {}, False, False),
        (None, {"NO_COLOR": "1"}, True, False),
        (None, {"NO_COLOR": ""}, True, True),
        (None, {"CLICOLOR_FORCE": "1"}, False, True),
        (None, {"CLICOLOR_FORCE": "0"}, False, False),
        (None, {"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"CLICOLOR_FORCE": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
    ],
)
def test_colour_follows_flag_then_environment_then_terminal(choice, environ, tty, wanted):
    assert wants_colour(tty, choice, environ) is wanted


def test_colour_flags_work_before_and_after_the_verb(ok, ana):
    painted = ok("contact", "show", ana, "--color", "always").out
    assert painted == ok("--color", "always", "contact", "show", ana).out
    assert "\x1b[1m" in painted
    assert "\x1b" not in ok("contact", "--no-color", "show", ana, tty=True).out


def test_the_undo_hint_is_for_terminals(ok):
    assert "u: scrm undo 1" in ok("contact", "add", "Ana", tty=True).err
    assert "undo" not in ok("contact", "add", "Ana").err
    assert ok("contact", "add", "Ana", "-q", tty=True).err == ""
    assert "u: scrm undo 4" in ok("contact", "add", "Ana", "-v").err


def test_dry_run_shows_the_plan_and_writes_nothing(ok, home, ana):
    ran = ok("contact", "tag", "es", ana, "--dry-run")
    assert ran.cells[0][:2] == ["new", "tag of a contact"]
    assert "--dry-run" in ran.err
    ran = ok("contact", "edit", ana, "--city", "Vigo", "--dry-run")
    assert ran.cells == [["change", "contact", ana, "city", "", "Vigo"]]
    ran = ok("contact", "remove", ana, "--dry-run", "--json")
    assert ran.json == {"schema": "scrm.operation/1", "operation": None, "changed": 1}
    assert ok("history", "--json").json["count"] == 1


def test_a_dry_run_without_a_workspace_makes_none(ok, home):
    ok("contact", "add", "Ana", "--dry-run")
    assert not home.exists()


def test_output_that_cannot_be_encoded_is_escaped(tmp_path):
    with (tmp_path / "out").open("w+", encoding="ascii") as stream:
        output = Output(stream)
        output.line("García")
        output.object({"name": "García"})
        Talk(stream).say("García")
        stream.seek(0)
        text = stream.read()
    assert text.splitlines() == ["Garc\\xeda", '{"name": "Garc\\u00eda"}', "Garc\\xeda"]


def test_columns_give_way_widest_first_and_count_cells():
    widths = aligned(["A", "B"], [["n" * 12, "w" * 40]], [True, False], 30)
    assert widths.cells == (12, 16)
    assert cell_len("日本") == 4
    assert cell_len("e\u0301") == 1
    assert cell_len(widths.line(["n" * 12, "日" * 30])) <= 30


def test_pipes_of_a_shell_work(shell):
    made = shell("contact", "add", "Ana García", "--email", "ana@example.com")
    assert made.code == 0
    ran = shell(script="scrm contact list --json --fields name,emails | python3 -m json.tool | head -3")
    assert '"schema": "scrm.contact/1"' in ran.out
    ran = shell(
        script="set -o pipefail; scrm contact list --fields ref | scrm contact tag vip - && scrm tag list"
    )
    assert ran.out == "vip\t1\t\n"


def test_a_closed_pipe_is_no_error(shell, ok):
    people = "\n".join(json.dumps({"name": f"Somebody {n}"}) for n in range(3000))
    ok("contact", "add", "--jsonl", "-", stdin=people)
    ran = shell(script="set -o pipefail; scrm contact list --json | head -1 && scrm contact list | true")
    assert (ran.code, ran.err) == (0, "")


def test_a_process_of_its_own_heeds_no_color_and_language(shell):
    shell("contact", "add", "Ana García")
    assert "\x1b[" in shell("contact", "show", "ana", env={"CLICOLOR_FORCE": "1"}).out
    assert "\x1b[" not in shell("contact", "show", "ana", env={"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}).out
    assert (
        shell("contact", "list", env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}).out.count("Garc\\xeda")
        == 1
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", ["today", "contact list --json", "log @ana call", "--help", "note new t -"])
def test_a_stream_that_was_closed_before_the_start_is_no_error(shell, ok, ana, words, closed):
    ran = shell(script=f"scrm {words} {closed}")
    assert ran.code in (0, 2)
    assert "error in scrm" not in ran.err
    ok("vault", "check")


def test_an_output_that_takes_nothing_is_one_sentence_and_exit_1(shell, ana):
    for words in ("contact list", "contact list --json", "history", "version", "--help"):
        ran = shell(script=f"scrm {words} > /dev/full")
        assert (ran.code, ran.err.count("\n")) == (1, 1), words
        assert ran.err.startswith("scrm: The output cannot be written: No space left on device. Try: ")


STRANGE = "S\udcff\udcfex"
"""as Python gives a word whose bytes are no UTF-8"""


@pytest.mark.parametrize(
    "words",
    [
        ("contact", "add", STRANGE),
        ("contact", "add", "Luis", "--org", STRANGE),
        ("org", "add", STRANGE),
        ("log", "@ana call", STRANGE),
        ("note", "show", STRANGE),
        ("note", "new", "T", "--text", STRANGE),
        ("note", "new", STRANGE, "--text", "x"),
        ("note", "append", "@ana", STRANGE),
        ("segment", "save", "x", STRANGE),
        ("follow-up", "add", STRANGE, "fri"),
        ("contact", "edit", "@ana", "--city", STRANGE),
        ("config", "set", "name", STRANGE),
        ("find", STRANGE),
        ("segment", "save", STRANGE, "tag:vip"),
        ("import", "review", "match", STRANGE, "@ana"),
    ],
)
def test_words_that_are_no_text_are_refused_and_nothing_is_written(run, ana, words):
    run("note", "new", "@ana", "--text", "x")
    before = run("history").out
    ran = run(*words)
    assert (ran.code, ran.out) == (65, "")
    assert "no text in UTF-8, and nothing was changed. Try: " in ran.err
    assert run("history").out == before
    assert len(run("note", "list").lines) == 1


def test_lines_that_are_no_text_are_refused_and_nothing_is_written(shell, ok, ana):
    strict = {"PYTHONIOENCODING": "utf-8:strict"}
    for words in ("contact add --jsonl -", "log -", "note new t -", "contact tag vip -"):
        ran = shell(script=f"printf '\\xff\\xfe\\n' | scrm {words}", env=strict)
        assert ran.code == 65, words
        assert "no text in UTF-8" in ran.err
    assert ok("note", "list").out == ""
    for words in ("note new t -", "log - --yes", "contact add --jsonl -"):
        ran = shell(
            script=f"printf '\\xff\\xfe\\n' | scrm {words}", env={"LC_ALL": "C", "PYTHONIOENCODING": ""}
        )
        assert ran.code == 65, words
    assert ok("note", "list").out == ""


def test_a_number_that_nothing_holds_is_refused(run, ana):
    for words in (f"undo {10**20}", f"history --limit {10**20}", f"find ana --limit {10**20}"):
        ran = run(*words.split())
        assert ran.code == 2, words
        assert ran.err == "scrm: A number is too large, and nothing was changed. Try: a smaller one\n"


@pytest.mark.parametrize(
    "words",
    ["note new t -", "note append @ana -", "log - --yes", "contact add --jsonl -", "contact tag vip -"],
)
def test_what_never_ends_on_stdin_is_refused_and_not_kept_in_memory(shell, ok, ana, words):
    ok("note", "new", "@ana", "--text", "x")
    before = ok("history").out
    ran = shell(script=f"scrm {words} < /dev/zero")
    assert (ran.code, ran.out) == (65, "")
    assert "stdin is longer than 10000000 characters. Try: split it" in ran.err
    assert ok("history").out == before


@pytest.mark.parametrize(
    "words",
    [
        "interaction remove -",
        "follow-up remove -",
        "done -",
        "note remove -",
        "log -",
        "contact add --jsonl -",
    ],
)
def test_a_list_of_nothing_on_stdin_changes_nothing(run, ana, words):
    before = run("history").out
    ran = run(*words.split(), stdin="\n")
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing to change\n")
    assert run("history").out == before
