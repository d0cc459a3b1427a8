"""Signs and lines, in two sets: Unicode, and plain ASCII for terminals that cannot show more.

All signs of both sets take one cell. `use` is called once at start; widgets
ask `now()` while drawing, so a change of the setting shows at the next paint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs, each a single cell wide."""

    name: str
    cursor: str
    mark: str
    late: str
    done: str
    full: str
    hollow: str
    up: str
    down: str
    same: str
    rule: str
    edge: str
    dot: str
    block: str
    shade: str
    sparks: str

    def strength(self, points: int, of: int = 5) -> str:
        """`points` of `of` as filled and hollow dots; out of range is cut."""
        points = max(0, min(points, of))
        return self.full * points + self.hollow * (of - points)

    def bar(self, part: int, whole: int, cells: int) -> str:
        """A bar of `cells` cells showing `part` of `whole`; empty when `whole` is 0."""
        filled = cells * max(0, min(part, whole)) // whole if whole > 0 else 0
        return self.block * filled + self.shade * (cells - filled)

    def spark(self, values: list[int]) -> str:
        """One sign a value, scaled to the greatest; 0 is a blank."""
        top = max(values, default=0)
        last = len(self.sparks) - 1
        return "".join(self.sparks[-(-value * last // top)] if value > 0 else " " for value in values)


UNICODE = Glyphs(
    name="unicode", cursor="›", mark="*", late="!", done="✓", full="●", hollow="○", up="↑", down="↓",
    same="=", rule="─", edge="│", dot="·", block="█", shade="░", sparks=" ▁▂▃▅▇",
)  # fmt: skip
ASCII = Glyphs(
    name="ascii", cursor=">", mark="*", late="!", done="v", full="*", hollow=".", up="^", down="v",
    same="=", rule="-", edge="|", dot="-", block="#", shade="-", sparks=" _.-=#",
)  # fmt: skip

_PAIRS = ("cursor", "done", "full", "hollow", "up", "down", "rule", "edge", "dot", "block", "shade")
_TO_ASCII = {ord(getattr(UNICODE, name)): getattr(ASCII, name) for name in _PAIRS}
_TO_ASCII.update(zip(map(ord, UNICODE.sparks), ASCII.sparks, strict=True))
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
