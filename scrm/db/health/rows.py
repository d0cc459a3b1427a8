"""Is the database what SQLite can vouch for, and are its indexes what its rows say?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Literal

from scrm.base.errors import StorageFailed
from scrm.base.i18n import _, ngettext
from scrm.base.text import clean
from scrm.db.opening.connection import APPLICATION_ID, Database
from scrm.db.opening.failures import primary_code, translated
from scrm.db.opening.migrations import VERSION
from scrm.db.opening.schema import foreign_entries, listed

Level = Literal["ok", "warn", "fail"]

_DAMAGE = {0, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
"""SQLite's codes; 0 is what Python has for text that is none"""
_LINKS = """SELECT t.name AS child, f."from" AS "column", f."table" AS parent, f."to" AS key
    FROM pragma_table_list t, pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' AND f."to" IS NOT NULL"""
# In the order of the columns' indexes: a fifth of what PRAGMA foreign_key_check takes, which goes row by row.
_DANGLING = """SELECT count(*) FROM "{child}" c WHERE c."{column}" IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM "{parent}" p WHERE p."{key}" = c."{column}")"""
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
    """Settings, foreign triggers and views, soundness, references, search index and full text, each one finding.

    A damaged file ends the list: what SQLite cannot read cannot be compared.
    """
    checks: list[Callable[[Database], Finding]] = [
        _settings, _schema, _soundness, _references, _people, _interactions,
    ]  # fmt: skip
    found = []
    try:
        with examined(database):
            for check in checks:
                found.append(check(database))
            found += _full_texts(database)
    except StorageFailed as error:
        found.append(Finding("fail", error.what, error.remedy))
    return found


@contextmanager
def examined(database: Database) -> Iterator[None]:
    """StorageFailed for all that SQLite complains of: nothing but damage makes our own queries wrong."""
    try:
        with translated(database.path):
            yield
    except (sqlite3.Error, StorageFailed) as error:
        cause = error.__cause__ if isinstance(error, StorageFailed) else error
        if primary_code(cause) not in _DAMAGE:
            raise
        found = _damaged(clean(str(cause)))
        raise StorageFailed(found.what, found.remedy) from cause


def _settings(database: Database) -> Finding:
    version = database.value("PRAGMA user_version")
    ours = database.value("PRAGMA application_id") == APPLICATION_ID
    # A file that can only be read is read as one that has no log.
    logged = database.read_only or database.value("PRAGMA journal_mode") == "wal"
    if not ours or version != VERSION or not logged:
        return Finding("fail", _("The database was changed by another program"), "scrm backup list")
    return Finding(
        "ok",
        _("Database: schema %(schema)d, SQLite %(sqlite)s")
        % {"schema": version, "sqlite": sqlite3.sqlite_version},
    )


def _schema(database: Database) -> Finding:
    found = foreign_entries(database.conn, database.value("PRAGMA user_version"))
    if not found:
        return Finding("ok", _("The database holds nothing but what scrm makes"))
    what = _("Another program put into the database what scrm does not make: %(names)s")
    remedy = _("remove it with that program, or restore a backup from before: scrm backup list")
    return Finding("fail", what % {"names": listed(found)}, remedy)


def _soundness(database: Database) -> Finding:
    lines = [row[0] for row in database.rows("PRAGMA integrity_check(10)")]
    return Finding("ok", _("The database is sound")) if lines == ["ok"] else _damaged(lines[0])


def _damaged(detail: str) -> Finding:
    return Finding(
        "fail", _("The database is damaged: %(problem)s") % {"problem": detail}, "scrm backup list"
    )


def _references(database: Database) -> Finding:
    broken = sum(database.value(_DANGLING.format(**dict(row))) for row in database.rows(_LINKS))
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
    """Each table's finding. FTS5 compares an index with its texts by a write, so it does that in a copy.

    The copy is SQLite's own nameless file, which is gone with the connection. No lock is waited for.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as copy:
        database.conn.backup(copy)
        for table in _full_text_tables(database):
            yield _full_text(copy, table)


def _full_text(copy: sqlite3.Connection, table: str) -> Finding:
    shown = {"table": table}
    try:
        copy.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT_VTAB:
            raise
        return Finding("fail", _("The full text %(table)s is not what its rows say") % shown, REBUILD)
    return Finding("ok", _("The full text %(table)s is sound") % shown)
