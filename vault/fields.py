"""Changing one field of a front matter in the file's own bytes: all others stay as they are.

What is written reads back as the very same text here and in other programs (Obsidian): words that YAML
takes for something else are put in double quotes. The result is read again before it is handed out, so
a front matter written in an unforeseen way is refused, never damaged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrm.base.errors import BadInput
from vault import problems
from vault.matter import BOM, Entry, Matter, Parts, Value, entries, read, split

_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_PLAIN = re.compile(r"[^\W\d_](?:[\w /.@()+-]*[\w.)+])?")
_PLAIN_ID_OR_DAY = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
# Words that YAML 1.1 or 1.2 reads as a truth value or nothing.
_AMBIGUOUS = frozenset("y n yes no on off true false null".split())
_HALVED = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]')


def set_field(data: bytes, key: str, value: str | Sequence[str]) -> bytes:
    """The note's bytes with one field set; a missing field is added last, a missing front matter first.

    Raises BadInput, whose `what` is a phrase of `vault.problems`, when the front matter cannot be read or
    cannot be changed line by line; ValueError for a key that is not a plain word. Half a character
    (a lone surrogate) in the value becomes U+FFFD.
    """
    if not _KEY.fullmatch(key):
        raise ValueError(f"not a field name: {key!r}")
    before, wanted = read(data), _whole(value)
    if before.problem:
        raise BadInput(before.problem)
    if before.fields.get(key) == wanted:
        return data
    after = _changed(data, split(data), key, wanted)
    _verify(before, read(after), key, wanted)
    return after


def field_lines(key: str, value: str | Sequence[str], newline: str = "\n") -> str:
    """A field as it stands in a new front matter: one line, or one line for each text of a list."""
    return f"{key}:{_block(_whole(value), newline + '  ')}{newline}"


def _whole(value: str | Sequence[str]) -> Value:
    if isinstance(value, str):
        return _HALVED.sub("\ufffd", value)
    return tuple(_HALVED.sub("\ufffd", text) for text in value)


def _changed(data: bytes, parts: Parts | None, key: str, wanted: Value) -> bytes:
    newline = "\r\n" if b"\r\n" in data[: data.find(b"\n") + 1] else "\n"
    if parts is None:
        mark = BOM if data.startswith(BOM) else b""
        block = f"---{newline}{field_lines(key, wanted, newline)}---{newline}"
        return mark + block.encode() + data.removeprefix(BOM)
    block = data[parts.start : parts.end].decode()
    return data[: parts.start] + _edited(block, key, wanted, newline).encode() + data[parts.end :]


def _edited(block: str, key: str, wanted: Value, newline: str) -> str:
    found = entries(block)
    entry = found.get(key)
    if entry is None:
        first = next(iter(found.values()), None)
        indent = _indent(block, first.key_start) if first else ""
        lines = field_lines(key, wanted, newline).splitlines(keepends=True)
        return block + "".join(indent + line for line in lines)
    if entry.value is None:
        raise BadInput(problems.NESTED)
    return _replaced(block, entry, wanted, newline)


def _replaced(block: str, entry: Entry, wanted: Value, newline: str) -> str:
    """The block with one value changed, in the style it is written in."""
    colon = _after_colon(block, entry)
    end = entry.start + len(block[entry.start : entry.end].rstrip(" \t\r\n"))
    written_below = entry.is_list and not entry.flow
    if written_below and wanted and not isinstance(wanted, str):
        start = entry.start
        text = _block(wanted, newline + _indent(block, start)).lstrip()
    elif entry.flow or isinstance(wanted, str) or not wanted:
        start = colon if written_below or entry.start == end else entry.start
        text = _line(wanted) if start == entry.start and start != colon else " " + _line(wanted)
    else:
        # An empty value may have a comment behind it, which stays where it is.
        start = _line_end(block, colon) if entry.start == end else colon
        text = _block(wanted, newline + _indent(block, entry.key_start) + "  ")
    return block[:start] + text + block[max(start, end) :]


def _after_colon(block: str, entry: Entry) -> int:
    colon = block.find(":", entry.key_end)
    if colon < 0 or block[entry.key_end : colon].strip(" \t"):
        raise BadInput(problems.NOT_EDITABLE)
    return colon + 1


def _indent(block: str, place: int) -> str:
    """The blanks before a key or a dash on its line."""
    before = block[:place].rpartition("\n")[2]
    if before.strip(" "):
        raise BadInput(problems.NOT_EDITABLE)
    return before


def _line_end(block: str, place: int) -> int:
    while block[place] not in "\r\n":
        place += 1
    return place


def _block(value: Value, indent: str) -> str:
    """What follows the colon: the text, or a line for each text of a list."""
    if isinstance(value, str) or not value:
        return " " + _line(value)
    return "".join(f"{indent}- {_scalar(text)}" for text in value)


def _line(value: Value) -> str:
    return _scalar(value) if isinstance(value, str) else f"[{', '.join(map(_scalar, value))}]"


def _scalar(text: str) -> str:
    """A text on one line that is read as that text and nothing else."""
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _AMBIGUOUS
    if plain or _PLAIN_ID_OR_DAY.fullmatch(text):
        return text
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    short = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character)
    return short or f"\\u{ord(character):04X}"


def _verify(before: Matter, after: Matter, key: str, wanted: Value) -> None:
    if after.problem == problems.TOO_LONG:
        raise BadInput(after.problem)
    if after.problem or dict(after.fields) != {**before.fields, key: wanted} or after.body != before.body:
        raise BadInput(problems.NOT_EDITABLE)
