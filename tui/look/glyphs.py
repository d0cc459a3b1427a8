"""Signs and lines, in two sets: Unicode, and plain ASCII for terminals that cannot show more.

All signs of both sets take one cell. `use` is called once at start; widgets
ask `now()` while drawing, so a change of the setting shows at the next paint.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Glyphs(NamedTuple):
    """One set of signs, each a single cell wide."""

    name: str
    cursor: str
    mark: str
    done: str
    up: str
    down: str
    rule: str
    dot: str
    block: str
    shade: str

    def bar(self, part: int, whole: int, cells: int) -> str:
        """A bar of `cells` cells showing `part` of `whole`; empty when `whole` is 0."""
        filled = cells * max(0, min(part, whole)) // whole if whole > 0 else 0
        return self.block * filled + self.shade * (cells - filled)


UNICODE = Glyphs(
    name="unicode", cursor="›", mark="*", done="✓", up="↑", down="↓", rule="─", dot="·", block="█", shade="░",
)  # fmt: skip
ASCII = Glyphs(
    name="ascii", cursor=">", mark="*", done="v", up="^", down="v", rule="-", dot="-", block="#", shade="-",
)  # fmt: skip

_PAIRS = ("cursor", "done", "up", "down", "rule", "dot", "block", "shade")
_TO_ASCII = {ord(getattr(UNICODE, name)): getattr(ASCII, name) for name in _PAIRS}
_current = UNICODE


def choose(environ: Mapping[str, str], setting: str = "auto") -> Glyphs:
    """The set for `setting` (`auto`, `unicode`, `ascii`): ASCII on a bare console or another locale.

    With no locale variable at all the terminal is taken to speak UTF-8.
    """
    if setting in ("unicode", "ascii"):
        return UNICODE if setting == "unicode" else ASCII
    if environ.get("TERM", "") in ("linux", "vt100"):
        return ASCII
    locale = next((environ[n] for n in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(n)), "UTF-8")
    return UNICODE if locale.lower().replace("-", "").partition("@")[0].endswith("utf8") else ASCII


def use(glyphs: Glyphs) -> None:
    """Draw with this set from the next paint on."""
    global _current
    _current = glyphs


def now() -> Glyphs:
    """The set in use."""
    return _current


def adapt(text: str) -> str:
    """`text` with our own signs in the set in use; other characters stay."""
    return text if _current is UNICODE or text.isascii() else text.translate(_TO_ASCII)
