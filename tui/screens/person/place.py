"""Person: timeline, notes, profile; opened over the place it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from scrm.base.errors import ScrmError
from scrm.base.i18n import _
from scrm.base.text import shorten
from scrm.contacts.model import Contact, contact_kind
from scrm.followups.model import Who
from scrm.interactions.model import Interaction
from scrm.notes.model import Note, Page
from scrm.workspace import Workspace
from tui import keys
from tui.look import glyphs
from tui.screens.person import profile, timeline
from tui.screens.person.card import Card, brief_lines, gather, headline
from tui.screens.person.keys import copies_of
from tui.screens.person.records import RecordKeys
from tui.widgets.detail import PERSON_LABEL_CELLS, Detail, Line
from tui.widgets.lines.filter_line import SHOWN, FilterLine
from tui.widgets.lines.view_line import ViewLine
from tui.widgets.lists.rows import Cell, Column, ListSource, Row, Rows
from tui.words import error_text, number

TABS = ("timeline", "notes", "profile")
NOTE_COLUMNS = [Column("", 30, name=True, grow=1), Column("", 10, drop=1, right=True)]


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the place shows of a person."""

    card: Card
    interactions: tuple[Interaction, ...]
    total: int
    notes: tuple[Note, ...]


def look_up(workspace: Workspace, contact_id: str, wanted: int) -> Shown:
    """Read it, in a worker thread; `wanted` is how many interactions. Raises NotFound."""
    card = gather(workspace, contact_id)
    interactions = workspace.timeline.of_contact(contact_id, limit=wanted)
    total = workspace.timeline.count_of(contact_id)
    workspace.notebook.refresh()
    return Shown(card, tuple(interactions), total, tuple(workspace.notebook.store.of_contact(contact_id)))


