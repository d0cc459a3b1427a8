"""SQL stands in a room's `store` (a file or a folder), in scrm/db and in scrm/search/index.py.

Connections are opened by scrm/db alone.
"""

from __future__ import annotations

import ast
import re

import pytest

SQL = re.compile(
    r"\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|REPLACE\s+INTO\s"
    r"|CREATE\s+(TEMP\s+)?(TABLE|INDEX|UNIQUE|VIRTUAL|VIEW|TRIGGER)\s|ALTER\s+TABLE\s|DROP\s+(TABLE|INDEX)\s"
    r"|PRAGMA\s|BEGIN\b|WITH\s+\w+\s+AS\s|ATTACH\s|VACUUM\b)"
)
RUNNERS = {"execute", "executemany", "executescript"}


def may_hold_sql(path):
    return re.match(r"scrm/(\w+/store(\.py|/)|db/|search/index\.py)", path) is not None


def _docstrings(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)


def sql_elsewhere(source):
    """Statements and calls that run them, in a file that may hold none."""
    if may_hold_sql(source.path):
        return
    documentation = set(_docstrings(source.tree))
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in documentation and SQL.match(node.value):
                yield f"{source.path}:{node.lineno} {node.value[:40]!r}"
        elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in RUNNERS:
            yield f"{source.path}:{node.lineno} {ast.unparse(node.func)}()"


def connections_elsewhere(source):
    if source.path.startswith("scrm/db/"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"sqlite3.connect", "sqlite3.Connection"}:
            yield f"{source.path}:{node.lineno}"


def test_sql_stands_only_in_its_files(sources):
    assert [found for source in sources for found in sql_elsewhere(source)] == []


def test_connections_are_opened_only_by_the_database_room(sources):
    assert [found for source in sources for found in connections_elsewhere(source)] == []


@pytest.mark.parametrize(
    "line",
    [
        "sql = 'SELECT name FROM contacts'",
        "sql = f'UPDATE contacts SET {x} = 1'",
        "sql = '''\n  INSERT OR IGNORE INTO contacts VALUES (1)'''",
        "connection.execute(sql)",
    ],
)
def test_sql_elsewhere_is_found(parse, line):
    assert len(list(sql_elsewhere(parse("scrm/agenda/today.py", line)))) == 1
    assert list(sql_elsewhere(parse("scrm/contacts/store.py", line))) == []
    assert list(sql_elsewhere(parse("scrm/contacts/store/people.py", line))) == []


def test_words_are_not_taken_for_sql(parse):
    text = '"""SELECT is explained here."""\nx = _("Select a file from the list")\ny = _("Update all")'
    assert list(sql_elsewhere(parse("tui/app.py", text))) == []


def test_a_connection_elsewhere_is_found(parse):
    text = "import sqlite3\nsqlite3.connect(path)"
    assert list(connections_elsewhere(parse("scrm/contacts/store.py", text))) == ["scrm/contacts/store.py:2"]
