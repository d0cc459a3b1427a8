"""The linter and the type checker read their settings: a misspelt section does nothing, silently."""

from __future__ import annotations

import json
import subprocess
import sys

BAD = '''"""A module with one fault a line."""
import locale, os
from datetime import datetime
now = datetime.now()
locale.setlocale(0, "")
print(now)
try:
    pass
except Exception:
    pass
'''


def test_ruff_finds_each_fault_of_a_bad_module(root):
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--output-format",
        "json",
        "--stdin-filename",
        "scrm/bad.py",
        "-",
    ]
    run = subprocess.run(command, cwd=root, input=BAD, capture_output=True, text=True)
    found = {fault["code"] for fault in json.loads(run.stdout)}
    assert {"E401", "F401", "DTZ005", "TID251", "T201", "BLE001"} <= found


def test_mypy_is_strict(root, tmp_path):
    bad = tmp_path / "bad.py"
    bad.write_text("def f(x): return x\n")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--cache-dir",
        tmp_path / "cache",
        "--config-file",
        "pyproject.toml",
        bad,
    ]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert "[no-untyped-def]" in run.stdout, run.stdout + run.stderr
