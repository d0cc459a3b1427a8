from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrm.base import disk, files
from scrm.base.errors import BadInput, Busy, Conflict, NotFound, ScrmError, StorageFailed

OLD = b"old words\n" * 50
NEW = b"new words, and more of them\n" * 5000


class FailingOs:
    """The os module, whose n-th call that touches the disk fails with one error."""

    CALLS = frozenset("open write read fsync fchmod close replace link unlink mkdir stat fstat chmod".split())

    def __init__(self, nth: int, code: int, only: frozenset[str] = CALLS) -> None:
        self.nth, self.code, self.only = nth, code, only
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> object:
        real = getattr(os, name)
        if name not in self.only:
            return real

        def call(*args: object, **named: object) -> object:
            self.calls.append(name)
            if len(self.calls) != self.nth:
                return real(*args, **named)
            if name == "close":  # a close that fails has closed all the same
                real(*args, **named)
            raise OSError(self.code, os.strerror(self.code))

        return call

    @property
    def failed(self) -> str:
        """The name of the call that failed, or nothing."""
        return self.calls[self.nth - 1] if len(self.calls) >= self.nth else ""


Fail = Callable[..., FailingOs]


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch) -> Fail:
    def install(nth: int, code: int = errno.EIO, *only: str) -> FailingOs:
        failing = FailingOs(nth, code, frozenset(only) or FailingOs.CALLS)
        monkeypatch.setattr(disk, "os", failing)
        monkeypatch.setattr(files, "os", failing)
        return failing

    return install


def each_call(fail: Fail, code: int, act: Callable[[], object]) -> Iterator[tuple[str, ScrmError | None]]:
    """Run `act` with its first, second, ... call failing, until it makes fewer calls than that."""
    for nth in range(1, 100):
        failing, error = fail(nth, code), None
        try:
            act()
        except ScrmError as raised:
            error = raised
        name, failing.nth = failing.failed, 0
        if not name:
            assert error is None
            return
        yield name, error
    raise AssertionError("never passed")


def leftovers(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if files.is_temporary(name)]


@pytest.mark.parametrize(
    "code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EFBIG]
)
def test_a_write_that_fails_at_any_call_leaves_the_old_or_the_new_bytes_whole(
    tmp_path: Path, fail: Fail, code: int
) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(OLD)
    seen = []
    for name, error in each_call(fail, code, lambda: files.write_atomic(path, NEW)):
        seen.append(name)
        assert path.read_bytes() in (OLD, NEW)
        if error is None:
            assert name == "unlink" or path.read_bytes() == NEW
        else:
            assert isinstance(error, StorageFailed)
            assert str(tmp_path) in error.what
            assert error.remedy
            assert not leftovers(tmp_path)
        files.write_atomic(path, NEW)
        assert path.read_bytes() == NEW
        path.write_bytes(OLD)
    assert {"open", "write", "fsync", "replace", "fchmod"} <= set(seen)


def test_a_new_file_that_fails_at_any_call_is_not_there_and_can_be_written_again(
    tmp_path: Path, fail: Fail
) -> None:
    path = tmp_path / "note.md"

    def write() -> None:
        with files.open_folder(tmp_path) as folder:
            files.write_at(folder, "note.md", NEW, path, new=True)

    for name, error in each_call(fail, errno.EIO, write):
        if error is None or name == "close":
            path.unlink(missing_ok=True)
        assert not path.exists()
        write()
        assert path.read_bytes() == NEW
        path.unlink()


def test_a_move_that_fails_at_any_call_loses_nothing(tmp_path: Path, fail: Fail) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()

    def move() -> None:
        with files.open_folder(here) as source, files.open_folder(there) as target:
            files.move_at(source, "a.md", target, "b.md", here / "a.md")

    (here / "a.md").write_bytes(OLD)
    for _name, error in each_call(fail, errno.EIO, move):
        copies = [path for path in (here / "a.md", there / "b.md") if path.exists()]
        assert copies
        assert all(path.read_bytes() == OLD for path in copies)
        if error:
            (there / "b.md").unlink(missing_ok=True)  # only when undoing failed as well
            move()
        assert (there / "b.md").read_bytes() == OLD
        (there / "b.md").rename(here / "a.md")


