"""The wheel holds the four packages, whole: hatchling drops what git ignores without a word."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

NOT_SHIPPED = {".pyc", ".po"}


@pytest.fixture
def checkout(root, packages, tmp_path):
    """A copy of what a build reads, without compiled catalogues, as in a fresh clone."""
    copy = tmp_path / "checkout"
    copy.mkdir()
    for path in filter(Path.is_file, root.iterdir()):
        shutil.copy(path, copy)
    for name in packages:
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    return copy


def build(checkout):
    """Build as pip would, but from the installed backend; returns the wheel."""
    out = checkout.parent / "out"
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", out],
        cwd=checkout,
        check=True,
        capture_output=True,
    )
    (wheel,) = out.glob("scrm-*.whl")
    return wheel


def members(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def files(checkout, packages):
    paths = [path for name in packages for path in (checkout / name).rglob("*")]
    return {p.relative_to(checkout).as_posix() for p in paths if p.is_file() and p.suffix not in NOT_SHIPPED}


def test_the_wheel_holds_exactly_the_files_of_the_four_packages(checkout, packages):
    wheel = build(checkout)
    shipped = members(wheel)
    assert shipped == files(checkout, packages)
    assert {name.partition("/")[0] for name in shipped} == set(packages)
    catalogues = {
        p.relative_to(checkout).with_suffix(".mo").as_posix() for p in checkout.glob("scrm/locale/**/*.po")
    }
    assert catalogues
    assert catalogues <= shipped


def test_the_wheel_says_what_it_is(checkout):
    with zipfile.ZipFile(build(checkout)) as archive:
        names = {name.partition(".dist-info/")[2]: name for name in archive.namelist()}
        about = {
            short: archive.read(names[short]).decode()
            for short in ("METADATA", "entry_points.txt", "licenses/LICENSE")
        }
    assert "License-Expression: Apache-2.0" in about["METADATA"]
    assert "Apache License" in about["licenses/LICENSE"]
    assert "scrm = scrm.cli.main:run" in about["entry_points.txt"]
    assert "linkedin = importers.linkedin:LinkedIn" in about["entry_points.txt"]


def test_a_package_lost_to_gitignore_is_noticed(checkout, packages):
    with (checkout / ".gitignore").open("a") as ignored:
        ignored.write("vault/\n")
    missing = files(checkout, packages) - members(build(checkout))
    assert "vault/__init__.py" in missing
