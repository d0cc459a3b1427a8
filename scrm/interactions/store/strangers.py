"""People met in interactions before they were contacts: whoever gets their address gets their words."""

from __future__ import annotations

from scrm.db.ledger.operations import Operation

_ARRIVED = """SELECT row FROM local_changes WHERE operation = :op AND tbl = 'identities'
    UNION SELECT id FROM temp.born_identities"""


def claim_strangers(op: Operation) -> None:
    """Link strangers to the one living contact whose address an operation wrote down, whatever front it was."""
    conn = op.conn
    born = op.born.get("identities", [])
    changed = "SELECT 1 FROM local_changes WHERE operation = ? AND tbl = 'identities' LIMIT 1"
    if not born and conn.execute(changed, (op.number,)).fetchone() is None:
        return
    waiting = "SELECT 1 FROM interaction_people WHERE contact_id IS NULL AND key <> '' LIMIT 1"
    if conn.execute(waiting).fetchone() is None:
        return
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS born_identities (id TEXT PRIMARY KEY) WITHOUT ROWID")
    conn.execute("DELETE FROM temp.born_identities")
    conn.executemany("INSERT INTO temp.born_identities VALUES (?)", [(id,) for id in born])
    met = conn.execute(
        f"""SELECT x.id, i.contact_id FROM ({_ARRIVED}) a JOIN identities i ON i.id = a.row
        JOIN contacts c ON c.id = i.contact_id
        JOIN interaction_people x ON x.key = i.key AND x.type = i.type AND x.contact_id IS NULL
        WHERE x.key <> '' AND i.deleted_at IS NULL AND c.deleted_at IS NULL AND x.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM identities other JOIN contacts o ON o.id = other.contact_id
            WHERE other.key = i.key AND other.type = i.type AND other.contact_id <> i.contact_id
            AND other.deleted_at IS NULL AND o.deleted_at IS NULL)""",
        {"op": op.number},
    ).fetchall()
    for participant, contact in met:
        op.update("interaction_people", participant, contact_id=contact)
