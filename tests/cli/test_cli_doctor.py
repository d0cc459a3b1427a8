"""The doctor looks at everything while somebody else writes, and names what rotted by table and ref, nobody by name."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from scrm.db import connection


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
        f"1 row holds something else than was written: contacts {ana}",
        "scrm backup list",
    ] in ran.cells
    assert "Ana" not in ran.out
    assert ran.cells[-1][1].startswith("The last backup is of ")
