"""What is known of one person, gathered in a worker thread and told as lines: brief, detail and profile share it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from scrm.base import dates
from scrm.base.clock import Clock, from_text
from scrm.base.i18n import _, ngettext
from scrm.contacts.model import channel_name, contact_kind, manner_name
from scrm.followups.model import Who
from scrm.interactions.model import kind_name
from scrm.workspace import Workspace
from tui.look import glyphs
from tui.look.theme import Role
from tui.widgets.detail import Line

if TYPE_CHECKING:
    from scrm.contacts.model import Contact, Evidence, Relation
    from scrm.followups.model import FollowUp
    from scrm.interactions.model import Facts, Interaction


@dataclass(frozen=True, slots=True)
class Card:
    """One person. `recent` are the latest interactions, `open` the promises both ways by their days."""

    contact: Contact
    facts: Facts
    recent: tuple[Interaction, ...]
    open: tuple[FollowUp, ...]
    relations: tuple[Relation, ...]
    evidence: tuple[Evidence, ...]
    birthday: date | None
    connected: date | None

    @property
    def who(self) -> Who:
        """Id and name."""
        return Who(self.contact.id, self.contact.name)


def gather(workspace: Workspace, contact_id: str) -> Card:
    """Read all of it. Raises NotFound."""
    brief = workspace.briefs.of(contact_id)
    return Card(
        contact=brief.contact,
        facts=brief.facts,
        recent=brief.recent,
        open=(*brief.mine, *brief.theirs),
        relations=brief.relations,
        evidence=brief.evidence,
        birthday=brief.birthday,
        connected=brief.connected,
    )


def headline(contact: Contact) -> str:
    """`Head of operations at Acme`, as much of it as is known."""
    if contact.title and contact.organization:
        return _("%(title)s at %(firm)s") % {"title": contact.title, "firm": contact.organization}
    return contact.title or contact.organization


def brief_lines(card: Card, clock: Clock) -> list[Line]:
    """The brief beside Today: last words, promises both ways, wishes, dates."""
    return [
        *_who(card),
        Line(""),
        *_last(card, clock),
        *_promises(card, clock),
        *_wishes(card),
        *_dates(card, clock),
    ]


def detail_lines(card: Card, clock: Clock) -> list[Line]:
    """The pane beside People: addresses, wishes, what is next, what was last."""
    lines = [*_who(card), Line(""), *_addresses(card.contact), *_wishes(card), *_dates(card, clock)]
    lines += [Line(""), Line(_("Next"), heading=True), *_next(card, clock)]
    return [*lines, Line(""), Line(_("Recent"), heading=True), *_recent(card, clock)]


def timeline_lines(card: Card, clock: Clock) -> list[Line]:
    """The third pane of wide screens: the latest interactions with what was said."""
    lines = [Line(_("Recent"), heading=True)]
    if not card.recent:
        return [*lines, Line(_("no contact yet"), "muted")]
    for each in card.recent:
        lines.append(Line(_happened(each, clock), "muted"))
        lines += [Line(each.words)] if each.words else []
    return lines


def last_line(card: Card, clock: Clock) -> str:
    """`12 Nov call, 25 min, +`, or that there was none."""
    return _happened(card.recent[0], clock) if card.recent else _("no contact yet")


def local(at: str, clock: Clock) -> datetime:
    """A stored instant on the user's clocks."""
    return from_text(at).astimezone(clock.zone)


def _who(card: Card) -> Iterator[Line]:
    contact = card.contact
    if text := headline(contact):
        yield Line(text)
    between = f" {glyphs.UNICODE.dot} "
    yield Line(
        between.join(filter(None, (contact_kind(contact.kind), contact.city, ", ".join(contact.tags)))),
        "muted",
    )


def _addresses(contact: Contact) -> Iterator[Line]:
    for type, label in (
        ("email", _("Mail")),
        ("phone", _("Phone")),
        ("profile", _("Profile")),
        ("url", _("Web")),
    ):
        for value in contact.values(type):
            yield Line(value, label=label)
            label = " "


def _last(card: Card, clock: Clock) -> Iterator[Line]:
    yield Line(last_line(card, clock), label=_("Last"))
    if card.recent and card.recent[0].words:
        yield Line(card.recent[0].words, label=" ")


def _happened(each: Interaction, clock: Clock) -> str:
    day = dates.short_day(local(each.at, clock).date(), clock.today())
    length = dates.duration(each.minutes) if each.minutes else ""
    return ", ".join(filter(None, (f"{day} {kind_name(each.kind)}", length, each.mood)))


def _promises(card: Card, clock: Clock) -> Iterator[Line]:
    for followup in card.open:
        label = _("Waiting") if followup.waiting else _("Promise")
        day = dates.due_day(followup.due.day_in(clock.zone), clock.today())
        text = _("%(what)s, due %(day)s") % {"what": followup.title, "day": day}
        yield Line(text, _urgency(followup, clock), label=label)


def _next(card: Card, clock: Clock) -> Iterator[Line]:
    if not card.open:
        yield Line(_("nothing promised"), "muted")
    for followup in card.open:
        day = dates.short_day(followup.due.day_in(clock.zone), clock.today())
        text = _("%(what)s (theirs)") % {"what": followup.title} if followup.waiting else followup.title
        yield Line(text, _urgency(followup, clock), label=day)


def _urgency(followup: FollowUp, clock: Clock) -> Role:
    return "bad" if followup.due.is_late(clock.now(), clock.zone) else "text"


def _recent(card: Card, clock: Clock) -> Iterator[Line]:
    if not card.recent:
        yield Line(_("no contact yet"), "muted")
    for each in card.recent:
        day = dates.short_day(local(each.at, clock).date(), clock.today())
        yield Line(" ".join(filter(None, (kind_name(each.kind), each.mood, each.words)))[:200], label=day)


def _wishes(card: Card) -> Iterator[Line]:
    contact = card.contact
    wants = ", ".join(filter(None, (channel_name(contact.preferred_channel), contact.preferred_times)))
    manner = manner_name(contact.salutation)
    speaks = ", ".join(filter(None, (contact.language, manner)))
    for label, text in ((_("Wants"), wants), (_("Expects"), contact.expectations), (_("Speaks"), speaks)):
        if text:
            yield Line(text, label=label)


def _dates(card: Card, clock: Clock) -> Iterator[Line]:
    today = clock.today()
    if card.birthday is not None:
        away = dates.in_days((card.birthday - today).days)
        text = _("%(day)s · %(away)s") % {"day": dates.long_day(card.birthday, today), "away": away}
        yield Line(text, label=_("Birthday"))
    if card.connected is not None:
        yield Line(_("since %(day)s") % {"day": dates.long_day(card.connected, today)}, label=_("Connected"))
    if trust := len(card.evidence):
        told = ngettext("%(n)d sign of trust", "%(n)d signs of trust", trust) % {"n": trust}
        yield Line(told, label=_("Trust"))
