"""Backups that somebody changed and sealed anew: what would put an end to the workspace is told and not restored."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile

import pytest

from scrm.base.errors import BadInput
from scrm.db.backup.contents import LARGEST
from scrm.db.backup.folder import Backups
from scrm.db.health.kept import check_against_backup
from scrm.db.opening.migrations import VERSION


@pytest.fixture
def backups(workspace, home, clock):
    workspace.contacts.add("Ana García")
    (home / "notes").mkdir(exist_ok=True)
    (home / "notes" / "a.md").write_text("first\n")
    return Backups(home / "backups", home / "scrm.db", home / "notes", clock, patience=0.0)


@pytest.fixture
def tampered(backups, tmp_path):
    """A backup with other files, or another database, under a seal that fits."""

    def make(files=None, sql=(), claimed=None):
        path, copy = tmp_path / "tampered.zip", tmp_path / "copy.db"
        with zipfile.ZipFile(backups.create().path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        manifest = json.loads(parts.pop("manifest.json"))
        copy.write_bytes(parts["scrm.db"])
        with sqlite3.connect(copy) as conn:
            for statement in sql:
                conn.execute(statement)
        conn.close()
        parts |= {"scrm.db": copy.read_bytes()} | (files or {})
        manifest["files"] = {name: [len(d), hashlib.sha256(d).hexdigest()] for name, d in parts.items()}
        manifest["files"] |= claimed or {}
        with zipfile.ZipFile(path, "w") as archive:
            archive.comment = b"0" * 64
            for name, data in {**parts, "manifest.json": json.dumps(manifest).encode()}.items():
                archive.writestr(name, data)
        unsealed = path.read_bytes()[:-64]
        path.write_bytes(unsealed + hashlib.sha256(unsealed).hexdigest().encode())
        return path

    return make


@pytest.mark.parametrize("sql", ["PRAGMA application_id=5", f"PRAGMA user_version={VERSION + 1}"])
def test_a_database_that_would_not_open_is_not_put_in_the_place_of_one_that_does(
    backups, tampered, home, sql
):
    path, before = tampered(sql=[sql]), (home / "scrm.db").read_bytes()
    assert backups.verify(path).problems == [
        "The database in it is none of scrm, or of another version than it says"
    ]
    with pytest.raises(BadInput, match="none of scrm"):
        backups.restore(path)
    assert (home / "scrm.db").read_bytes() == before


STOWAWAYS = {
    "trigger thief": "CREATE TRIGGER thief AFTER UPDATE ON contacts BEGIN DELETE FROM interactions; END",
    "view mirror": "CREATE VIEW mirror AS SELECT * FROM contacts",
    "table hoard": "CREATE TABLE hoard (x)",
    "table words": "CREATE VIRTUAL TABLE words USING fts5(x)",
    "index slow": "CREATE UNIQUE INDEX slow ON contacts (city)",
}


@pytest.mark.parametrize("name", STOWAWAYS)
def test_a_database_with_what_scrm_does_not_make_is_not_restored(backups, tampered, home, name):
    path, before = tampered(sql=[STOWAWAYS[name]]), (home / "scrm.db").read_bytes()
    with pytest.raises(BadInput, match=f"tampered.zip was not restored: .* no scrm makes: .*{name}"):
        backups.restore(path)
    assert (home / "scrm.db").read_bytes() == before
    assert len(backups.verify(path).problems) == 1


def test_the_doctor_holds_nothing_against_a_backup_with_a_stowaway(backups, tampered, workspace):
    path = tampered(sql=[STOWAWAYS["view mirror"]])
    sound = [finding.what for finding in check_against_backup(workspace.database, backups)]
    assert len(sound) == 1
    path.rename(backups.entries()[0].path)
    assert list(check_against_backup(workspace.database, backups)) == []


@pytest.mark.parametrize("entry", ["sqlite_stat1", "sqlite_autoindex_contacts_1", "local_notes_words_data"])
def test_a_trigger_that_goes_by_a_name_of_sqlites_own_is_not_restored(backups, tampered, home, entry):
    sql = "CREATE TRIGGER thief AFTER UPDATE ON contacts BEGIN DELETE FROM interactions; END"
    row = f"'table', '{entry}', '{entry}', 0, '{sql}'"
    path = tampered(sql=["PRAGMA writable_schema=ON", f"INSERT INTO sqlite_schema VALUES ({row})"])
    before = (home / "scrm.db").read_bytes()
    with pytest.raises(BadInput, match=f"tampered.zip was not restored: .*{entry}"):
        backups.restore(path)
    assert (home / "scrm.db").read_bytes() == before


def test_what_sqlite_keeps_for_itself_is_no_stowaway(backups, tampered):
    path = tampered(sql=["ANALYZE"])
    assert backups.verify(path).problems == []
    assert backups.restore(path).safety is not None


def test_a_file_larger_than_a_backup_takes_is_not_unpacked(backups, tampered):
    path = tampered(claimed={"notes/bomb.md": [LARGEST + 1, "0" * 64]})
    assert backups.verify(path).problems == ["notes/bomb.md is larger than anything that goes into a backup"]


def test_a_name_that_the_disk_refuses_and_a_folder_in_the_way_keep_no_other_file_from_coming_back(
    backups, tampered, home
):
    path = tampered({f"notes/{'n' * 300}.md": b"x", "notes/sub": b"x", "notes/z.md": b"last"})
    (home / "notes" / "sub").mkdir()
    (home / "notes" / "a.md").write_text("changed\n")
    done = backups.restore(path)
    assert (home / "notes" / "a.md").read_text() == "first\n"
    assert (home / "notes" / "z.md").read_text() == "last"
    assert len(done.problems) == 2
    assert "is too long for this disk" in done.problems[0]
    assert f"{home / 'notes' / 'sub'} is not a plain file" in done.problems[1]
