"""Short names of rows: the last hex digits of an id, served by an index on the suffix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from scrm.base.refs import REF_LENGTH
from scrm.db.connection import Database


def placeholders(values: Sequence[Any]) -> str:
    """`?, ?, ?` for a list of values."""
    return ", ".join("?" * len(values))


def ids_by_ref(database: Database, table: str, ref: str, *, trashed: bool = False) -> list[str]:
    """Ids of a table's rows that end in these hex digits (six or more)."""
    bare = ref.replace("-", "").lower()
    alive = "" if trashed else "AND deleted_at IS NULL"
    rows = database.rows(
        f"SELECT id FROM {table} WHERE substr(id, -{REF_LENGTH}) = ? {alive} ORDER BY id",
        (bare[-REF_LENGTH:],),
    )
    return [r[0] for r in rows if r[0].replace("-", "").endswith(bare)]


def refs(database: Database, table: str, ids: Iterable[str]) -> dict[str, str]:
    """The shortest ref of each id: six hex digits, more where another row of the table ends alike."""
    wanted = list(dict.fromkeys(ids))
    result: dict[str, str] = {}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        suffixes = [i[-REF_LENGTH:] for i in part]
        alike: defaultdict[str, list[str]] = defaultdict(list)
        for row in database.rows(
            f"""SELECT substr(id, -{REF_LENGTH}), id FROM {table}
            WHERE substr(id, -{REF_LENGTH}) IN ({placeholders(suffixes)})""",
            suffixes,
        ):
            alike[row[0]].append(row[1].replace("-", ""))
        result.update((i, _shortest(i.replace("-", ""), alike[i[-REF_LENGTH:]])) for i in part)
    return result


def _shortest(bare: str, alike: Sequence[str]) -> str:
    length = REF_LENGTH
    while any(other != bare and other.endswith(bare[-length:]) for other in alike):
        length += 1
    return bare[-length:]
