from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrm.base import disk, files
from scrm.base.errors import BadInput, Busy, Conflict, NotFound, ScrmError, StorageFailed
from vault.folder import Vault
from vault.scan import LIMIT, sizes

Put = Callable[..., Path]


def sha(data: bytes) -> str:
    return files.sha256_hex(data)


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def listed(vault: Vault) -> list[str]:
    return list(sizes(vault.root))


def test_nothing_is_made_before_the_first_write(vault: Vault, root: Path) -> None:
    assert listed(vault) == []
    with pytest.raises(NotFound, match="notes"):
        vault.read("a.md")
    with pytest.raises(NotFound):
        vault.write("a.md", b"x", sha(b"y"))
    assert not root.exists()


def test_a_note_is_named_after_its_title_and_numbered_on_a_clash(vault: Vault, root: Path, put: Put) -> None:
    put("Ana-Garcia-2.md", b"theirs")
    paths = [vault.create("Ana García", b"%d" % n) for n in range(3)]
    assert paths == ["ana-garcia.md", "ana-garcia-3.md", "ana-garcia-4.md"]
    vault.write("Clients/2026/acme.md", b"x", None)
    assert listed(vault) == [
        "Ana-Garcia-2.md", "Clients/2026/acme.md", "ana-garcia-3.md", "ana-garcia-4.md", "ana-garcia.md",
    ]  # fmt: skip
    assert vault.read_raw("Ana-Garcia-2.md") == b"theirs"
    assert stat.S_IMODE((root / "ana-garcia.md").stat().st_mode) == 0o600
    assert stat.S_IMODE((root / "Clients" / "2026").stat().st_mode) == 0o700


def test_a_name_taken_in_the_last_instant_gives_the_next_one(
    vault: Vault, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, rivals = disk.fill, ["ana.md", "ana-2.md"]

    def fill(folder: int, name: str, data: bytes) -> None:
        real(folder, name, data)
        if rivals:
            (root / rivals.pop(0)).write_bytes(b"rival")

    monkeypatch.setattr(disk, "fill", fill)
    assert vault.create("Ana", b"mine") == "ana-3.md"
    assert tree(root) == {"ana.md": b"rival", "ana-2.md": b"rival", "ana-3.md": b"mine"}
    rivals[:] = [f"bob{tail}.md" for tail in ("", "-2", "-3", "-4", "-5")]
    with pytest.raises(Conflict, match="exists already"):
        vault.create("Bob", b"mine")
    assert b"mine" not in {data for path, data in tree(root).items() if path.startswith("bob")}


def test_a_write_replaces_only_what_was_read(vault: Vault, root: Path, put: Put) -> None:
    file = put("a.md", b"one\r\n")
    assert vault.write("a.md", b"two", sha(b"one\r\n")) == sha(b"two")
    assert vault.write("a.md", b"two", sha(b"one\r\n")) == sha(b"two")
    file.write_bytes(b"outside")
    with pytest.raises(Conflict, match="changed by another program"):
        vault.write("a.md", b"three", sha(b"two"))
    file.unlink()
    with pytest.raises(NotFound):
        vault.write("a.md", b"three", sha(b"outside"))
    assert tree(root) == {}


def test_an_editor_that_saves_while_we_write_wins(
    vault: Vault, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, real = put("a.md", b"one"), disk.fill

    def fill(folder: int, name: str, data: bytes) -> None:
        real(folder, name, data)
        file.write_bytes(b"editor")

    monkeypatch.setattr(disk, "fill", fill)
    with pytest.raises(Conflict):
        vault.write("a.md", b"two", sha(b"one"))
    assert file.read_bytes() == b"editor"


def test_a_write_without_a_hash_makes_a_file_and_never_replaces_one(vault: Vault, root: Path) -> None:
    assert vault.write("Old/a.md", b"one", None) == sha(b"one")
    with pytest.raises(Conflict, match="exists already"):
        vault.write("Old/a.md", b"two", None)
    assert tree(root) == {"Old/a.md": b"one"}


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        (b"a\n", "b", b"a\nb\n"),
        (b"a", "b\n", b"a\nb\n"),
        (b"a\r\nb", "c\nd", b"a\r\nb\r\nc\r\nd\r\n"),
        (b"", "a\r\n\r\nb\r", b"a\n\nb\n"),
        (b"caf\xe9\n", "\u2028x", b"caf\xe9\n\xe2\x80\xa8x\n"),
    ],
)
def test_appending_keeps_what_is_there(
    vault: Vault, put: Put, before: bytes, text: str, after: bytes
) -> None:
    put("a.md", before)
    assert vault.append("a.md", text) == sha(after)
    assert vault.read_raw("a.md") == after


