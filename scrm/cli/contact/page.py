"""A person as text: the card, what is promised, what was said last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scrm.base.i18n import _
from scrm.base.text import clean, shorten
from scrm.cli.output.listing import day_of, plain

if TYPE_CHECKING:
    from scrm.cli.session import Session

RECENT = 5
LONGEST = 100


def page(session: Session, item: Mapping[str, Any]) -> None:
    """Print all that is known of a person; what is unknown is left out."""
    output = session.output
    output.styled((item["name"], "heading"), (f"  {item['ref']}", "muted"))
    place = ", ".join(filter(None, (item["title"], item["organization"])))
    if place:
        output.line(place)
    for label, value in _facts(session, item):
        if value:
            output.flowing(value, label)
    _promises(session, item["id"])
    _talks(session, item["id"])


def _facts(session: Session, item: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (_("Kind"), kind_word(session, item["kind"])),
        (_("Before"), _positions(session, item["id"])),
        (_("Tags"), " ".join("#" + tag for tag in item["tags"])),
        (_("Mail"), plain(item["emails"])),
        (_("Phone"), plain(item["phones"])),
        (_("Profiles"), plain(item["profiles"])),
        (_("City"), ", ".join(filter(None, (item["city"], item["country"])))),
        (_("Language"), plain(item["language"])),
        (_("Birthday"), _birthday(item["birthday"])),
        (_("Interests"), plain(item["interests"])),
        (_("Prefers"), ", ".join(filter(None, (_channel(item), item["preferred_times"])))),
        (_("Expects"), plain(item["expectations"])),
        (_("How you met"), plain(item["how_met"])),
        (_("Relations"), _relations(session, item["id"])),
        (_("Rhythm"), _rhythm(item["cadence"])),
        (_("Last contact"), _said(session, item["last_contact"])),
        (_("Source"), f"{item['source']}, {item['source_date']} ({item['basis'] and _(item['basis'])})"),
    ]


def _positions(session: Session, id: str) -> str:
    """Where the person worked before, the latest first."""
    (contact,) = session.workspace.people.contacts([id], trashed=True)
    ended = [each for each in contact.affiliations if each.ended is not None]
    return "; ".join(
        _("%(position)s (until %(day)s)")
        % {"position": ", ".join(filter(None, (each.title, each.organization))), "day": each.ended}
        for each in sorted(ended, key=lambda each: each.ended or "", reverse=True)
    )


def _channel(item: Mapping[str, Any]) -> str:
    from scrm.contacts.model import channel_name

    return channel_name(item["preferred_channel"] or "")


def _birthday(stored: str | None) -> str:
    from scrm.base.dates import said_birthday

    return said_birthday(stored) if stored else ""


def _rhythm(days: int | None) -> str:
    from scrm.base.dates import every

    return every(days) if days else ""


def _said(session: Session, value: str | None) -> str:
    from scrm.base.dates import ago, long_day

    if value is None:
        return ""
    today = session.clock.today()
    day = day_of(session, value)
    return _("%(day)s, %(distance)s") % {"day": long_day(day, today), "distance": ago((today - day).days)}


def _relations(session: Session, id: str) -> str:
    ties = session.workspace.ties.relations(id)
    return ", ".join(tie_words(tie.kind, tie.outward) % {"name": tie.other} for tie in ties)


def tie_words(kind: str, outward: bool) -> str:
    """A relation in words, as told from one side; `%(name)s` stands for the other."""
    told = {
        "introduced": (_("introduced %(name)s"), _("introduced by %(name)s")),
        "works-with": (_("works with %(name)s"), _("works with %(name)s")),
        "reports-to": (_("reports to %(name)s"), _("manages %(name)s")),
        "recommended": (_("recommended %(name)s"), _("recommended by %(name)s")),
        "quoted": (_("quoted %(name)s"), _("quoted by %(name)s")),
        "family": (_("family of %(name)s"), _("family of %(name)s")),
    }
    forth, back = told[kind]
    return forth if outward else back


def _promises(session: Session, id: str) -> None:
    from scrm.base.dates import due_day

    today = session.clock.today()
    open_ones = [f for f in session.workspace.follow_ups.of_person(id) if f.state == "open"]
    if open_ones:
        session.output.styled((_("Follow-ups"), "heading"))
    for followup in open_ones:
        when = due_day(followup.due.day_in(session.clock.zone), today)
        session.output.flowing(f"  {when}  {clean(followup.title)}", indent=4)


def _talks(session: Session, id: str) -> None:
    from scrm.base.clock import from_text
    from scrm.base.dates import long_day
    from scrm.interactions.model import direction_name, kind_name

    today = session.clock.today()
    talks = session.workspace.timeline.of_contact(id, limit=RECENT)
    if talks:
        session.output.styled((_("Recent"), "heading"))
    for talk in talks:
        day = long_day(from_text(talk.at).astimezone(session.clock.zone).date(), today)
        words = shorten(clean(talk.words), LONGEST)
        what = f"{kind_name(talk.kind)}, {direction_name(talk.direction)}"
        session.output.flowing("  " + "  ".join(filter(None, (day, what, talk.mood, words))), indent=4)


def kind_word(_session: Session, value: str) -> str:
    """A kind of person in words."""
    from scrm.contacts.model import contact_kind

    return contact_kind(value)
