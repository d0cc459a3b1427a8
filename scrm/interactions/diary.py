"""The verbs of interactions: log, edit, remove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from scrm.base import ids
from scrm.base.clock import Clock, to_text
from scrm.base.errors import Ambiguous, NotFound, UsageError
from scrm.base.i18n import _
from scrm.base.text import clean, fold, shorten
from scrm.db.ledger.operations import Ledger, Operation
from scrm.interactions.model import DIRECTIONS, KINDS, MOODS, USUAL_KIND, Interaction, usual_direction
from scrm.interactions.store import TimelineStore

if TYPE_CHECKING:
    from scrm.base.dates import When

_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened: an instant as stored, whether only its day is known, and the zone it was told in."""

    at: str
    day_only: bool
    zone: str


def moment(clock: Clock, day: date | None = None, at: time | None = None) -> Moment:
    """A day and time in the user's zone as stored; nothing given is now.

    A day without a time stands at its noon, so that no change of zone moves it
    to another day. Raises UsageError for what has not happened yet.
    """
    zone = str(clock.zone)
    if day is None and at is None:
        return Moment(to_text(clock.now()), False, zone)
    day = day or clock.today()
    known = at is not None
    if day == clock.today() and not known:
        return Moment(to_text(clock.now()), True, zone)
    instant = datetime.combine(day, at if at is not None else _NOON, tzinfo=clock.zone)
    if instant > clock.now():
        raise UsageError(
            _("That has not happened yet: an interaction is in the past"), _("+1w plans a follow-up instead")
        )
    return Moment(to_text(instant), not known, zone)


class Diary:
    """What one can do to interactions. Every method that writes is one operation (or joins the open one)."""

    def __init__(self, timeline: TimelineStore, ledger: Ledger) -> None:
        self._timeline = timeline
        self._ledger = ledger

    def one(self, text: str) -> Interaction:
        """The interaction a ref means. Raises NotFound or Ambiguous."""
        found = self._timeline.interactions(self._timeline.ids_by_ref(text))
        if len(found) > 1:
            lines = [f"{i.id}  {i.at[:10]}  {shorten(clean(i.words), 50)}" for i in found]
            what = _("Several interactions match %(text)s") % {"text": clean(text)}
            raise Ambiguous(what, lines, _("one of the refs in front"))
        if not found:
            raise _missing(text)
        return found[0]

    def log(
        self,
        people: Sequence[tuple[str, str]],
        *,
        kind: str = USUAL_KIND,
        direction: str = "",
        when: Moment | None = None,
        minutes: int | None = None,
        mood: str = "",
        summary: str = "",
        text: str = "",
        tags: Iterable[str] = (),
    ) -> str:
        """Write down what happened with `people` (contact id, name); gives the id. Raises UsageError."""
        if not people:
            raise UsageError(_("Who was it with?"), _('scrm log "@ana call 25m + scope agreed"'))
        people = list(dict(people).items())
        values = _checked({"kind": kind, "direction": direction or usual_direction(kind), "mood": mood})
        at = when or moment(self._ledger.clock)
        id = ids.new_id(self._ledger.clock.now())
        with self._ledger.operation("log", ", ".join(name for _id, name in people)) as op:
            op.insert(
                "interactions",
                id=id,
                at=self._reached(at, op),
                day_only=int(at.day_only),
                zone=at.zone,
                minutes=minutes,
                summary=summary,
                text=text,
                people=len(people),
                source="typed",
                **values,
            )
            for contact_id, name in people:
                _take_part(op, id, contact_id, name)
            _put_tags(op, id, tags)
        return id

    def edit(
        self,
        id: str,
        *,
        when: Moment | When | None = None,
        people: Sequence[tuple[str, str]] | None = None,
        tags: Iterable[str] | None = None,
        **values: Any,
    ) -> bool:
        """Change an interaction (kind, direction, minutes, mood, summary, text, when, people, tags).

        Says whether anything differed. Raises NotFound, UsageError.
        """
        before = next(iter(self._timeline.interactions([id])), None)
        if before is None:
            raise _missing(id)
        values = _checked(values)
        with self._ledger.operation("interaction edit", _subject(before)) as op:
            if when is not None:
                when = when if isinstance(when, Moment) else moment(self._ledger.clock, when.day, when.time)
                values |= {"at": self._reached(when, op), "day_only": int(when.day_only), "zone": when.zone}
            if people is not None:
                values["people"] = self._set_people(op, before, dict(people))
            if values:
                op.update("interactions", id, **values)
            if tags is not None:
                wanted = {fold(tag.lstrip("#")) for tag in tags}
                for tag in set(before.tags) - wanted:
                    op.remove("interaction_tags", ids.child_id(id, "tag", tag))
                _put_tags(op, id, wanted)
        return op.changed > 0

    def remove(self, interaction_ids: Sequence[str]) -> int:
        """Put interactions into the trash; gives how many were not there already."""
        found = self._timeline.interactions(interaction_ids)
        subject = _subject(found[0]) if len(found) == 1 else str(len(found))
        with self._ledger.operation("interaction remove", subject) as op:
            return sum(op.remove("interactions", interaction.id) for interaction in found)

    def _reached(self, when: Moment, op: Operation) -> str:
        """A moment as stored: one that came while the operation was open stands at its beginning.

        What is later than its operation is taken for something to come, and nobody is counted as spoken to.
        """
        return min(when.at, op.at) if when.at <= to_text(self._ledger.clock.now()) else when.at

    def _set_people(self, op: Operation, before: Interaction, wanted: dict[str, str]) -> int:
        """Contacts come and go, strangers stay; gives how many people that makes."""
        there = {participant.contact_id for participant in before.participants}
        for participant in before.participants:
            if participant.contact_id and participant.contact_id not in wanted:
                op.remove("interaction_people", participant.id)
        for contact_id, name in wanted.items():
            # Somebody met before they were a contact has a row of another id.
            if contact_id not in there:
                _take_part(op, before.id, contact_id, name)
        return len(wanted) + sum(participant.contact_id is None for participant in before.participants)


def _take_part(op: Operation, id: str, contact_id: str, name: str) -> None:
    op.put(
        "interaction_people",
        id=ids.child_id(id, "person", contact_id),
        interaction_id=id,
        contact_id=contact_id,
        name=name,
    )


def _put_tags(op: Operation, id: str, tags: Iterable[str]) -> None:
    for tag in tags:
        if name := fold(tag.lstrip("#")):
            op.put("interaction_tags", id=ids.child_id(id, "tag", name), interaction_id=id, tag=name)


def _missing(text: str) -> NotFound:
    return NotFound(_("No interaction matches %(text)s") % {"text": clean(text)}, "scrm interaction list")


def _subject(interaction: Interaction) -> str:
    return ", ".join(p.name for p in interaction.participants)


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    for field, allowed in (("kind", KINDS), ("direction", DIRECTIONS), ("mood", ("", *MOODS))):
        if field in values and values[field] not in allowed:
            raise UsageError(
                _("%(value)s is no %(field)s of an interaction")
                % {"value": clean(str(values[field])), "field": field},
                ", ".join(filter(None, allowed)),
            )
    return values
