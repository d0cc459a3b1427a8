from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrm.base import files
from scrm.base.errors import BadInput, NotFound, StorageFailed
from vault import problems
from vault import scan as scanning
from vault.folder import Vault
from vault.scan import LIMIT, Scan, Stat, Unusable, scan

Put = Callable[..., Path]


def known(found: Scan) -> dict[str, Stat]:
    """What a caller keeps of a scan."""
    return {**found.same, **found.new, **found.changed}


def test_new_changed_same_and_gone_files_are_told_apart(root: Path, put: Put) -> None:
    for name in ("same.md", "Sub/changed.md", "gone.md", "Sub/gone.md"):
        put(name, name.encode())
    first = scan(root, {})
    assert sorted(first.new) == ["Sub/changed.md", "Sub/gone.md", "gone.md", "same.md"]
    assert first.new["same.md"].sha == files.sha256_hex(b"same.md")
    put("Sub/changed.md", b"Sub/CHANGED.md", seconds_old=60)
    put("new.md", b"new")
    (root / "gone.md").unlink()
    (root / "Sub" / "gone.md").unlink()
    second = scan(root, first.new)
    assert (sorted(second.new), sorted(second.changed), sorted(second.same), second.gone) == (
        ["new.md"], ["Sub/changed.md"], ["same.md"], ["Sub/gone.md", "gone.md"],
    )  # fmt: skip
    third = scan(root, known(second))
    assert (third.new, third.changed, third.gone, third.unusable) == ({}, {}, [], [])
    assert third.same == known(second)


