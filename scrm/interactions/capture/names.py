"""Names with blanks: `@Ana García call` without quotes, where the words after the first belong to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scrm.base.text import fold
from scrm.interactions.capture.line import Piece, cut
from scrm.interactions.capture.words import NAME_LINKS, kind_of

_LONGEST = 5
"""words that may follow the first: "María José de la Torre Gil" """


def with_whole_names(line: str, called: Callable[[str], Sequence[str]]) -> str:
    """The line with such names quoted; the same line if there are none.

    `called` gives the names of those whom a text may mean. The words belong to the name if
    somebody bears them all; or if they are written as names are, and nobody bears the first
    one or a kind of interaction follows them, where a note would have begun.
    """
    pieces = cut(line)
    found: list[str] = []
    at = 0
    while at < len(pieces):
        length = _length(pieces, at, called)
        name = " ".join(piece.value for piece in pieces[at : at + 1 + length])
        found.append(f'@"{name}"' if length else pieces[at].raw)
        at += 1 + length
    return " ".join(found) if len(found) < len(pieces) else line


def _length(pieces: Sequence[Piece], at: int, called: Callable[[str], Sequence[str]]) -> int:
    """How many of the pieces after a marked person go on with the name."""
    first = pieces[at]
    if first.mark != "person" or first.quoted or not first.raw.endswith(first.value) or "," in first.value:
        return 0
    words = _words(pieces[at + 1 : at + 1 + _LONGEST])
    length = 0
    # One question for most lines: if nobody bears the next word too, nobody bears more of them.
    while length < len(words) and _borne([first.value, *words[: length + 1]], called):
        length += 1
    if length:
        return length
    length = _named(first.value, words)
    after = pieces[at + 1 + length : at + 2 + length]
    kind_follows = bool(after) and after[0].mark == "word" and kind_of(after[0].value) is not None
    return length if length and (kind_follows or not called(first.value)) else 0


def _words(pieces: Sequence[Piece]) -> list[str]:
    """The plain words up to a mark, a kind of interaction or a stop."""
    words: list[str] = []
    for piece in pieces:
        if piece.mark != "word" or kind_of(piece.value) or not piece.value:
            break
        words.append(piece.value)
        if piece.raw != piece.value:
            break
    return words


def _borne(words: Sequence[str], called: Callable[[str], Sequence[str]]) -> bool:
    return any(_bears(name, words) for name in called(" ".join(words)))


def _bears(name: str, words: Sequence[str]) -> bool:
    """Whether the words stand in a name, the first one perhaps only its beginning, none of them twice."""
    left = fold(name).replace("-", " ").split()
    for number, word in enumerate(fold(" ".join(words)).replace("-", " ").split()):
        borne = next((part for part in left if part == word or (not number and part.startswith(word))), None)
        if borne is None:
            return False
        left.remove(borne)
    return True


def _named(first: str, words: Sequence[str]) -> int:
    """How many words are written as names are: with capitals, and what stands between such."""
    length = 0
    if first[:1].isupper() and first.isalpha():
        for number, word in enumerate(words, 1):
            if word[:1].isupper() and not word.isupper() and word.replace("-", "").isalpha():
                length = number
            elif word.lower() not in NAME_LINKS:
                break
    return length
