"""What a plain command loads, asked of fresh interpreters: a static graph cannot see a deferral."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from scrm.base.settings import Places, Settings
from scrm.workspace import Workspace

HEAVY = (
    "textual rich sqlite_utils feedparser icalendar keyring frontmatter yaml rapidfuzz dateutil tomlkit"
    " babel asyncio importlib.metadata urllib.request"
).split()
REPORT = "import json, sys; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
RUN = """
import sys
sys.argv = ["scrm", *{arguments!r}]
from scrm.cli.main import run
try:
    sys.exit(run())
except SystemExit as end:
    assert not end.code, end.code
{report}
"""


def loaded(code, root):
    """The names of all modules in a fresh interpreter after some code ran without an error."""
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stderr.splitlines()[-1]))


def test_no_module_below_the_fronts_loads_a_heavy_library(sources, root):
    below = [s.path for s in sources if not s.path.startswith(("tui/", "scrm/cli/"))]
    names = [path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in below]
    code = "\n".join([*(f"import {name}" for name in names), REPORT])
    assert loaded(code, root) & {*HEAVY, "click"} == set()


@pytest.mark.parametrize("arguments", [["--help"], ["version"], ["today", "--help"]])
def test_a_plain_command_loads_no_heavy_library(root, arguments):
    assert loaded(RUN.format(arguments=arguments, report=REPORT), root) & set(HEAVY) == set()


@pytest.mark.parametrize(
    "arguments", [["find", "ana", "--json"], ["today", "--brief"], ["--lang", "es", "version"]]
)
def test_what_is_asked_all_day_long_loads_neither_click_nor_dataclasses(root, tmp_path, arguments):
    places = Places.at(tmp_path / "scrm")
    with Workspace(places, Settings.load(places), create=True) as workspace:
        workspace.contacts.add("Ana García")
    code = RUN.format(arguments=["--home", str(places.data), *arguments], report=REPORT)
    assert loaded(code, root) & {"click", "dataclasses", "inspect"} == set()


def test_a_heavy_library_is_noticed(root):
    assert "tomlkit" in loaded(f"import tomlkit\n{REPORT}", root)
