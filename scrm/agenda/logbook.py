"""One typed line becomes an interaction with its follow-ups: the one way of logging for shell and screens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scrm.agenda.model import Heard, Logged
from scrm.base.errors import UsageError
from scrm.base.i18n import _
from scrm.contacts.directory import Directory
from scrm.contacts.resolve import Resolver
from scrm.db.ledger.operations import Ledger
from scrm.followups.promises import Promises
from scrm.interactions.capture import Capture, parse_capture, with_whole_names
from scrm.interactions.diary import Diary, moment
from scrm.interactions.model import USUAL_KIND

if TYPE_CHECKING:
    from scrm.followups.model import FollowUp
    from scrm.followups.promises import Finished

LONGEST = 10_000
"""characters of a line: read at each key, and of hostile words the last of them in half a second"""


class Logbook:
    """Reads and saves captures."""

    def __init__(
        self, who: Resolver, contacts: Directory, diary: Diary, promises: Promises, ledger: Ledger
    ) -> None:
        self._who = who
        self._contacts = contacts
        self._diary = diary
        self._promises = promises
        self._ledger = ledger

    def hear(self, line: str, day_first: bool = True) -> Heard:
        """What a line says, its people looked up, names with blanks kept whole. Writes nothing. Raises UsageError."""
        if len(line) > LONGEST:
            what = _("This line is longer than %(limit)d characters") % {"limit": LONGEST}
            raise UsageError(what, _("a short line, and the long text in a note"))
        whole = with_whole_names(line, lambda name: [row.name for row in self._who.matches(name)])
        capture = parse_capture(whole, self._ledger.clock, day_first)
        return Heard(capture, tuple((name, tuple(self._who.matches(name))) for name in capture.people))

    def save(self, capture: Capture, people: Sequence[tuple[str, str]], add: Sequence[str] = ()) -> Logged:
        """Write an interaction with `people` (id, name) and those in `add`, who become contacts.

        One operation. Raises UsageError for nobody, or for a moment to come.
        """
        summary = ", ".join([*(name for _id, name in people), *add])
        with self._ledger.operation("log", summary):
            added = [(self._contacts.add(_as_name(name)), _as_name(name)) for name in add]
            everyone = [*people, *added]
            at = capture.when
            id = self._diary.log(
                everyone,
                kind=capture.kind or USUAL_KIND,
                direction=capture.direction or "",
                when=moment(self._ledger.clock, at.day, at.time) if at else None,
                minutes=capture.minutes,
                mood=capture.mood or "",
                summary=capture.note,
                tags=capture.tags,
            )
            promised = self._promise(capture, everyone, id)
        return Logged(id, promised, tuple(contact_id for contact_id, _name in added))

    def done(
        self, followups: Sequence[FollowUp], kind: str = "", others: Sequence[tuple[str, str]] = ()
    ) -> tuple[list[Finished], list[str]]:
        """Finish follow-ups; with a `kind` each is also logged as a contact with its people, its title as summary.

        `others` (id, name) are logged without words, one by one, unless a follow-up is logged with them.
        Gives what was finished and the ids of the interactions; what is not open any more is left out.
        One operation. Raises NotFound, UsageError.
        """
        subject = followups[0].title if len(followups) == 1 else str(len(followups))
        with self._ledger.operation("follow-up done", subject):
            finished = self._promises.done([followup.id for followup in followups])
            ended = {one.id for one in finished}
            found = [followup for followup in followups if followup.id in ended]
            met = {who.contact_id for followup in found for who in followup.people}
            logged = [
                self._diary.log(
                    [(who.contact_id, who.name) for who in followup.people],
                    kind=kind,
                    direction="in" if followup.waiting and kind in ("mail", "chat") else "",
                    summary=followup.title,
                    tags=followup.tags,
                )
                for followup in found
                if kind and followup.people
            ]
            alone = [(id, name) for id, name in dict(others).items() if kind and id not in met]
            logged += [self._diary.log([person], kind=kind) for person in alone]
        return finished, logged

    def _promise(self, capture: Capture, people: Sequence[tuple[str, str]], origin: str) -> tuple[str, ...]:
        names = ", ".join(name for _id, name in people)
        fallback = capture.note or _("Get back to %(names)s") % {"names": names}
        return tuple(
            self._promises.add(
                part.title or fallback,
                part.when,
                [contact_id for contact_id, _name in people],
                waiting=part.waiting,
                repeat=part.repeat or "",
                tags=capture.tags,
                origin=origin,
            )
            for part in capture.follow_ups
        )


def _as_name(text: str) -> str:
    """`ana_garcia` as a name: Ana Garcia; a text with capitals stays as it is."""
    name = " ".join(text.replace("_", " ").split())
    return name.title() if name.islower() else name
