"""The bare script that `scrm today --brief` is measured against: argparse, sqlite3 and json, the same line.

python bench/baseline_today.py DATABASE [--json]
"""

from __future__ import annotations

import argparse
import json
import sqlite3
from datetime import UTC, datetime, timedelta

parser = argparse.ArgumentParser()
parser.add_argument("database")
parser.add_argument("--json", action="store_true")
given = parser.parse_args()
conn = sqlite3.connect(given.database)
now = datetime.now(UTC)
today = now.date().isoformat()
counts = {
    "late": "state = 'open' AND deleted_at IS NULL AND due_day < ?",
    "due": "state = 'open' AND deleted_at IS NULL AND due_day = ?",
}
found = {
    name: conn.execute(f"SELECT count(*) FROM followups WHERE {where}", (today,)).fetchone()[0]
    for name, where in counts.items()
}
found["owed"] = conn.execute(
    """SELECT count(*) FROM local_contact_facts f JOIN contacts c ON c.id = f.contact_id
    WHERE f.talk_direction = 'in' AND f.talk_at >= ? AND c.deleted_at IS NULL""",
    ((now - timedelta(days=60)).isoformat(),),
).fetchone()[0]
if given.json:
    print(json.dumps(found))
else:
    print(
        " · ".join(f"{count} {name}" for name, count in found.items() if count) or "nothing late, due or owed"
    )
