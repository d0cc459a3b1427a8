"""What the keys of Today do to its rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from scrm.agenda.model import Item
from scrm.base.dates import in_days, long_day
from scrm.base.i18n import _, ngettext
from scrm.base.text import clean
from scrm.followups.model import Who
from scrm.workspace import Workspace
from tui.screens.person.keys import PersonKeys
from tui.screens.today.listing import Acted, Morning
from tui.widgets.lists.rows import Rows

if TYPE_CHECKING:
    from tui.screens.followups.snoozing import To


class TodayKeys(PersonKeys):
    """The rows under the cursor or marked, and done, snooze and edit."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.morning: Morning | None = None
        self.acted: dict[str, Acted] = {}

    def redraw(self) -> None:
        """Draw the rows again."""

    def find(self, id: str) -> Item | None:
        """The row of an id."""
        sections = self.morning.sections if self.morning else ()
        return next((item for section in sections for item in section.items if item.id == id), None)

    @property
    def item(self) -> Item | None:
        """The row under the cursor."""
        key = self.query_one(Rows).cursor_key
        return self.find(key) if key is not None else None

    @property
    def items(self) -> list[Item]:
        """The marked rows, else the one under the cursor; those acted on already are left out."""
        rows = self.query_one(Rows)
        wanted = rows.marks or ({rows.cursor_key} if rows.cursor_key else set())
        found = [self.find(key) for key in wanted]
        return [item for item in found if item is not None and item.id not in self.acted]

    def subjects(self) -> Sequence[Who]:
        rows = self.query_one(Rows)
        keys = rows.marks or ({rows.cursor_key} if rows.cursor_key else set())
        found = (self.find(key) for key in keys)
        people = [Who(item.contact, item.name) for item in found if item and item.contact]
        return list(dict.fromkeys(people))

    def _acting(self) -> list[Item]:
        """The rows to act on, the cursor moved on to the next one already: a second key acts on that."""
        rows, items = self.query_one(Rows), self.items
        if not items:
            self.shell.say(_("This row is done already") if self.item else _("No row is selected"))
        elif rows.marks:
            rows.clear_marks()
        else:
            rows.action_move_down()
        return items

    def action_follow_up_done(self) -> None:
        """`d`: finished, or not to come back for this occasion."""
        if items := self._acting():
            self._close(items)

    def _close(self, items: Sequence[Item], kind: str = "") -> None:
        def use(workspace: Workspace) -> list[str]:
            with workspace.ledger.operation("done", _subject(items)):
                promised = [workspace.promises.get(item.id) for item in items if not item.occasion]
                rest = [item for item in items if item.occasion]
                others = [(item.contact, item.name) for item in rest if item.contact]
                finished, _logged = workspace.logbook.done(promised, kind, others)
                workspace.today.close(rest)
            today = workspace.clock.today()
            return [
                long_day(one.next.day_in(workspace.clock.zone), today)
                for one in finished
                if one.next is not None
            ]

        def done(again: list[str]) -> None:
            self._mark_acted(items, _("done"))
            if again:
                told = _("Done: %(what)s. Again on %(day)s")
                self.shell.say(told % {"what": what(items), "day": again[0]}, undo=True)
            else:
                self.shell.say(_("Done: %(what)s") % {"what": what(items)}, undo=True)

        self.shell.gateway.edit(use, done)

    def action_follow_up_done_and(self) -> None:
        """`D`: done, and logged or followed by the next promise."""
        from tui.screens.followups.keys import done_menu

        if items := self.items:
            done_menu(self.shell, any(item.contact for item in items), self._done_and)
        else:
            self._acting()

    async def _done_and(self, choice: str) -> None:
        people = self.subjects()
        items = self._acting()
        if items:
            self._close(items, "" if choice == "next" else choice)
        if choice == "next" and items:
            from tui.screens.forms import followup_form

            await followup_form.new(self.shell, people, "" if items[0].occasion else items[0].title)

    def action_follow_up_snooze(self) -> None:
        """`s`: until another day."""
        from tui.screens.followups.snoozing import snooze_menu

        if self.items:
            snooze_menu(self.shell, self._snooze)
        else:
            self._acting()

    def _snooze(self, to: To) -> None:
        items = self._acting()

        def use(workspace: Workspace) -> None:
            workspace.today.snooze(items, to)

        def done(_answer: None) -> None:
            today = self.shell.clock.today()
            day = today + to if isinstance(to, timedelta) else to.day
            self._mark_acted(items, in_days((day - today).days))
            fields = {"date": long_day(day, today), "what": what(items)}
            self.shell.say(_("Snoozed to %(date)s: %(what)s") % fields, undo=True)

        if items:
            self.shell.gateway.edit(use, done)

    def _mark_acted(self, items: Sequence[Item], told: str) -> None:
        self.acted.update((item.id, Acted(item, told)) for item in items)
        self.redraw()

    async def action_record_edit(self) -> None:
        """`e`: the promise of the row, else its person."""
        item = self.item
        if item is not None and not item.occasion:
            from tui.screens.forms import followup_form

            await followup_form.edit(self.shell, item.id)
        else:
            await super().action_record_edit()


def _subject(items: Sequence[Item]) -> str:
    """As the history keeps it: right in any language, unlike the title of an occasion."""
    if len(items) != 1:
        return str(len(items))
    return items[0].name if items[0].occasion else items[0].title


def what(items: Sequence[Item]) -> str:
    """`send the proposal (Ana García)`, or how many rows."""
    if len(items) > 1:
        return ngettext("%(n)d row", "%(n)d rows", len(items)) % {"n": len(items)}
    item = items[0]
    if item.name and item.title:
        return _("%(what)s (%(name)s)") % {"what": clean(item.title), "name": clean(item.name)}
    return clean(item.title or item.name)
