"""The bare script that `scrm find NAME --json` is measured against: argparse, sqlite3 and json, the same hits.

python bench/baseline_find.py DATABASE NAME
"""

from __future__ import annotations

import argparse
import json
import sqlite3

parser = argparse.ArgumentParser()
parser.add_argument("database")
parser.add_argument("name")
given = parser.parse_args()
conn = sqlite3.connect(given.database)
match = " ".join(f'"{word}"*' for word in given.name.split())
hits = [
    {"kind": "person", "id": row[0], "name": row[1], "organization": row[2], "title": row[3], "at": row[4]}
    for row in conn.execute(
        """SELECT p.contact_id, p.name, p.organization, p.title, f.last_at FROM local_people_words w
        JOIN local_people p ON p.n = w.rowid LEFT JOIN local_contact_facts f ON f.contact_id = p.contact_id
        WHERE local_people_words MATCH ? ORDER BY w.rowid""",
        (match,),
    )
] + [
    {"kind": "interaction", "id": row[0], "text": row[1], "at": row[2]}
    for row in conn.execute(
        """SELECT i.id, i.summary, i.at FROM local_interactions_words w
        JOIN local_interactions l ON l.n = w.rowid JOIN interactions i ON i.id = l.interaction_id
        WHERE local_interactions_words MATCH ? ORDER BY w.rowid DESC LIMIT 50""",
        (match,),
    )
]
print(json.dumps({"count": len(hits), "items": hits}))
