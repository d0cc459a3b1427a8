"""People: everybody in one list, filtered while typing, with what is known of the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from scrm.base.errors import ScrmError
from scrm.base.i18n import _
from scrm.base.text import shorten
from scrm.contacts.model import KINDS, Contact, PersonRow
from scrm.followups.model import Who
from tui import keys
from tui.place import FOLLOWS_SECONDS
from tui.screens.people.heading import heading, order_name, view_name
from tui.screens.people.source import (
    COLUMNS,
    ORDERS,
    Answer,
    Look,
    PeopleSource,
    Question,
    count,
    look_up,
    looked_at,
)
from tui.screens.person.card import Card, detail_lines, gather, timeline_lines
from tui.screens.person.keys import PersonKeys, copies_of
from tui.widgets.detail import PERSON_LABEL_CELLS, Detail, Line
from tui.widgets.lines.filter_line import SHOWN, FilterLine
from tui.widgets.lines.view_line import ViewLine
from tui.widgets.lists.rows import Column, Rows
from tui.words import error_text

VIEWS = ("", *KINDS, "quiet")


class People(PersonKeys):
    """List, detail, and on wide screens the last interactions."""

    PLACE = keys.PEOPLE
    BINDINGS = [*keys.bindings(keys.PEOPLE)]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._question = Question()
        self._source: PeopleSource | None = None
        self._whole: dict[Question, Answer] = {}
        self._names: dict[str, Who] = {}
        self._card: Card | None = None
        self._rest: Timer | None = None
        self._shown_view: str | None = None

    def compose(self) -> ComposeResult:
        columns = [
            Column(title, c.width, c.least, c.drop, c.grow, c.right, c.name)
            for title, c in zip((_("Name"), _("Organisation"), _("Kind"), _("Last")), COLUMNS, strict=True)
        ]
        with Horizontal(classes="panes"):
            with Vertical(classes="pane"):
                yield Rows(columns, header=True, always_lit=True)
                yield ViewLine()
                yield FilterLine(self)
            yield Detail(classes="pane detail", id="detail", label_cells=PERSON_LABEL_CELLS)
            yield Detail(classes="pane third", id="timeline")

    def main(self) -> Widget:
        return self.query_one(Rows)

    def open(self, **arguments: Any) -> None:
        """`query` filters from the start."""
        query = str(arguments.get("query", ""))
        self.query_one(FilterLine).put(query)
        self._question = Question(query)
        self.stale = True

    def bookmark(self) -> dict[str, Any]:
        return {"query": self._question.query} if self._question.query else {}

    def load(self) -> None:
        self._whole.clear()
        self._look_up()

    def _look_up(self) -> None:
        rows = self.query_one(Rows)
        rows.busy()
        question = self._question
        remembered = [self._names[key].contact_id for key in self._wanted() if key in self._names]
        look = self._look()
        self.shell.gateway.ask(
            self, "rows", lambda w: look_up(w, question, remembered, look), self._show, self._failed
        )

    def _look(self) -> Look:
        """What is looked at; after `_wanted`."""
        rows = self.query_one(Rows)
        who = self._names.get(rows.cursor_key or "")
        return Look(rows.cursor or 0, who.contact_id if who else "", rows.view_height())

    def subjects(self) -> Sequence[Who]:
        rows = self.query_one(Rows)
        wanted = sorted(rows.marks) if rows.marks else [rows.cursor_key] if rows.cursor_key else []
        return [who for key in wanted if (who := self._who(key))]

    def reasons(self) -> dict[str, str]:
        return self.nobody()

    def known(self) -> Contact | None:
        return self._card.contact if self._card else None

    def copies(self) -> Sequence[tuple[str, str]]:
        return copies_of(self._card.contact) if self._card else ()

    async def open_filter(self) -> None:
        await self.query_one(FilterLine).open()

    def back(self) -> bool:
        rows, line = self.query_one(Rows), self.query_one(FilterLine)
        if rows.marks:
            rows.clear_marks()
        elif line.text:
            line.action_clear()
        elif self._question.view:
            self._ask(view="")
        else:
            return False
        return True

    def view(self, step: int) -> None:
        place = (VIEWS.index(self._question.view) + step) % len(VIEWS)
        self._ask(view=VIEWS[place])

    def action_people_sort(self) -> None:
        """`S`: the next order."""
        order = ORDERS[(ORDERS.index(self._question.order) + 1) % len(ORDERS)]
        self._ask(order=order)
        self.shell.say(_("Sorted by %(order)s") % {"order": order_name(order)})

    def _ask(self, **change: str) -> None:
        old = self._question
        fields = {"query": old.query, "view": old.view, "order": old.order} | change
        self._question = Question(**fields)
        if (whole := self._whole.get(self._question)) is not None:
            # Clearing the filter brings back an answer of 100,000 numbers that is still true.
            self._wanted()
            places = {who.contact_id: int(key) for key, who in self._names.items()}
            answer, look = replace(whole, found=places), self._look()
            self.shell.gateway.ask(self, "rows", lambda w: looked_at(w, answer, look), self._show)
        else:
            self._look_up()

    def _who(self, key: str) -> Who | None:
        person = self._source.person(key) if self._source else None
        return Who(person.id, person.name) if person else self._names.get(key)

    def _wanted(self) -> set[str]:
        """The keys that must mean the same people after loading again: the marked and the one under the cursor."""
        rows = self.query_one(Rows)
        wanted = {*rows.marks, *([rows.cursor_key] if rows.cursor_key else [])}
        self._names = {key: who for key in wanted if (who := self._who(key))}
        return wanted

    # Answers

    def _show(self, answer: Answer) -> None:
        rows = self.query_one(Rows)
        if not answer.question.query:
            self._whole[answer.question] = answer
        moved = {
            key: str(answer.found[who.contact_id])
            for key, who in self._names.items()
            if who.contact_id in answer.found
        }
        cursor = moved.get(rows.cursor_key or "")
        rows.marks = frozenset(moved[key] for key in rows.marks if key in moved)
        self._names = {moved[key]: who for key, who in self._names.items() if key in moved}
        self._source = PeopleSource(answer, self.shell.clock, self._fetch)
        self.query_one(FilterLine).problem("")
        self._show_total(answer)
        rows.empty_text = self._empty()
        nothing = _("No one matches %(text)s. Esc clears the filter.") % {
            "text": shorten(answer.question.query, SHOWN)
        }
        rows.show(self._source, nothing if answer.question.query else "")
        if cursor is not None:
            rows.go_to(cursor)
        self._show_view(answer.question.view)
        self._moved()
        self.shell.refresh_frame()

    def _show_total(self, answer: Answer) -> None:
        """The title with its count; of a long answer the rows are shown first, some milliseconds before it."""
        source = self._source

        def counted(total: int) -> None:
            if source is self._source:
                self.query_one(Rows).pane_title(_("People"), heading(answer, total))

        if answer.total is None:
            self.shell.gateway.ask(self, "count", lambda w: count(w, answer.question), counted)
        else:
            counted(answer.total)

    def _show_view(self, view: str) -> None:
        if view != self._shown_view:
            self._shown_view = view
            pressed = self.view_keys()
            hint = _("%(keys)s views") % {"keys": pressed} if pressed else ""
            self.query_one(ViewLine).show([view_name(each) for each in VIEWS], VIEWS.index(view), hint)

    def _failed(self, error: ScrmError) -> None:
        """A query half typed is no failure of the list: the line says what is wrong, the rows stay."""
        rows = self.query_one(Rows)
        if self._question.query:
            rows.show(rows.source)
            self.query_one(FilterLine).problem(error_text(error))
        else:
            rows.fail(error_text(error))

    def _empty(self) -> str:
        if self._question.view:
            return _("Nobody in the view %(view)s.") % {"view": view_name(self._question.view)}
        return _("Nobody here yet. a adds one, I imports LinkedIn (you see it before it is written).")

    def _fetch(self, numbers: Sequence[int]) -> None:
        source = self._source

        def arrived(people: Sequence[PersonRow]) -> None:
            if source is not None and source is self._source and source.arrived(people):
                self.query_one(Rows).refresh()
                self.shell.refresh_frame()

        first = numbers[0]
        self.shell.gateway.ask(self, f"page {first}", lambda w: w.lists.rows_at(numbers), arrived)

    # The panes

    @on(Rows.RowHighlighted)
    def _moved(self) -> None:
        rows = self.query_one(Rows)
        if self._source is not None and rows.cursor is not None:
            self._source.look_ahead(rows.cursor, rows.view_height())
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(FOLLOWS_SECONDS, self._follow)

    def _follow(self) -> None:
        key = self.query_one(Rows).cursor_key
        who = self._who(key) if key else None
        if who is None:
            self._card = None
            for pane in self.query(Detail):
                pane.show([])
            return
        contact_id = who.contact_id
        self.shell.gateway.ask(self, "card", lambda w: gather(w, contact_id), self._tell, self._gone)

    def _tell(self, card: Card) -> None:
        same = self._card is not None and self._card.contact.id == card.contact.id
        self._card = card
        clock = self.shell.clock
        lines = [Line(card.contact.name, heading=True), *detail_lines(card, clock)]
        self.query_one("#detail", Detail).show(lines, keep_place=same)
        self.query_one("#timeline", Detail).show(timeline_lines(card, clock), keep_place=same)

    def _gone(self, error: ScrmError) -> None:
        self._card = None
        self.query_one("#detail", Detail).show([Line(error_text(error), "bad")])

    @on(Rows.RowSelected)
    async def _row_opened(self, event: Rows.RowSelected) -> None:
        event.stop()
        if (who := self._who(event.key)) is not None:
            await self.shell.open_person(who.contact_id)

    @on(FilterLine.Changed)
    def _filtered(self, event: FilterLine.Changed) -> None:
        event.stop()
        self._ask(query=event.text)

    @on(FilterLine.Left)
    def _filter_left(self) -> None:
        self.query_one(Rows).focus()

    @on(ViewLine.Chosen)
    def _view_clicked(self, event: ViewLine.Chosen) -> None:
        self._ask(view=VIEWS[event.place])
