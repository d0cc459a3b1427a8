"""The brief of one person: what to know before writing or calling, gathered from the rooms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from scrm.agenda.days import next_time
from scrm.agenda.model import Brief
from scrm.agenda.rooms import Rooms
from scrm.base import dates
from scrm.base.clock import Clock, from_text
from scrm.base.i18n import _, ngettext
from scrm.base.text import clean, shorten

if TYPE_CHECKING:
    from scrm.contacts.model import Contact
    from scrm.followups.model import FollowUp

RECENT = 3
"""interactions that a brief holds"""
_WORDS = 160


class Briefs:
    """Makes briefs; reads only."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def of(self, contact_id: str) -> Brief:
        """The brief of a person. Raises NotFound."""
        rooms = self._rooms
        contact = rooms.contacts.get(contact_id)
        promises = [f for f in rooms.follow_ups.of_person(contact_id) if f.state == "open"]
        since = min((i.since for i in contact.identities if i.since), default=None)
        return Brief(
            contact=contact,
            facts=rooms.facts.of([contact_id])[contact_id],
            recent=tuple(rooms.timeline.of_contact(contact_id, limit=RECENT)),
            mine=tuple(f for f in promises if not f.waiting),
            theirs=tuple(f for f in promises if f.waiting),
            relations=tuple(rooms.ties.relations(contact_id)),
            evidence=tuple(rooms.ties.evidence(contact_id)),
            birthday=next_time(contact.birthday[-5:], rooms.clock.today()) if contact.birthday else None,
            connected=date.fromisoformat(since) if since else None,
        )

    def lines(self, brief: Brief) -> list[tuple[str, str]]:
        """The brief in words, as (label, text); a label is empty where the one above goes on."""
        return lines(brief, self._rooms.clock)


def lines(brief: Brief, clock: Clock) -> list[tuple[str, str]]:
    """The brief as (label, text), cleaned; a label is empty where the one above goes on."""
    found = [*_last(brief, clock), *_promises(brief, clock), *_wishes(brief), *_dates(brief, clock)]
    return [(label, text) for label, text in found if text]


def headline(contact: Contact) -> str:
    """`Head of operations at Acme`, as much of it as is known."""
    title, firm = clean(contact.title), clean(contact.organization)
    if title and firm:
        return _("%(title)s at %(firm)s") % {"title": title, "firm": firm}
    return title or firm


def _last(brief: Brief, clock: Clock) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for each in brief.recent:
        day = dates.short_day(from_text(each.at).astimezone(clock.zone).date(), clock.today())
        parts = [
            f"{day} {kind_word(each.kind)}",
            dates.duration(each.minutes) if each.minutes else "",
            each.mood,
        ]
        label = "" if found else _("Last")
        found += [(label, ", ".join(filter(None, parts))), ("", shorten(clean(each.words), _WORDS))]
    return found or [(_("Last"), _("no contact yet"))]


def kind_word(kind: str) -> str:
    """The short word of a kind of interaction."""
    return {
        "call": _("call"), "mail": _("mail"), "meeting": _("meeting"), "chat": _("chat"), "social": _("social"),
        "event": _("event"),
    }[kind]  # fmt: skip


def _promises(brief: Brief, clock: Clock) -> list[tuple[str, str]]:
    return [(_("Promise"), _promise(f, clock)) for f in brief.mine] + [
        (_("Waiting for"), _promise(f, clock)) for f in brief.theirs
    ]


def _promise(followup: FollowUp, clock: Clock) -> str:
    day = dates.due_day(followup.due.day_in(clock.zone), clock.today())
    return _("%(what)s, due %(day)s") % {"what": shorten(clean(followup.title), _WORDS), "day": day}


def _wishes(brief: Brief) -> list[tuple[str, str]]:
    contact = brief.contact
    wants = ", ".join(
        clean(text) for text in (channel_word(contact.preferred_channel), contact.preferred_times) if text
    )
    manner = {"tu": _("informal (tú)"), "usted": _("formal (usted)")}.get(contact.salutation, "")
    speaks = ", ".join(filter(None, (clean(contact.language), manner)))
    return [(_("Wants"), wants), (_("Expects"), clean(contact.expectations)), (_("Speaks"), speaks)]


def channel_word(channel: str) -> str:
    """How somebody likes to be contacted, in words; a channel of their own stays as it is."""
    return {
        "mail": _("mail"), "call": _("call"), "chat": _("chat"), "meeting": _("meeting"), "linkedin": "LinkedIn",
    }.get(channel, channel)  # fmt: skip


def _dates(brief: Brief, clock: Clock) -> list[tuple[str, str]]:
    found, today = [], clock.today()
    if brief.birthday is not None:
        fields = {
            "day": dates.long_day(brief.birthday, today),
            "away": dates.in_days((brief.birthday - today).days),
        }
        found.append((_("Birthday"), _("%(day)s · %(away)s") % fields))
    if brief.connected is not None:
        found.append((_("Connected"), _("since %(day)s") % {"day": dates.long_day(brief.connected, today)}))
    trust = len(brief.evidence)
    if trust:
        text = ngettext("%(n)d sign of trust", "%(n)d signs of trust", trust) % {"n": trust}
        found.append((_("Trust"), text))
    return found
