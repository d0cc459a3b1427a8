"""Backups on the command line: what is in them, what is not and why, what a restore writes and leaves."""

from __future__ import annotations

import json

import pytest

from scrm.db.backup import contents


@pytest.fixture
def notes(ok, home, ana):
    ok("note", "new", "@ana", "--text", "![[card.png]]")
    (home / "notes" / "card.png").write_bytes(b"\x89PNG")
    return home / "notes"


def test_attachments_are_counted_planned_and_restored(ok, notes):
    (path,) = ok("backup", "create").lines
    assert ok("backup", "verify").out == f"{path} is sound: 1 note, 1 attachment\n"
    (notes / "card.png").write_bytes(b"spoiled")
    (notes / "later.pdf").write_bytes(b"%PDF")
    planned = ok("backup", "restore", "--dry-run")
    assert planned.cells[1:] == [["change", "attachment", "card.png"]]
    name = path.rpartition("/")[2]
    done = ok("backup", "restore", "--confirm", name)
    assert "Left as it is, since the backup does not know it: 1 file of the notes folder" in done.err
    assert (notes / "card.png").read_bytes() == b"\x89PNG"
    assert (notes / "later.pdf").read_bytes() == b"%PDF"


def test_what_is_not_in_the_backup_is_named_in_words_and_in_the_document(ok, notes):
    with (notes / "film.mp4").open("wb") as file:
        file.truncate(contents.LARGEST + 1)
    (notes / "more").symlink_to("/")
    (notes / "odd\x1b[2J.md").symlink_to("nowhere")
    told = (
        "Not in the backup, since it is longer than 100 MB: film.mp4\n"
        "Not in the backup, since it is a link to another place: more\n"
        "Not in the backup, since it is a link to another place: odd\ufffd[2J.md\n"
    )
    assert told in ok("backup", "create").err
    assert told in ok("backup", "verify").err
    document = json.loads(ok("backup", "create", "--json").out)
    assert document == {
        "schema": "scrm.operation/1",
        "operation": None,
        "changed": 1,
        "left_out": [
            {"path": "film.mp4", "why": "big"},
            {"path": "more", "why": "link"},
            {"path": "odd\ufffd[2J.md", "why": "link"},
        ],
    }
