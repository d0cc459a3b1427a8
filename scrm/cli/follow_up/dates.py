"""Where the date begins among words that no quotes hold together: `send the proposal next thursday`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scrm.base.refs import is_ref

if TYPE_CHECKING:
    from scrm.cli.session import Session


def parted(session: Session, words: Sequence[str]) -> tuple[list[str], str]:
    """The words before the date, one at least, and the date: as many of the last words as are one together.

    When no last words are a date, it is the last word, or empty where there is but one.
    """
    from scrm.base.dates import parse_when

    for start in range(1, len(words) - 1):
        text = " ".join(words[start:])
        if not any(map(is_ref, words[start:])) and parse_when(
            text, session.clock, day_first=session.day_first
        ):
            return list(words[:start]), text
    return list(words[:-1] or words), " ".join(words[1:][-1:])
