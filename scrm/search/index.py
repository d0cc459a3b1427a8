"""The search index: local tables over people, interactions and notes, written in the same transaction.

People are numbered in the order of their names, with gaps, so that a search
that reads by number gets them sorted for nothing; interactions by their
moment. FTS5 keeps no text of its own (external content): a changed row takes
its old words out first. The cost of FTS5 is per statement, so each change is
one statement for all touched rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from scrm.db.opening.connection import Database
from scrm.db.portions import portions
from scrm.search.tree import And, Node, Not, Or, Term, Word, match, pieces

Answer = tuple[str, list[Any]] | None
Condition = Callable[[Term], Answer]
"""A room's answer to one term of a query: SQL over `p.contact_id` with its values, or None when not its term."""

GAP = 1 << 20
_BULK = 500


class PersonWords(NamedTuple):
    """What is searched of a person: texts folded, `sort` as a reader expects names to stand."""

    contact_id: str
    name: str
    sort: str
    organization: str
    title: str
    kind: str
    folded: str
    firm: str
    more: str


_COLUMNS = ", ".join(PersonWords._fields)
_TOUCHED = "WHERE contact_id IN (SELECT id FROM temp.touched_people)"


def touch_people(conn: sqlite3.Connection, query: str, values: dict[str, Any]) -> bool:
    """Gather the contact ids a query gives in temp.touched_people; says whether there are any."""
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS touched_people (id TEXT PRIMARY KEY) WITHOUT ROWID")
    conn.execute("DELETE FROM temp.touched_people")
    return conn.execute(f"INSERT INTO temp.touched_people {query}", values).rowcount > 0


def put_people(conn: sqlite3.Connection, people: list[PersonWords]) -> None:
    """Replace the entries of everybody in temp.touched_people by `people` (fewer when some are gone)."""
    _forget(conn)
    have: int = conn.execute("SELECT count(*) FROM local_people").fetchone()[0]
    if len(people) > _BULK and len(people) * 4 > have:
        _renumber(conn, people)
        return
    for done, person in enumerate(people):
        n = _place(conn, person.sort)
        if n is None:
            # Indexes everybody, those inserted so far among them: once more would be a word too many.
            _renumber(conn, people[done:])
            return
        _insert(conn, [(n, *person)])
    if people:
        _index(conn, _TOUCHED)


def _forget(conn: sqlite3.Connection) -> None:
    which = f"FROM local_people {_TOUCHED}"
    if conn.execute(f"SELECT 1 {which} LIMIT 1").fetchone() is None:
        return
    conn.execute(
        "INSERT INTO local_people_words (local_people_words, rowid, folded, firm, more) "
        f"SELECT 'delete', n, folded, firm, more {which}"
    )
    conn.execute(
        f"INSERT INTO local_people_grams (local_people_grams, rowid, folded) SELECT 'delete', n, folded {which}"
    )
    conn.execute(f"DELETE {which}")


def _place(conn: sqlite3.Connection, sort: str) -> int | None:
    """A free number between the neighbours by name, or None when the gap is used up."""
    before = conn.execute(
        "SELECT n FROM local_people WHERE sort <= ? ORDER BY sort DESC, n DESC LIMIT 1", (sort,)
    ).fetchone()
    after = conn.execute(
        "SELECT n FROM local_people WHERE sort > ? ORDER BY sort, n LIMIT 1", (sort,)
    ).fetchone()
    if before is None:
        return GAP if after is None else int(after[0]) - GAP
    if after is None:
        return int(before[0]) + GAP
    middle = (int(before[0]) + int(after[0])) // 2
    return middle if before[0] < middle < after[0] else None


