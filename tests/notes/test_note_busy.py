"""Under a foreign write lock every writing verb is Busy and leaves the file alone, every reading one answers."""

from __future__ import annotations

import pytest

from scrm.base.errors import Busy
from scrm.db.opening.connection import connect
from scrm.search.query import Word


def written(notebook):
    draft = notebook.draft("Other")
    draft.path.write_bytes(b"text")
    return draft


WRITES = {
    "new": lambda notebook, note: notebook.new("Other"),
    "append": lambda notebook, note: notebook.append(note, "more"),
    "edited": lambda notebook, note: notebook.edited(note, b"other"),
    "keep": lambda notebook, note: notebook.keep(written(notebook)),
    "link": lambda notebook, note: notebook.link(note, ["00000000-0000-7000-8000-000000000001"]),
    "remove": lambda notebook, note: notebook.remove(note),
    "restore": lambda notebook, note: notebook.restore(notebook.trash.find("gone")),
    "rebuild": lambda notebook, note: notebook.rebuild(),
}
READS = {
    "everything": lambda store, note: store.everything("vip"),
    "of_contact": lambda store, note: store.of_contact(note.people[0]),
    "about": lambda store, note: store.about(note.people[0]),
    "by_path": lambda store, note: store.by_path(note.path),
    "by_id": lambda store, note: store.by_id(note.id),
    "by_ref": lambda store, note: store.by_ref(note.id[-6:]),
    "refs": lambda store, note: store.refs([note.id]),
    "named": lambda store, note: store.named("plan"),
    "beginning": lambda store, note: store.beginning([Word("pl")], 5),
    "search": lambda store, note: store.search([Word("draft")], 5)[0],
    "count": lambda store, note: store.count(),
    "known": lambda store, note: store.known(),
    "names_of": lambda store, note: store.names_of(note.people),
    "loose_links": lambda store, note: store.loose_links(),
}


@pytest.fixture
def note(notebook, ana, home):
    notebook.remove(notebook.new("Gone"))
    return notebook.new("Plan", people=[ana], tags=["vip"], body="draft [[Lost]]")


@pytest.fixture
def foreign(note, home, workspace):
    workspace.database.conn.execute("PRAGMA busy_timeout=10")
    conn = connect(home / "scrm.db")
    conn.execute("BEGIN IMMEDIATE")
    yield conn
    conn.close()


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("verb", WRITES)
def test_writing_is_busy_and_nothing_is_written(notebook, note, foreign, home, verb):
    before = contents(home / "notes")
    with pytest.raises(Busy):
        WRITES[verb](notebook, note)
    assert contents(home / "notes") == before


@pytest.mark.parametrize("read", READS)
def test_reading_answers(notebook, note, foreign, read):
    assert READS[read](notebook.store, note)


def test_the_two_rare_reads_answer_too(notebook, note, foreign):
    assert notebook.store.copies() == []
    assert notebook.store.strangers() == []
