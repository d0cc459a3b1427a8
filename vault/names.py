"""File names for notes that are safe on every system and in every sync tool.

At most 100 bytes, lower case, letters and digits joined by hyphens, no dot or dash at the head, none of
the names Windows keeps for devices. Two names that differ only in case or in the way an accent is
encoded count as one, since some disks take them for one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MAX_BYTES = 100
SUFFIX = ".md"

_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_ACCENT = re.compile("[\u0300-\u036f]")
# Letters by name that show as nothing.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_LATIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}
)


def slug(title: str) -> str:
    """Words of a title joined by hyphens, without accents; other scripts stay. Never empty."""
    text = unicodedata.normalize("NFKD", _UNSEEN.sub("", title)).casefold().translate(_LATIN)
    text = unicodedata.normalize("NFC", _ACCENT.sub("", _UNSEEN.sub("", text)))
    words = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text).split()
    name = _cut("-".join(words), MAX_BYTES - len(SUFFIX)).strip("-")
    return f"note-{name}" if _DEVICE.fullmatch(name) else name or "note"


def _cut(text: str, limit: int) -> str:
    """The head of a text that fits into `limit` bytes of UTF-8."""
    return text.encode(errors="replace")[:limit].decode(errors="ignore")


def free_name(wanted: str, taken: Iterable[str], suffix: str = SUFFIX) -> str:
    """`wanted` with its suffix, or with `-2`, `-3` ... before that, so that it is none of `taken`."""
    used = {key(name) for name in taken}
    number, name = 1, f"{wanted}{suffix}"
    while key(name) in used:
        number += 1
        tail = f"-{number}{suffix}"
        name = _cut(wanted, MAX_BYTES - len(tail)).rstrip("-") + tail
    return name


def key(name: str) -> str:
    """What two names have in common that some disks take for one."""
    return unicodedata.normalize("NFC", name).casefold()


def is_note(name: str) -> bool:
    """Whether a file of this name is a note."""
    return name.lower().endswith(SUFFIX) and not name.startswith(".")
