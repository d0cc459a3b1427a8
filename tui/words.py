"""Stored values and errors in words, numbers as they are written. Unknown values show as they are, cleaned."""

from __future__ import annotations

from scrm.base.errors import ScrmError
from scrm.base.i18n import _, pgettext
from scrm.base.text import clean


def contact_kind(kind: str) -> str:
    """What somebody is to us: `client`."""
    return {
        "client": _("client"),
        "prospect": _("prospect"),
        "lapsed": _("lapsed"),
        "partner": _("partner"),
        "influencer": _("influencer"),
        "colleague": _("colleague"),
        "supplier": _("supplier"),
        "friend": _("friend"),
        "other": _("other"),
    }.get(kind, clean(kind))


def kind_word(kind: str) -> str:
    """The kind of an interaction: `call`."""
    return {
        "call": _("call"),
        "mail": _("mail"),
        "meeting": _("meeting"),
        "chat": _("chat"),
        "social": _("social"),
        "event": _("event"),
    }.get(kind, clean(kind))


def channel_word(channel: str) -> str:
    """How somebody likes to be contacted."""
    return {
        "mail": _("mail"),
        "call": _("call"),
        "chat": _("chat"),
        "meeting": _("meeting"),
        "linkedin": "LinkedIn",
    }.get(channel, clean(channel))


def direction_word(direction: str) -> str:
    """Which way something went: `out`."""
    return {
        "in": pgettext("direction", "in"),
        "out": pgettext("direction", "out"),
        "both": pgettext("direction", "both ways"),
    }.get(direction, clean(direction))


def mood_word(mood: str) -> str:
    """A mood with its sign: `+ good`."""
    return {"+": _("+ good"), "=": _("= neutral"), "-": _("- bad")}.get(mood, clean(mood))


def source_word(source: str) -> str:
    """Where something came from; formats of imports are names."""
    return _("typed by hand") if source == "typed" else clean(source)


def section_title(section: str) -> str:
    """A section of Today."""
    return {
        "late": _("Late"),
        "due": _("Due today"),
        "owed": _("To answer"),
        "awaiting": _("Waiting for an answer"),
        "quiet": _("Going quiet"),
        "new": _("New"),
        "dates": _("Dates"),
    }.get(section, clean(section))


def error_text(error: ScrmError) -> str:
    """An error as one line."""
    if not error.remedy:
        return error.what
    return _("%(what)s. Try: %(remedy)s") % {"what": error.what, "remedy": error.remedy}


def number(n: int) -> str:
    """`1,248`, in Spanish `1.248`."""
    return f"{n:,}".replace(",", pgettext("between thousands", ","))
