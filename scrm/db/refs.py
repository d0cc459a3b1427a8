"""Short names of rows: the last hex digits of an id, served by an index on the suffix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from scrm.base.refs import REF_LENGTH, bare
from scrm.db.opening.connection import Database, Row
from scrm.db.portions import placeholders, portions


def ids_by_ref(database: Database, table: str, ref: str, *, trashed: bool = False) -> list[str]:
    """Ids of a table's rows that end in these hex digits (six or more)."""
    digits = bare(ref)
    alive = "" if trashed else "AND deleted_at IS NULL"
    rows = database.rows(
        f"SELECT id FROM {table} WHERE substr(id, -{REF_LENGTH}) = ? {alive} ORDER BY id",
        (digits[-REF_LENGTH:],),
    )
    return [r[0] for r in rows if bare(r[0]).endswith(digits)]


def refs(database: Database, table: str, ids: Iterable[str]) -> dict[str, str]:
    """The shortest ref of each id: six hex digits, more where another row of the table ends alike."""
    wanted = list(dict.fromkeys(ids))
    ends = {id: id[-REF_LENGTH:] for id in wanted}
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for part in portions(wanted):
        for end, id in _clashing(database, table, [ends[id] for id in part]):
            alike[end].append(bare(id))
    return {id: _shortest(bare(id), alike[end]) if end in alike else end for id, end in ends.items()}


def _clashing(database: Database, table: str, ends: Sequence[str]) -> list[Row]:
    """(end, id) of the rows that share one of these ends: seldom any, so the index alone is read."""
    end = f"substr(id, -{REF_LENGTH})"
    return database.rows(
        f"""SELECT {end}, id FROM {table} WHERE {end} IN (
            SELECT {end} FROM {table} WHERE {end} IN ({placeholders(ends)}) GROUP BY 1 HAVING count(*) > 1)""",
        ends,
    )


def _shortest(digits: str, alike: Sequence[str]) -> str:
    length = REF_LENGTH
    while any(other != digits and other.endswith(digits[-length:]) for other in alike):
        length += 1
    return digits[-length:]
