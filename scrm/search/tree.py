"""What a search asks for, as a tree: its nodes, its canonical spelling, its words for FTS5.

No dataclasses here nor in its neighbours: importing them is a tenth of what `scrm find` costs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from scrm.base.text import fold


class Word(NamedTuple):
    """Text to look for; `prefix` leaves its last word open, `phrase` says that it stood in quotes."""

    text: str
    prefix: bool = True
    phrase: bool = False


class Term(NamedTuple):
    """A named field: `op` is `:` (any of `values`), `<`, `<=`, `>` or `>=` (exactly one value).

    Values of choices are stored words, ages and days are as typed.
    """

    field: str
    op: str
    values: tuple[str, ...]


class Not(NamedTuple):
    """Everything but what `node` finds."""

    node: Node


class And(NamedTuple):
    """What all of two or more `nodes` find."""

    nodes: tuple[Node, ...]
    either: bool = False


class Or(NamedTuple):
    """What any of two or more `nodes` finds."""

    nodes: tuple[Node, ...]
    either: bool = True
    """tells it from an `And` of the same nodes: tuples are compared by what is in them"""


Node = And | Or | Not | Word | Term

_PIECE = re.compile(r"[^\W_]+")
_BARE_VALUE = re.compile(r'[^\s()",]+')


def simplify(node: Node) -> Node:
    """The same query without nested, double or single-part groups; order kept, repeats dropped."""
    if isinstance(node, Not):
        inner = simplify(node.node)
        return inner.node if isinstance(inner, Not) else Not(inner)
    if not isinstance(node, And | Or):
        return node
    group = type(node)
    parts: dict[Node, None] = {}
    for part in map(simplify, node.nodes):
        parts.update(dict.fromkeys(part.nodes if isinstance(part, group) else (part,)))
    return next(iter(parts)) if len(parts) == 1 else group(tuple(parts))


def to_text(node: Node) -> str:
    """A query in canonical English words, which parses to the simplified `node`."""
    match node:
        case Word():
            return _word_text(node)
        case Term():
            return f"{node.field}{node.op}{','.join(map(_value_text, node.values))}"
        case Not():
            return "-" + _grouped(node.node, And, Or)
        case And():
            return " ".join(_grouped(part, Or) for part in node.nodes)
        case Or():
            return " or ".join(map(to_text, node.nodes))


def words(node: Node) -> list[Word]:
    """The words a hit should contain, those under a `-` left out: for marking and for guessing typos."""
    match node:
        case Word():
            return [node]
        case And() | Or():
            return [word for part in node.nodes for word in words(part)]
        case _:
            return []


def match(wanted: Iterable[Word]) -> str | None:
    """An FTS5 MATCH text for all of these words, or None when they hold no letter or digit.

    The words are folded and cut at every sign, so nothing of FTS5's own syntax gets through; the
    index must hold folded text, or fold as `unicode61 remove_diacritics 2` does.
    """
    cut = ((word, " ".join(pieces(word.text))) for word in wanted)
    return " ".join(f'"{text}"' + "*" * word.prefix for word, text in cut if text) or None


def pieces(text: str) -> list[str]:
    """The folded runs of letters and digits in a text, as the index cuts them."""
    return _PIECE.findall(fold(text))


def _word_text(word: Word) -> str:
    if word.phrase or not word.prefix:
        return f'"{word.text}"' + "*" * word.prefix
    return f"{word.text}*" if fold(word.text) in ("or", "o") else word.text


def _value_text(value: str) -> str:
    return value if _BARE_VALUE.fullmatch(value) else f'"{value}"'


def _grouped(part: Node, *groups: type[Node]) -> str:
    return f"({to_text(part)})" if isinstance(part, groups) else to_text(part)
