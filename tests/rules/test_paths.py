"""The repository is at home on every machine: no path of one, no address in a lock."""

from __future__ import annotations

import re
import subprocess

import pytest

MACHINE = re.compile(r"(?<![\w.~:/])/(home|root|mnt|opt|work|Users)/[\w.]+")


def machine_paths(text):
    return [
        f"{number}: {line.strip()[:80]}"
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE.search(line)
    ]


def _texts(root):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = root / name
        if path.is_file() and path.suffix not in {".db", ".zip", ".png", ".svg"}:
            yield name, path.read_bytes().decode("utf-8", "replace")


def test_no_file_names_a_path_of_one_machine(root):
    found = {name: paths for name, text in _texts(root) if (paths := machine_paths(text))}
    assert found == {}


@pytest.mark.parametrize("text", ["cd /ho" + "me/ana/scrm", "path = '/ro" + "ot/.venv'", "/opt" + "/wheels"])
def test_a_path_of_one_machine_is_found(text):
    assert machine_paths(text)


@pytest.mark.parametrize("text", ["https://example.org/home/page", "~/work/notes", "docs/home/index"])
def test_other_slashes_are_fine(text):
    assert machine_paths(text) == []
