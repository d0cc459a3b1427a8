"""Follow-ups: what was promised, by me and to me, by its day."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from scrm.base.errors import ScrmError
from scrm.base.i18n import _
from scrm.base.text import fold, shorten
from scrm.followups.model import FollowUp
from tui import keys
from tui.place import FOLLOWS_SECONDS, LOW, NARROW
from tui.screens.followups.detail import detail_lines
from tui.screens.followups.keys import FollowUpKeys
from tui.screens.followups.listing import Promised, columns, heading, load, look_up, source, standing
from tui.screens.followups.load_line import LoadLine
from tui.screens.person.card import Card, gather, timeline_lines
from tui.widgets.detail import PERSON_LABEL_CELLS, Detail, Line
from tui.widgets.lines.filter_line import SHOWN, FilterLine
from tui.widgets.lists.rows import Rows
from tui.words import error_text


class FollowUps(FollowUpKeys):
    """Sections of promises, the one under the cursor beside them, the load of the next days below."""

    PLACE = keys.FOLLOW_UPS
    BINDINGS = [*keys.bindings(keys.FOLLOW_UPS), *keys.some("move.open")]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._low = False
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(classes="panes"):
            with Vertical(classes="pane list"):
                yield Rows(columns(False), signs=True, header=True, always_lit=True)
                yield LoadLine(self.shell.settings.number("today.budget"))
                yield FilterLine(self)
            yield Detail(classes="pane detail", id="selected", label_cells=PERSON_LABEL_CELLS)
            yield Detail(classes="pane third", id="timeline")

    def main(self) -> Widget:
        return self.query_one(Rows)

    def left(self) -> None:
        # What was acted on stays only as long as the list is looked at.
        self.remove_class("-reading")
        if self.acted:
            self.acted.clear()
            self.stale = True

    def load(self) -> None:
        self.query_one(Rows).busy()
        self.shell.gateway.ask(self, "rows", look_up, self._show, self._failed)

    def hidden(self) -> Collection[str]:
        return ("record.editor",)

    def copies(self) -> Sequence[tuple[str, str]]:
        if (here := self.here) is None:
            return ()
        return [(_("What"), here.title), *((_("Person"), who.name) for who in here.people)]

    async def open_filter(self) -> None:
        self.remove_class("-reading")
        await self.query_one(FilterLine).open()

    def back(self) -> bool:
        rows, line = self.query_one(Rows), self.query_one(FilterLine)
        if self.has_class("-reading"):
            self.remove_class("-reading")
            rows.focus()
        elif rows.marks:
            rows.clear_marks()
        elif line.text:
            line.action_clear()
        else:
            return False
        return True

    def on_resize(self) -> None:
        self._low = self.app.size.height < LOW
        self.query_one(Rows).columns = columns(self._low)
        self.call_after_refresh(self._draw)

    def _show(self, promised: Promised) -> None:
        for followup in promised.open:
            one = self.acted.get(followup.id)
            if one is not None and same(one.before, followup):
                del self.acted[followup.id]  # taken back
        self.promised = promised
        self._draw()

    def _failed(self, error: ScrmError) -> None:
        self.query_one(Rows).fail(error_text(error))

    def _draw(self) -> None:
        if self.promised is None:
            return
        rows, line, clock = self.query_one(Rows), self.query_one(FilterLine), self.shell.clock
        words = fold(line.text).split()
        found = source(standing(self.promised, self.acted, words, clock), self.acted, clock)
        name = _("Follow-ups")
        # A rule keeps a count only where title and count fit with four signs and blanks around them.
        rows.pane_title(name, heading(self.promised, clock, rows.size.width - len(name) - 10))
        rows.empty_text = self._empty()
        nothing = _("No follow-up matches %(text)s. Esc clears the filter.") % {
            "text": shorten(line.text, SHOWN)
        }
        rows.show(found.flat() if self._low else found, nothing if words else "")
        self.query_one(LoadLine).show(load(self.promised, clock))
        self._tell()
        self.shell.refresh_frame()

    def _empty(self) -> str:
        if self.promised and self.promised.done:
            return _("Nothing is promised any more. a adds a follow-up.")
        return _("No follow-ups. They come from i (+1w), from f on anybody, or from a here.")

    def _tell(self) -> None:
        """The pane of the one under the cursor: it is in memory, so at once."""
        self.query_one("#selected", Detail).show(detail_lines(self.here, self.shell.clock))

    @on(Rows.RowHighlighted)
    def _moved(self) -> None:
        self._tell()
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(FOLLOWS_SECONDS, self._follow)

    def _follow(self) -> None:
        """The timeline of whom it is about, on screens wide enough for it."""
        pane, here = self.query_one("#timeline", Detail), self.here
        if here is None or not here.people:
            pane.show([])
        elif pane.display:
            contact_id = here.people[0].contact_id
            self.shell.gateway.ask(self, "card", lambda w: gather(w, contact_id), self._timeline, self._gone)

    def _timeline(self, card: Card) -> None:
        title = Line(card.contact.name, bold=True)
        self.query_one("#timeline", Detail).show([title, *timeline_lines(card, self.shell.clock)])

    def _gone(self, error: ScrmError) -> None:
        self.query_one("#timeline", Detail).show([Line(error_text(error), "bad")])

    @on(Rows.RowSelected)
    async def _row_opened(self, event: Rows.RowSelected) -> None:
        """Enter: on a narrow screen everything about the follow-up, else the person it is about."""
        event.stop()
        here = self.here
        if self.app.size.width < NARROW:
            self.add_class("-reading")
            self.query_one("#selected", Detail).focus()
        elif here is not None and here.people:
            await self.shell.open_person(here.people[0].contact_id)
        elif here is not None:
            self.shell.say(_("It is about nobody: %(key)s edits it") % {"key": self._key("record.edit")})

    def _key(self, action: str) -> str:
        return self.shell.keymap.display(action)

    async def action_move_open(self) -> None:
        """Enter once more, in the pane of a narrow screen: the person."""
        here = self.here
        if self.has_class("-reading") and here is not None and here.people:
            await self.shell.open_person(here.people[0].contact_id)

    @on(FilterLine.Changed)
    def _filtered(self) -> None:
        self._draw()

    @on(FilterLine.Left)
    def _filter_left(self) -> None:
        self.query_one(Rows).focus()


def same(one: FollowUp, other: FollowUp) -> bool:
    """Whether a follow-up stands as it did: then what a key did to it was taken back."""
    return (one.due, one.waiting, one.times_done, one.snoozes, one.state) == (
        other.due,
        other.waiting,
        other.times_done,
        other.snoozes,
        other.state,
    )
