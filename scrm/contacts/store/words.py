"""What the search index holds of a person, written with every change that touches one."""

from __future__ import annotations

import sqlite3

from scrm.base.text import fold, sort_key
from scrm.db.opening.connection import Row
from scrm.search.index import PersonWords, put_people, replace_people, touch_people

_TOUCHED = """
    SELECT row AS id FROM local_touched WHERE operation = :op AND tbl = 'contacts'
    UNION SELECT x.contact_id FROM local_touched c JOIN identities x ON x.id = c.row
        WHERE c.operation = :op AND c.tbl = 'identities'
    UNION SELECT x.contact_id FROM local_touched c JOIN affiliations x ON x.id = c.row
        WHERE c.operation = :op AND c.tbl = 'affiliations'
    UNION SELECT x.contact_id FROM local_touched c JOIN contact_tags x ON x.id = c.row
        WHERE c.operation = :op AND c.tbl = 'contact_tags'
    UNION SELECT x.contact_id FROM local_touched c JOIN affiliations x ON x.organization_id = c.row
        WHERE c.operation = :op AND c.tbl = 'organizations' AND c.kind = 'set'
"""


def refresh_people(conn: sqlite3.Connection, operation: int) -> None:
    """Bring the search index level with the contacts an operation touched."""
    if touch_people(conn, _TOUCHED, {"op": operation}):
        put_people(conn, [_words(row) for row in conn.execute(_WORDS)])


def rebuild_people(conn: sqlite3.Connection) -> None:
    """Make the search index again from the contacts."""
    touch_people(conn, "SELECT id FROM contacts", {})
    replace_people(conn, [_words(row) for row in conn.execute(_WORDS)])


_WORDS = """
    SELECT c.id, c.name, c.nickname, c.kind, c.city, c.interests,
        (SELECT coalesce(o.name, '') || char(31) || a.title FROM affiliations a
            LEFT JOIN organizations o ON o.id = a.organization_id
            WHERE a.contact_id = c.id AND a.deleted_at IS NULL AND a.ended IS NULL
            ORDER BY a.noted_on DESC, a.id LIMIT 1) AS position,
        (SELECT group_concat(i.key, ' ') FROM identities i
            WHERE i.contact_id = c.id AND i.type IN ('email', 'phone') AND i.deleted_at IS NULL) AS keys,
        (SELECT group_concat(t.tag, ' ') FROM contact_tags t WHERE t.contact_id = c.id AND t.deleted_at IS NULL) AS tags
    FROM temp.touched_people x CROSS JOIN contacts c ON c.id = x.id WHERE c.deleted_at IS NULL
"""


def _words(row: Row) -> PersonWords:
    id, name, nickname, kind, city, interests, position, keys, tags = row
    organization, _, title = (position or "\x1f").partition("\x1f")
    sort = sort_key(name)
    # For plain ASCII names one key serves both ends: it saves a third of the work of an import.
    folded = sort if not nickname and name.isascii() else fold(f"{name} {nickname}")
    more = fold(" ".join(filter(None, (title, city, interests, keys, tags))))
    return PersonWords(id, name, sort, organization, title, kind, folded, fold(organization), more)
