"""What a machine does to a file: kill -9, a full disk, several writers at once. Nothing acknowledged is lost."""

from __future__ import annotations

import random
import sqlite3
import time

import pytest

from scrm.base.settings import Places, Settings
from scrm.db.health.history import check_history
from scrm.db.health.rows import check_database
from scrm.db.opening.connection import connect
from scrm.workspace import Workspace

KILLS = 36


def open_at(home):
    places = Places.at(home)
    return Workspace(places, Settings.load(places), patience=5.0)


def sound(workspace):
    """Integrity, references, full text, indexes and history, as `scrm doctor` sees them."""
    found = [*check_database(workspace.database), check_history(workspace.database)]
    assert [f.what for f in found if f.level != "ok"] == []


def test_a_kill_at_any_moment_leaves_whole_operations(home, nursery):
    """Each operation adds a person and a talk in five tables; what was told is there, nothing is half there."""
    code = """
        import itertools, os
        from pathlib import Path
        from scrm.base.settings import Places, Settings
        from scrm.workspace import Workspace
        import scrm.contacts.store, scrm.db.ledger.undo, scrm.interactions.store, scrm.notes.notebook

        def life(home):
            places = Places.at(Path(home))
            with Workspace(places, Settings.load(places), create=True) as workspace:
                for n in itertools.count():
                    with workspace.ledger.operation("one of each"):
                        id = workspace.contacts.add(f"Ana {os.getpid()} {n}", organization="Acme", tags=["vip"])
                        workspace.diary.log([(id, "Ana")], summary=f"word{n}")
                    print(id, flush=True)
                    if n % 5 == 4:
                        workspace.undo()
                        workspace.redo()
    """
    chance, told, writers = random.Random(7), set(), nursery(code)
    for _round in range(KILLS):
        writers.bear(str(home))
        told.add(writers.line())
        time.sleep(chance.uniform(0, 0.06))
        told |= set(writers.kill())
    with open_at(home) as workspace:
        sound(workspace)
        database = workspace.database
        counted = {
            name: database.value(f"SELECT count(*) FROM {name}")
            for name in ("contacts", "affiliations", "contact_tags", "interactions", "interaction_people")
        }
        assert len(set(counted.values())) == 1, counted
        people = {r[0] for r in database.rows("SELECT id FROM contacts")}
        assert told <= people
        assert len(people) - len(told) <= KILLS
        done = database.value("SELECT count(*) FROM local_operations WHERE kind = 'do'")
        assert done == len(people)


FULL = """
import resource, signal
from scrm.base.errors import StorageFailed
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
workspace = opened()
told = []
used = max(path.stat().st_size for path in home.iterdir() if path.is_file())
resource.setrlimit(resource.RLIMIT_FSIZE, (used + int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    for n in range(4000):
        told.append(workspace.contacts.add(f"Ana {n}", how_met="x" * 500, tags=["vip"]))
except StorageFailed as error:
    print("told:", error.what)
else:
    sys.exit("the disk never was full")
here = workspace.lists.count()
assert here == len(told), (here, len(told))
assert not workspace.database.conn.in_transaction
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
workspace.contacts.add("Luis Pérez")
assert workspace.lists.count() == here + 1
workspace.close()
"""


@pytest.mark.parametrize("room", [0, 3000, 20_000, 200_000, 900_000])
def test_a_full_disk_is_told_loses_nothing_and_ends(home, child, room):
    with Workspace(Places.at(home), Settings.load(Places.at(home)), create=True) as workspace:
        workspace.contacts.add("Zoe")
        workspace.contacts.remove([workspace.who.one("zoe")])
    process = child(FULL, home, str(room))
    said, complaint = process.communicate(timeout=60)
    assert process.returncode == 0, complaint
    assert said.startswith("told:")
    with open_at(home) as workspace:
        sound(workspace)
        assert workspace.who.one("luis")


def test_four_writers_lose_no_update(home, child):
    """200 increments each: reading and writing happen under one lock, and nobody is told that it is locked."""
    with Workspace(Places.at(home), Settings.load(Places.at(home)), create=True) as workspace:
        ana = workspace.contacts.add("Ana García", cadence=1)
    code = """
with opened(patience=60.0) as workspace:
    for _ in range(200):
        with workspace.ledger.operation("count"):
            now = workspace.contacts.get(sys.argv[2]).cadence
            workspace.contacts.edit(sys.argv[2], cadence=now + 1)
"""
    processes = [child(code, home, ana) for _ in range(4)]
    said = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, said
    assert all(out == "" and err == "" for out, err in said)
    with open_at(home) as workspace:
        assert workspace.contacts.get(ana).cadence == 801
        assert workspace.database.value("SELECT count(*) FROM local_operations") == 801
        moments = [r[0] for r in workspace.database.rows("SELECT at FROM local_operations ORDER BY number")]
        assert moments == sorted(set(moments))
        sound(workspace)


def test_a_long_reader_stops_no_writer(workspace):
    workspace.contacts.add("Ana García")
    reader = connect(workspace.places.database)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM contacts").fetchone()[0] == 1
    for number in range(20):
        workspace.contacts.add(f"Luis {number}")
    assert reader.execute("SELECT count(*) FROM contacts").fetchone()[0] == 1
    reader.execute("COMMIT")
    assert reader.execute("SELECT count(*) FROM contacts").fetchone()[0] == 21
    reader.close()


@pytest.mark.parametrize("number", range(0, 60, 3))
def test_an_error_at_any_statement_leaves_all_or_nothing(workspace, number):
    """SQLite is interrupted at its n-th step of an operation: typed or not, it leaves no trace; then it works."""
    ana = workspace.contacts.add("Ana García")
    conn, left = workspace.database.conn, [number * 40]

    def interrupt() -> bool:
        left[0] -= 1
        return left[0] < 0

    conn.set_progress_handler(interrupt, 10)
    try:
        workspace.contacts.edit(ana, city="Vigo", organization="Acme", add_addresses=["ana@acme.example"])
    except sqlite3.OperationalError:
        conn.set_progress_handler(None, 0)
        assert not conn.in_transaction
        assert workspace.contacts.get(ana).city == ""
        assert workspace.contacts.edit(
            ana, city="Vigo", organization="Acme", add_addresses=["ana@acme.example"]
        )
    conn.set_progress_handler(None, 0)
    contact = workspace.contacts.get(ana)
    assert (contact.city, contact.organization, contact.values("email")) == (
        "Vigo",
        "Acme",
        ["ana@acme.example"],
    )
    assert workspace.database.value("SELECT count(*) FROM local_operations") == 2
    sound(workspace)