@pytest.mark.parametrize("new", [False, True])
def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new: bool) -> None:
    class Short(FailingOs):
        @staticmethod
        def write(file: int, data: memoryview) -> int:
            return os.write(file, data[:1000])

    monkeypatch.setattr(disk, "os", Short(0, 0, frozenset({"none"})))
    with files.open_folder(tmp_path) as folder:
        files.write_at(folder, "a", NEW, tmp_path / "a", new=new)
    assert (tmp_path / "a").read_bytes() == NEW


def test_bytes_reach_the_disk_before_the_name_and_the_name_before_the_return(
    tmp_path: Path, fail: Fail
) -> None:
    watch = fail(0, 0, "write", "fsync", "replace")
    files.write_atomic(tmp_path / "a", b"x")
    assert watch.calls == ["write", "fsync", "replace", "fsync"]


KILLED = """
    import os, sys
    from pathlib import Path
    from scrm.base import disk, files

    class Dying:
        left = int(sys.argv[2])
        def __getattr__(self, name):
            real = getattr(os, name)
            if name not in {"open", "write", "fsync", "fchmod", "close", "replace", "unlink"}:
                return real
            def call(*args, **named):
                Dying.left -= 1
                if Dying.left == 0:
                    os._exit(9)
                return real(*args, **named)
            return call

    disk.os = files.os = Dying()
    files.write_atomic(Path(sys.argv[1]), b"new" * 100000)
"""


