"""What the keys of Follow-ups do to its rows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from scrm.base import dates
from scrm.base.clock import stored_time
from scrm.base.dates import When
from scrm.base.i18n import _, ngettext
from scrm.base.text import clean
from scrm.followups.model import Due, FollowUp, Who
from scrm.workspace import Workspace
from tui.place import Place
from tui.screens.followups.listing import Acted, Promised, names
from tui.screens.followups.snoozing import To, snooze_menu
from tui.widgets.boxes.menu import Choice
from tui.widgets.lists.rows import Rows

if TYPE_CHECKING:
    from tui.host import Host

LISTED = 5
"""titles that a question about several shows"""
MANY = 100
"""more than this are removed only by typing their number"""
_ON_ROWS = (
    "follow-up.done", "follow-up.done-and", "follow-up.snooze", "follow-up.waiting", "record.edit", "tag.edit",
    "record.remove",
)  # fmt: skip


class FollowUpKeys(Place):
    """The follow-ups under the cursor or marked, and what can be done to them."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.promised: Promised | None = None
        self.acted: dict[str, Acted] = {}

    def find(self, id: str) -> FollowUp | None:
        """The follow-up of an id as it is shown."""
        if id in self.acted:
            return self.acted[id].before
        return next((f for f in self.promised.open if f.id == id), None) if self.promised else None

    @property
    def here(self) -> FollowUp | None:
        """The one under the cursor."""
        key = self.query_one(Rows).cursor_key
        return self.find(key) if key is not None else None

    @property
    def chosen(self) -> list[FollowUp]:
        """The marked ones, else the one under the cursor."""
        rows = self.query_one(Rows)
        wanted = rows.marks or ({rows.cursor_key} if rows.cursor_key else set())
        found = self.promised.open if self.promised else ()
        return [f for f in found if f.id in wanted and f.id not in self.acted]

    def subjects(self) -> Sequence[Who]:
        followups = self.chosen or ([self.here] if self.here else [])
        return list(dict.fromkeys(who for followup in followups for who in followup.people))

    def reasons(self) -> dict[str, str]:
        if self.here is None:
            return dict.fromkeys(_ON_ROWS, _("no follow-up is selected"))
        if not self.chosen:
            return dict.fromkeys(_ON_ROWS, _("this one is acted on already: u takes it back"))
        if not self.subjects():
            return {"log.new": _("it is about nobody")}
        return {}

    def _acting(self) -> list[FollowUp]:
        """What to act on; the cursor goes on to the next row, so that a second key acts on that."""
        rows, chosen = self.query_one(Rows), self.chosen
        if not chosen:
            self.shell.say(next(iter(self.reasons().values()), _("No follow-up is selected")))
        elif rows.marks:
            rows.clear_marks()
        else:
            rows.action_move_down()
        return chosen

    def _several(self, question: str, act: Callable[[], None], *, typed: bool = False) -> None:
        """One at once, several after a look at what they are."""
        chosen = self.chosen
        if len(chosen) < 2:
            act()
            return
        lines = [clean(f"{names(f)}: {f.title}") for f in chosen[:LISTED]]
        lines += ["..."] if len(chosen) > LISTED else []
        number = str(len(chosen)) if typed and len(chosen) > MANY else ""
        self.shell.confirm(question, [*lines, _("One undo takes all of it back.")], act, typed=number)

    def action_follow_up_done(self) -> None:
        """`d`: finished, never asks about one."""
        count = len(self.chosen)
        question = ngettext("Mark %(n)d follow-up as done?", "Mark %(n)d follow-ups as done?", count)
        self._several(question % {"n": count}, lambda: self._finish(self._acting()))

    def action_follow_up_done_and(self) -> None:
        """`D`: done, and logged or followed by the next promise."""
        if not self.chosen:
            self._acting()
            return
        done_menu(self.shell, bool(self.subjects()), self._done_and)

    async def _done_and(self, choice: str) -> None:
        people = self.subjects()
        chosen = self._acting()
        self._finish(chosen, "" if choice == "next" else choice)
        if choice == "next" and chosen:
            from tui.screens.forms import followup_form

            await followup_form.new(self.shell, people, chosen[0].title)

    def _finish(self, chosen: Sequence[FollowUp], kind: str = "") -> None:
        if not chosen:
            return

        def use(workspace: Workspace) -> list[Due]:
            finished, _logged = workspace.logbook.done(chosen, kind)
            return [one.next for one in finished if one.next is not None]

        def done(again: list[Due]) -> None:
            self._grey(chosen, [_("done")] * len(chosen))
            told = _("Done and logged: %(what)s") if kind else _("Done: %(what)s")
            if again:
                told = _("Done: %(what)s. Again on %(day)s")
            self.shell.say(
                told % {"what": what(chosen), "day": self._day(again[0]) if again else ""}, undo=True
            )

        self.shell.gateway.edit(use, done)

    def action_follow_up_snooze(self) -> None:
        """`s`: put off to another day."""
        if self.chosen:
            snooze_menu(self.shell, self._snooze)
        else:
            self._acting()

    def _snooze(self, to: To) -> None:
        chosen = self._acting()
        if not chosen:
            return
        targets = [(followup.id, self._moment(followup, to)) for followup in chosen]

        def use(workspace: Workspace) -> list[Due]:
            with workspace.ledger.operation("follow-up snooze", _subject(chosen)):
                return [workspace.promises.snooze([id], when)[0] for id, when in targets]

        def done(due: list[Due]) -> None:
            today, here = self.shell.clock.today(), self.shell.clock.zone
            self._grey(chosen, [dates.short_day(each.day_in(here), today) for each in due])
            fields = {"date": self._day(due[0]), "what": what(chosen)}
            self.shell.say(_("Snoozed to %(date)s: %(what)s") % fields, undo=True)

        self.shell.gateway.edit(use, done)

    def _moment(self, followup: FollowUp, to: To) -> When:
        """The day of the menu counts from today; a time that was promised is kept."""
        if not isinstance(to, timedelta):
            return to
        at = stored_time(followup.due_time) if followup.due_time else None
        return When(self.shell.clock.today() + to, at)

    def action_follow_up_waiting(self) -> None:
        """`w`: theirs instead of mine, or mine again."""
        if not (chosen := self._acting()):
            return
        on = not chosen[0].waiting

        def done(_changed: int) -> None:
            self._grey(chosen, [_("theirs") if on else _("mine")] * len(chosen))
            told = _("Waiting for them: %(what)s") if on else _("Mine again: %(what)s")
            self.shell.say(told % {"what": what(chosen)}, undo=True)

        self.shell.gateway.edit(lambda w: w.promises.wait([f.id for f in chosen], on), done)

    def action_record_remove(self) -> None:
        """`x`: into the trash."""
        count = len(self.chosen)
        question = ngettext(
            "Move %(n)d follow-up to the trash?", "Move %(n)d follow-ups to the trash?", count
        )
        self._several(question % {"n": count}, self._remove, typed=True)

    def _remove(self) -> None:
        if not (chosen := self._acting()):
            return

        def done(_count: int) -> None:
            self._grey(chosen, [_("removed")] * len(chosen))
            self.shell.say(_("Moved to the trash: %(names)s") % {"names": what(chosen)}, undo=True)

        self.shell.gateway.edit(lambda w: w.promises.remove([f.id for f in chosen]), done)

    async def action_record_add(self) -> None:
        from tui.screens.forms import followup_form

        await followup_form.new(self.shell)

    async def action_record_edit(self) -> None:
        from tui.screens.forms import followup_form

        if self.here and self.here.id not in self.acted:
            await followup_form.edit(self.shell, self.here.id)
        else:
            self.shell.say(next(iter(self.reasons().values()), _("No follow-up is selected")))

    async def action_tag_edit(self) -> None:
        from tui.screens.forms import followup_form

        if chosen := self.chosen:
            await followup_form.tags(self.shell, chosen)
        else:
            self._acting()

    def _grey(self, followups: Sequence[FollowUp], told: Sequence[str]) -> None:
        self.acted.update((f.id, Acted(f, words)) for f, words in zip(followups, told, strict=True))

    def _day(self, due: Due) -> str:
        clock = self.shell.clock
        when = When(due.day_in(clock.zone), stored_time(due.time) if due.time else None)
        return dates.said_when(when, clock.today())


def done_menu(app: Host, about_people: bool, then: Callable[[str], Awaitable[None]]) -> None:
    """Ask what comes with done; `then` hears the kind to log, or `next` to plan the next one."""
    nobody = "" if about_people else _("it is about nobody")
    choices = [
        Choice("mail", "m", _("log it as mail"), nobody),
        Choice("call", "c", _("log it as a call"), nobody),
        Choice("meeting", "e", _("log it as a meeting"), nobody),
        Choice("next", "r", _("plan the next one")),
    ]
    app.menu(_("Done and..."), choices, then)


def _subject(followups: Sequence[FollowUp]) -> str:
    """As the history keeps it: a title, or a bare number, which is right in any language."""
    return followups[0].title if len(followups) == 1 else str(len(followups))


def what(followups: Sequence[FollowUp]) -> str:
    """`send the proposal (Ana García)`, or how many there are."""
    if len(followups) != 1:
        return ngettext("%(n)d follow-up", "%(n)d follow-ups", len(followups)) % {"n": len(followups)}
    one = followups[0]
    return f"{clean(one.title)} ({names(one)})" if one.people else clean(one.title)
