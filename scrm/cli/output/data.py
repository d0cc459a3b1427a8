"""The only writer to stdout: data as tables, lines or one JSON document, harmless to any terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO

from scrm.base.text import clean

if TYPE_CHECKING:
    from json import JSONEncoder

    from scrm.cli.output.columns import Keep
    from scrm.cli.output.held import Held

STYLES = {"heading": "1", "muted": "2", "good": "32", "warn": "33", "bad": "31;1"}
"""roles as SGR codes of 16 colours; none carries meaning alone"""


class Unread(Exception):
    """Nobody reads stdout any more. No OSError: click would end the process by itself, with exit code 1."""


class Output:
    """Writes data. `choice` is `--color`: auto, always or never."""

    def __init__(self, stream: TextIO, choice: str | None = None) -> None:
        self.stream = stream
        self.tty = stream.isatty()
        self.colour = wants_colour(self.tty, choice, os.environ)
        self.encoding = getattr(stream, "encoding", None) or "utf-8"
        self.held: Held | None = None

    @property
    def columns(self) -> int:
        """Cells of a line: those of the sheet that a screen hands over, else those of the terminal."""
        from shutil import get_terminal_size

        return int(getattr(self.stream, "columns", 0)) or get_terminal_size().columns

    def line(self, text: str = "") -> None:
        """One line of text, cleaned."""
        self._write(safe(text) + "\n")

    def styled(self, *parts: tuple[str, str]) -> None:
        """One line of (text, role) parts, cleaned; role empty for plain text."""
        self._write("".join(self.paint(safe(text), role) for text, role in parts) + "\n")

    def flowing(self, text: str, label: str = "", indent: int = 2) -> None:
        """A `label: text`, cleaned; on a terminal in lines broken between words, all but the first indented."""
        line = f"{label}: {text}" if label else text
        lines = self._wrapped(safe(line), indent)
        head = f"{safe(label)}:" if label else ""
        if head and lines[0].startswith(head):
            lines[0] = self.paint(head, "muted") + lines[0][len(head) :]
        self._write("\n".join(lines) + "\n")

    def _wrapped(self, line: str, indent: int) -> list[str]:
        if not self.tty:
            return [line]
        from scrm.base.cells import wrap

        return wrap(line, self.columns, indent)

    def raw(self, text: str) -> None:
        """Text that is known to be harmless: help, scripts, a Markdown note cleaned line by line."""
        self._write(text)

    def paint(self, text: str, role: str) -> str:
        """A cleaned text in the style of its role, if colour is wanted."""
        return f"\x1b[{STYLES[role]}m{text}\x1b[0m" if self.colour and role and text else text

    def document(self, schema: str, items: Iterable[Mapping[str, Any]], count: int, **more: Any) -> None:
        """A list document, one item a line, so that it can be read, compared and streamed."""
        self._write("{" + self._pairs({"schema": schema, "count": count, **more}) + ', "items": [')
        for number, item in enumerate(items):
            self._write((",\n" if number else "\n") + self.json(item))
        self._write("\n]}\n")

    def object(self, values: Mapping[str, Any]) -> None:
        """A document that is no list."""
        self._write(self.json(values) + "\n")

    def json(self, value: Any) -> str:
        """JSON in which every code that a terminal could obey is written as an escape."""
        text = self._encoder.encode(value)
        if text.isprintable():
            return text
        return "".join(c if c.isprintable() else _escaped(c) for c in text)

    @cached_property
    def _encoder(self) -> JSONEncoder:
        from json import JSONEncoder

        return JSONEncoder(ensure_ascii=not self.encoding.lower().replace("-", "").startswith("utf8"))

    def _pairs(self, values: Mapping[str, Any]) -> str:
        return self.json(values)[1:-1]

    def _write(self, text: str) -> None:
        if self.held is not None:
            self.held.add(self._print, text)
        else:
            self._print(text)

    def _print(self, text: str) -> None:
        try:
            self.stream.write(text.encode(self.encoding, "backslashreplace").decode(self.encoding))
        except BrokenPipeError as error:
            raise Unread from error


def safe(text: str) -> str:
    """A text cleaned, with the blanks kept that align it."""
    return "  ".join(map(clean, text.split("  ")))


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def wants_colour(tty: bool, choice: str | None, environ: Mapping[str, str]) -> bool:
    """`--color`, then NO_COLOR, then CLICOLOR_FORCE, then whether a terminal is there."""
    if choice in ("always", "never"):
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return tty and environ.get("TERM") != "dumb"


def table(
    output: Output,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    header: bool,
    kept: Sequence[Keep],
) -> None:
    """Aligned columns with headings on a terminal, else tabs; `kept` columns are cut last or never."""
    cleaned = [[clean(cell) for cell in row] for row in rows]
    if output.tty and rows:
        from scrm.cli.output.columns import aligned

        widths = aligned(headings, cleaned, kept, output.columns)
        output.raw(output.paint(widths.line(headings), "heading") + "\n")
        for row in cleaned:
            output.raw(widths.line(row) + "\n")
        return
    if header:
        output.raw("\t".join(headings) + "\n")
    for row in cleaned:
        output.raw("\t".join(row) + "\n")