def test_a_file_is_read_only_when_its_time_or_size_moved(
    root: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md", "c.md"):
        put(name)
    before = scan(root, {}).new
    put("b.md", seconds_old=50)
    put("c.md", b"other", seconds_old=50)
    read: list[str] = []
    real = files.read_at

    def read_at(folder: int, name: str, limit: int, shown: Path) -> bytes:
        read.append(name)
        return real(folder, name, limit, shown)

    monkeypatch.setattr(files, "read_at", read_at)
    found = scan(root, before)
    assert read == ["b.md", "c.md"]
    assert (sorted(found.same), sorted(found.changed)) == (["a.md", "b.md"], ["c.md"])
    assert found.same["b.md"].mtime_ns > before["b.md"].mtime_ns
    read.clear()
    scan(root, known(found))
    assert read == []


def test_a_second_save_in_the_same_instant_is_not_missed(root: Path, put: Put) -> None:
    file = put("a.md", b"one", seconds_old=0)
    moment = file.stat()
    first = scan(root, {})
    assert first.new["a.md"].mtime_ns == 0
    file.write_bytes(b"two")
    os.utime(file, ns=(moment.st_atime_ns, moment.st_mtime_ns))
    second = scan(root, first.new)
    assert list(second.changed) == ["a.md"]
    os.utime(file, (time.time() - 10,) * 2)
    third = scan(root, known(second))
    assert third.same["a.md"].mtime_ns == file.stat().st_mtime_ns


def test_what_was_just_written_here_is_known_by_its_content(root: Path) -> None:
    Vault(root).create("a", b"words")
    found = scan(root, {"a.md": Stat.of(b"words")})
    assert (list(found.same), found.new, found.changed) == (["a.md"], {}, {})


def test_a_date_in_the_future_hides_no_change(root: Path, put: Put) -> None:
    put("a.md", b"one", seconds_old=-1e6)
    first = scan(root, {})
    assert first.new["a.md"].mtime_ns == 0
    assert list(scan(root, first.new).same) == ["a.md"]


def test_what_cannot_be_used_is_reported_and_does_not_count_as_gone(
    root: Path, put: Put, tmp_path: Path
) -> None:
    put("fine.md")
    put("big.md", b"x" * (LIMIT + 1))
    put("just.md", b"x" * LIMIT)
    (tmp_path / "out").mkdir()
    (root / "link.md").symlink_to(tmp_path / "none")
    (root / "loop.md").symlink_to(root / "loop.md")
    (root / "loop").symlink_to(root / "loop")
    (root / "folder").symlink_to(tmp_path / "out")
    (root / "picture").symlink_to(root / "fine.md")
    os.mkfifo(root / "pipe.md")
    os.mkfifo(root / "pipe")
    with open(os.fsencode(root) + b"/caf\xe9.md", "wb"):
        pass
    stale = Stat(1, 1, "0")
    before = dict.fromkeys(["big.md", "link.md", "folder/a.md", "pipe.md", "gone.md", "folder2/a.md"], stale)
    found = scan(root, before)
    assert sorted(found.new) == ["fine.md", "just.md"]
    assert found.gone == ["folder2/a.md", "gone.md"]
    assert sorted(found.unusable, key=lambda each: each.path) == [
        Unusable("big.md", problems.TOO_BIG),
        Unusable("caf\ufffd.md", problems.BAD_NAME),
        Unusable("folder", problems.LINK),
        Unusable("link.md", problems.LINK),
        Unusable("loop.md", problems.LINK),
        Unusable("pipe.md", problems.NOT_PLAIN),
    ]


def test_a_folder_or_file_that_cannot_be_read_is_reported(
    root: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("Shut/a.md")
    put("Shut/Deep/b.md")
    put("Open/c.md")
    put("Open/d.md")
    before = scan(root, {}).new
    put("Open/c.md", b"now", seconds_old=60)
    open_, read_ = files.disk.child, files.read_at

    def child(folder: int, name: str, make: bool) -> int:
        if name == "Shut":
            raise PermissionError(13, "Permission denied")
        return open_(folder, name, make)

    def read_at(folder: int, name: str, limit: int, shown: Path) -> bytes:
        if name == "c.md":
            raise StorageFailed("disk")
        return read_(folder, name, limit, shown)

    monkeypatch.setattr(files.disk, "child", child)
    monkeypatch.setattr(files, "read_at", read_at)
    found = scan(root, before)
    assert found.gone == []
    assert found.unusable == [
        Unusable("Shut", problems.NOT_READABLE),
        Unusable("Open/c.md", problems.NOT_READABLE),
    ]
    assert list(found.same) == ["Open/d.md"]


def test_files_and_folders_that_go_while_we_look_are_gone(
    root: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.md")
    put("b.md")
    put("Sub/c.md")
    before = scan(root, {}).new
    put("a.md", b"changed", seconds_old=60)
    real = files.entries_at

    def entries_at(folder: int, shown: Path) -> list[os.DirEntry[str]]:
        entries = real(folder, shown)
        (root / "b.md").unlink(missing_ok=True)
        shutil.rmtree(root / "Sub", ignore_errors=True)
        return entries

    def read_at(folder: int, name: str, limit: int, shown: Path) -> bytes:
        raise NotFound("gone")

    monkeypatch.setattr(files, "entries_at", entries_at)
    monkeypatch.setattr(files, "read_at", read_at)
    found = scan(root, before)
    assert (found.gone, found.unusable) == (["Sub/c.md", "a.md", "b.md"], [])


def test_a_file_whose_entry_is_damaged_is_reported(
    root: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.md")
    before = scan(root, {}).new

    class Damaged:
        name = "a.md"

        def __getattr__(self, _name: str) -> Callable[[], bool]:
            return lambda: _name == "is_file"

        def stat(self, *, follow_symlinks: bool) -> None:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(files, "entries_at", lambda _folder, _shown: [Damaged()])
    found = scan(root, before)
    assert (found.gone, found.unusable) == ([], [Unusable("a.md", problems.NOT_READABLE)])


def test_a_missing_root_is_empty_only_when_nothing_was_known(root: Path) -> None:
    assert scan(root, {}) == Scan()
    with pytest.raises(NotFound, match="notes"):
        scan(root, {"a.md": Stat(1, 1, "0")})
    root.write_text("a file")
    with pytest.raises(BadInput, match="not a folder"):
        scan(root, {"a.md": Stat(1, 1, "0")})


def test_a_root_that_cannot_be_read_is_an_error(
    root: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.md")

    def scandir(_folder: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(files.os, "scandir", scandir)
    with pytest.raises(StorageFailed, match="Input/output"):
        scan(root, {})


def test_hidden_folders_are_not_entered_and_old_temporary_files_are_swept(root: Path, put: Put) -> None:
    put(".obsidian/a.md")
    put(".trash/b.md")
    put(".hidden.md")
    put("Sub/.scrm-0123456789abcdef.tmp", seconds_old=3700)
    put(".scrm-0123456789abcdef.tmp", seconds_old=3700)
    put(".scrm-aaaaaaaaaaaaaaaa.tmp", seconds_old=3500)
    assert scan(root, {}) == Scan()
    assert sorted(name for name in os.listdir(root) if name.endswith(".tmp")) == [
        ".scrm-aaaaaaaaaaaaaaaa.tmp"
    ]


def test_a_deep_vault_is_walked(root: Path, put: Put) -> None:
    deep = "/".join(["d"] * 100) + "/a.md"
    put(deep)
    assert list(scanning.sizes(root)) == [deep]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["a.md", "b.md", "Sub/a.md", "Sub/Deep/c.md"]),
        st.none() | st.sampled_from([b"one", b"two", b"longer"]),
        st.booleans(),
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_what_is_kept_of_scans_is_always_what_is_on_the_disk(
    root: Path, put: Put, acts: list[tuple[str, bytes | None, bool]]
) -> None:
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    kept: dict[str, Stat] = {}
    for path, data, look in [*acts, ("a.md", b"last", True)]:
        if data is None:
            (root / path).unlink(missing_ok=True)
        else:
            put(path, data, seconds_old=0)
        if look:
            found = scan(root, kept)
            assert set(found.gone) == kept.keys() - known(found).keys()
            kept = known(found)
    on_disk = {str(each.relative_to(root)): each.read_bytes() for each in root.rglob("*.md")}
    assert {path: stat.sha for path, stat in kept.items()} == {
        path: files.sha256_hex(data) for path, data in on_disk.items()
    }