def run(code: str, *args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_process_killed_at_any_call_leaves_one_whole_version_and_an_hour_later_no_trace(
    tmp_path: Path,
) -> None:
    path = tmp_path / "note.md"
    for nth in range(1, 40):
        path.write_bytes(OLD)
        code = run(KILLED, path, nth).returncode
        assert path.read_bytes() in (OLD, b"new" * 100000)
        with files.open_folder(tmp_path) as folder:
            for name in leftovers(tmp_path):
                assert not files.sweep_at(folder, name)
                os.utime(tmp_path / name, (time.time() - 4000,) * 2)
                assert files.sweep_at(folder, name)
        assert not leftovers(tmp_path)
        if code == 0:
            break
    assert nth > 6
    assert path.read_bytes() == b"new" * 100000


LIMITED = """
    import resource, sys
    from pathlib import Path
    from scrm.base import files
    from scrm.base.errors import StorageFailed

    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    try:
        files.write_atomic(Path(sys.argv[1]), b"x" * 100000)
    except StorageFailed as error:
        print(error.what, "|", error.remedy)
"""


def test_a_file_size_limit_of_the_system_leaves_the_old_bytes_and_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(OLD)
    said = run(LIMITED, path)
    assert said.returncode == 0, said.stderr
    assert str(path) in said.stdout
    assert "ulimit" in said.stdout
    assert path.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["note.md"]


MODES = """
    import os, sys
    from pathlib import Path
    from scrm.base import files

    os.umask(int(sys.argv[2], 8))
    root = Path(sys.argv[1])
    files.make_folder(root / "a" / "b")
    with files.open_folder(root, ("c", "d"), make=True) as folder:
        files.write_at(folder, "n", b"1", root / "n", new=True)
    files.write_atomic(root / "a" / "b" / "f", b"1")
"""


@pytest.mark.parametrize("umask", ["000", "022", "077", "777"])
def test_folders_are_0700_and_files_0600_at_any_umask(tmp_path: Path, umask: str) -> None:
    done = run(MODES, tmp_path, umask)
    assert done.returncode == 0, done.stderr
    modes = {
        str(path.relative_to(tmp_path)): stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")
    }
    assert modes == {"a": 0o700, "a/b": 0o700, "a/b/f": 0o600, "c": 0o700, "c/d": 0o700, "c/d/n": 0o600}


def test_an_existing_folder_keeps_its_mode_and_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir(mode=0o755)
    (tmp_path / "shared").chmod(0o755)
    files.make_folder(tmp_path / "shared" / "in")
    assert stat.S_IMODE((tmp_path / "shared").stat().st_mode) == 0o755
    (tmp_path / "file").write_text("x")
    with pytest.raises(ScrmError, match="file is not a folder"):
        files.make_folder(tmp_path / "file")
    with pytest.raises(BadInput, match="not a folder"):
        files.make_folder(tmp_path / "file" / "below")


def test_a_folder_made_by_another_process_meanwhile_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quicker = disk.mkdir

    def late(parent: int, name: str) -> None:
        quicker(parent, name)
        quicker(parent, name)

    monkeypatch.setattr(disk, "mkdir", late)
    files.make_folder(tmp_path / "a" / "b")
    with files.open_folder(tmp_path, ("c",), make=True):
        pass
    assert (tmp_path / "a" / "b").is_dir()
    assert (tmp_path / "c").is_dir()


def test_a_check_before_the_swap_can_stop_the_write(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(OLD)
    with files.open_folder(tmp_path) as folder:
        with pytest.raises(Conflict, match="changed by another program"):
            files.write_at(
                folder, "a", NEW, tmp_path / "a",
                check=lambda: files.expect_at(folder, "a", {files.sha256_hex(NEW)}, 10**6, tmp_path / "a"),
            )  # fmt: skip
        files.expect_at(folder, "a", {files.sha256_hex(OLD)}, 10**6, tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == OLD
    assert os.listdir(tmp_path) == ["a"]


def test_a_new_file_and_a_move_never_replace_another(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(OLD)
    (tmp_path / "b").write_bytes(NEW)
    with files.open_folder(tmp_path) as folder:
        with pytest.raises(Conflict, match="exists already"):
            files.write_at(folder, "a", NEW, tmp_path / "a", new=True)
        with pytest.raises(Conflict, match="exists already"):
            files.move_at(folder, "b", folder, "a", tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == OLD
    assert (tmp_path / "b").read_bytes() == NEW
    assert not leftovers(tmp_path)


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> Callable[..., FailingOs]:
    """A disk without hard links, as memory sticks have; `fail_replace` breaks the rename as well."""

    class Linkless(FailingOs):
        broken = False

        def link(self, *_args: object, **_named: object) -> None:
            raise OSError(errno.EPERM, "no links")

        def replace(self, *args: str, **named: int) -> None:
            if self.broken:
                raise OSError(errno.EIO, "broken")
            os.replace(*args, **named)

    def install(*, fail_replace: bool = False) -> FailingOs:
        linkless = Linkless(0, 0, frozenset({"none"}))
        linkless.broken = fail_replace
        monkeypatch.setattr(disk, "os", linkless)
        return linkless

    return install


def test_without_hard_links_a_move_still_never_replaces(
    tmp_path: Path, no_links: Callable[..., FailingOs]
) -> None:
    no_links()
    (tmp_path / "a").write_bytes(OLD)
    with files.open_folder(tmp_path) as folder:
        with pytest.raises(Conflict):
            files.write_at(folder, "a", NEW, tmp_path / "a", new=True)
        files.move_at(folder, "a", folder, "b", tmp_path / "b")
        no_links(fail_replace=True)
        with pytest.raises(StorageFailed):
            files.move_at(folder, "b", folder, "c", tmp_path / "c")
    assert {name: (tmp_path / name).read_bytes() for name in os.listdir(tmp_path)} == {"b": OLD}


def test_a_folder_that_cannot_be_synced_is_no_failure_but_a_broken_disk_is(
    tmp_path: Path, fail: Fail
) -> None:
    fail(2, errno.EINVAL, "fsync")
    files.write_atomic(tmp_path / "a", NEW)
    assert (tmp_path / "a").read_bytes() == NEW
    fail(2, errno.EIO, "fsync")
    with pytest.raises(StorageFailed):
        files.write_atomic(tmp_path / "a", NEW)


def test_reading_stops_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 2000)
    assert files.read_bytes(path, 2000) == b"x" * 2000
    with pytest.raises(BadInput, match="longer than 1 kB"):
        files.read_bytes(path, 1999)
    files.check_size(b"x" * 2000, 2000, path)
    with pytest.raises(BadInput, match="longer than 1 kB"):
        files.check_size(b"x" * 2000, 1999, path)


def test_what_is_no_plain_file_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(BadInput, match="not a plain file"):
            files.read_bytes(path, 10)
    with pytest.raises(NotFound, match="is not there"):
        files.read_bytes(tmp_path / "none", 10)
    with pytest.raises(NotFound, match="is not there"):
        files.write_atomic(tmp_path / "none" / "a", b"x")


def test_links_below_an_open_folder_are_never_followed(tmp_path: Path) -> None:
    inside, beyond = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    beyond.mkdir()
    (beyond / "secret").write_bytes(b"s")
    (inside / "folder").symlink_to(beyond)
    (inside / "file").symlink_to(beyond / "secret")
    with pytest.raises(BadInput, match="leads out"), files.open_folder(inside, ("folder",), make=True):
        pass
    with files.open_folder(inside) as folder:
        with pytest.raises(BadInput, match="leads out"):
            files.read_at(folder, "file", 10, inside / "file")
        files.write_at(folder, "file", b"mine", inside / "file")
    assert (beyond / "secret").read_bytes() == b"s"
    assert not (inside / "file").is_symlink()


@given(st.text() | st.lists(st.sampled_from(["..", ".", "", "a", "b.md", "\0"])).map("/".join))
def test_inner_parts_never_lead_out(path: str) -> None:
    try:
        parts = files.inner_parts(path)
    except BadInput:
        return
    assert os.path.normpath("/".join(("/base/vault", *parts))).startswith("/base/vault/")


def test_one_holder_at_a_time_and_the_next_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, entered = [], threading.Event()

    def hold() -> None:
        with files.open_folder(tmp_path) as folder, files.locked(folder, tmp_path):
            inside.append("first in")
            entered.set()
            time.sleep(0.1)
            inside.append("first out")

    thread = threading.Thread(target=hold)
    thread.start()
    entered.wait()
    with files.open_folder(tmp_path) as folder:
        monkeypatch.setattr(files, "PATIENCE", 0.0)
        with pytest.raises(Busy, match="Another program"), files.locked(folder, tmp_path):
            pass
        monkeypatch.setattr(files, "PATIENCE", 5.0)
        with files.locked(folder, tmp_path):
            inside.append("second")
    thread.join()
    assert inside == ["first in", "first out", "second"]


def test_a_disk_without_locks_lets_everybody_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_file: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(disk.fcntl, "flock", broken)
    with files.open_folder(tmp_path) as folder, files.locked(folder, tmp_path):
        assert disk.try_lock(folder)


def test_only_old_plain_temporary_files_are_swept(tmp_path: Path) -> None:
    old = time.time() - 4000
    for name in (".scrm-0123456789abcdef.tmp", ".scrm-short.tmp", "note.md", ".scrm-aaaaaaaaaaaaaaaa.tmp"):
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (old, old))
    os.utime(tmp_path / ".scrm-aaaaaaaaaaaaaaaa.tmp")
    (tmp_path / ".scrm-bbbbbbbbbbbbbbbb.tmp").mkdir()
    os.utime(tmp_path / ".scrm-bbbbbbbbbbbbbbbb.tmp", (old, old))
    with files.open_folder(tmp_path) as folder:
        swept = [name for name in sorted(os.listdir(tmp_path)) if files.sweep_at(folder, name)]
        assert not files.sweep_at(folder, ".scrm-cccccccccccccccc.tmp")
    assert swept == [".scrm-0123456789abcdef.tmp"]
    assert len(os.listdir(tmp_path)) == 4
