"""What a diagnosis finds, in words of the user: it names tables and pages, which only documents keep."""

from __future__ import annotations

import re

from scrm.base.i18n import _, pgettext
from scrm.cli.output.nouns import noun

_ROW = re.compile(r"\b([a-z_]+) (?=\S{1,6}(?:, |$))")
"""a table before the ref of a row, in a list of them"""
_TEXT = re.compile(r"\blocal_\w+")


def in_words(what: str) -> str:
    """A finding without the names of tables, and without what SQLite says of a damage."""
    damaged = _("The database is damaged: %(problem)s").partition("%(problem)s")[0]
    if what.startswith(damaged):
        return damaged.rstrip(": ")
    told, colon, rows = what.partition(": ")
    rows = _ROW.sub(lambda found: f"{noun(found[1])} ", rows)
    return _TEXT.sub(lambda found: _text(found[0]), told + colon + rows)


def _text(table: str) -> str:
    """What a full text is of."""
    words = {
        "local_interactions_words": pgettext("full text", "of what was said"),
        "local_notes_words": pgettext("full text", "of notes"),
        "local_people_grams": pgettext("full text", "of mistyped names"),
        "local_people_words": pgettext("full text", "of people"),
    }
    return words.get(table, pgettext("full text", "of the search"))
