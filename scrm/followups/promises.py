"""The verbs of follow-ups: add, done, snooze, wait, edit, drop, remove, restore."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from scrm.base import ids
from scrm.base.clock import to_text
from scrm.base.errors import Conflict, NotFound, UsageError
from scrm.base.i18n import _
from scrm.base.text import clean, fold
from scrm.db.ledger.operations import Ledger, Operation
from scrm.followups.model import Due, FollowUp
from scrm.followups.planning import moved, next_time, repeating, replanned, timed, titled
from scrm.followups.resolve import TRY, one
from scrm.followups.store import FollowUpStore

if TYPE_CHECKING:
    from scrm.base.dates import When


@dataclass(frozen=True, slots=True)
class Finished:
    """A follow-up that was done; `next` is when it comes again, None when it is over."""

    id: str
    title: str
    next: Due | None


class Promises:
    """What one can do to follow-ups. Every method that writes is one operation (or joins the open one)."""

    def __init__(self, store: FollowUpStore, ledger: Ledger) -> None:
        self._store = store
        self._ledger = ledger

    def get(self, id: str) -> FollowUp:
        """A follow-up that is not in the trash. Raises NotFound."""
        found = self._store.followup(id)
        if found is None:
            raise NotFound(_("This follow-up is not here (or in the trash)"), TRY)
        return found

    def one(self, text: str, *, trashed: bool = False) -> FollowUp:
        """The follow-up a ref means, else the open one whose title holds `text`. Raises NotFound, Ambiguous."""
        return one(self._store, text, trashed)

    def add(
        self,
        title: str,
        when: When,
        people: Sequence[str] = (),
        *,
        waiting: bool = False,
        repeat: str = "",
        repeat_from: str = "due",
        tags: Iterable[str] = (),
        owner: str | None = None,
        origin: str | None = None,
        source: str = "typed",
    ) -> str:
        """Promise something (or wait for it); gives the id. Raises UsageError, NotFound for unknown people.

        `repeat` is an RRULE or words (`90d`, `cada mes`). A time that the clocks skip becomes
        the next one there is, so the stored time may differ from `when`.
        """
        values = {"title": titled(title), **timed(when, self._ledger.clock.zone, keep=bool(repeat))}
        values |= repeating(repeat, when.day, repeat_from)
        values |= {"waiting": int(waiting), "owner": owner or None, "origin": origin, "source": source}
        self._known([*people, *filter(None, [owner])])
        id = ids.new_id(self._ledger.clock.now())
        with self._ledger.operation("follow-up add", values["title"]) as op:
            op.insert("followups", id=id, first_due=values["due_day"], **values)
            _link(op, id, people)
            _tag(op, id, tags)
        return id

    def done(self, followup_ids: Sequence[str], at: datetime | None = None) -> list[Finished]:
        """Finish follow-ups, now or at a moment past; those not open any more are left out.

        A repeating one stays open, its day moved past today. Raises NotFound, UsageError.
        """
        now = self._ledger.clock.now()
        if at is not None and at > now:
            raise UsageError(_("That has not happened yet"))
        found = [f for f in map(self.get, dict.fromkeys(followup_ids)) if f.state == "open"]
        with self._ledger.operation("follow-up done", _subject(found)) as op:
            return [self._finish(op, followup, at or now) for followup in found]

    def snooze(self, followup_ids: Sequence[str], to: When | timedelta) -> list[Due]:
        """Move open follow-ups to a day or moment, or on by a step; gives when each is due then.

        A step is whole days, counted from today or a later day of its own, and keeps the time.
        Raises UsageError for a moment in the past, Conflict for one that is closed, NotFound.
        """
        found = [self._open(id) for id in followup_ids]
        with self._ledger.operation("follow-up snooze", _subject(found)) as op:
            return [self._move(op, followup, to) for followup in found]

    def wait(self, followup_ids: Sequence[str], on: bool = True) -> int:
        """Make follow-ups theirs, or with `on` off mine again; gives how many changed. Raises NotFound, Conflict."""
        found = [self._open(id) for id in followup_ids]
        with self._ledger.operation("follow-up wait", _subject(found)) as op:
            return sum(op.update("followups", f.id, waiting=int(on)) for f in found)

    def edit(
        self,
        id: str,
        *,
        title: str | None = None,
        when: When | None = None,
        repeat: str | None = None,
        repeat_from: str | None = None,
        people: Sequence[str] | None = None,
        tags: Iterable[str] | None = None,
        owner: str | None = None,
    ) -> bool:
        """Change what is given; says whether anything differed. Empty texts take away repeat or owner.

        A new day starts the repeat afresh. Raises NotFound, UsageError, Conflict for a new day of a closed one.
        """
        before = self.get(id) if when is None else self._open(id)
        values: dict[str, Any] = {} if title is None else {"title": titled(title)}
        if owner is not None:
            values["owner"] = owner or None
        values |= replanned(before, when, repeat, repeat_from, self._ledger.clock.zone)
        self._known([*(people or ()), *filter(None, [owner])])
        with self._ledger.operation("follow-up edit", values.get("title", before.title)) as op:
            if values:
                op.update("followups", id, **values)
            if people is not None:
                _link(op, id, people, before)
            if tags is not None:
                _tag(op, id, tags, before)
            return op.changed > 0

    def drop(self, followup_ids: Sequence[str]) -> int:
        """Give up on follow-ups without having done them; gives how many were open. Raises NotFound."""
        found = [f for f in map(self.get, followup_ids) if f.state == "open"]
        closing = {"state": "dropped", "done_at": to_text(self._ledger.clock.now())}
        with self._ledger.operation("follow-up drop", _subject(found)) as op:
            return sum(op.update("followups", f.id, **closing) for f in found)

    def remove(self, followup_ids: Sequence[str]) -> int:
        """Put follow-ups into the trash; gives how many were not there already."""
        found = self._store.followups(followup_ids)
        with self._ledger.operation("follow-up remove", _subject(found)) as op:
            return sum(op.remove("followups", f.id) for f in found)

    def restore(self, id: str) -> None:
        """Take a follow-up out of the trash. Raises NotFound, or Conflict when it is not in it."""
        found = self._store.followups([id], trashed=True)
        if not found:
            raise NotFound(_("This follow-up is not in the trash"), TRY)
        if found[0].deleted_at is None:
            raise Conflict(_("%(what)s is not in the trash") % {"what": clean(found[0].title)})
        with self._ledger.operation("follow-up restore", found[0].title) as op:
            op.restore("followups", id)

    def _open(self, id: str) -> FollowUp:
        followup = self.get(id)
        if followup.state != "open":
            raise Conflict(_("%(what)s is not open any more") % {"what": clean(followup.title)}, "scrm undo")
        return followup

    def _known(self, contact_ids: Sequence[str]) -> None:
        missing = set(contact_ids) - set(self._store.names(contact_ids))
        if missing:
            raise NotFound(_("This person is not here (or in the trash)"), "scrm contact list --trash")

    def _finish(self, op: Operation, followup: FollowUp, at: datetime) -> Finished:
        clock = self._ledger.clock
        again = next_time(followup, at.astimezone(clock.zone).date(), clock.today())
        counted = {"times_done": followup.times_done + 1, "done_at": to_text(at)}
        op.update("followups", followup.id, **counted, **(again or {"state": "done"}))
        due = Due(again["due_day"], followup.due_time, followup.zone) if again else None
        return Finished(followup.id, followup.title, due)

    def _move(self, op: Operation, followup: FollowUp, to: When | timedelta) -> Due:
        due = moved(followup, to, self._ledger.clock)
        if due != followup.due:
            values = {"due_day": due.day, "due_time": due.time, "zone": due.zone}
            op.update("followups", followup.id, **values, snoozes=followup.snoozes + 1)
        return due


def _link(op: Operation, id: str, people: Sequence[str], before: FollowUp | None = None) -> None:
    for who in before.people if before else ():
        if who.contact_id not in people:
            op.remove("followup_people", ids.child_id(id, "person", who.contact_id))
    for contact_id in people:
        child = ids.child_id(id, "person", contact_id)
        op.put("followup_people", id=child, followup_id=id, contact_id=contact_id)


def _tag(op: Operation, id: str, tags: Iterable[str], before: FollowUp | None = None) -> None:
    wanted = {name for tag in tags if (name := fold(tag.lstrip("#")))}
    for name in before.tags if before else ():
        if name not in wanted:
            op.remove("followup_tags", ids.child_id(id, "tag", name))
    for name in sorted(wanted):
        op.put("followup_tags", id=ids.child_id(id, "tag", name), followup_id=id, tag=name)


def _subject(followups: Sequence[FollowUp]) -> str:
    return followups[0].title if len(followups) == 1 else str(len(followups))
