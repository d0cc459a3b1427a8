"""What of a notes folder goes into a backup and comes back: notes and attachments, nothing hidden or in silence."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import zipfile

import pytest

from scrm.db.backup import contents
from scrm.db.backup.folder import Backups
from scrm.db.backup.model import LeftOut

PNG = b"\x89PNG\r\n" + random.Random(1).randbytes(3_000_000)


@pytest.fixture
def notes(home):
    folder = home / "notes"
    (folder / "pictures").mkdir(parents=True)
    (folder / "ana.md").write_text("![[card.png]]")
    (folder / "pictures" / "card.png").write_bytes(PNG)
    (folder / "offer.pdf").write_bytes(b"%PDF")
    return folder


@pytest.fixture
def backups(workspace, home, notes, clock):
    workspace.contacts.add("Ana García")
    return Backups(home / "backups", home / "scrm.db", notes, clock, patience=0.0)


def inside(report):
    with zipfile.ZipFile(report.path) as archive:
        return sorted(name.removeprefix("notes/") for name in archive.namelist() if name.startswith("notes/"))


def test_attachments_go_in_are_compared_by_hash_and_come_back(backups, notes):
    report = backups.create()
    assert (report.notes, report.attachments) == (1, 2)
    assert backups.verify(report.path) == report
    (notes / "pictures" / "card.png").write_bytes(PNG[:-1] + b"x")
    (notes / "offer.pdf").unlink()
    assert backups.differing(report.path) == ["offer.pdf", "pictures/card.png"]
    done = backups.restore(report.path)
    assert (done.written, done.newer, done.problems) == (2, [], [])
    assert (notes / "pictures" / "card.png").read_bytes() == PNG
    assert (notes / "offer.pdf").read_bytes() == b"%PDF"
    assert backups.differing(report.path) == []


def test_a_flipped_bit_in_an_attachment_is_named(backups):
    path = backups.create().path
    data = bytearray(path.read_bytes())
    data[data.index(PNG[:100]) + 2_000_000] ^= 1
    path.write_bytes(data)
    assert backups.verify(path).problems == ["notes/pictures/card.png is damaged"]


def test_what_does_not_differ_is_not_written_again(backups, notes):
    path = backups.create().path
    before = {name: (notes / name).stat() for name in ("ana.md", "offer.pdf", "pictures/card.png")}
    assert backups.restore(path).written == 0
    for name, info in before.items():
        after = (notes / name).stat()
        assert (after.st_ino, after.st_mtime_ns) == (info.st_ino, info.st_mtime_ns)


def test_hidden_files_stay_out_but_for_the_notes_in_the_trash(backups, notes):
    for hidden in (".obsidian/app.json", ".git/HEAD.md", ".DS_Store", ".draft.md", "pictures/.thumbs/a.png"):
        (notes / hidden).parent.mkdir(exist_ok=True)
        (notes / hidden).write_text("not ours")
    (notes / ".trash" / "sub").mkdir(parents=True)
    (notes / ".trash" / "old.md").write_text("old")
    (notes / ".trash" / "sub" / "older.md").write_text("older")
    (notes / ".trash" / "old.png").write_bytes(PNG)
    (notes / ".trash" / ".hidden.md").write_text("not ours")
    report = backups.create()
    assert inside(report) == [
        ".trash/old.md", ".trash/sub/older.md", "ana.md", "offer.pdf", "pictures/card.png"
    ]  # fmt: skip
    assert report.left_out == []
    shutil.rmtree(notes / ".trash")
    assert backups.restore(report.path).problems == []
    assert (notes / ".trash" / "sub" / "older.md").read_text() == "older"


def test_links_pipes_and_what_cannot_be_read_are_named_with_the_reason(backups, notes, tmp_path):
    (tmp_path / "secret.md").write_text("not ours")
    (notes / "link.md").symlink_to(tmp_path / "secret.md")
    (notes / "elsewhere").symlink_to(tmp_path)
    (notes / "round").symlink_to("round")
    os.mkfifo(notes / "pipe.md")
    (notes / os.fsdecode(b"caf\xe9.md")).write_text("latin")
    report = backups.create()
    assert (report.notes, report.attachments) == (1, 2)
    assert sorted((one.path, one.why) for one in report.left_out) == [
        ("caf\ufffd.md", "name"),
        ("elsewhere", "link"),
        ("link.md", "link"),
        ("pipe.md", "kind"),
        ("round", "link"),
    ]
    assert b"not ours" not in report.path.read_bytes()
    assert backups.verify(report.path).left_out == report.left_out


def test_a_file_over_the_limit_is_named_and_the_rest_goes_in(backups, notes):
    with (notes / "film.mp4").open("wb") as file:
        file.truncate(contents.LARGEST + 1)
    report = backups.create()
    assert report.left_out == [LeftOut("film.mp4", "big")]
    assert inside(report) == ["ana.md", "offer.pdf", "pictures/card.png"]
    assert contents.LARGEST == 100_000_000


def test_a_notes_folder_that_holds_the_workspace_does_not_swallow_it(workspace, home, clock):
    """Or each backup would hold all those before it."""
    (home / "plan.md").write_text("plan")
    backups = Backups(home / "backups", home / "scrm.db", home, clock)
    backups.create()
    clock.move(hours=1)
    assert inside(backups.create()) == ["plan.md"]


def test_a_deep_folder_is_walked_with_few_open_files(backups, notes):
    deep = notes.joinpath(*"d" * 150)
    deep.mkdir(parents=True)
    (deep / "deep.md").touch()
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (100, limits[1]))
    try:
        report = backups.create()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert f"{'d/' * 150}deep.md" in inside(report)


def test_a_file_in_the_place_of_the_folder_is_named(backups, notes):
    shutil.rmtree(notes)
    notes.write_text("no folder")
    report = backups.create()
    assert report.left_out == [LeftOut(str(notes), "kind")]


def test_a_backup_of_notes_alone_as_the_first_ones_were_is_restored(backups, notes):
    """Their list of what was left out gave paths and no reason."""
    report = backups.create()
    with zipfile.ZipFile(report.path) as archive:
        members = {
            name: archive.read(name) for name in archive.namelist() if not name.endswith(("png", "pdf"))
        }
    manifest = json.loads(members["manifest.json"])
    manifest["files"] = {name: facts for name, facts in manifest["files"].items() if name in members}
    manifest["left_out"] = ["link.md"]
    members["manifest.json"] = json.dumps(manifest).encode()
    with report.path.open("w+b") as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.comment = b"0" * 64
            for name, data in members.items():
                archive.writestr(name, data)
        from scrm.db.backup.bundle import hash_to

        end = file.seek(0, os.SEEK_END) - 64
        seal = hash_to(file, end)
        file.write(seal.encode())
    (notes / "ana.md").unlink()
    done = backups.restore(report.path)
    assert (done.written, done.newer) == (1, ["offer.pdf", "pictures/card.png"])
    assert backups.verify(report.path).left_out == [LeftOut("link.md", "closed")]
