"""A workspace with three invented people and its notebook."""

from __future__ import annotations

import os
import tempfile
import time

import pytest

from scrm.contacts.directory import Directory
from scrm.db.ledger.operations import Ledger
from scrm.notes.notebook import Notebook
from scrm.notes.store import NoteStore, refresh_note_people
from vault.folder import Vault


@pytest.fixture(autouse=True)
def drafts(tmp_path, monkeypatch):
    """Where drafts are made."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def ledger(workspace, clock):
    def refreshers():
        return (*workspace.ledger._refreshers(), refresh_note_people)

    return Ledger(workspace.database, clock, refreshers=refreshers)


@pytest.fixture
def contacts(workspace, ledger):
    return Directory(workspace.people, ledger)


@pytest.fixture
def notebook(workspace, home, ledger):
    return Notebook(Vault(home / "notes"), NoteStore(workspace.database), ledger)


@pytest.fixture
def ana(contacts):
    return contacts.add("Ana García", organization="Acme")


@pytest.fixture
def luis(contacts):
    return contacts.add("Luis Pérez")


@pytest.fixture
def outside(home):
    """Another program that writes a note, or removes it with None."""

    def write(path, text, *, ago=60.0):
        file = home / "notes" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink()
            return
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        os.utime(file, (time.time() - ago,) * 2)

    return write
