"""`scrm import`: preview, question, one operation, exit codes."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from scrm.cli.output.schemas import names

CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ana,García,https://www.linkedin.com/in/ana-garcia,ana@example.com,Acme,Head,12 Nov 2026
Luis,Pérez,https://www.linkedin.com/in/luis-perez,,Norte,Buyer,01 Feb 2024
,,,,,,
"""


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "Connections.csv"
    path.write_text(CONNECTIONS, encoding="utf-8")
    return path


def test_yes_writes_one_operation_and_again_changes_nothing(ok, export):
    document = ok("import", "linkedin", export, "--yes", "--json").json
    assert list(document) == ["schema", *names("scrm.import/1")]
    assert document["operation"] == 1
    assert sum(document["summary"].values()) == sum(
        file["rows"] for file in document["files"] if file["used"]
    )
    assert document["summary"]["new"] == 2
    again = ok("import", "linkedin", export, "--yes", "--json").json
    assert (again["operation"], again["summary"]["same"]) == (None, 2)
    assert ok("contact", "list", "--json").json["count"] == 2
    ok("undo")
    assert ok("contact", "list", "--json").json["count"] == 0


def test_a_dry_run_previews_without_a_workspace(ok, home, export):
    document = ok("import", "linkedin", export, "--dry-run", "--json").json
    assert (document["operation"], document["summary"]["new"]) == (None, 2)
    assert not home.exists()


def test_without_a_terminal_or_yes_it_is_a_preview_and_exit_2(run, home, export):
    ran = run("import", "linkedin", export, "--header")
    assert ran.code == 2
    assert "--yes" in ran.err
    assert ran.cells[0][:3] == ["File", "Rows", "New"]
    assert not home.exists()


@pytest.mark.parametrize(
    ("answer", "code", "people"), [("W\n", 0, 2), ("y\n", 0, 2), ("n\n", 2, None), ("", 2, None)]
)
def test_a_terminal_is_asked(run, home, export, answer, code, people):
    ran = run("import", "linkedin", export, tty=True, stdin=answer)
    assert ran.code == code
    assert home.exists() is (people is not None)
    if people:
        assert run("contact", "list", "--json").json["count"] == people


def test_rows_that_wait_are_exit_5_until_they_are_answered(run, ok, tmp_path, export):
    ok("contact", "add", "Ana García")
    ran = run("import", "linkedin", export, "--yes", "--json")
    left = ran.json["summary"]["review"]
    assert (ran.code, left) == ((5, 1) if left else (0, 0))
    waiting = ok("import", "review", "list", "--json").json
    assert waiting["count"] == left == 1
    (question,) = waiting["items"]
    assert list(question) == names("scrm.review/1")
    ok("import", "review", "match", question["ref"], "@ana")
    assert ok("import", "review", "list").lines == []
    assert ok("contact", "show", "ana", "--json").json["items"][0]["emails"] == ["ana@example.com"]
    assert run("import", "linkedin", export, "--yes").code == 0


def test_a_ref_of_several_questions_lists_them_with_refs_that_tell_them_apart(run, ok, home, tmp_path):
    ok("contact", "add", "Ana García")
    ok("contact", "add", "Luis Pérez")
    source = tmp_path / "Connections.csv"
    source.write_text(CONNECTIONS, encoding="utf-8")
    assert run("import", "linkedin", source, "--yes").code == 5
    with closing(sqlite3.connect(home / "scrm.db")) as conn, conn:
        conn.execute("UPDATE reviews SET id = substr(id, 1, length(id) - 7) || rowid || 'abcdef'")
    listed = {item["ref"]: item["name"] for item in ok("import", "review", "list", "--json").json["items"]}
    assert sorted(listed.values()) == ["Ana García", "Luis Pérez"]
    for language, told in (
        ("en", "Several questions match abcdef. Try: use the longer ref of one of them"),
        ("es", "Varias preguntas coinciden con abcdef. Remedio: usar la referencia más larga"),
    ):
        ran = run("import", "review", "match", "abcdef", "@ana", "--lang", language)
        assert (ran.code, ran.out) == (3, "")
        assert told in ran.err
        assert dict(line.split(maxsplit=1) for line in ran.err.splitlines()[1:]) == listed
    ok("import", "review", "skip", min(listed))


def test_the_history_of_imports_is_listed_shown_and_undone(ok, run, export):
    ok("import", "linkedin", export, "--yes")
    (item,) = ok("import", "list", "--json").json["items"]
    assert list(item) == names("scrm.run/1")
    assert item["summary"]["new"] == 2
    assert ok("import", "show", "1", "--json").json["items"] == [item]
    assert "Connections.csv" in ok("import", "show").out
    ok("import", "undo")
    assert ok("contact", "list", "--json").json["count"] == 0
    assert run("import", "undo").code == 3
    assert run("import", "show", "9").code == 3


def test_an_import_taken_back_lists_by_ref_and_name_what_was_changed_since(run, ok, export):
    ok("import", "linkedin", export, "--yes")
    refs = dict(cells[::-1] for cells in ok("contact", "list", "--fields", "ref,name").cells)
    ok("contact", "edit", "@luis", "--city", "Vigo")
    ok("log", "@ana", "call", "scope agreed")
    ran = run("import", "undo")
    assert (ran.code, ran.out) == (5, "")
    told = [line for line in ran.err.splitlines() if line.startswith("  ")]
    assert sorted(told) == sorted(f"  {ref}  contact  {name}" for name, ref in refs.items())


