"""Running commands: by argv to stdout, stderr and exit code, in this process or in one of its own."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scrm.cli.main import main
from scrm.cli.session import Session

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def cells(self) -> list[list[str]]:
        return [line.split("\t") for line in self.lines]


class Terminal(io.StringIO):
    """A stream that a person looks at or types into."""

    def isatty(self) -> bool:
        return True


Run = Callable[..., Ran]


@pytest.fixture
def run(home, clock, monkeypatch) -> Run:
    """Run one command on the workspace in `home`, at the time of `clock`.

    `stdin` is what is typed or piped in; with `tty` all three streams are a terminal.
    """
    monkeypatch.setenv("SCRM_HOME", str(home))

    def call(*argv: str, stdin: str = "", tty: bool = False) -> Ran:
        stream = Terminal if tty else io.StringIO
        out, err = stream(), stream()
        session = Session(out=out, err=err, stdin=stream(stdin), clock=clock)
        code = main([str(word) for word in argv], session)
        return Ran(code, out.getvalue(), err.getvalue())

    return call


@pytest.fixture
def ok(run) -> Run:
    """As `run`, for what must work."""

    def call(*argv: str, **more: Any) -> Ran:
        ran = run(*argv, **more)
        assert ran.code == 0, ran.err
        return ran

    return call


@pytest.fixture
def ana(born, ok) -> str:
    """A workspace with Ana García of Acme; gives her ref."""
    return ok(
        "contact", "add", "Ana García", "--org", "Acme", "--email", "ana@example.com", "--tag", "vip"
    ).cells[0][0]


@pytest.fixture
def shell(home) -> Run:
    """Run one command in a process of its own, through bash if `script` is given instead of words."""

    def call(*argv: str, script: str = "", env: dict[str, str] | None = None, **more: Any) -> Ran:
        surroundings = {**os.environ, "SCRM_HOME": str(home), "PYTHONPATH": str(ROOT), **(env or {})}
        scrm = f"{sys.executable} -m scrm"
        command = ["bash", "-c", script.replace("scrm ", f"{scrm} ")] if script else [*scrm.split(), *argv]
        done = subprocess.run(
            command,
            env=surroundings,
            capture_output=True,
            text=True,
            timeout=60,
            stdin=subprocess.DEVNULL,
            **more,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return call


ON_A_DISK = '''
import io, json, os, shutil, subprocess, sys
from pathlib import Path
from scrm.cli.main import main
from scrm.cli.session import Session
disk = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], check=True)
home, filling = disk / "scrm", disk / "filling"
os.environ["SCRM_HOME"] = str(home)
def run(line):
    """(code, stdout, stderr) of a command."""
    out, err = io.StringIO(), io.StringIO()
    code = main(line.split(), Session(out=out, err=err, stdin=io.StringIO()))
    return code, out.getvalue(), err.getvalue()
def fill(but=0):
    """Leave no more than some bytes free."""
    with filling.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            file.truncate(file.tell() - but)
def close_disk():
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
'''


@pytest.fixture
def on_a_disk(tmp_path) -> Callable[[str], str]:
    """Run code on a file system of 8 MB of its own, with `run`, `fill` and `close_disk`; gives what it printed."""
    own = ["unshare", "--mount", *(["--map-root-user"] if os.geteuid() else [])]
    tried = [*own, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    if not shutil.which("unshare") or subprocess.run(tried, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a file system")
    folder = tmp_path / "disk"
    folder.mkdir()

    def run(code: str) -> str:
        command = [*own, sys.executable, "-c", ON_A_DISK + textwrap.dedent(code), str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
