"""The query terms that people answer, as SQL over `local_people p`."""

from __future__ import annotations

from typing import Any

from scrm.base.text import fold
from scrm.db.connection import Database
from scrm.db.refs import placeholders
from scrm.search.terms import days
from scrm.search.tree import Term, Word, match

_TYPED = {"city": True, "country": False, "lang": False, "source": False}
"""fields kept as typed: whether a part of the text is enough"""
_OF_PERSON = "SELECT 1 FROM {table} x WHERE x.contact_id = p.contact_id AND x.deleted_at IS NULL"
RHYTHM = """(SELECT coalesce(c.cadence, (SELECT min(t.cadence) FROM contact_tags ct JOIN tags t ON t.name = ct.tag
    WHERE ct.contact_id = c.id AND ct.deleted_at IS NULL AND t.deleted_at IS NULL))
    FROM contacts c WHERE c.id = p.contact_id)"""
"""a person's own rhythm in days, else the shortest of their tags"""


def condition(database: Database, term: Term) -> tuple[str, list[Any]] | None:
    """SQL and values for a term about people, or None when another room knows it."""
    values: list[Any] = list(term.values)
    if term.field == "kind":
        return f"p.kind IN ({placeholders(values)})", values
    if term.field in _TYPED:
        column = "language" if term.field == "lang" else term.field
        meant = _spellings(database, column, values, part=_TYPED[term.field])
        marks = placeholders(meant)
        sql = f"p.contact_id IN (SELECT id FROM contacts WHERE {column} IN ({marks}) AND deleted_at IS NULL)"
        return sql, meant
    if term.field in ("name", "org"):
        column = "folded" if term.field == "name" else "firm"
        texts = [match([Word(v)]) or '""' for v in values]
        text = " OR ".join(f"{column} : ({t})" for t in texts)
        return "p.n IN (SELECT rowid FROM local_people_words WHERE local_people_words MATCH ?)", [text]
    if term.field == "tag":
        marks = placeholders(values)
        return f"EXISTS ({_OF_PERSON.format(table='contact_tags')} AND x.tag IN ({marks}))", [
            fold(v) for v in values
        ]
    if term.field == "net":
        marks = placeholders(values)
        return f"EXISTS ({_OF_PERSON.format(table='identities')} AND x.network IN ({marks}))", [
            fold(v) for v in values
        ]
    return _of_days_and_things(term, values)


def _of_days_and_things(term: Term, values: list[Any]) -> tuple[str, list[Any]] | None:
    if term.field == "rhythm":
        return f"{RHYTHM} {_sign(term.op)} ?", [days(values[0])]
    if term.field == "ambient":
        wanted: list[Any] = [1 if v == "yes" else 0 for v in values]
        marks = placeholders(wanted)
        return f"p.contact_id IN (SELECT id FROM contacts WHERE ambient IN ({marks}))", wanted
    return _has(values) if term.field == "has" else None


def _spellings(database: Database, column: str, wanted: list[Any], *, part: bool) -> list[Any]:
    """The stored spellings of what is meant: accents and case aside, whole or a part of it."""
    known = database.rows(f"SELECT DISTINCT {column} FROM contacts WHERE {column} <> ''")
    folded = [fold(value) for value in wanted]
    return [r[0] for r in known if fold(r[0]) in folded or (part and any(v in fold(r[0]) for v in folded))]


def _has(values: list[Any]) -> tuple[str, list[Any]] | None:
    found = {
        "email": f"EXISTS ({_OF_PERSON.format(table='identities')} AND x.type = 'email')",
        "phone": f"EXISTS ({_OF_PERSON.format(table='identities')} AND x.type = 'phone')",
        "profile": f"EXISTS ({_OF_PERSON.format(table='identities')} AND x.type IN ('profile', 'url'))",
        "tag": f"EXISTS ({_OF_PERSON.format(table='contact_tags')})",
        "birthday": "p.contact_id IN (SELECT id FROM contacts WHERE birthday <> '')",
        "org": "p.organization <> ''",
        "rhythm": f"{RHYTHM} IS NOT NULL",
    }
    return (found[values[0]], []) if values[0] in found else None


def _sign(op: str) -> str:
    return "=" if op == ":" else op
