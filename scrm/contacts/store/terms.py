"""The query terms that people answer, as SQL over `local_people p`."""

from __future__ import annotations

from typing import Any

from scrm.base.text import fold
from scrm.db.opening.connection import Database
from scrm.db.portions import placeholders
from scrm.search.terms import days
from scrm.search.tree import Term, Word, match

_TYPED = {"city": True, "country": False, "lang": False, "source": False}
"""fields kept as typed: whether a part of the text is enough"""
# Led by the few that a term is about where an index finds them, else asked of each person within an index.
_ADDRESS = "EXISTS (SELECT 1 FROM identities x WHERE x.contact_id = p.contact_id AND x.deleted_at IS NULL AND {which})"
_TAGGED = (
    "p.contact_id IN (SELECT contact_id FROM contact_tags WHERE tag IN ({marks}) AND deleted_at IS NULL)"
)
_LED = "SELECT id FROM contacts WHERE cadence IS NOT NULL"
_BY_TAG = f"""SELECT ct.contact_id FROM tags t CROSS JOIN contact_tags ct ON ct.tag = t.name
    WHERE t.cadence IS NOT NULL AND t.deleted_at IS NULL AND ct.deleted_at IS NULL AND ct.contact_id NOT IN ({_LED})"""
_RHYTHM = f"p.contact_id IN ({_LED}{{which}} UNION ALL {_BY_TAG}{{having}})"
"""a person's own rhythm in days, else the shortest of their tags"""


def condition(database: Database, term: Term) -> tuple[str, list[Any]] | None:
    """SQL and values for a term about people, or None when another room knows it."""
    values: list[Any] = list(term.values)
    if term.field == "kind":
        return f"p.kind IN ({placeholders(values)})", values
    if term.field in _TYPED:
        column = "language" if term.field == "lang" else term.field
        meant = _spellings(database, column, values, part=_TYPED[term.field])
        some = f"SELECT id FROM contacts WHERE {column} IN ({placeholders(meant)}) AND {column} <> ''"
        return f"p.contact_id IN ({some})", meant
    if term.field in ("name", "org"):
        column = "folded" if term.field == "name" else "firm"
        texts = [match([Word(v)]) or '""' for v in values]
        text = " OR ".join(f"{column} : ({t})" for t in texts)
        return "p.n IN (SELECT rowid FROM local_people_words WHERE local_people_words MATCH ?)", [text]
    if term.field == "tag":
        return _TAGGED.format(marks=placeholders(values)), [fold(v) for v in values]
    if term.field == "net":
        which = f"x.network IN ({placeholders(values)})"
        return _ADDRESS.format(which=which), [fold(v) for v in values]
    return _of_days_and_things(term, values)


def _of_days_and_things(term: Term, values: list[Any]) -> tuple[str, list[Any]] | None:
    if term.field == "rhythm":
        sign, length = "=" if term.op == ":" else term.op, days(values[0])
        having = f" GROUP BY ct.contact_id HAVING min(t.cadence) {sign} ?"
        return _RHYTHM.format(which=f" AND cadence {sign} ?", having=having), [length, length]
    if term.field == "ambient":
        if len(set(values)) > 1:
            return "1", []
        sign = "IN" if "yes" in values else "NOT IN"
        return f"p.contact_id {sign} (SELECT id FROM contacts WHERE ambient = 1)", []
    return _has(values) if term.field == "has" else None


def _spellings(database: Database, column: str, wanted: list[Any], *, part: bool) -> list[Any]:
    """The stored spellings of what is meant: accents and case aside, whole or a part of it."""
    known = database.rows(f"SELECT DISTINCT {column} FROM contacts WHERE {column} <> ''")
    folded = [fold(value) for value in wanted]
    return [r[0] for r in known if fold(r[0]) in folded or (part and any(v in fold(r[0]) for v in folded))]


def _has(values: list[Any]) -> tuple[str, list[Any]] | None:
    found = {
        "email": _ADDRESS.format(which="x.type = 'email'"),
        "phone": _ADDRESS.format(which="x.type = 'phone'"),
        "profile": _ADDRESS.format(which="x.type IN ('profile', 'url')"),
        "tag": "EXISTS (SELECT 1 FROM contact_tags x WHERE x.contact_id = p.contact_id AND x.deleted_at IS NULL)",
        "birthday": "p.contact_id IN (SELECT id FROM contacts WHERE birthday <> '')",
        "org": "p.organization <> ''",
        "rhythm": _RHYTHM.format(which="", having=""),
    }
    return (found[values[0]], []) if values[0] in found else None
