"""What pyproject.toml, the two locks and .ci/run promise to each other."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def pins(root):
    """For each lock, name to version."""
    return {
        lock: {
            canonicalize_name(name): version
            for name, version in PIN.findall((root / lock).read_text("utf-8"))
        }
        for lock in LOCKS
    }


def _unmet(requirements, pins):
    parsed = [Requirement(line) for line in requirements]
    return [str(r) for r in parsed if not r.specifier.contains(pins.get(canonicalize_name(r.name), "0"))]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_pins_everything_by_hash(root, lock):
    text = (root / lock).read_text("utf-8")
    assert re.findall(r"\w+://|--(?:extra-)?index|--find-links|--trusted|file:", text) == []
    entries = [entry for entry in re.split(r"\n(?=[a-z0-9])", text) if not entry.startswith("#")]
    assert len(entries) > 20
    assert [
        entry.split()[0] for entry in entries if not PIN.match(entry) or "--hash=sha256:" not in entry
    ] == []


def test_the_locks_meet_the_declared_requirements(project, pins):
    assert _unmet(project["project"]["dependencies"], pins["requirements.lock"]) == []
    wanted = [*project["dependency-groups"]["dev"], *project["build-system"]["requires"]]
    assert _unmet(wanted, pins["requirements-dev.lock"]) == []


def test_developers_run_what_users_run(pins):
    user, developer = (pins[lock] for lock in LOCKS)
    assert {name: version for name, version in user.items() if developer.get(name) != version} == {}


def test_the_declared_python_versions_are_those_ci_runs(project, root):
    declared = re.findall(r"Python :: (3\.\d+)$", "\n".join(project["project"]["classifiers"]), re.MULTILINE)
    tested = re.search(r'^VERSIONS="(.*)"$', (root / ".ci" / "run").read_text("utf-8"), re.MULTILINE)
    assert tested is not None
    assert declared == tested.group(1).split()
    assert project["project"]["requires-python"] == f">={declared[0]}"


def test_every_dependency_says_why_it_is_there(root):
    lines = (root / "pyproject.toml").read_text("utf-8").splitlines()
    start = lines.index("dependencies = [") + 1
    listed = lines[start : lines.index("]", start)]
    bare = [
        line for before, line in zip(["", *listed], listed, strict=False) if '"' in line and "#" not in before
    ]
    assert bare == []
