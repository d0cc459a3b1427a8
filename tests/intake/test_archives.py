"""Whole LinkedIn archives through the real importer: again, newer, undone, killed, and the team's own files."""

from __future__ import annotations

import random
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from bench.linkedin_archive import make
from importers.linkedin import LinkedIn
from scrm.base.settings import Places, Settings
from scrm.db.health.rows import check_database
from scrm.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 24)
TABLES = (
    "contacts identities organizations affiliations sightings interactions interaction_people evidence "
    "own_identities reviews"
).split()


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archives")
    make(folder / "old.zip", 300, 400, 5, TODAY)
    make(folder / "new.zip", 300, 400, 5, TODAY, changed=True)
    return folder


def run(workspace, path, me=""):
    """Preview and write; counts add up in each used file."""
    plan = workspace.gate.preview(LinkedIn(), path, me=me)
    for file in plan.files.values():
        assert sum(file.counts.values()) == (file.rows if file.used else 0), file
    number = workspace.gate.apply(plan, LinkedIn(), me=me)
    return plan.summary, number


def state(workspace):
    """All living rows of what an import writes, and the derived tables."""
    kept, found = {"created_at", "updated_at", "updated_by"}, {}
    for table in TABLES:
        rows = workspace.database.rows(f"SELECT * FROM {table} WHERE deleted_at IS NULL ORDER BY id")
        found[table] = [{k: row[k] for k in row.keys() if k not in kept} for row in rows]  # noqa: SIM118
    people = (
        "SELECT contact_id, name, sort, organization, title, folded, firm, more FROM local_people ORDER BY 1"
    )
    for sql in (
        people,
        "SELECT * FROM local_interactions ORDER BY 1",
        "SELECT * FROM local_contact_facts ORDER BY 1",
    ):
        found[sql] = [tuple(row) for row in workspace.database.rows(sql)]
    return found


def sound(workspace):
    assert [f.what for f in check_database(workspace.database) if f.level != "ok"] == []


def test_an_archive_again_a_newer_one_an_older_one_and_back(workspace, archives, clock):
    empty = state(workspace)
    summary, first = run(workspace, archives / "old.zip")
    assert first == 1
    assert summary["new"] > 600
    old = state(workspace)
    sound(workspace)
    again, number = run(workspace, archives / "old.zip")
    assert number is None
    assert (again["new"], again["update"]) == (0, 0)
    assert again["same"] >= summary["new"]

    clock.move(days=30)
    newer, number = run(workspace, archives / "new.zip")
    assert number == 2
    assert newer["new"] >= 3
    assert newer["update"] >= 4
    moved = workspace.database.rows("SELECT contact_id, ended FROM affiliations WHERE ended IS NOT NULL")
    assert moved
    for row in moved:
        contact = workspace.contacts.get(row["contact_id"])
        assert contact.position is not None or len(contact.affiliations) == 1
        assert row["ended"] == "2026-12-24"
    present = state(workspace)
    sound(workspace)

    back, number = run(workspace, archives / "old.zip")
    assert (back["new"], back["update"], number) == (0, 0, None)
    assert state(workspace) == present

    workspace.undo()
    assert state(workspace) == old
    workspace.undo()
    assert state(workspace) == empty
    sound(workspace)
    lifted, _number = run(workspace, archives / "old.zip")
    assert lifted == summary
    assert state(workspace)["interactions"] == old["interactions"]
    sound(workspace)


def test_the_newer_archive_alone_gives_the_same_people(workspace, archives, home, clock):
    """Two machines that import the same archives, one of them fewer, know the same people by the same ids."""
    run(workspace, archives / "old.zip")
    run(workspace, archives / "new.zip")
    places = Places.at(home.with_name("other"))
    with Workspace(places, Settings.load(places), clock=clock, create=True) as other:
        run(other, archives / "new.zip")
        sql = "SELECT contact_id, name, organization, title FROM local_people ORDER BY 1"
        mine = {tuple(row) for row in workspace.database.rows(sql)}
        theirs = {tuple(row) for row in other.database.rows(sql)}
        assert {row[0] for row in theirs} <= {row[0] for row in mine}
        assert len(theirs - mine) <= len(theirs) // 50  # a position left blank leaves the old one


