"""Languages: whole sentences through gettext; commands, flags and stored values stay English.

`use` is called once by a front before it says anything; until then, and for a
language without a catalogue, texts are the English ones in the code.
"""

from __future__ import annotations

import gettext as _gettext
import os
from pathlib import Path

LANGUAGES = ("en", "es")
_LOCALE = Path(__file__).resolve().parent.parent / "locale"
_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def wanted(explicit: str | None = None, configured: str | None = None) -> str:
    """The language to speak: flag, then setting, then LC_ALL, LC_MESSAGES, LANG; else English."""
    candidates = [explicit, configured, *(os.environ.get(n) for n in ("LC_ALL", "LC_MESSAGES", "LANG"))]
    for candidate in candidates:
        if candidate and candidate != "auto":
            code = candidate[:2].lower()
            return code if code in LANGUAGES else "en"
    return "en"


def use(language: str) -> None:
    """Speak `language` from now on, click's own words included."""
    global _catalogue, _language
    _language = language if language in LANGUAGES else "en"
    if _language == "en":
        _catalogue = _gettext.NullTranslations()
    else:
        _catalogue = _gettext.translation("scrm", _LOCALE, languages=[_language], fallback=True)
    # click asks the process-wide domain, and that one asks the environment.
    os.environ["LANGUAGE"] = _language
    _gettext.bindtextdomain("scrm", str(_LOCALE))
    _gettext.textdomain("scrm")


def language() -> str:
    """The language spoken now: `en` or `es`."""
    return _language


def _(text: str) -> str:
    """The sentence in the language spoken now."""
    return _catalogue.gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """The sentence for `number`, which it carries as a named field."""
    return _catalogue.ngettext(one, many, number)


def pgettext(context: str, text: str) -> str:
    """A short word told apart by its context (`verb`, `noun`)."""
    return _catalogue.pgettext(context, text)


def N_(text: str) -> str:
    """Mark a text for the catalogue without translating it yet."""
    return text
