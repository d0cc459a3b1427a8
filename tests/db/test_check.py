"""The doctor's view of the database: sound ones pass, and each kind of damage is told with a remedy."""

from __future__ import annotations

import os
import time

import pytest

from scrm.db.backup.folder import Backups
from scrm.db.health.files import check_backups, check_files, network_system, shown
from scrm.db.health.rows import check_database
from scrm.db.opening.connection import Database, connect


@pytest.fixture
def ana(workspace):
    return workspace.contacts.add("Ana García", organization="Acme", addresses=["ana@example.com"])


def bad(findings):
    return [finding for finding in findings if finding.level != "ok"]


def test_a_sound_database_has_nothing_but_good_news(workspace, ana):
    found = check_database(workspace.database)
    assert bad(found) == []
    assert any("local_people_grams" in finding.what for finding in found)
    assert any("local_notes_words" in finding.what for finding in found)


def test_the_check_leaves_no_trace(workspace, ana, home):
    onlooker = connect(home / "scrm.db")
    before = onlooker.execute("PRAGMA data_version").fetchone()[0]
    log = (home / "scrm.db-wal").read_bytes()
    check_database(workspace.database)
    assert onlooker.execute("PRAGMA data_version").fetchone()[0] == before
    assert (home / "scrm.db-wal").read_bytes() == log
    onlooker.close()


def test_a_person_the_index_does_not_know_is_found(workspace, ana):
    workspace.database.conn.execute("UPDATE contacts SET name = 'Ana Gracia'")
    (found,) = bad(check_database(workspace.database))
    assert (found.level, found.what) == ("fail", "The search index is wrong about 1 person")
    assert found.remedy == "scrm vault check --rebuild"


def test_a_person_only_the_index_knows_is_found(workspace, ana):
    workspace.database.conn.execute("UPDATE contacts SET deleted_at = 'x'")
    assert [f.what for f in bad(check_database(workspace.database))] == [
        "The search index is wrong about 1 person"
    ]


def test_full_text_that_does_not_fit_its_rows_is_found(workspace, ana):
    workspace.database.conn.execute("UPDATE local_people SET folded = 'somebody else'")
    whats = [f.what for f in bad(check_database(workspace.database))]
    assert whats == [
        "The full text local_people_grams is not what its rows say",
        "The full text local_people_words is not what its rows say",
    ]


def test_a_broken_reference_is_found(workspace, ana):
    conn = workspace.database.conn
    conn.execute("PRAGMA foreign_keys=OFF")
    conn.execute("UPDATE identities SET contact_id = 'nobody'")
    (found,) = bad(check_database(workspace.database))
    assert found.what == "1 reference leads to a row that is not there"
    conn.execute("UPDATE affiliations SET organization_id = 'no firm', contact_id = 'nobody'")
    (found,) = bad(check_database(workspace.database))
    assert found.what == "3 references lead to rows that are not there"
    assert len(conn.execute("PRAGMA foreign_key_check").fetchall()) == 3


def test_an_indexed_interaction_that_is_gone_is_found(workspace):
    conn = workspace.database.conn
    conn.execute("INSERT INTO local_interactions VALUES (1, 'gone', 'hello')")
    conn.execute("INSERT INTO local_interactions_words (rowid, body) VALUES (1, 'hello')")
    (found,) = bad(check_database(workspace.database))
    assert found.what == "The search index still has 1 interaction that is gone"


def test_triggers_and_views_of_other_programs_are_named(workspace, ana):
    conn = workspace.database.conn
    conn.execute("CREATE TRIGGER thief AFTER UPDATE ON contacts BEGIN DELETE FROM interactions; END")
    conn.execute('CREATE VIEW "a\x1b[2J" AS SELECT 1')
    (found,) = bad(check_database(workspace.database))
    assert found.level == "fail"
    assert found.what.endswith("what scrm does not make: view a\ufffd[2J, trigger thief")


def test_a_damaged_page_is_found_and_ends_the_list(workspace, ana, home):
    database = workspace.database
    root = database.value("SELECT rootpage FROM sqlite_schema WHERE name = 'contacts_ref'")
    page = database.value("PRAGMA page_size")
    database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    with (home / "scrm.db").open("r+b") as file:
        file.seek((root - 1) * page)
        file.write(b"\x0d" + b"\xff" * 200)
    again = Database(home / "scrm.db")
    found = bad(check_database(again))
    again.close()
    assert found[0].level == "fail"
    assert found[0].what.startswith("The database is damaged: ")


