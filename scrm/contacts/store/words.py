"""What the search index holds of a person, written with every change that touches one."""

from __future__ import annotations

import sqlite3

from scrm.base.text import fold, sort_key
from scrm.db.connection import Row
from scrm.search.index import PersonWords, put_people

_TOUCHED = """
    SELECT row AS id FROM local_changes WHERE operation = :op AND tbl = 'contacts'
    UNION SELECT x.contact_id FROM local_changes c JOIN identities x ON x.id = c.row
        WHERE c.operation = :op AND c.tbl = 'identities'
    UNION SELECT x.contact_id FROM local_changes c JOIN affiliations x ON x.id = c.row
        WHERE c.operation = :op AND c.tbl = 'affiliations'
    UNION SELECT x.contact_id FROM local_changes c JOIN contact_tags x ON x.id = c.row
        WHERE c.operation = :op AND c.tbl = 'contact_tags'
    UNION SELECT x.contact_id FROM local_changes c JOIN affiliations x ON x.organization_id = c.row
        WHERE c.operation = :op AND c.tbl = 'organizations' AND c.kind = 'set'
"""


def refresh_people(conn: sqlite3.Connection, operation: int) -> None:
    """Bring the search index level with the contacts an operation touched."""
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS touched_people (id TEXT PRIMARY KEY) WITHOUT ROWID")
    conn.execute("DELETE FROM temp.touched_people")
    conn.execute(f"INSERT INTO temp.touched_people {_TOUCHED}", {"op": operation})
    gone = [r[0] for r in conn.execute("SELECT id FROM temp.touched_people")]
    if gone:
        put_people(conn, gone, [_words(row) for row in conn.execute(_WORDS)])


_WORDS = """
    SELECT c.id, c.name, c.nickname, c.kind, c.city, c.interests,
        (SELECT coalesce(o.name, '') || char(31) || a.title FROM affiliations a
            LEFT JOIN organizations o ON o.id = a.organization_id
            WHERE a.contact_id = c.id AND a.deleted_at IS NULL AND a.ended IS NULL
            ORDER BY a.noted_on DESC, a.id LIMIT 1) AS position,
        (SELECT group_concat(i.key, ' ') FROM identities i WHERE i.contact_id = c.id AND i.deleted_at IS NULL) AS keys,
        (SELECT group_concat(t.tag, ' ') FROM contact_tags t WHERE t.contact_id = c.id AND t.deleted_at IS NULL) AS tags
    FROM temp.touched_people x JOIN contacts c ON c.id = x.id WHERE c.deleted_at IS NULL
"""


def _words(row: Row) -> PersonWords:
    organization, _, title = (row["position"] or "\x1f").partition("\x1f")
    more = " ".join(filter(None, (title, row["city"], row["interests"], row["keys"], row["tags"])))
    folded = fold(f"{row['name']} {row['nickname']}")
    sort = sort_key(row["name"])
    return PersonWords(
        row["id"], row["name"], sort, organization, title, row["kind"], folded, fold(organization), fold(more)
    )
