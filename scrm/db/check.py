"""Is the database sound? What `scrm doctor` and `scrm vault check` want to know of it; nothing is repaired here."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from scrm.base.errors import Busy, StorageFailed
from scrm.base.i18n import _, ngettext
from scrm.db.connection import APPLICATION_ID, Database
from scrm.db.migrations import VERSION

Level = Literal["ok", "warn", "fail"]

REBUILD = "scrm vault check --rebuild"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a diagnosis: a sentence in the user's language, and what to do unless all is well.

    Names no person; a path below the user's home begins with `~`.
    """

    level: Level
    what: str
    remedy: str = ""


def check_database(database: Database) -> list[Finding]:
    """Soundness, references, full text and search index, each one finding. Only the full text needs the write lock.

    A damaged file ends the list: what SQLite cannot read cannot be compared.
    """
    checks: list[Callable[[Database], Finding]] = [_settings, _soundness, _references, _people, _interactions]
    found = []
    try:
        for check in checks:
            found.append(check(database))
        found += _full_texts(database)
    except StorageFailed as error:
        found.append(_damaged(error.what))
    return found


def _settings(database: Database) -> Finding:
    version = database.value("PRAGMA user_version")
    ours = database.value("PRAGMA application_id") == APPLICATION_ID
    if not ours or version != VERSION or database.value("PRAGMA journal_mode") != "wal":
        return Finding("fail", _("The database was changed by another program"), "scrm backup list")
    return Finding(
        "ok",
        _("Database: schema %(schema)d, SQLite %(sqlite)s")
        % {"schema": version, "sqlite": sqlite3.sqlite_version},
    )


def _soundness(database: Database) -> Finding:
    lines = [row[0] for row in database.rows("PRAGMA integrity_check(10)")]
    return Finding("ok", _("The database is sound")) if lines == ["ok"] else _damaged(lines[0])


def _damaged(detail: str) -> Finding:
    return Finding(
        "fail", _("The database is damaged: %(problem)s") % {"problem": detail}, "scrm backup list"
    )


def _references(database: Database) -> Finding:
    broken = len(database.rows("PRAGMA foreign_key_check"))
    if not broken:
        return Finding("ok", _("All references between rows hold"))
    what = ngettext(
        "%(count)d reference leads to a row that is not there",
        "%(count)d references lead to rows that are not there",
        broken,
    )
    return Finding("fail", what % {"count": broken}, "scrm backup list")


def _people(database: Database) -> Finding:
    wrong = database.value(
        """SELECT (SELECT count(*) FROM contacts c LEFT JOIN local_people p ON p.contact_id = c.id
                WHERE c.deleted_at IS NULL AND p.name IS NOT c.name)
            + (SELECT count(*) FROM local_people p LEFT JOIN contacts c ON c.id = p.contact_id
                WHERE c.id IS NULL OR c.deleted_at IS NOT NULL)"""
    )
    if not wrong:
        return Finding("ok", _("The search index knows everybody"))
    what = ngettext(
        "The search index is wrong about %(count)d person",
        "The search index is wrong about %(count)d people",
        wrong,
    )
    return Finding("fail", what % {"count": wrong}, REBUILD)


def _interactions(database: Database) -> Finding:
    wrong = database.value(
        """SELECT count(*) FROM local_interactions l LEFT JOIN interactions i ON i.id = l.interaction_id
        WHERE i.id IS NULL OR i.deleted_at IS NOT NULL"""
    )
    if not wrong:
        return Finding("ok", _("The search index knows what was said"))
    what = ngettext(
        "The search index still has %(count)d interaction that is gone",
        "The search index still has %(count)d interactions that are gone",
        wrong,
    )
    return Finding("fail", what % {"count": wrong}, REBUILD)


def _full_text_tables(database: Database) -> list[str]:
    rows = database.rows(
        """SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'
        ORDER BY name"""
    )
    return [row[0] for row in rows]


def _full_texts(database: Database) -> Iterator[Finding]:
    """Each table's finding; whoever holds the write lock is waited for once and not once a table."""
    free = True
    for table in _full_text_tables(database):
        if free:
            try:
                yield _full_text(database, table)
                continue
            except Busy:
                free = False
        what = _("The full text %(table)s was not checked: another scrm is writing") % {"table": table}
        yield Finding("warn", what, "scrm doctor")


def _full_text(database: Database, table: str) -> Finding:
    """FTS5 compares its index with the texts it is made of; for that it asks for the write lock."""
    shown = {"table": table}
    try:
        database.rows(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    except StorageFailed as error:
        if getattr(error.__cause__, "sqlite_errorcode", 0) != sqlite3.SQLITE_CORRUPT_VTAB:
            raise
        return Finding("fail", _("The full text %(table)s is not what its rows say") % shown, REBUILD)
    return Finding("ok", _("The full text %(table)s is sound") % shown)