def test_an_undo_lists_rows_without_a_name_by_what_they_belong_to_and_notes_by_path(run, ok, home):
    ok("contact", "add", "Ana García")
    ref = ok("log", "@ana", "call", "scope agreed").lines[0]
    ok("interaction", "edit", ref, "--tag", "offer")
    ok("interaction", "edit", ref, "--tag", "plan", "--minutes", "5")
    ran = run("undo", "3", "--lang", "es")
    assert (ran.code, ran.out) == (5, "")
    assert f"\n  {ref}  etiqueta de una interacción  scope agreed\n" in "\n" + ran.err
    ok("note", "new", "Plan", "--text", "x")
    (home / "notes" / "plan.md").write_text("changed by hand")
    assert "  plan.md  note\n" in run("undo").err


def test_what_is_no_export_is_exit_65_and_what_is_not_there_3(run, tmp_path):
    odd = tmp_path / "odd.csv"
    odd.write_text("a,b\n1,2\n")
    assert run("import", "linkedin", odd, "--yes").code == 65
    assert run("import", "linkedin", tmp_path / "nothing.zip", "--yes").code == 3
    assert run("import", "facebook", odd).code == 2


def test_an_empty_path_is_not_the_current_folder(run, home):
    ran = run("import", "linkedin", "", "--yes")
    assert (ran.code, ran.out) == (2, "")
    assert "The name of the file is empty" in ran.err
    assert not home.exists()


def test_a_file_whose_name_is_no_text_is_imported_and_listed(run, tmp_path):
    source = tmp_path / "Connections \udcff\x1b[31m.csv"
    source.write_text(
        "First Name,Last Name,URL,Company,Position,Connected On\nAna,Paz,,Acme,Dev,05 Dec 2023\n"
    )
    assert run("import", "linkedin", str(source), "--yes").code == 0
    assert "Connections \ufffd\ufffd[31m.csv" in run("import", "list").out
    assert run("import", "show").code == 0
    assert run("import", "show", "--json").json["items"][0]["path"].endswith("Connections \ufffd\x1b[31m.csv")
    assert run("history").code == 0


def test_people_who_only_wrote_are_listed_to_file_until_they_are_contacts(ok, run, tmp_path):
    me, zoe = "https://www.linkedin.com/in/alex", "https://www.linkedin.com/in/zoe"
    path = tmp_path / "messages.csv"
    path.write_text(
        "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
        f"1,Zoe Ruiz,{zoe},Alex Vega,{me},2026-11-20 09:00:00 UTC,,Hello,INBOX\n",
        encoding="utf-8",
    )
    ok("import", "linkedin", path, "--me", me, "--yes")
    document = ok("interaction", "strangers", "--json").json
    assert document["count"] == 1
    assert document["items"][0] == {
        "name": "Zoe Ruiz",
        "type": "profile",
        "network": "linkedin",
        "address": zoe,
        "interactions": 1,
        "last": "2026-11-20T09:00:00+00:00",
    }
    ok("contact", "add", "Zoe Ruiz", "--profile", zoe)
    assert ok("interaction", "strangers").lines == []
    assert ok("interaction", "list", "--with", "@zoe", "--fields", "summary").lines == ["Hello"]


MESSAGES = (
    "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    "1,Zoe Ruiz,https://www.linkedin.com/in/zoe,Alex Vega,https://www.linkedin.com/in/alex,"
    "2026-11-20 09:00:00 UTC,,Hello,INBOX\n"
    "2,Max Roe,https://www.linkedin.com/in/max,Alex Vega,https://www.linkedin.com/in/alex,"
    "2026-11-20 10:00:00 UTC,,Hi,INBOX\n"
)


@pytest.fixture
def messages(tmp_path):
    path = tmp_path / "messages.csv"
    path.write_text(MESSAGES, encoding="utf-8")
    return path


def test_rows_that_wait_for_the_owner_are_one_sentence_with_the_command_that_answers(run, ok, messages):
    ran = run("import", "linkedin", messages, "--yes")
    again = f"scrm import linkedin {messages} --me https://www.linkedin.com/in/YOU"
    assert ran.code == 5
    assert ran.lines[-2:] == ["Who are you?", "  messages.csv: 2 rows wait to know who you are (--me)"]
    assert f"scrm: messages.csv: 2 rows wait to know who you are (--me). Try: {again}\n" in ran.err
    listed = ok("import", "review", "list")
    assert [cells[1:3] for cells in listed.cells] == [["you", "who are you? --me"]]
    assert f"scrm has to know who you are before it can read these messages. Try: {again}\n" in listed.err
    assert ok("import", "review", "list", "--json").json["items"][0]["name"] is None
    ok("import", "linkedin", messages, "--yes", "--me", "https://www.linkedin.com/in/alex")
    assert ok("import", "review", "list").lines == []


def test_those_who_only_wrote_are_counted_before_and_after(ok, run, messages):
    words = ["import", "linkedin", messages, "--me", "https://www.linkedin.com/in/alex"]
    preview = ok(*words, "--dry-run")
    assert "2 people who only wrote do not become contacts, but wait to be filed\n" in preview.err
    assert "scrm interaction strangers" not in preview.err
    ran = ok(*words, "--yes", "--json")
    assert ran.err.endswith("2 people who only wrote wait to be filed: scrm interaction strangers\n")
    assert "to be filed" not in ok(*words, "--yes").err


def test_counts_of_an_import_are_in_the_language_of_the_user(ok, run, export):
    ok("contact", "add", "Ana García")
    run("import", "linkedin", export, "--yes")
    assert ok("import", "list").cells[0][4] == "1 new, 1 to review, 1 skipped"
    assert ok("import", "list", "--lang", "es").cells[0][4] == "1 nueva, 1 por revisar, 1 omitida"
    assert (
        "  Connections.csv  1 nueva, 1 por revisar, 1 omitida\n" in ok("import", "show", "--lang", "es").out
    )
    hint = "scrm import review match REF @WHO, new REF or skip REF answers one\n"
    assert ok("import", "review", "list", tty=True).err == hint
