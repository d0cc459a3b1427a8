"""On a disk that takes no writing every reading command answers, and says so once; a writing one says what to do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

READING = (
    "today",
    "contact list",
    "contact show @ana",
    "find ana",
    "interaction list",
    "follow-up list",
    "note list",
    "note show Lisbon",
    "org list",
    "tag list",
    "rhythm list",
    "segment list",
    "history",
    "import list",
    "config list",
    "backup list",
    "contact list --json",
    "doctor",
)
WRITING = (
    "log @ana call",
    "note new Porto",
    "contact edit @ana --city Vigo",
    "tag rhythm vip 30d",
    "undo",
    "backup create",
)

CODE = """
import io, json, os, subprocess, sys
from scrm.cli.main import main
from scrm.cli.session import Session
os.environ["SCRM_HOME"] = sys.argv[1] + "/scrm"
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", sys.argv[1]], check=True)
def run(line):
    out, err = io.StringIO(), io.StringIO()
    code = main(line.split(), Session(out=out, err=err, stdin=io.StringIO()))
    return code, out.getvalue(), err.getvalue()
for line in ("contact add Ana --tag vip", "log @ana call + agreed +1d", "note new Lisbon", "org add Acme"):
    code, _out, complaint = run(line)
    assert code == 0, complaint
exec(sys.argv[2])
print(json.dumps({line: run(line) for line in sys.argv[3:]}))
"""
CLOSED = "subprocess.run(['mount', '-o', 'remount,ro', sys.argv[1]], check=True)"
FULL = """
with open(sys.argv[1] + "/filling", "wb", buffering=0) as file:
    try:
        while True:
            file.write(bytes(4096))
    except OSError:
        pass
"""


@pytest.fixture
def answers(tmp_path):
    """(code, stdout, stderr) of each line, run on a disk of its own after some code has made it unwritable."""
    own = ["unshare", "--mount", *(["--map-root-user"] if os.geteuid() else [])]
    tried = [*own, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    if not shutil.which("unshare") or subprocess.run(tried, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a file system")

    def run(obstacle, lines):
        command = [*own, sys.executable, "-c", CODE, str(tmp_path), obstacle, *lines]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


MARK = "This workspace can be read and not changed\n"


@pytest.mark.parametrize(
    ("obstacle", "why"), [(CLOSED, "is on a read-only disk"), (FULL, "disk is full")], ids=["closed", "full"]
)
def test_reading_works_and_writing_says_why_it_does_not(answers, obstacle, why):
    said = answers(obstacle, [*READING, *WRITING])
    for line in READING:
        code, out, err = said[line]
        assert code == 0, f"{line}\n{out}\n{err}"
        assert err.count(MARK) == (line not in {"config list", "backup list"}), (line, err)
    told = {line: out for line, (_code, out, _err) in said.items()}
    assert told["contact list"].split("\t")[1] == "Ana"
    assert "agreed" in told["interaction list"]
    assert "Lisbon" in told["note list"]
    assert len(told["history"].splitlines()) == 4
    assert "warning\tThis workspace can be read and not changed" in said["doctor"][1]
    for line in WRITING:
        code, out, err = said[line]
        assert (code, out) == (1, ""), (line, out, err)
        assert why in err or line == "backup create", (line, err)
        assert " Try: " in err, (line, err)
