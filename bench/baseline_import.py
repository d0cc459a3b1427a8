"""The bare import that ours is held against: csv, upsert with url and e-mail indexes, bulk full text.

python -m bench.baseline_import CONNECTIONS.csv DATABASE
"""

from __future__ import annotations

import csv
import sqlite3
import sys
from itertools import dropwhile


def main(source: str, target: str) -> None:
    """Read the file's rows into one table with its search index, in one transaction."""
    conn = sqlite3.connect(target, isolation_level=None)
    conn.execute("PRAGMA journal_mode=WAL")
    conn.execute(
        """CREATE TABLE people (id INTEGER PRIMARY KEY, first TEXT, last TEXT, url TEXT UNIQUE, email TEXT,
        company TEXT, position TEXT, connected TEXT) STRICT"""
    )
    conn.execute("CREATE INDEX people_email ON people (email)")
    conn.execute(
        """CREATE VIRTUAL TABLE words USING fts5 (first, last, company, position, content='people',
        content_rowid='id', prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')"""
    )
    conn.execute("BEGIN IMMEDIATE")
    with open(source, newline="", encoding="utf-8") as file:
        rows = dropwhile(lambda row: row[:1] != ["First Name"], csv.reader(file))
        next(rows)
        conn.executemany(
            """INSERT INTO people (first, last, url, email, company, position, connected) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (url) DO UPDATE SET email = excluded.email, company = excluded.company,
            position = excluded.position""",
            ((row[0], row[1], row[2] or None, *row[3:7]) for row in rows),
        )
    conn.execute("INSERT INTO words (words) VALUES ('rebuild')")
    conn.execute("COMMIT")
    conn.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
