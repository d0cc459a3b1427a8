"""Why a note, or a file beside it, cannot be used: stable English phrases that the fronts translate.

The phrase is what callers compare, keep and hand to gettext; N_ only marks it for the catalogue.
"""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 (gettext's own name; the vault does not import scrm.base.i18n)
    """The text itself."""
    return text


NOT_UTF8 = N_("the text is not UTF-8")
NOT_CLOSED = N_("the front matter has no closing line ---")
NOT_YAML = N_("the front matter is not valid YAML")
NOT_FIELDS = N_("the front matter is not a list of fields")
TOO_LONG = N_("the front matter is longer than 64 kB")
TOO_DEEP = N_("the front matter is nested more than five levels deep")
DUPLICATE = N_("a field of the front matter stands there twice")
REFERENCE = N_("the front matter uses anchors, aliases or tags of YAML: put such a value in quotes")
NESTED = N_("the field holds more than text or a list of texts")
NOT_EDITABLE = N_("the front matter is written in a way that cannot be changed line by line")

TOO_BIG = N_("the file is longer than 1 MB")
LINK = N_("it is a symbolic link, which is not followed")
NOT_PLAIN = N_("it is not a plain file")
BAD_NAME = N_("the name is not UTF-8")
NOT_READABLE = N_("it cannot be read")
