"""The one write path: what an operation keeps, and what undo and redo make of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from scrm.base.errors import Busy, NotFound
from scrm.db.ledger import history, undo
from scrm.workspace import Workspace


class NoFiles:
    """Undo without notes."""

    def read_raw(self, path: str) -> bytes | None:
        return None

    def put_back(self, path: str, data: bytes | None) -> None:
        raise AssertionError(path)


def names(workspace: Workspace) -> list[str]:
    return [row.name for row in workspace.lists.rows_at(workspace.lists.everybody())]


def test_a_change_is_one_operation_with_its_rows(workspace: Workspace) -> None:
    id = workspace.contacts.add("Ana García", organization="Acme", tags=["vip"])
    (told,) = history.history(workspace.database)
    assert (told.verb, told.summary, told.front, told.state) == ("contact add", "Ana García", "cli", "done")
    tables = {change.table for change in history.changes(workspace.database, told.number)}
    assert tables == {"contacts", "organizations", "affiliations", "contact_tags"}
    assert all(change.before is None for change in history.changes(workspace.database, told.number))
    assert workspace.contacts.get(id).organization == "Acme"


def test_nothing_changed_means_no_operation(workspace: Workspace) -> None:
    id = workspace.contacts.add("Ana García")
    assert workspace.contacts.edit(id, name="Ana García") is False
    assert len(history.history(workspace.database)) == 1


def test_a_failure_half_way_leaves_nothing(workspace: Workspace) -> None:
    def fail() -> None:
        with workspace.ledger.operation("contact add") as op:
            op.insert("contacts", id="a", name="Ana", source="t", source_date="2026-11-24", basis="b")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert names(workspace) == []
    assert history.history(workspace.database) == []


def test_undo_and_redo_go_back_and_forth(workspace: Workspace) -> None:
    id = workspace.contacts.add("Ana García")
    workspace.contacts.edit(id, city="Vigo")
    workspace.contacts.edit(id, city="Lugo")
    assert undo.undo(workspace.ledger, NoFiles()).operation.number == 3
    assert workspace.contacts.get(id).city == "Vigo"
    undo.undo(workspace.ledger, NoFiles())
    undo.undo(workspace.ledger, NoFiles())
    assert names(workspace) == []
    with pytest.raises(NotFound):
        undo.undo(workspace.ledger, NoFiles())
    for _step in range(3):
        undo.redo(workspace.ledger, NoFiles())
    assert workspace.contacts.get(id).city == "Lugo"
    assert names(workspace) == ["Ana García"]
    with pytest.raises(NotFound):
        undo.redo(workspace.ledger, NoFiles())


def test_something_new_ends_the_way_forward(workspace: Workspace) -> None:
    id = workspace.contacts.add("Ana García")
    workspace.contacts.edit(id, city="Vigo")
    undo.undo(workspace.ledger, NoFiles())
    workspace.contacts.edit(id, kind="client")
    with pytest.raises(NotFound):
        undo.redo(workspace.ledger, NoFiles())


def test_undo_out_of_order_leaves_what_changed_later(workspace: Workspace) -> None:
    first = workspace.contacts.add("Ana García", organization="Acme")
    workspace.contacts.edit(first, city="Vigo")
    result = undo.undo(workspace.ledger, NoFiles(), 1)
    assert result.left == [("contacts", first)]
    contact = workspace.contacts.get(first)
    assert (contact.city, contact.organization) == ("Vigo", "Acme")


def test_undo_keeps_a_person_something_was_logged_with(workspace: Workspace) -> None:
    id = workspace.contacts.add("Ana García")
    workspace.diary.log([(id, "Ana García")], kind="call", summary="scope agreed")
    result = undo.undo(workspace.ledger, NoFiles(), 1)
    assert ("contacts", id) in result.left
    assert names(workspace) == ["Ana García"]


def test_an_undone_creation_is_a_tombstone_that_names_its_operation(workspace: Workspace) -> None:
    id = workspace.contacts.add("Ana García")
    undo.undo(workspace.ledger, NoFiles())
    row = workspace.database.row("SELECT deleted_by FROM contacts WHERE id = ?", (id,))
    assert row is not None
    assert row[0] == "undo 1"


def test_a_dry_run_counts_and_keeps_nothing(workspace: Workspace) -> None:
    workspace.ledger.dry_run = True
    with workspace.ledger.operation("contact add") as op:
        op.insert("contacts", id="a", name="Ana", source="t", source_date="2026-11-24", basis="b")
    assert (op.changed, op.number) == (1, None)
    assert names(workspace) == []


def test_times_grow_even_when_the_clock_is_set_back(workspace: Workspace, clock) -> None:  # type: ignore[no-untyped-def]
    id = workspace.contacts.add("Ana García")
    clock.move(days=-3650)
    workspace.contacts.edit(id, city="Vigo")
    second, first = history.history(workspace.database)
    assert second.at > first.at


def test_a_foreign_write_lock_is_busy_and_nothing_is_written(workspace: Workspace, home: Path) -> None:
    other = sqlite3.connect(home / "scrm.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    workspace.database.conn.execute("PRAGMA busy_timeout=10")
    with pytest.raises(Busy):
        workspace.contacts.add("Ana García")
    assert names(workspace) == []
    other.execute("ROLLBACK")
    workspace.contacts.add("Ana García")
    other.close()
    assert names(workspace) == ["Ana García"]


def test_undo_keeps_the_person_whose_position_changed_later(workspace: Workspace) -> None:
    id = workspace.contacts.add("Ana García", organization="Acme", title="Head of operations")
    workspace.contacts.edit(id, title="COO")
    undo.undo(workspace.ledger, NoFiles(), 1)
    contact = workspace.contacts.get(id)
    assert (contact.name, contact.organization, contact.title) == ("Ana García", "Acme", "COO")


def test_the_history_is_as_long_as_what_it_keeps(workspace):
    assert history.size(workspace.database) == 0
    ana = workspace.contacts.add("Ana")
    born = history.size(workspace.database)
    assert born == len(f'["{ana}"]')
    workspace.contacts.edit(ana, city="A Coruña")
    grown = len('{"city":""}{"city":"A Coruña"}'.encode())
    assert history.size(workspace.database) == born + grown
    workspace.notebook.new("Plan")
    noted = workspace.database.value("SELECT sum(length(after)) FROM local_files")
    assert history.size(workspace.database) == born + grown + noted
