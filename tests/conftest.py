"""What every test may ask for: a clock that stands still, a workspace in a temporary folder, the shared corpora."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scrm.base import i18n
from scrm.base.clock import ManualClock
from scrm.base.files import make_folder
from scrm.base.settings import Places, Settings
from scrm.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 24, 9, 2, tzinfo=UTC)
"""a Tuesday morning"""


@pytest.fixture(autouse=True)
def own_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Cut the developer's own settings, language and home out of every test."""
    for name in (
        "SCRM_HOME",
        "SCRM_DEBUG",
        "NO_COLOR",
        "LC_ALL",
        "LC_MESSAGES",
        "LANGUAGE",
        "EDITOR",
        "VISUAL",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name.lower()))
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture
def clock() -> ManualClock:
    """Tuesday 24 November 2026, 09:02 UTC, standing still."""
    return ManualClock(NOW)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a workspace that does not exist yet."""
    return tmp_path / "scrm"


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty workspace, closed: to make one takes 40 ms, to copy it one."""
    places = Places.at(tmp_path_factory.mktemp("blank") / "scrm")
    Workspace(places, Settings.load(places), create=True).close()
    return places.database


@pytest.fixture
def born(home: Path, blank: Path) -> Path:
    """An empty workspace lies in `home`, opened by nobody yet; gives `home`."""
    make_folder(home)
    shutil.copy(blank, home / blank.name)
    return home


@pytest.fixture
def workspace(born: Path, clock: ManualClock) -> Iterator[Workspace]:
    """An empty workspace that gives up on a lock at once instead of after a minute."""
    places = Places.at(born)
    with Workspace(places, Settings.load(places), clock=clock, patience=0.0) as opened:
        yield opened


class Nursery:
    """A process that has imported all it needs and bears children, which run its `life` until they are killed.

    To start Python anew for each would take 0.3 s.
    """

    BIRTHS = """
import json, os, sys, traceback
while line := sys.stdin.readline():
    pid = os.fork()
    if not pid:
        print(os.getpid(), flush=True)
        try:
            life(*json.loads(line))
        except BaseException:
            print("failed", traceback.format_exc().splitlines(), flush=True)
        os._exit(0)
    sys.stdin.readline()
    print("dead", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""

    def __init__(self, code: str) -> None:
        # Unbuffered, a line is several writes, and a child killed between them would leave half of it.
        env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", code + self.BIRTHS], cwd=ROOT, env=env,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        assert self.process.stdin
        assert self.process.stdout
        self._orders, self._said = self.process.stdin, self.process.stdout
        self._child = 0

    def bear(self, *arguments: str) -> None:
        """A child begins to live."""
        print(json.dumps(arguments), file=self._orders, flush=True)
        self._child = int(self._said.readline())

    def line(self) -> str:
        """The next line a child says; it must not fail by itself."""
        line = self._said.readline().rstrip("\n")
        assert not line.startswith("failed "), line
        return line

    def kill(self) -> list[str]:
        """End the child at once, as no signal handler notices; gives what else it has said."""
        os.kill(self._child, signal.SIGKILL)
        return self.last_words()

    def last_words(self) -> list[str]:
        """All that a child says until its end."""
        print(file=self._orders, flush=True)
        lines: list[str] = []
        while not (line := self.line()).startswith("dead "):
            lines.append(line)
        assert line in {"dead 0", f"dead {-signal.SIGKILL}"}, line
        return lines


@pytest.fixture
def nursery() -> Iterator[Callable[[str], Nursery]]:
    """Make a nursery of code that defines `life(*arguments)`; what it imports is imported once."""
    made: list[Nursery] = []

    def make(code: str) -> Nursery:
        made.append(Nursery(textwrap.dedent(code)))
        return made[-1]

    yield make
    for one in made:
        os.killpg(one.process.pid, signal.SIGKILL)
        one.process.communicate()


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The team's real test files; tests that need them are skipped where they are absent."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("the shared corpora are not here")
    return folder
