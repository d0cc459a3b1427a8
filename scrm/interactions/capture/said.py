"""A parsed line told back for the preview under it, in the language spoken now."""

from __future__ import annotations

from datetime import date

from scrm.base.dates.said import said_repeat, said_when
from scrm.base.i18n import _, pgettext
from scrm.base.text import clean, shorten
from scrm.interactions.capture.result import Capture, FollowUpPart
from scrm.interactions.model import mood_name

TITLE_CELLS = 40


def pieces(capture: Capture, today: date) -> list[tuple[str, str]]:
    """Label and value of everything a line says, in the order of the preview; cleaned for a terminal."""
    rows = [
        (pgettext("capture", "Person"), ", ".join(map(clean, capture.people))),
        (pgettext("capture", "What"), capture.how),
        (pgettext("capture", "When"), said_when(capture.when, today) if capture.when else ""),
        (pgettext("capture", "Mood"), mood_name(capture.mood) if capture.mood else ""),
        (pgettext("capture", "Tags"), ", ".join(map(clean, capture.tags))),
        (pgettext("capture", "Note"), clean(capture.note)),
    ]
    for part in capture.follow_ups:
        label = pgettext("capture", "Waiting for") if part.waiting else pgettext("capture", "Follow-up")
        rows.append((label, _follow_up(part, capture.note, today)))
    return [(label, value) for label, value in rows if value]


def _follow_up(part: FollowUpPart, note: str, today: date) -> str:
    title = shorten(clean(part.title or note), TITLE_CELLS)
    fields = {
        "title": title,
        "day": said_when(part.when, today),
        "repeat": said_repeat(part.repeat) if part.repeat else "",
    }
    if title and part.repeat:
        return _("“%(title)s”, %(day)s, then %(repeat)s") % fields
    if title:
        return _("“%(title)s”, %(day)s") % fields
    return _("%(day)s, then %(repeat)s") % fields if part.repeat else fields["day"]


def examples() -> tuple[str, str, str]:
    """Three lines that show the grammar, for an empty line; each survives a shell."""
    return (
        _("@ana call 25m + scope agreed on:yesterday next:1w tag:proposal"),
        _('@luis mail out sent the offer wait:fri "his answer"'),
        _("@clara,@jordi meet 1h demo went well mood:+"),
    )