def test_a_folder_and_its_zip_are_one_source(workspace, archives, tmp_path):
    run(workspace, archives / "old.zip")
    with zipfile.ZipFile(archives / "old.zip") as packed:
        packed.extractall(tmp_path / "unpacked")
    summary, number = run(workspace, tmp_path / "unpacked")
    assert (number, summary["new"]) == (None, 0)


def test_messages_alone_wait_until_they_are_told_who_i_am(workspace, archives, tmp_path):
    with zipfile.ZipFile(archives / "old.zip") as packed:
        lines = packed.read("messages.csv").decode().splitlines()
    header, rows = lines[0], [line for line in lines[1:] if line.endswith(",No") and "Clara" in line][:6]
    path = tmp_path / "messages.csv"
    path.write_text("\n".join([header, *rows[:2]]) + "\n", encoding="utf-8")
    summary, _number = run(workspace, path)
    assert summary["review"] == 2
    assert [review.kind for review in workspace.reviews.open()] == ["owner"]
    summary, _number = run(workspace, path, me="https://www.linkedin.com/in/clara-vega-ruiz")
    assert summary["new"] == 2
    assert workspace.reviews.open() == []


CODE = """
from datetime import UTC, datetime
from pathlib import Path
from importers.linkedin import LinkedIn
from scrm.base.clock import ManualClock
from scrm.base.settings import Places, Settings
from scrm.workspace import Workspace
import importers.linkedin.messages, scrm.intake.batch, scrm.intake.store, scrm.interactions.store

def life(home, archive):
    places, clock = Places.at(Path(home)), ManualClock(datetime(2026, 11, 24, 9, 2, tzinfo=UTC))
    with Workspace(places, Settings.load(places), clock=clock) as workspace:
        plan = workspace.gate.preview(LinkedIn(), Path(archive))
        print("ready", flush=True)
        workspace.gate.apply(plan, LinkedIn())
        print("done", flush=True)
"""


def test_a_kill_in_the_middle_of_an_import_leaves_all_or_nothing(born, archives, nursery):
    places, chance, ends, writers = Places.at(born), random.Random(3), set(), nursery(CODE)
    whole = None
    for turn in range(14):
        writers.bear(str(born), str(archives / "old.zip"))
        assert writers.line() == "ready"
        if turn:
            time.sleep(chance.uniform(0, 0.25))
            writers.kill()
        else:
            assert writers.last_words() == ["done"]
        with Workspace(places, Settings.load(places)) as workspace:
            sound(workspace)
            now = state(workspace)
            whole = whole or now
            done = bool(now["contacts"])
            assert now == whole if done else not any(now.values())
            ends.add(done)
            if done:
                workspace.undo()
    assert ends == {True, False}


def test_the_screen_may_write_between_preview_and_apply(workspace, archives):
    plan = workspace.gate.preview(LinkedIn(), archives / "old.zip")
    before = dict(plan.summary)
    workspace.contacts.add("Somebody Else")
    assert workspace.gate.apply(plan, LinkedIn()) == 2
    assert plan.summary == before
    sound(workspace)


@pytest.mark.parametrize("name", ["kawsay", "linkedin-network-intelligence", "network-jobs"])
def test_the_teams_own_files_import_twice_and_go_back(workspace, corpora, name):
    folders = sorted({path.parent for path in (corpora / "linkedin" / name).rglob("*.csv")})
    assert folders
    empty, used = state(workspace), 0
    for folder in folders:
        if LinkedIn().identify(folder) is None:
            continue
        used += 1
        first, number = run(workspace, folder)
        again, nothing = run(workspace, folder)
        assert nothing is None
        assert (again["new"], again["update"]) == (0, 0)
        assert sum(again.values()) == sum(first.values())
        sound(workspace)
        if number is not None:
            workspace.undo()
            assert state(workspace) == empty
    assert used
