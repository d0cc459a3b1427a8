"""Links between notes: `[[Name]]`, `[[Name|shown]]`, `[[Name#heading]]`; not those inside code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"[ \t>]*(?:[-*+] +|[0-9]{1,9}[.)] +)?(`{3,}(?=[^`]*$)|~{3,})(.*)")
_TICKS = re.compile(r"`+")
_LINK = re.compile(r"(\\?)!?\[\[([^\[\]\n]+)\]\]")


@dataclass(frozen=True, slots=True)
class Link:
    """One link, without its heading and shown text; names are as received."""

    target: str
    """the note's name or path, without blanks at its ends"""
    line: int
    """from `first_line` on"""


def links(body: str, first_line: int = 1) -> Iterator[Link]:
    """The links of a body in its order; links to a heading of the same note (`[[#...]]`) are left out."""
    text = _without_code(body)
    line, seen = first_line, 0
    for match in _LINK.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        escaped, inner = match.groups()
        target = inner.replace("\\|", "|").partition("|")[0].partition("#")[0].strip()
        if target and not escaped:
            yield Link(target, line)


def _without_code(body: str) -> str:
    """The body with code left empty; every line end stays."""
    kept, paragraph, fence = [], [], ""
    for line in body.split("\n"):
        if fence:
            fence = "" if _closes(line, fence) else fence
            kept.append("")
            continue
        match = _FENCE.match(line)
        if not match and line.strip():
            paragraph.append(line)
            continue
        # Inline code never reaches over a blank line or a fence.
        kept.append(_without_spans("\n".join([*paragraph, ""])))
        paragraph, fence = [], match.group(1) if match else ""
    kept.append(_without_spans("\n".join(paragraph)))
    return "\n".join(kept)


def _closes(line: str, fence: str) -> bool:
    rest = line.strip(" \t>\r")
    return len(rest) >= len(fence) and not rest.strip(fence[0])


def _without_spans(text: str) -> str:
    """A paragraph without its inline code: from a run of back-ticks to the next run as long."""
    if "`" not in text:
        return text
    runs = [match.span() for match in _TICKS.finditer(text)]
    following: dict[int, list[int]] = {}
    for place in reversed(range(len(runs))):
        following.setdefault(runs[place][1] - runs[place][0], []).append(place)
    kept, after, place = [], 0, 0
    while place < len(runs):
        start, end = runs[place]
        if text[start - 1 : start] == "\\":
            start += 1  # the first of them is no mark
        later = following.get(end - start, [])
        while later and later[-1] <= place:
            later.pop()
        if later:
            kept.append(text[after:start])
            after, place = runs[later[-1]][1], later[-1]
            kept.append("\n" * text.count("\n", start, after))
        place += 1
    kept.append(text[after:])
    return "".join(kept)
