"""The line cut into pieces: marked ones, quoted ones and plain words.

A quotation is one piece whatever stands in it; `@"Ana García"` and
`on:"last friday"` are a mark with a quoted value. Typographic quotes count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scrm.interactions.capture.words import MARKS, SIGNS, kind_of, mark_of

_QUOTED = re.compile(r"(?P<head>[^\s\"“”„«»]*)[\"“”„«](?P<body>[^\"“”„«»]*)[\"“”»](?=[\s,;.]|$)")
_SINGLE = re.compile(r"(?P<head>[^\s'‘’]+)['‘](?P<body>[^'‘’]*)['’](?=[\s,;.]|$)")  # noqa: RUF001
_PLAIN = re.compile(r"\S+")
_KEY = re.compile(r"(?P<key>[^\W\d_]+):(?P<value>\S.*)", re.DOTALL)
_CLOSING = ".,;:!?)"


@dataclass(frozen=True)
class Piece:
    """One piece: `raw` as typed, `mark` what it is marked as, or `word` or `quote`."""

    raw: str
    mark: str
    value: str
    quoted: bool = False


def cut(line: str) -> list[Piece]:
    """The pieces of a line in their order; joined by blanks, their `raw` texts are the line."""
    return list(_pieces(line))


def _pieces(line: str) -> Iterator[Piece]:
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        piece = _quotation(line, at)
        if piece is None:
            plain = _PLAIN.match(line, at)
            piece = _marked(plain[0] if plain else line[at])
        yield piece
        at += len(piece.raw)


def _quotation(line: str, at: int) -> Piece | None:
    for pattern in (_QUOTED, _SINGLE):
        found = pattern.match(line, at)
        if not found:
            continue
        head, body = found["head"].lstrip(","), " ".join(found["body"].split())
        mark = "quote" if not head else _mark_of_head(head)
        if mark and (body or mark == "quote"):
            return Piece(found[0], mark, body, quoted=True)
    return None


def _mark_of_head(head: str) -> str | None:
    """What the text right before a quotation marks: `@`, `?+`, `on:`."""
    return MARKS.get(head) or (mark_of(head[:-1]) if head.endswith(":") else None)


def _marked(raw: str) -> Piece:
    """A run without blanks, as what its sign or key says it is."""
    text = raw.lstrip(",")
    for sign, mark in MARKS.items():
        value = text[len(sign) :].rstrip(_CLOSING)
        if text.startswith(sign) and value:
            return Piece(raw, mark, value)
    keyed = _KEY.fullmatch(text)
    named = mark_of(keyed["key"]) if keyed else None
    if keyed and named and (value := keyed["value"].rstrip(_CLOSING)):
        return Piece(raw, named, value)
    return Piece(raw, "word", raw.rstrip(",;:"))


def join_words(words: Sequence[str]) -> str:
    """One line from the words of a shell, with the quotes put back that it took away.

    `with:Ana García` becomes `with:"Ana García"`; a text after a follow-up is
    its title; any other word with blanks is a piece of the line as it is; empty words are dropped.
    """
    words = [word for word in words if word.strip()]
    if len(words) < 2:
        return "".join(words)
    joined: list[str] = []
    after_follow_up = False
    for word in words:
        joined.append(_requoted(word, after_follow_up) if re.search(r"\s", word) else word)
        after_follow_up = _marked(word).mark in ("next", "wait")
    return " ".join(joined)


def _requoted(word: str, is_title: bool) -> str:
    first, *others = word.split()
    head = next((sign for sign in MARKS if first.startswith(sign)), "")
    if not head and (keyed := _KEY.match(first)) and mark_of(keyed["key"]):
        head = f"{keyed['key']}:"
    if head and not any(_belongs_to_a_line(other) for other in others):
        return f'{head}"{_bare(word[len(head) :])}"'
    return f'"{_bare(word)}"' if is_title and not head else word


def _belongs_to_a_line(word: str) -> bool:
    return _marked(word).mark != "word" or bool(kind_of(word)) or word in SIGNS


def _bare(text: str) -> str:
    """A text that may stand inside double quotes; those around it, that a shell let through, are gone."""
    return re.sub(r"[\"“”„«»]", "'", re.sub(r"^[\"“„«](.*)[\"”»]$", r"\1", text))