def test_appending_repeats_itself_against_an_editor_and_gives_up_in_the_end(
    vault: Vault, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, real, saves = put("a.md", b""), disk.fill, [2]

    def fill(folder: int, name: str, data: bytes) -> None:
        real(folder, name, data)
        if saves[0]:
            saves[0] -= 1
            file.write_bytes(file.read_bytes() + b"editor\n")

    monkeypatch.setattr(disk, "fill", fill)
    vault.append("a.md", "mine")
    assert file.read_bytes() == b"editor\neditor\nmine\n"
    saves[0] = 99
    with pytest.raises(Conflict):
        vault.append("a.md", "never")
    assert b"never" not in file.read_bytes()


def test_removing_moves_to_the_trash_and_restoring_brings_back(vault: Vault, root: Path, put: Put) -> None:
    put("Clients/a.md", b"one")
    put("a.md", b"two")
    trashed = [vault.remove("Clients/a.md", sha(b"one")), vault.remove("a.md", sha(b"two"))]
    assert trashed == [".trash/a.md", ".trash/a-2.md"]
    assert listed(vault) == []
    assert stat.S_IMODE((root / ".trash").stat().st_mode) == 0o700
    put("a.md", b"three")
    assert vault.restore(".trash/a-2.md", "a.md") == "a-2.md"
    (root / "Clients").rmdir()
    assert vault.restore(".trash/a.md", "Clients/a.md") == "Clients/a.md"
    assert tree(root) == {"a.md": b"three", "a-2.md": b"two", "Clients/a.md": b"one"}
    with pytest.raises(NotFound):
        vault.restore(".trash/a.md", "a.md")


def test_a_note_goes_back_by_its_bytes_to_the_place_it_came_from(vault: Vault, root: Path, put: Put) -> None:
    put("Clients/a.md", b"one")
    put(".trash/a.md", b"two")
    info = (root / "Clients" / "a.md").stat()
    assert vault.remove("Clients/a.md", sha(b"one")) == ".trash/a-2.md"
    assert vault.trashed() == {".trash/a-2.md": 3, ".trash/a.md": 3}
    assert not vault.take_back("b.md", b"six")
    put("a.md", b"taken")
    with pytest.raises(Conflict):
        vault.take_back("a.md", b"one")
    assert vault.take_back("Clients/a.md", b"one")
    assert (root / "Clients" / "a.md").stat().st_mtime_ns == info.st_mtime_ns
    assert tree(root) == {"Clients/a.md": b"one", ".trash/a.md": b"two", "a.md": b"taken"}


def test_only_what_the_trash_is_known_to_hold_is_destroyed(vault: Vault, root: Path, put: Put) -> None:
    put(".trash/a.md", b"one")
    with pytest.raises(Conflict):
        vault.destroy(".trash/a.md", b"two")
    vault.destroy(".trash/a.md", b"one")
    assert vault.trashed() == {}
    with pytest.raises(NotFound):
        vault.destroy(".trash/a.md", b"one")


def test_a_note_changed_outside_is_not_removed(vault: Vault, put: Put) -> None:
    put("a.md", b"one")
    with pytest.raises(Conflict):
        vault.remove("a.md", sha(b"else"))
    with pytest.raises(NotFound):
        vault.remove("b.md", sha(b"one"))
    assert listed(vault) == ["a.md"]


def test_a_note_too_long_to_be_read_again_is_not_written(vault: Vault, put: Put) -> None:
    put("a.md", b"x" * LIMIT)
    for act in (
        lambda: vault.append("a.md", "y"),
        lambda: vault.create("b", b"x" * (LIMIT + 1)),
        lambda: vault.write("c.md", b"x" * (LIMIT + 1), None),
    ):
        with pytest.raises(BadInput, match="1000 kB"):
            act()
    assert listed(vault) == ["a.md"]


def test_an_editor_gets_the_absolute_path_of_a_plain_note(
    vault: Vault, root: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("In/-a.md")
    monkeypatch.chdir(root.parent)
    assert Vault(Path("notes")).locate("In/-a.md") == root / "In" / "-a.md"
    with pytest.raises(NotFound):
        vault.locate("b.md")


BAD = [
    "", "/", "/etc/passwd", "..", "../a.md", "a/../../b.md", "a//b.md", "a/", ".obsidian/app.json", "a/.b.md", "a\0.md",
]  # fmt: skip


@pytest.mark.parametrize("path", BAD)
def test_a_path_that_leads_out_or_is_hidden_is_refused_by_every_door(
    vault: Vault, root: Path, put: Put, path: str
) -> None:
    put("a.md", b"x")
    (root / ".trash").mkdir()
    (root / ".trash" / "t.md").write_bytes(b"t")
    before = tree(root.parent)
    doors = [
        lambda: vault.read_raw(path),
        lambda: vault.locate(path),
        lambda: vault.write(path, b"x", None),
        lambda: vault.write(path, b"x", sha(b"x")),
        lambda: vault.append(path, "x"),
        lambda: vault.remove(path, sha(b"x")),
        lambda: vault.restore(".trash/t.md", path),
        lambda: vault.restore(f".trash/{path}", "b.md"),
        lambda: vault.read_trashed(f".trash/{path}"),
        lambda: vault.destroy(f".trash/{path}", b"x"),
        lambda: vault.take_back(path, b"t"),
    ]
    for door in doors:
        with pytest.raises(BadInput, match="leads out"):
            door()
    assert tree(root.parent) == before


def test_symbolic_links_are_refused_by_every_door(vault: Vault, root: Path, put: Put, tmp_path: Path) -> None:
    put("a.md", b"x")
    out = tmp_path / "out"
    out.mkdir()
    (out / "s.md").write_bytes(b"secret")
    (root / "dir").symlink_to(out)
    (root / "link.md").symlink_to(out / "s.md")
    put(".trash/t.md", b"t")
    (root / ".trash" / "link.md").symlink_to(out / "s.md")
    for act in (
        lambda: vault.read_raw("dir/s.md"),
        lambda: vault.read_raw("link.md"),
        lambda: vault.write("dir/s.md", b"x", sha(b"secret")),
        lambda: vault.write("link.md", b"x", sha(b"secret")),
        lambda: vault.write("dir/new.md", b"x", None),
        lambda: vault.restore(".trash/t.md", "dir/t.md"),
        lambda: vault.take_back("dir/t.md", b"t"),
        lambda: vault.append("link.md", "x"),
        lambda: vault.remove("link.md", sha(b"secret")),
        lambda: vault.remove("dir/s.md", sha(b"secret")),
        lambda: vault.read_trashed(".trash/link.md"),
        lambda: vault.destroy(".trash/link.md", b"secret"),
    ):
        with pytest.raises(BadInput, match="leads out"):
            act()
    shutil.rmtree(root / ".trash")
    (root / ".trash").symlink_to(out)
    for act in (
        lambda: vault.remove("a.md", sha(b"x")),
        lambda: vault.read_trashed(".trash/s.md"),
        lambda: vault.destroy(".trash/s.md", b"secret"),
    ):
        with pytest.raises(BadInput, match="leads out"):
            act()
    assert not vault.take_back("b.md", b"secret")
    with pytest.raises(Conflict):
        vault.write("link.md", b"x", None)
    assert tree(out) == {"s.md": b"secret"}
    assert listed(vault) == ["a.md"]


def test_the_root_itself_may_be_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    root.symlink_to(tmp_path / "real")
    vault = Vault(root)
    assert listed(vault) == []
    vault.create("a", b"x")
    assert tree(tmp_path / "real") == {"a.md": b"x"}


def test_a_folder_swapped_for_a_link_again_and_again_lets_nothing_out(
    vault: Vault, root: Path, put: Put, tmp_path: Path
) -> None:
    put("dir/a.md", b"0")
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.md").write_bytes(b"0")
    stop = threading.Event()

    def swap() -> None:
        while not stop.is_set():
            (root / "dir").rename(root / "aside")
            (root / "dir").symlink_to(out)
            (root / "dir").unlink()
            (root / "aside").rename(root / "dir")

    thread = threading.Thread(target=swap)
    thread.start()
    done = refused = tries = 0
    try:
        while tries < 1000 or (not (done and refused) and tries < 20000):
            tries += 1
            try:
                vault.write("dir/a.md", b"%d" % (done + 1), sha(b"%d" % done))
                done += 1
            except (BadInput, NotFound):
                refused += 1
    finally:
        stop.set()
        thread.join()
    assert tree(out) == {"a.md": b"0"}
    assert tree(root) == {"dir/a.md": b"%d" % done}
    assert done
    assert refused


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=40) | st.sampled_from(["..", "/", "../x", ".x", "a/b", "\ud800"]),
    st.text(max_size=40) | st.just("\udc80"),
)
def test_any_title_and_any_path_stay_inside(vault: Vault, root: Path, title: str, folder: str) -> None:
    assert vault.read_raw(vault.create(title, b"x")) == b"x"
    with suppress(ScrmError):
        vault.write(f"{folder}/x.md", b"x", None)
    assert os.listdir(root.parent) == ["notes"]


