"""How far the ledger has come: asked before each first screen, which has no use for the history itself."""

from __future__ import annotations

from scrm.db.opening.connection import Database


def last_number(database: Database) -> int:
    """The number of the last operation, undos and redos among them; 0 in an empty workspace."""
    number: int = database.value("SELECT coalesce(max(number), 0) FROM local_operations")
    return number
