"""Interactions as documents and as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from scrm.base.i18n import N_
from scrm.base.text import clean_lines, shorten
from scrm.cli.output.listing import Column, day, moment

if TYPE_CHECKING:
    from scrm.cli.session import Session
    from scrm.interactions.model import Interaction

SCHEMA = "scrm.interaction/1"
LONGEST = 160


def kind_word(_session: Session, value: str) -> str:
    """A kind of interaction in words."""
    from scrm.interactions.model import kind_name

    return kind_name(value)


def way_word(_session: Session, value: str) -> str:
    """A direction in words."""
    from scrm.interactions.model import direction_name

    return direction_name(value)


def _names(_session: Session, people: Sequence[Mapping[str, Any]]) -> str:
    return ", ".join(person["name"] for person in people)


def _short(_session: Session, text: str) -> str:
    return shorten(" ".join(text.split()), LONGEST)


COLUMNS = (
    Column("ref", N_("Ref"), keep=True),
    Column("at", N_("When"), day, keep=True),
    Column("people", N_("Who"), _names, keep=True),
    Column("kind", N_("Kind"), kind_word),
    Column("direction", N_("Way"), way_word),
    Column("minutes", N_("Min")),
    Column("mood", N_("Mood")),
    Column("summary", N_("What"), _short),
)


def items(session: Session, found: Sequence[Interaction]) -> Iterator[dict[str, Any]]:
    """Interactions in their order, as `scrm.interaction/1`; `summary` falls back on the text."""
    from scrm.db.refs import refs

    short = refs(session.workspace.database, "interactions", [one.id for one in found])
    for one in found:
        yield {
            "id": one.id,
            "ref": short[one.id],
            "at": moment(session, one.at),
            "day_only": one.day_only,
            "kind": one.kind,
            "direction": one.direction,
            "minutes": one.minutes,
            "mood": one.mood or None,
            "summary": one.words or None,
            "text": one.text or None,
            "people": [
                {"contact": p.contact_id, "name": p.name, "role": p.role or None} for p in one.participants
            ],
            "tags": list(one.tags),
            "source": one.source,
            "created": moment(session, one.created_at),
        }


def page(session: Session, item: Mapping[str, Any]) -> None:
    """One interaction with its whole text."""
    from datetime import datetime

    from scrm.base.dates import long_day, long_moment

    output = session.output
    at = datetime.fromisoformat(item["at"])
    when = long_day(at.date(), session.clock.today()) if item["day_only"] else long_moment(at, session.clock)
    output.styled((_names(session, item["people"]), "heading"), (f"  {item['ref']}", "muted"))
    facts = (
        when,
        kind_word(session, item["kind"]),
        way_word(session, item["direction"]),
        _minutes(item["minutes"]),
        item["mood"],
    )
    output.line("  ".join(filter(None, facts)))
    if item["tags"]:
        output.line(" ".join("#" + tag for tag in item["tags"]))
    body = item["text"] or item["summary"]
    if body:
        output.raw("\n" + clean_lines(body) + "\n")


def _minutes(minutes: int | None) -> str:
    from scrm.base.dates import duration

    return duration(minutes) if minutes else ""
