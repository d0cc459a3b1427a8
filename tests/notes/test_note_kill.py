"""kill -9 at any moment: after the next refresh every row is what its file says, and nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import time

from scrm.base.files import is_temporary, sha256_hex

KILLS = 30
WRITER = """
import itertools
from pathlib import Path
from scrm.base.settings import Places, Settings
from scrm.workspace import Workspace
import scrm.notes.notebook, scrm.db.ledger.operations, vault.folder

def life(home, run):
    places = Places.at(Path(home))
    with Workspace(places, Settings.load(places)) as workspace:
        notebook = workspace.notebook
        notebook.new(f"Warm {run}")
        print("ready", flush=True)
        for n in itertools.count():
            note = notebook.new(f"Run {run} note {n}", body="x" * 3000)
            print("new", note.path, flush=True)
            notebook.append(note, f"appended {run} {n}")
            print("append", note.path, flush=True)
            if n % 3 == 2:
                print("removing", note.path, flush=True)
                notebook.remove(note)
                print("remove", note.path, flush=True)
"""


def test_thirty_kills_lose_nothing_that_was_acknowledged(notebook, home, nursery):
    writers = nursery(WRITER)
    chance = random.Random(11)
    state: dict[str, str] = {}
    for run in range(KILLS):
        writers.bear(str(home), str(run))
        assert writers.line() == "ready"
        time.sleep(chance.uniform(0.003, 0.15))
        told = [line.split() for line in writers.kill()]
        state.update({path: verb for verb, path in told})
        notebook.refresh(None)
        agree(notebook, home, state)
    assert len(state) > KILLS


def agree(notebook, home, state):
    rows = {path: sha for path, _time, _size, sha in notebook.store.known()}
    folder = home / "notes"
    files = {path.name: sha256_hex(path.read_bytes()) for path in folder.glob("*.md")}
    assert rows == files
    for path, verb in state.items():
        if verb == "append":
            assert b"appended" in (folder / path).read_bytes()
        elif verb == "removing":
            assert path in files or (folder / ".trash" / path).exists()
        elif verb == "remove":
            assert path not in files
            assert b"appended" in (folder / ".trash" / path).read_bytes()
    assert all(name.endswith(".md") or name == ".trash" or is_temporary(name) for name in os.listdir(folder))
