"""Which people a list is about: a query, shortcuts for its commonest terms, an order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrm.cli.session import Session
    from scrm.search.query import Node

EVERYBODY = 1 << 60


def chosen(
    session: Session, where: str | None, terms: Mapping[str, Sequence[str]], sort: str
) -> tuple[list[int], int]:
    """Places in the order by name of those found, in the order wanted and cut to `--limit`; how many there are."""
    workspace, limit = session.workspace, session.flags.limit
    node = _node(where, terms)
    if node is None:
        numbers = workspace.lists.everybody(sort)
        return numbers[:limit], len(numbers)
    from scrm.search.index import people

    if sort == "name":
        return people(workspace.database, node, workspace.conditions, EVERYBODY if limit is None else limit)
    found = set(people(workspace.database, node, workspace.conditions, EVERYBODY)[0])
    numbers = [number for number in workspace.lists.everybody(sort) if number in found]
    return numbers[:limit], len(numbers)


def _node(where: str | None, terms: Mapping[str, Sequence[str]]) -> Node | None:
    from scrm.search.query import And, Term, parse, simplify
    from scrm.search.terms import find_field, stored_value

    parts: list[Node] = []
    if where and (parsed := parse(where)) is not None:
        parts.append(parsed)
    for name, values in terms.items():
        field = find_field(name)
        assert field is not None
        parts += [Term(name, ":", (stored_value(field, value),)) for value in values]
    return simplify(And(tuple(parts))) if parts else None
