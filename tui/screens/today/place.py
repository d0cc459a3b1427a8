"""Today: whom to write to this morning, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from scrm.agenda.model import EVERYTHING
from scrm.base.clock import Clock
from scrm.base.dates import long_day
from scrm.base.errors import ScrmError
from scrm.base.i18n import _, ngettext
from scrm.base.text import clean, fold, shorten
from scrm.workspace import Workspace
from tui import keys
from tui.look import glyphs
from tui.place import FOLLOWS_SECONDS, LOW
from tui.screens.person.keys import copies_of
from tui.screens.today.keys import TodayKeys
from tui.screens.today.listing import COLUMNS, LOW_COLUMNS, Morning, build, merged
from tui.widgets.detail import PERSON_LABEL_CELLS, Detail, Line
from tui.widgets.lines.filter_line import SHOWN, FilterLine
from tui.widgets.lines.view_line import ViewLine
from tui.widgets.lists.rows import Rows
from tui.words import error_text

if TYPE_CHECKING:
    from scrm.contacts.model import Contact
    from tui.screens.person.card import Card

BAR_CELLS = 27


def look_up(workspace: Workspace, rows: int | None) -> Morning:
    """The morning, in a worker thread."""
    today = workspace.today
    sections = tuple(today.sections(rows))
    begun = any(section.items for section in sections) or workspace.lists.count() > 0
    return Morning(sections, today.done_today(), today.ahead(), begun)


def read_card(workspace: Workspace, contact_id: str) -> Card:
    """What is known of a person, in a worker thread; what it takes is loaded there too, after the first frame."""
    from tui.screens.person.card import gather

    return gather(workspace, contact_id)


class Today(TodayKeys):
    """Sections of rows with their why, the brief beside them, the progress below."""

    PLACE = keys.TODAY
    BINDINGS = [*keys.bindings(keys.TODAY)]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._card: Card | None = None
        self._all = False
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(classes="panes"):
            with Vertical(classes="pane"):
                yield Rows(COLUMNS, signs=True, always_lit=True)
                yield ViewLine()
                yield FilterLine(self)
            yield Detail(classes="pane detail", id="brief", label_cells=PERSON_LABEL_CELLS)
            yield Detail(classes="pane third", id="timeline")

    def main(self) -> Widget:
        return self.query_one(Rows)

    def left(self) -> None:
        # Rows acted on stay only as long as the list is looked at.
        if self.acted:
            self.acted.clear()
            self.stale = True

    def load(self) -> None:
        self.query_one(Rows).busy()
        rows = EVERYTHING if self._all else None
        self.shell.gateway.ask(self, "rows", lambda w: look_up(w, rows), self._show, self._failed)

    def view(self, step: int) -> None:
        """Five rows of each section, or all of them."""
        self._all = not self._all
        self.load()

    async def open_filter(self) -> None:
        await self.query_one(FilterLine).open()

    def back(self) -> bool:
        line = self.query_one(FilterLine)
        if not line.text:
            return False
        line.action_clear()
        return True

    def reasons(self) -> dict[str, str]:
        found = self.nobody()
        item = self.item
        if item is None:
            return found | dict.fromkeys(
                ("follow-up.done", "follow-up.done-and", "follow-up.snooze"), _("no row is selected")
            )
        if not item.occasion:
            found.pop("record.edit", None)
        return found

    def known(self) -> Contact | None:
        return self._card.contact if self._card else None

    def copies(self) -> Sequence[tuple[str, str]]:
        return copies_of(self._card.contact) if self._card else ()

    def on_resize(self) -> None:
        rows = self.query_one(Rows)
        columns = LOW_COLUMNS if self.app.size.height < LOW else COLUMNS
        if rows.columns is not columns:
            rows.columns = columns
            self._draw()

    def redraw(self) -> None:
        self._draw()

    def _show(self, morning: Morning) -> None:
        back = {item.id for section in morning.sections for item in section.items} & self.acted.keys()
        for id in back:
            del self.acted[id]
        old = self.morning.sections if self.morning else ()
        self.morning = Morning(
            merged(old, morning.sections, self.acted), morning.done, morning.ahead, morning.begun
        )
        self._draw()
        if back:
            # What an undo brought back is what the eye looks for.
            self.query_one(Rows).go_to(min(back))

    def _failed(self, error: ScrmError) -> None:
        self.query_one(Rows).fail(error_text(error))

    def _draw(self) -> None:
        if self.morning is None:
            return
        rows, line = self.query_one(Rows), self.query_one(FilterLine)
        words = fold(line.text).split()
        source = build(self.morning.sections, self.acted, words)
        rows.empty_text = empty(self.morning, self.shell.clock)
        nothing = _("Nothing of today matches %(text)s. Esc clears the filter.") % {
            "text": shorten(line.text, SHOWN)
        }
        low = rows.columns is LOW_COLUMNS
        rows.show(source.flat() if low else source, nothing if words else "")
        self.query_one(ViewLine).show([progress(self.morning)] if self.morning.done else [], -1)
        self._moved()
        self.shell.refresh_frame()

    # The brief

    @on(Rows.RowHighlighted)
    def _moved(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(FOLLOWS_SECONDS, self._follow)

    def _follow(self) -> None:
        item = self.item
        if item is None or item.contact is None:
            self._card = None
            lines = [Line(item.title, bold=True), Line(item.why)] if item else []
            self.query_one("#brief", Detail).show(lines)
            self.query_one("#timeline", Detail).show([])
            return
        contact_id = item.contact
        self.shell.gateway.ask(self, "brief", lambda w: read_card(w, contact_id), self._tell, self._gone)

    def _tell(self, card: Card) -> None:
        from tui.screens.person.card import brief_lines, timeline_lines

        same = self._card is not None and self._card.contact.id == card.contact.id
        self._card = card
        clock = self.shell.clock
        title = Line(_("Brief: %(name)s") % {"name": card.contact.name}, heading=True)
        self.query_one("#brief", Detail).show([title, *brief_lines(card, clock)], keep_place=same)
        self.query_one("#timeline", Detail).show(timeline_lines(card, clock), keep_place=same)

    def _gone(self, error: ScrmError) -> None:
        self._card = None
        self.query_one("#brief", Detail).show([Line(error_text(error), "bad")])

    @on(FilterLine.Changed)
    def _filtered(self) -> None:
        self._draw()

    @on(FilterLine.Left)
    def _filter_left(self) -> None:
        self.query_one(Rows).focus()

    @on(Rows.RowSelected)
    async def _row_opened(self, event: Rows.RowSelected) -> None:
        event.stop()
        item = self.find(event.key)
        if item is not None and item.contact is not None:
            await self.shell.open_person(item.contact)
        elif item is not None:
            await self.shell.go(keys.FOLLOW_UPS)


def progress(morning: Morning) -> str:
    """`1 of 9 done` with a bar; when nothing is left what comes next."""
    total = morning.done + morning.left
    told = _("%(done)d of %(all)d done") % {"done": morning.done, "all": total}
    return f"{told}  {glyphs.UNICODE.bar(morning.done, total, BAR_CELLS)}"


def empty(morning: Morning, clock: Clock) -> str:
    """What an empty list says: that all is done and what is next, or how to begin."""
    if not morning.begun:
        return _(
            "Nothing to do yet. Add someone (a), import contacts (I), or leave (q) and look around with: scrm demo"
        )
    if morning.done:
        told = ngettext("All done: %(n)d.", "All %(n)d done.", morning.done) % {"n": morning.done}
    else:
        told = _("Nothing is due today, and nobody waits for you.")
    if morning.ahead is None:
        return told
    names = ", ".join(clean(who.name) for who in morning.ahead.people)
    day = long_day(morning.ahead.due.day_in(clock.zone), clock.today())
    fields = {"told": told, "what": clean(morning.ahead.title), "names": names, "day": day}
    if names:
        return _("%(told)s Next: %(what)s (%(names)s), %(day)s.") % fields
    return _("%(told)s Next: %(what)s, %(day)s.") % fields
