"""Many lines on stdin, one thing each: which of them is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from scrm.base.errors import Ambiguous, BadInput, NotFound, UsageError
from scrm.base.i18n import _
from scrm.base.text import clean, shorten

SHOWN = 60
"""characters of a wrong line that are told"""


@contextmanager
def of_line(number: int, line: str) -> Iterator[None]:
    """Errors name the line and say that nothing was written; a wrong one is BadInput. Number 0 is no line of many."""
    try:
        yield
    except (UsageError, NotFound) as error:
        if not number:
            raise
        fields = {"number": number, "line": shorten(clean(line), SHOWN), "what": error.what}
        what = _("Line %(number)d, “%(line)s”: %(what)s; nothing was written") % fields
        if isinstance(error, Ambiguous):
            raise Ambiguous(what, error.candidates, error.remedy) from error
        raise (BadInput if isinstance(error, UsageError) else NotFound)(what, error.remedy) from error
