"""Bytes from outside as text: which encoding a file has, found before any of it is read as text.

Sources are opened as often as needed: once to survey all of their bytes
(size, encoding, NUL), then to read lines. Nothing is held in memory.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from scrm.base.i18n import _

Opener = Callable[[], BinaryIO]

CHUNK = 1 << 16
HEAD_LINES = 50
"""where a header row is looked for; LinkedIn puts three lines before it"""

_WINDOWS = "scrm-windows-1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as Windows-1252: right for whole files and for mixed ones."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_WINDOWS, _as_windows)


@dataclass(frozen=True, slots=True)
class Survey:
    """What the bytes of a file are: enough to open it as text."""

    size: int
    """in bytes, as really read"""
    encoding: str
    errors: str = "strict"
    nul: bool = False
    """NUL characters occur and are to be taken out"""
    head: bytes = b""
    """the first 64 kB"""

    @property
    def note(self) -> str:
        """A sentence for the user when the encoding is not the expected one, else empty."""
        if self.errors == _WINDOWS:
            return _("Some bytes are not UTF-8 and were read as Windows-1252.")
        return ""


def sniff(head: bytes) -> str:
    """The encoding by byte order mark, or by where the NULs of UTF-16 lie; else UTF-8."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    sample = head[:4096]
    third = len(sample) // 3
    if len(sample) >= 4 and sample[1::2].count(0) > third and not sample[::2].count(0):
        return "utf-16-le"
    if len(sample) >= 4 and sample[::2].count(0) > third and not sample[1::2].count(0):
        return "utf-16-be"
    return "utf-8"


def survey(chunks: Iterable[bytes]) -> Survey:
    """Read all bytes once and tell what they are."""
    head, size, nul, sound = b"", 0, False, True
    decoder: codecs.IncrementalDecoder | None = None
    for chunk in chunks:
        if decoder is None:
            encoding = sniff(chunk)
            head, decoder = chunk, codecs.getincrementaldecoder(encoding)()
        size += len(chunk)
        nul = nul or b"\0" in chunk
        sound = sound and _decodes(decoder, chunk)
    if decoder is None:
        return Survey(0, "utf-8")
    sound = sound and _decodes(decoder, b"", final=True)
    errors = "strict" if sound else "replace" if encoding.startswith("utf-16") else _WINDOWS
    return Survey(size, encoding, errors, nul, head)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def lines(opener: Opener, found: Survey) -> Iterator[str]:
    """The physical lines with their ends (LF, CR LF or CR), without NULs."""
    with opener() as raw:
        text = io.TextIOWrapper(raw, found.encoding, found.errors, newline="")
        if found.nul:
            yield from (line.replace("\0", "") for line in text)
        else:
            yield from text


def head_lines(found: Survey) -> list[str]:
    """The first lines, for finding a header; whatever does not decode is replaced."""
    text = found.head.decode(found.encoding, "replace").replace("\0", "")
    return io.StringIO(text, newline="").readlines()[:HEAD_LINES]