COUNT = """
    import sys
    from pathlib import Path
    from scrm.base.errors import Conflict
    from scrm.base.files import sha256_hex
    from vault.folder import Vault

    vault, done = Vault(Path(sys.argv[1])), 0
    while done < 50:
        data = vault.read_raw("n.md")
        try:
            vault.write("n.md", b"%d" % (int(data) + 1), sha256_hex(data))
            done += 1
        except Conflict:
            pass
"""


def test_two_processes_that_count_lose_nothing(vault: Vault, put: Put) -> None:
    put("n.md", b"0")
    command = [sys.executable, "-c", textwrap.dedent(COUNT), str(vault.root)]
    counters = [subprocess.Popen(command, cwd=Path(__file__).parents[2]) for _ in range(3)]
    assert [counter.wait(timeout=120) for counter in counters] == [0, 0, 0]
    assert vault.read_raw("n.md") == b"150"


def test_a_vault_held_by_another_process_is_busy_and_can_still_be_read(
    vault: Vault, root: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.md", b"x")
    put(".trash/t.md", b"t")
    before = tree(root)
    monkeypatch.setattr(files, "PATIENCE", 0.0)
    with files.open_folder(root) as folder, files.locked(folder, root):
        for act in (
            lambda: vault.create("b", b"x"),
            lambda: vault.write("a.md", b"y", sha(b"x")),
            lambda: vault.append("a.md", "y"),
            lambda: vault.remove("a.md", sha(b"x")),
            lambda: vault.restore(".trash/t.md", "t.md"),
            lambda: vault.take_back("t.md", b"t"),
            lambda: vault.destroy(".trash/t.md", b"t"),
        ):
            with pytest.raises(Busy, match="notes"):
                act()
        assert vault.read("a.md").body == "x"
        assert listed(vault) == ["a.md"]
    assert tree(root) == before


class FailingOs:
    """The os module, whose n-th changing call fails."""

    CALLS = frozenset("open write fsync fchmod replace link unlink mkdir".split())

    def __init__(self, nth: int, code: int) -> None:
        self.nth, self.code, self.calls = nth, code, 0

    def __getattr__(self, name: str) -> object:
        real = getattr(os, name)
        if name not in self.CALLS:
            return real

        def call(*args: object, **named: object) -> object:
            self.calls += 1
            if self.calls == self.nth:
                raise OSError(self.code, os.strerror(self.code))
            return real(*args, **named)

        return call


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("verb", ["create", "write", "append", "remove", "restore", "take_back"])
def test_whatever_call_fails_every_note_stays_whole_and_a_retry_works(
    root: Path, monkeypatch: pytest.MonkeyPatch, verb: str, code: int
) -> None:
    acts: dict[str, Callable[[Vault], object]] = {
        "create": lambda vault: vault.create("New", b"new"),
        "write": lambda vault: vault.write("a.md", b"new", sha(b"old")),
        "append": lambda vault: vault.append("a.md", "new"),
        "remove": lambda vault: vault.remove("a.md", sha(b"old")),
        "restore": lambda vault: vault.restore(".trash/t.md", "t.md"),
        "take_back": lambda vault: vault.take_back("t.md", b"trashed"),
    }
    whole = {b"old", b"new", b"old\nnew\n", b"trashed"}
    for nth in range(1, 60):
        here = root / str(nth)
        (here / ".trash").mkdir(parents=True)
        (here / "a.md").write_bytes(b"old")
        (here / ".trash" / "t.md").write_bytes(b"trashed")
        failing, error = FailingOs(nth, code), None
        with monkeypatch.context() as patch:
            patch.setattr(disk, "os", failing)
            patch.setattr(files, "os", failing)
            try:
                acts[verb](Vault(here))
            except StorageFailed as raised:
                error = raised
        found = tree(here)
        assert set(found.values()) <= whole
        assert {b"old", b"old\nnew\n", b"new"} & set(found.values())
        assert b"trashed" in found.values()
        if failing.calls < nth:
            assert error is None
            return
        if error:
            assert str(here) in error.what
            acts[verb](Vault(here))
    raise AssertionError("never passed")


def test_a_vault_of_another_program_is_left_as_it_is(vault: Vault, root: Path, put: Put) -> None:
    put(".obsidian/app.json", b"{}")
    put(".git/x.md")
    put("Daily/2026-11-21.md", b"# Day\n")
    put("picture.png", b"\x89PNG")
    root.chmod(0o755)
    before = tree(root)
    assert listed(vault) == ["Daily/2026-11-21.md"]
    assert vault.read("Daily/2026-11-21.md").title == "2026-11-21"
    assert tree(root) == before
    vault.create("Mine", b"x")
    assert stat.S_IMODE(root.stat().st_mode) == 0o755
