"""The query language of `/`, `find`, `--where` and segments: from text to a tree. Parses only.

    query := parts joined by blanks (all of them) or by `or` / `o` (any of them)
    part  := ["-"] ( "(" query ")" | field:a,b | field<value | "phrase" | word )

Words match beginnings, a phrase matches whole words; `"phra"*` leaves its last
word open. A query half typed is a query: what is still open at the end closes
itself, an `or` with nothing beside it is a word, signs without letters are
left out. Any text gives a tree or a UsageError, in time linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scrm.base.errors import UsageError
from scrm.base.i18n import _
from scrm.base.text import clean, fold, shorten
from scrm.search.tree import And, Node, Not, Or, Term, Word, match, pieces, simplify, to_text, words

__all__ = ["And", "Node", "Not", "Or", "Term", "Word", "match", "parse", "simplify", "to_text", "words"]

LONGEST = 10_000
"""characters of a query"""
MOST_TERMS = 32
"""words, values and `or`s of a query: 20,000 of them keep FTS5 busy for over a second"""
DEEPEST = 8
"""brackets within brackets"""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_QUOTES = str.maketrans("“”„«»", '"""""')
_SKIPPED = re.compile(r"[\s,;]*")
_NAMED = re.compile(r"([^\W\d_][\w-]{0,29})(<=|>=|[:<>=])")
_QUOTED = re.compile(r'"([^"]*)(?:"(\*?)|$)')
_BARE = re.compile(r'[^\s()",;]+')
_VALUE = re.compile(r'[^\s()",]*')
_NEGATION = re.compile(r"-+(?=[^\s),;\-])")
_ADDRESSES = ("mailto", "tel")


def parse(text: str) -> Node | None:
    """The simplified tree of a query, None for an empty one; raises UsageError that names what is wrong."""
    if len(text) > LONGEST:
        raise UsageError(_("This search is longer than %(limit)d characters") % {"limit": LONGEST})
    tokens, weight = [], 0
    for token in _tokens(_CONTROL.sub(" ", text).translate(_QUOTES)):
        tokens.append(token)
        weight += _weight(token)
        if weight > MOST_TERMS:
            raise UsageError(_("This search has more than %(limit)d words") % {"limit": MOST_TERMS})
    node = _Parser([*tokens, _Token("end")]).alternatives(0)
    if node is None:
        # Nothing but signs: that finds nobody, which is a truer answer than everybody.
        return next(
            (token.node for token in tokens if isinstance(token.node, Word) and token.node.text), None
        )
    return simplify(node)


class _Token(NamedTuple):
    kind: str  # "(", ")", "-", "or", "part", "sign" (a word without letters), "end"
    node: Node | None = None


def _weight(token: _Token) -> int:
    match token.node:
        case Word(text=text):
            return len(pieces(text))
        case Term(values=values):
            return len(values)
        case _:
            return 0


def _tokens(text: str) -> Iterator[_Token]:
    place = _end(_SKIPPED, text, 0)
    while place < len(text):
        token, place = _token(text, place)
        yield token
        place = _end(_SKIPPED, text, place)


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    """Where a pattern that starts at `place` ends; `place` itself if it does not fit."""
    found = pattern.match(text, place)
    return found.end() if found else place


def _token(text: str, place: int) -> tuple[_Token, int]:
    """The token that starts at `place`, which holds no blank, and where the next may start."""
    if text[place] in "()":
        return _Token(text[place]), place + 1
    if minus := _NEGATION.match(text, place):
        return _Token("-"), minus.end()
    if quoted := _QUOTED.match(text, place):
        phrase = " ".join(quoted[1].split())
        # Without its closing quote it is still being typed: the last word is open.
        return _word(Word(phrase, quoted[2] != "", True)), quoted.end()
    if (named := _NAMED.match(text, place)) and (term := _term(text, named)):
        return term
    end = _end(_BARE, text, place)
    bare = Word(text[place:end].rstrip("*"))
    return (_Token("or", bare) if fold(text[place:end]) in ("or", "o") else _word(bare)), end