def test_nothing_waits_for_another_process_that_writes(workspace, ana, home):
    workspace.database.conn.execute("PRAGMA busy_timeout=0")
    foreign = connect(home / "scrm.db")
    foreign.execute("BEGIN IMMEDIATE")
    foreign.execute(
        "UPDATE local_people SET folded = 'somebody else'"
    )  # not to be seen before it is committed
    try:
        found = check_database(workspace.database)
    finally:
        foreign.close()
    assert bad(found) == []
    assert sum("full text" in finding.what for finding in found) == 4


def test_private_files_in_a_plain_folder_are_fine(workspace, home):
    assert bad(check_files(home / "scrm.db", [home])) == []


def test_files_open_to_others_are_named_with_the_command_that_closes_them(workspace, home):
    (home / "scrm.db").chmod(0o644)
    home.chmod(0o755)
    (found,) = bad(check_files(home / "scrm.db", [home, home / "absent"]))
    assert found.what == f"{home} and 1 more can be read by others"
    assert found.remedy == f"chmod 700 {home}; chmod 600 {home}/scrm.db"


def test_paths_below_the_home_do_not_tell_who_the_user_is(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert shown(tmp_path / "my data" / "scrm.db") == "~/'my data/scrm.db'"
    assert shown(tmp_path.parent / "x\x1b[2J") == f"'{tmp_path.parent}/x\ufffd[2J'"


@pytest.mark.parametrize(
    ("name", "mark", "program"),
    [
        ("Dropbox", "", "Dropbox"),
        ("OneDrive - Acme", "", "OneDrive"),
        ("Nextcloud", "", "Nextcloud"),
        ("work", ".stfolder", "Syncthing"),
        ("work", ".git", "git"),
    ],
)
def test_a_synchronised_folder_is_warned_of(tmp_path, name, mark, program):
    folder = tmp_path / name / "crm"
    folder.mkdir(parents=True)
    if mark:
        (tmp_path / name / mark).mkdir()
    (found,) = bad(check_files(folder / "scrm.db", []))
    assert found.level == "warn"
    assert program in found.what


def test_a_link_into_a_synchronised_folder_is_seen_through(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "crm").symlink_to(tmp_path / "Dropbox")
    assert len(bad(check_files(tmp_path / "crm" / "scrm.db", []))) == 1


def test_a_network_drive_is_known_by_its_mount(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\nserver:/x /data nfs4 rw 0 0\n/dev/sdb /data/own ext4 rw 0 0\n"
        "//pc/share /data/my\\040files cifs rw 0 0\nbroken\n"
    )
    folder = tmp_path.__class__
    assert network_system(folder("/data/crm"), mounts) == "nfs4"
    assert network_system(folder("/data/own/crm"), mounts) == ""
    assert network_system(folder("/data/my files/crm"), mounts) == "cifs"
    assert network_system(folder("/database"), mounts) == ""
    assert network_system(folder("/data/crm"), tmp_path / "absent") == ""


def test_leftovers_of_a_crash_are_counted_once_they_are_old(workspace, home):
    young, old = home / ".scrm-0123456789abcdef.tmp", home / ".scrm-fedcba9876543210.tmp"
    young.touch(0o600)
    old.touch(0o600)
    os.utime(old, (time.time() - 7200,) * 2)
    (found,) = bad(check_files(home / "scrm.db", [home]))
    assert found.what == "1 unfinished file of an interrupted run is left"


def test_a_database_set_aside_is_remembered(workspace, home):
    (home / "scrm-damaged-20261124-090200.db").touch(0o600)
    (found,) = bad(check_files(home / "scrm.db", [home]))
    assert "scrm-damaged-20261124-090200.db" in found.what


def test_backups_that_are_missing_or_old_are_warned_of(workspace, home, clock):
    backups = Backups(home / "backups", home / "scrm.db", home / "notes", clock)
    assert check_backups(backups, clock).what == "There is no backup yet"
    backups.create()
    assert check_backups(backups, clock).level == "ok"
    clock.move(days=8)
    found = check_backups(backups, clock)
    assert (found.level, found.what) == ("warn", "The last backup is of 2026-11-24")