class Person(RecordKeys):
    """Two lines of who it is, the tabs, a list and what is selected in it."""

    PLACE = keys.PERSON
    BINDINGS = [*keys.bindings(keys.PERSON)]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._contact_id = ""
        self._tab = 0
        self._wanted = timeline.PAGE
        self._seen: Shown | None = None
        self._page: Page | None = None

    def compose(self) -> ComposeResult:
        yield Detail(id="head", label_cells=2)
        yield ViewLine()
        with Horizontal(classes="panes"):
            yield Rows(timeline.COLUMNS, classes="pane")
            yield Detail(classes="pane detail", id="selected", label_cells=PERSON_LABEL_CELLS)
            yield Detail(classes="pane third", id="brief", label_cells=PERSON_LABEL_CELLS)
            yield Detail(classes="pane", id="profile", label_cells=profile.LABEL_CELLS)
        yield FilterLine(self)

    def on_mount(self) -> None:
        self.query_one("#head", Detail).can_focus = False
        self._show_tab()

    def main(self) -> Widget:
        return self.query_one("#profile" if TABS[self._tab] == "profile" else Rows)

    def open(self, **arguments: Any) -> None:
        """`contact_id`: whom to show; another person starts at the timeline."""
        contact_id = str(arguments["contact_id"])
        if contact_id != self._contact_id:
            self._contact_id, self._seen, self._page = contact_id, None, None
            self._tab, self._wanted = int(arguments.get("tab", 0)), timeline.PAGE
            self.query_one(FilterLine).put("")
            self.query_one(Rows).show(ListSource())
            self._show_tab()
        self.remove_class("-reading")
        self.stale = True

    def bookmark(self) -> dict[str, Any]:
        return {"contact_id": self._contact_id, "tab": self._tab}

    def load(self) -> None:
        contact_id, wanted = self._contact_id, self._wanted
        self.query_one(Rows).busy()
        self.shell.gateway.ask(
            self, "person", lambda w: look_up(w, contact_id, wanted), self._show, self._failed
        )

    def subjects(self) -> Sequence[Who]:
        return [self._seen.card.who] if self._seen else ()

    def reasons(self) -> dict[str, str]:
        return self.nobody()

    def known(self) -> Contact | None:
        return self._seen.card.contact if self._seen else None

    def copies(self) -> Sequence[tuple[str, str]]:
        if self._seen is None:
            return ()
        found = copies_of(self._seen.card.contact)
        each = self.interaction()
        return [*found, (_("Text"), each.words)] if each is not None and each.words else found

    def view(self, step: int) -> None:
        self._tab = (self._tab + step) % len(TABS)
        self.remove_class("-reading")
        self._show_tab()
        self._draw()
        self.screen.set_focus(self.main())

    async def open_filter(self) -> None:
        if TABS[self._tab] == "timeline":
            await self.query_one(FilterLine).open()
        else:
            await super().open_filter()

    def back(self) -> bool:
        line = self.query_one(FilterLine)
        if self.has_class("-reading"):
            self.remove_class("-reading")
            self.query_one(Rows).focus()
        elif line.text:
            line.action_clear()
        else:
            return False
        return True

    # Answers

    def _show(self, shown: Shown) -> None:
        self._seen = shown
        self._draw()
        self.shell.refresh_frame()

    def _failed(self, error: ScrmError) -> None:
        self._seen, told = None, error_text(error)
        for pane in self.query(Detail):
            pane.show([Line(told, "bad")] if pane.id == "profile" else [])
        rows = self.query_one(Rows)
        rows.show(ListSource())
        rows.fail(told)
        self.shell.refresh_frame()

    def _show_tab(self) -> None:
        tab = TABS[self._tab]
        for name in TABS:
            self.set_class(name == tab, f"-{name}")

    def _draw(self) -> None:
        shown = self._seen
        if shown is None:
            return
        self.query_one("#head", Detail).show(self._head(shown.card))
        counts = (number(shown.total), number(len(shown.notes)))
        names = [
            _("Timeline %(n)s") % {"n": counts[0]},
            _("Notes %(n)s") % {"n": counts[1]},
            _("Profile"),
        ]
        pressed = self.view_keys()
        hint = _("%(keys)s tabs") % {"keys": pressed} if pressed else ""
        self.query_one(ViewLine).show(names, self._tab, hint)
        self._draw_rows(shown)
        clock, edit = self.shell.clock, self.shell.keymap.display("record.edit")
        self.query_one("#profile", Detail).show(profile.lines(shown.card, clock, edit), keep_place=True)
        title = Line(_("Brief"), heading=True)
        self.query_one("#brief", Detail).show([title, *brief_lines(shown.card, clock)], keep_place=True)
        self._select()

    def _draw_rows(self, shown: Shown) -> None:
        rows, text = self.query_one(Rows), self.query_one(FilterLine).text
        name = shown.card.contact.name
        if TABS[self._tab] == "notes":
            rows.columns = NOTE_COLUMNS
            rows.empty_text = _("No notes. n starts one (plain Markdown, any editor).")
            rows.show(
                ListSource(
                    [Row(note.path, (note.title, Cell(note.created, "muted"))) for note in shown.notes]
                )
            )
            return
        found = timeline.matching(shown.interactions, text)
        rows.columns = timeline.COLUMNS
        rows.empty_text = _("No contact with %(name)s yet. i logs the first one.") % {"name": name}
        nothing = _("Nothing said matches %(text)s. Esc clears the filter.") % {"text": shorten(text, SHOWN)}
        total = len(found) if text else shown.total
        rows.show(timeline.build(found, total, self.shell.clock), nothing if text else "")

    def _head(self, card: Card) -> list[Line]:
        dot = f" {glyphs.UNICODE.dot} "
        contact = card.contact
        mail = next(iter(contact.values("email")), "")
        more = (headline(contact), contact.city, mail)
        return [
            Line(dot.join((contact.name, contact_kind(contact.kind), *contact.tags)), bold=True),
            Line(dot.join(filter(None, more)), "muted"),
        ]

    # What is selected

    def interaction(self) -> Interaction | None:
        found = self._seen.interactions if self._seen and TABS[self._tab] == "timeline" else ()
        return next((each for each in found if each.id == self.query_one(Rows).cursor_key), None)

    def note(self) -> Note | None:
        found = self._seen.notes if self._seen and TABS[self._tab] == "notes" else ()
        return next((note for note in found if note.path == self.query_one(Rows).cursor_key), None)

    @on(Rows.RowHighlighted)
    def _select(self) -> None:
        pane = self.query_one("#selected", Detail)
        if TABS[self._tab] == "notes":
            self._read_note()
            return
        each = self.interaction()
        pane.show(timeline.reading(each, self.shell.clock) if each else [])
        self._read_on()

    def _read_on(self) -> None:
        """Near the end of what was read, more is read."""
        rows, shown = self.query_one(Rows), self._seen
        if shown is None or len(shown.interactions) >= shown.total or rows.cursor is None:
            return
        if rows.cursor > rows.source.count() - timeline.PAGE // 4 and self._wanted <= len(shown.interactions):
            self._wanted = len(shown.interactions) + timeline.PAGE
            self.load()

    def _read_note(self) -> None:
        if (note := self.note()) is None:
            self.query_one("#selected", Detail).show([])
            return
        self.shell.gateway.ask(
            self, "note", lambda w: w.notebook.open(note), self._show_note, self._note_failed
        )

    def _show_note(self, page: Page) -> None:
        lines = [Line(page.note.path, heading=True), *(Line(text) for text in page.body.split("\n"))]
        same = self._page is not None and self._page.note.path == page.note.path
        self._page = page
        self.query_one("#selected", Detail).show(lines, keep_place=same)

    def _note_failed(self, error: ScrmError) -> None:
        self.query_one("#selected", Detail).show([Line(error_text(error), "bad")])

    @on(Rows.RowSelected)
    def _row_opened(self, event: Rows.RowSelected) -> None:
        """Enter goes into the text: beside the list, or in its place on a narrow screen."""
        event.stop()
        self.add_class("-reading")
        self.query_one("#selected", Detail).focus()

    @on(FilterLine.Changed)
    def _filtered(self) -> None:
        if self._seen is not None:
            self._draw_rows(self._seen)
            self._select()

    @on(FilterLine.Left)
    def _filter_left(self) -> None:
        self.query_one(Rows).focus()

    @on(ViewLine.Chosen)
    def _tab_clicked(self, event: ViewLine.Chosen) -> None:
        self.view(event.place - self._tab)
