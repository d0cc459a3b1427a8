"""The doctor looks at everything while somebody else writes, and names what rotted by its ref, nobody by name."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from scrm.db.opening import connection


@pytest.fixture
def writer(ana, home, monkeypatch):
    """Another process is in the middle of a write."""
    monkeypatch.setattr(connection, "SETTINGS", f"{connection.SETTINGS}PRAGMA busy_timeout=10;")
    with closing(sqlite3.connect(home / "scrm.db", isolation_level=None)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE contacts SET city = 'Vigo', updated_at = 'later'")
        yield conn


def test_a_write_that_goes_on_is_neither_waited_for_nor_found_wrong(ok, writer):
    found = ok("doctor").cells
    assert {line[0] for line in found} == {"ok", "warning"}
    assert [line[1] for line in found if line[0] == "warning"] == ["There is no backup yet"]


def test_a_note_that_is_new_waits_for_the_writer_and_the_rest_does_not(ok, writer, home):
    (home / "notes").mkdir(mode=0o700)
    (home / "notes" / "Lisbon.md").write_text("An offer\n")
    found = ok("doctor").cells
    assert ["warning", "Another scrm is writing to this workspace", "scrm note check"] in found
    assert [line[0] for line in found if "full text" in line[1]] == ["ok"] * 4


def test_a_row_that_rotted_is_exit_1_and_the_rest_is_looked_at_too(ok, run, ana, home):
    ok("backup", "create")
    with closing(sqlite3.connect(home / "scrm.db")) as conn, conn:
        conn.execute("UPDATE contacts SET how_met = 'at a fbir'")
    ran = run("doctor")
    assert ran.code == 1
    assert [
        "failed",
        f"1 row holds something else than was written: contact {ana}",
        "scrm backup list",
    ] in ran.cells
    assert "Ana" not in ran.out
    assert ran.cells[-1][1].startswith("The last backup is of ")


TABLES = ("local_", "contacts", "identities", "followups", "sqlite_")


def test_findings_are_in_words_of_the_user_and_name_tables_in_documents_alone(ok, run, ana, home):
    ok("backup", "create")
    with closing(sqlite3.connect(home / "scrm.db")) as conn, conn:
        conn.execute("UPDATE contacts SET how_met = 'at a fbir'")
        conn.execute("UPDATE local_operations SET verb = 'contact adD'")
        conn.execute("INSERT INTO local_people_words (local_people_words) VALUES ('delete-all')")
    for words in ((), ("--fields", "what"), ("--lang", "es")):
        for tty in (False, True):
            out = run("doctor", *words, tty=tty).out
            assert not [name for name in TABLES if name in out]
            assert ana in out
    out = run("doctor").out
    assert f"2 rows hold something else than was written: contact {ana}, entry of the history 1\t" in out
    assert "failed\tThe full text of people is not what its rows say\tscrm vault check --rebuild\n" in out
    assert "ok\tThe full text of what was said is sound" in out
    spanish = run("doctor", "--lang", "es").out
    assert f"contacto {ana}, entrada del historial 1\t" in spanish
    assert "El texto completo de las personas no coincide" in spanish
    document = [one["what"] for one in run("doctor", "--json").json["items"]]
    assert f"2 rows hold something else than was written: contacts {ana}, local_operations 1" in document
    assert "The full text local_people_words is not what its rows say" in document


def test_what_sqlite_says_of_a_damage_stands_in_documents_alone(run, ok, ana, home):
    with closing(sqlite3.connect(home / "scrm.db")) as conn, conn:
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute("UPDATE sqlite_schema SET sql = replace(sql, '-6', '-5') WHERE name = 'contacts_ref'")
    assert "failed\tThe database is damaged\tscrm backup list\n" in run("doctor").out
    assert "La base de datos está dañada\t" in run("doctor", "--lang", "es").out
    told = [one["what"] for one in run("doctor", "--json").json["items"] if one["level"] == "fail"]
    assert [what for what in told if what.startswith("The database is damaged: ")]