def _insert(conn: sqlite3.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    conn.executemany(f"INSERT INTO local_people (n, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _index(conn: sqlite3.Connection, where: str = "") -> None:
    conn.execute(
        "INSERT INTO local_people_words (rowid, folded, firm, more) "
        f"SELECT n, folded, firm, more FROM local_people {where} ORDER BY n"
    )
    conn.execute(
        f"INSERT INTO local_people_grams (rowid, folded) SELECT n, folded FROM local_people {where} ORDER BY n"
    )


def _renumber(conn: sqlite3.Connection, people: list[PersonWords]) -> None:
    """Number everybody afresh in the order of names, with room between them."""
    people.extend(PersonWords(*row) for row in conn.execute(f"SELECT {_COLUMNS} FROM local_people"))
    # One text and no pair: comparing is the part of this that no other thread can interrupt.
    people.sort(key=lambda person: f"{person.sort}\0{person.contact_id}")
    for table in ("local_people_words", "local_people_grams"):
        conn.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    conn.execute("DELETE FROM local_people")
    _insert(conn, ((place * GAP, *person) for place, person in enumerate(people, 1)))
    _index(conn)


def replace_people(conn: sqlite3.Connection, people: list[PersonWords]) -> None:
    """Make the index again from these people alone."""
    conn.execute("DELETE FROM local_people")
    _renumber(conn, people)


def people(
    database: Database, node: Node | None, conditions: Sequence[Condition], limit: int
) -> tuple[list[int], int]:
    """What `first` gives, and how many there are."""
    numbers = first(database, node, conditions, limit)
    return numbers, len(numbers) if len(numbers) < limit else count(database, node, conditions)


def first(database: Database, node: Node | None, conditions: Sequence[Condition], limit: int) -> list[int]:
    """Numbers of the first people a query finds, in the order of names, at most `limit`.

    It stops at the limit, so it answers within a frame where counting could not.
    """
    words = _words(node)
    if words is not None:
        sql = "SELECT rowid FROM local_people_words WHERE local_people_words MATCH ? ORDER BY rowid LIMIT ?"
        return database.column(sql, (words, limit)) if words else []
    where, values = _Where(conditions).sql(node) if node is not None else ("1", [])
    sql = f"SELECT p.n FROM local_people p WHERE {where} ORDER BY p.n LIMIT ?"
    return database.column(sql, [*values, limit])


def count(database: Database, node: Node | None, conditions: Sequence[Condition]) -> int:
    """How many people a query finds."""
    words = _words(node)
    if words is not None:
        sql = "SELECT count(*) FROM local_people_words WHERE local_people_words MATCH ?"
        return int(database.value(sql, (words,))) if words else 0
    where, values = _Where(conditions).sql(node) if node is not None else ("1", [])
    return int(database.value(f"SELECT count(*) FROM local_people p WHERE {where}", values))


def _words(node: Node | None) -> str | None:
    """The FTS5 match of a query of nothing but words (empty when they hold no letter), else None."""
    parts = node.nodes if isinstance(node, And) else (node,)
    words = [part for part in parts if isinstance(part, Word)]
    return (match(words) or "") if len(words) == len(parts) else None


def shown(database: Database, numbers: Sequence[int]) -> list[tuple[str, str, str, str, str | None]]:
    """Id, name, firm, title and last real contact of the people at places, in the order asked for."""
    found: dict[int, tuple[str, str, str, str, str | None]] = {}
    for part in portions(numbers):
        rows = database.rows(
            f"""SELECT p.n, p.contact_id, p.name, p.organization, p.title, f.last_at FROM local_people p
            LEFT JOIN local_contact_facts f ON f.contact_id = p.contact_id
            WHERE p.n IN ({", ".join("?" * len(part))})""",
            part,
        )
        found.update((row[0], (row[1], row[2], row[3], row[4], row[5])) for row in rows)
    return [found[n] for n in numbers if n in found]


def any_note(database: Database, text: str) -> bool:
    """Whether a note holds the words of an FTS5 match."""
    sql = "SELECT 1 FROM local_notes_words WHERE local_notes_words MATCH ? LIMIT 1"
    return database.row(sql, (text,)) is not None


def similar(database: Database, text: str, limit: int = 300) -> list[tuple[int, str]]:
    """Number and folded name of people who share runs of three letters with a text, the most alike first."""
    runs = {word[i : i + 3] for word in pieces(text) for i in range(len(word) - 2)}
    if not runs:
        return []
    wanted = " OR ".join(f'"{run}"' for run in sorted(runs)[:32])
    rows = database.rows(
        """SELECT p.n, p.folded FROM local_people_grams g JOIN local_people p ON p.n = g.rowid
        WHERE local_people_grams MATCH ? ORDER BY g.rank LIMIT ?""",
        (wanted, limit),
    )
    return [(row[0], row[1]) for row in rows]


class _Where(NamedTuple):
    """Writes a query as SQL over `local_people p`, asking each room for its terms."""

    conditions: Sequence[Condition]

    def sql(self, node: Node) -> tuple[str, list[Any]]:
        if isinstance(node, Word):
            return _matching([node])
        if isinstance(node, Not):
            sql, values = self.sql(node.node)
            return f"NOT ({sql})", values
        if isinstance(node, And):
            # Neighbouring words are one match: FTS5 joins them faster than SQL can.
            words = [part for part in node.nodes if isinstance(part, Word)]
            rest = [self.sql(part) for part in node.nodes if not isinstance(part, Word)]
            return _joined(" AND ", _one_led(([_matching(words)] if words else []) + rest))
        if isinstance(node, Or):
            return _joined(" OR ", [self.sql(part) for part in node.nodes])
        if node.field == "has" and len(node.values) > 1:
            return self.sql(Or(tuple(Term("has", ":", (value,)) for value in node.values)))
        answers = (condition(node) for condition in self.conditions)
        return next((answer for answer in answers if answer is not None), ("0", []))


def _matching(words: Sequence[Word]) -> tuple[str, list[Any]]:
    text = match(words)
    if text is None:
        return "0", []
    return "p.n IN (SELECT rowid FROM local_people_words WHERE local_people_words MATCH ?)", [text]


def _one_led(parts: list[tuple[str, list[Any]]]) -> list[tuple[str, list[Any]]]:
    """Where words choose the numbers, lists of contacts are only looked into: SQLite would try each with each."""
    if not any(sql.startswith("p.n IN") for sql, _ in parts):
        return parts
    return [("+" + sql if sql.startswith("p.contact_id IN") else sql, values) for sql, values in parts]


def _joined(joiner: str, parts: Sequence[tuple[str, list[Any]]]) -> tuple[str, list[Any]]:
    sql = joiner.join(f"({sql})" for sql, _ in parts) or "1"
    return sql, [value for _, values in parts for value in values]
