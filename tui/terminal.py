"""What comes in from the terminal, before Textual reads it."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import partial

from textual.drivers import linux_driver


def forgive_input() -> None:
    """Have bytes that are no UTF-8 (an old terminal, a pasted binary) arrive as U+FFFD.

    Textual decodes strictly: a single such byte would end the screens and print a traceback.
    """
    setattr(linux_driver, "getincrementaldecoder", _patient)  # noqa: B010 - not exported, so mypy knows no such name


def _patient(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")
