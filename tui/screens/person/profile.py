"""Everything that is known of a person, and what is not: the Profile tab."""

from __future__ import annotations

from collections.abc import Iterator

from scrm.base import dates
from scrm.base.clock import Clock, stored_day
from scrm.base.i18n import _
from scrm.contacts.model import Affiliation, Contact, channel_name, contact_kind, manner_name
from tui.screens.person.card import Card
from tui.widgets.detail import Line
from tui.words import source_word

LABEL_CELLS = 17


def lines(card: Card, clock: Clock, edit_key: str) -> list[Line]:
    """Label and value of each field; a missing one says which key adds it."""
    contact = card.contact
    unknown = _("unknown - %(key)s adds") % {"key": edit_key}
    found = [Line(_("Profile of %(name)s") % {"name": contact.name}, heading=True)]
    for label, value in _facts(contact):
        found.append(Line(value, label=label) if value else Line(unknown, "muted", label=label))
    found += [Line(""), Line(_("Work"), heading=True), *_work(contact, clock)]
    found += [Line(""), Line(_("Ties"), heading=True), *_ties(card)]
    found += [Line(""), Line(_("Trust"), heading=True), *_trust(card)]
    return [*found, Line(""), Line(_("Origin"), heading=True), *_origin(contact)]


def _facts(contact: Contact) -> Iterator[tuple[str, str]]:
    yield _("Name"), contact.name
    yield _("Nickname"), contact.nickname
    yield _("Kind"), contact_kind(contact.kind)
    yield _("Mail"), ", ".join(contact.values("email"))
    yield _("Phone"), ", ".join(contact.values("phone"))
    yield _("Profiles"), ", ".join(contact.values("profile"))
    yield _("Web"), ", ".join(contact.values("url"))
    yield _("City"), ", ".join(filter(None, (contact.city, contact.country)))
    yield _("Time zone"), contact.time_zone
    yield _("Language"), contact.language
    yield _("Salutation"), manner_name(contact.salutation)
    yield _("Birthday"), _birthday(contact.birthday)
    yield _("Interests"), contact.interests
    prefers = filter(None, (channel_name(contact.preferred_channel), contact.preferred_times))
    yield _("Prefers"), ", ".join(prefers)
    yield _("Expects"), contact.expectations
    yield _("How we met"), contact.how_met
    yield _("Tags"), ", ".join(contact.tags)
    yield _("Rhythm"), _rhythm(contact)


def _birthday(stored: str) -> str:
    try:
        return dates.said_birthday(stored) if stored else ""
    except ValueError:
        return stored


def _rhythm(contact: Contact) -> str:
    if contact.ambient:
        return _("never overdue")
    return dates.every(contact.cadence) if contact.cadence else ""


def _work(contact: Contact, clock: Clock) -> Iterator[Line]:
    if not contact.affiliations:
        yield Line(_("unknown"), "muted")
    for each in contact.affiliations:
        yield Line(", ".join(filter(None, (each.title, each.organization))), label=_span(each, clock))


def _span(each: Affiliation, clock: Clock) -> str:
    day = each.ended or each.started or each.noted_on
    try:
        told = dates.short_day(stored_day(day[:10]), clock.today())
    except ValueError:
        told = day
    return _("until %(day)s") % {"day": told} if each.ended else _("since %(day)s") % {"day": told}


def _ties(card: Card) -> Iterator[Line]:
    if not card.relations:
        yield Line(_("No links known"), "muted")
    for each in card.relations:
        # Kinds of relations are commands' words: the line to type is the same in both languages.
        yield Line(each.other, label=each.kind if each.outward else f"< {each.kind}")


def _trust(card: Card) -> Iterator[Line]:
    if not card.evidence:
        yield Line(_("No recommendation or endorsement known"), "muted")
    for each in card.evidence:
        way = _("given") if each.direction == "out" else _("received")
        yield Line(", ".join(filter(None, (each.skill or each.text, way))), label=_evidence(each.kind))


def _evidence(kind: str) -> str:
    return {"recommendation": _("recommended"), "endorsement": _("endorsed")}.get(kind, kind)


def _origin(contact: Contact) -> Iterator[Line]:
    yield Line(source_word(contact.source), label=_("Source"))
    yield Line(contact.source_date, label=_("Since"))
    yield Line(contact.basis and _(contact.basis), label=_("Legal basis"))
