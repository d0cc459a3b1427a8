"""What every test may ask for: a clock that stands still, a workspace in a temporary folder, the shared corpora."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scrm.base import i18n
from scrm.base.clock import ManualClock
from scrm.base.files import make_folder
from scrm.base.settings import Places, Settings
from scrm.workspace import Workspace

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


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The team's real test files; tests that need them are skipped where they are absent."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("the shared corpora are not here")
    return folder
