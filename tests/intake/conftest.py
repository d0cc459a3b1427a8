"""An importer that yields what a test gives it: real drafts through the real gate."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from scrm.intake.contract import FileSeen, Handle, PersonDraft


class Given:
    """A format made of the drafts it holds."""

    name = "linkedin"

    def __init__(self, *drafts):
        self.drafts = drafts

    def identify(self, path):
        return "drafts"

    def read(self, path, options):
        yield from self.drafts
        for name in sorted({draft.file for draft in self.drafts}):
            yield FileSeen(name, True, sum(draft.file == name for draft in self.drafts))


@pytest.fixture
def importer():
    return Given


@pytest.fixture
def person():
    """Make the draft of one row of Connections.csv."""

    def draft(row, slug, name, organization="", title="", email=""):
        handles = [Handle("profile", f"https://www.linkedin.com/in/{slug}", slug, "linkedin")]
        handles += [Handle("email", email, email)] if email else []
        given, _, family = name.partition(" ")
        return PersonDraft("Connections.csv", row, f"linkedin/{slug}", name, given, family, tuple(handles),
                           organization, title, date(2026, 10, 1))  # fmt: skip

    return draft


@pytest.fixture
def preview(workspace):
    return lambda importer, me="": workspace.gate.preview(importer, Path("export.zip"), me=me)


@pytest.fixture
def foreign_lock(workspace):
    """Another process holds the write lock; calling the result lets it go."""
    workspace.database.conn.execute("PRAGMA busy_timeout=0")
    other = sqlite3.connect(workspace.places.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield lambda: other.execute("ROLLBACK")
    other.close()