def _word(word: Word) -> _Token:
    return _Token("part" if pieces(word.text) else "sign", word)


def _term(text: str, named: re.Match[str]) -> tuple[_Token, int] | None:
    """A field with its values, or None when the text is a word after all (`http://x`, `Note:`)."""
    from scrm.search.terms import find_field, stored_value

    name, op = named.groups()
    field = find_field(name)
    if field is None:
        value = text[named.end() : _end(_VALUE, text, named.end())]
        if op == "=" or not value or value.startswith("//") or fold(name) in _ADDRESSES:
            return None
        raise _unknown(name, named[0] + value)
    values, end = _values(text, named.end())
    op = ":" if op == "=" else op
    if op not in field.operators or not values or (len(values) > 1 and op != ":"):
        typed = _shown(text[named.start() : end])
        raise UsageError(_("“%(term)s” cannot be searched for") % {"term": typed}, field.example)
    if field.name == "silent" and len(values) == 1 and op == ":":
        op = ">="  # nobody means "to the day"
    stored = dict.fromkeys(stored_value(field, value) for value in values)
    return _Token("part", Term(field.name, op, tuple(stored))), end


def _values(text: str, place: int) -> tuple[list[str], int]:
    """The values of a field, joined by commas, without the empty ones; and where they end."""
    values = []
    while True:
        if quoted := _QUOTED.match(text, place):
            value, place = quoted[1], quoted.end()
        else:
            end = _end(_VALUE, text, place)
            value, place = text[place:end], end
        values.append(" ".join(value.split()))
        if not text.startswith(",", place):
            return [value for value in values if value], place
        place += 1


def _unknown(name: str, typed: str) -> UsageError:
    from scrm.search.terms import nearest_field

    what = _("There is no search field “%(field)s”") % {"field": _shown(name)}
    quoted = f'"{_shown(typed)}"'
    near = nearest_field(name)
    if not near:
        return UsageError(what, _("%(quoted)s, with the quotes, to look for the words") % {"quoted": quoted})
    remedy = _("%(field)s:, or %(quoted)s with the quotes to look for the words")
    return UsageError(what, remedy % {"field": near, "quoted": quoted})


def _shown(text: str) -> str:
    return shorten(clean(text), 40)


class _Parser:
    """One walk over the tokens; each method leaves `place` behind what it read."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.place = 0

    def alternatives(self, depth: int) -> Node | None:
        """A query up to its closing bracket or the end; None if nothing is in it."""
        if depth > DEEPEST:
            raise UsageError(_("This search has brackets more than %(limit)d deep") % {"limit": DEEPEST})
        choices: list[list[Node]] = [[]]
        while not self._closed(depth):
            if choices[-1] and self._joins():
                self.place += 1
                choices.append([])
            elif part := self._part(depth):
                choices[-1].append(part)
        parts = [simplify(And(tuple(choice))) for choice in choices if choice]
        return Or(tuple(parts)) if parts else None

    def _closed(self, depth: int) -> bool:
        kind = self.tokens[self.place].kind
        if kind == ")":
            if not depth:
                what = _("A bracket is closed that was never opened")
                raise UsageError(what, _("one bracket less, or quotes around it"))
            self.place += 1
        return kind in (")", "end")

    def _joins(self) -> bool:
        """Whether an `or` stands here with something after it."""
        after = self.tokens[self.place + 1].kind if self.tokens[self.place].kind == "or" else "end"
        return after not in ("or", ")", "end")

    def _part(self, depth: int) -> Node | None:
        token = self.tokens[self.place]
        self.place += 1
        if token.kind == "(":
            return self.alternatives(depth + 1)
        if token.kind == "-":
            inner = self._part(depth)
            return Not(inner) if inner else None
        return None if token.kind == "sign" else token.node
