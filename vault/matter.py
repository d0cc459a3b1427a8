"""Front matter: the lines between two `---` at the head of a note.

Read as strings and lists of strings only: `no` stays "no", 0034 stays text, a date stays text. Nothing
is expanded, nothing guessed. What cannot be read gives a Matter with a problem and the whole file as
body. python-frontmatter takes the file apart; the YAML events are walked here, so that a duplicate, an
alias or a deep nesting is seen before any value is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from vault import problems

if TYPE_CHECKING:
    from frontmatter.default_handlers import BaseHandler

BOM = b"\xef\xbb\xbf"
LIMIT = 64_000
"""bytes of front matter"""
DEPTH = 5
"""lists and mappings inside each other, the outermost one counted"""

Value = str | tuple[str, ...]

_OPEN = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_CLOSE = re.compile(rb"^---[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
_CLOSE_TEXT = re.compile(r"^---$", re.MULTILINE)
_LIKE_A_FIELD = re.compile(rb"[\w-]+:(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class Matter:
    """A note taken apart."""

    fields: Mapping[str, Value]
    """in the file's order; fields that hold more than texts are left out"""
    body: str
    """what follows the closing line, line ends as in the file; the whole file when there is a problem"""
    body_line: int = 1
    """the line of the file, from 1, on which the body begins"""
    problem: str = ""
    """empty, or a phrase of `vault.problems`"""
    problem_line: int = 0
    """the line of the file, from 1; 0 when it is not known"""

    def text(self, key: str) -> str:
        """The text of a field; of a list the first; empty when it is not there."""
        value = self.fields.get(key, "")
        return value if isinstance(value, str) else next(iter(value), "")

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a field: a single one counts as a list of one, an empty one as none."""
        value = self.fields.get(key, "")
        return tuple(text for text in ((value,) if isinstance(value, str) else value) if text)


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the front matter's own lines, from `start` to `end`, and the body lie in the bytes."""

    start: int
    end: int
    body: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One field and where it stands, in characters of the front matter."""

    value: Value | None
    """None when it holds more than texts"""
    key_start: int
    key_end: int
    start: int
    end: int
    flow: bool
    """written in brackets, or in a root in braces"""
    is_list: bool


class Bad(Exception):
    """The front matter has a problem; never leaves the vault."""

    def __init__(self, problem: str, line: int = 0) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


def split(data: bytes) -> Parts | None:
    """Where the front matter lies, or None when there is none."""
    head = _OPEN.match(data)
    if not head:
        return None
    tail = _CLOSE.search(data, head.end())
    return Parts(head.end(), tail.start(), tail.end()) if tail else None


def read(data: bytes) -> Matter:
    """Take a note apart; never raises on what is in it."""
    whole, broken = _decode(data.removeprefix(BOM))
    parts = split(data)
    try:
        if broken:
            raise Bad(problems.NOT_UTF8)
        if not parts:
            return Matter({}, whole, problem=_unclosed(data), problem_line=1 if _unclosed(data) else 0)
        fields = _load(data[parts.start : parts.end])
    except Bad as bad:
        return Matter({}, whole, problem=bad.problem, problem_line=bad.line)
    return Matter(fields, data[parts.body :].decode(), data.count(b"\n", 0, parts.body) + 1)


def _decode(data: bytes) -> tuple[str, bool]:
    try:
        return data.decode(), False
    except UnicodeDecodeError:
        return data.decode(errors="replace"), True


def _unclosed(data: bytes) -> str:
    """A thematic break at the head of a text is fine; an open list of fields is a slip."""
    head = _OPEN.match(data)
    return problems.NOT_CLOSED if head and _LIKE_A_FIELD.match(data, head.end()) else ""


def _load(block: bytes) -> dict[str, Value]:
    import frontmatter

    if len(block) > LIMIT:
        raise Bad(problems.TOO_LONG)
    found, _body = frontmatter.parse(f"---\n{block.decode()}---", handler=_handler())
    return {name: value for name, value in found.items() if isinstance(value, str | tuple)}


@cache
def _handler() -> BaseHandler:
    from frontmatter.default_handlers import BaseHandler

    class Strings(BaseHandler):
        """The front matter as texts; `entries` does the reading."""

        FM_BOUNDARY = _CLOSE_TEXT

        def split(self, text: str) -> tuple[str, str]:
            return text.removeprefix("---\n").removesuffix("---"), ""

        def load(self, fm: str) -> dict[str, Any]:
            return {name: entry.value for name, entry in entries(fm).items()}

    return Strings()


def entries(block: str) -> dict[str, Entry]:
    """The fields of a front matter with their places; raises Bad."""
    import yaml  # type: ignore[import-untyped]

    if block.startswith("\ufeff"):
        raise Bad(problems.NOT_YAML, 2)  # the two readers below count it differently
    # libyaml reads ten times faster and tells the same places; not every build has it.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return _Walk(yaml.parse(block, Loader=loader)).root()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise Bad(problems.NOT_YAML, mark.line + 2 if mark else 0) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise Bad(problems.NOT_YAML) from error


@dataclass(slots=True)
class _Walk:
    """Goes through YAML events once, lazily, so that a bomb is never unpacked."""

    events: Iterator[Any]
    end: int = 0
    """where the last text or bracket ended; the ends of indented blocks lie too far down"""
    found: dict[str, Entry] = field(default_factory=dict)

    def root(self) -> dict[str, Entry]:
        """The fields of the outermost mapping."""
        event = self._next()
        while _kind(event) in {"StreamStartEvent", "DocumentStartEvent"}:
            if getattr(event, "explicit", False):
                raise Bad(problems.NOT_FIELDS, _line(event))
            event = self._next()
        if _kind(event) == "MappingStartEvent":
            self._fields(bool(event.flow_style))
            event = self._next()
            if not event.explicit and _kind(self._next()) == "StreamEndEvent":
                return self.found
        elif _kind(event) == "StreamEndEvent":
            return self.found
        raise Bad(problems.NOT_FIELDS, _line(event))

    def _next(self) -> Any:
        event = next(self.events)
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise Bad(problems.REFERENCE, _line(event))
        if _kind(event) == "ScalarEvent" or event.end_mark.index > event.start_mark.index:
            self.end = event.end_mark.index
        return event

    def _fields(self, flow: bool) -> None:
        while _kind(key := self._next()) != "MappingEndEvent":
            if _kind(key) != "ScalarEvent":
                raise Bad(problems.NOT_FIELDS, _line(key))
            if key.value in self.found:
                raise Bad(problems.DUPLICATE, _line(key))
            event = self._next()
            value = self._value(event, 1)
            self.found[_sound(key.value)] = Entry(
                value,
                key.start_mark.index,
                key.end_mark.index,
                event.start_mark.index,
                self.end,
                flow or bool(getattr(event, "flow_style", False)),
                is_list=_kind(event) == "SequenceStartEvent",
            )

    def _value(self, event: Any, depth: int) -> Value | None:
        """A text, a list of texts, or None for anything else."""
        if _kind(event) == "ScalarEvent":
            return _sound(event.value)
        if depth == DEPTH:
            raise Bad(problems.TOO_DEEP, _line(event))
        is_list, texts = _kind(event) == "SequenceStartEvent", []
        while not _kind(event := self._next()).endswith("EndEvent"):
            texts.append(self._value(event, depth + 1))
        whole = tuple(text for text in texts if isinstance(text, str))
        return whole if is_list and len(whole) == len(texts) else None


def _kind(event: object) -> str:
    return type(event).__name__


def _line(event: Any) -> int:
    """The line of the file: events count from 0, and the opening `---` comes before them."""
    return int(event.start_mark.line) + 2


def _sound(text: str) -> str:
    """The text itself; UnicodeEncodeError for half a character, which no file and no table can hold."""
    text.encode()
    return text
