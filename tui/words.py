"""Errors and sources in words, numbers as they are written."""

from __future__ import annotations

from scrm.base.errors import ScrmError
from scrm.base.i18n import _, pgettext
from scrm.base.text import clean


def source_word(source: str) -> str:
    """Where something came from; formats of imports are names."""
    return _("typed by hand") if source == "typed" else clean(source)


def error_text(error: ScrmError) -> str:
    """An error as one line."""
    if not error.remedy:
        return error.what
    return _("%(what)s. Try: %(remedy)s") % {"what": error.what, "remedy": error.remedy}


def number(n: int) -> str:
    """`1,248`, in Spanish `1.248`."""
    return f"{n:,}".replace(",", pgettext("between thousands", ","))
