"""How wide a cleaned text stands on a terminal, and texts cut or filled to a width."""

from __future__ import annotations

import re
import unicodedata

ELLIPSIS = "..."


def cell_len(text: str) -> int:
    """How many cells a cleaned text takes: two for wide characters (CJK, emoji), none for marks on another."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, width: int) -> str:
    """A cleaned text of at most `width` cells, with an ellipsis where something is missing."""
    if cell_len(text) <= width:
        return text
    end = ELLIPSIS[:width]
    kept, used = "", len(end)
    for character in text:
        used += _cells(character)
        if used > width:
            break
        kept += character
    return kept.rstrip() + end


def fit(text: str, width: int) -> str:
    """A cleaned text of exactly `width` cells."""
    text = cut(text, width)
    return text + " " * (width - cell_len(text))


def wrap(text: str, width: int, indent: int) -> list[str]:
    """A cleaned line as lines of at most `width` cells, broken between words, all but the first indented.

    A word that is longer than a line stays whole: addresses are copied.
    """
    lines = [""]
    for blanks, word in re.findall(r"( *)([^ ]+)", text):
        if lines[-1].strip() and cell_len(lines[-1] + blanks + word) > width:
            lines.append(" " * indent + word)
        else:
            lines[-1] += blanks + word
    return lines
