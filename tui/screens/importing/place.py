"""The import preview: everything a file would bring, nothing written before W; and the questions it leaves."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from scrm.base.i18n import _
from tui import keys
from tui.place import NARROW
from tui.screens.importing import listing, questions, sentences
from tui.screens.importing.listing import VIEWS, ItemSource
from tui.screens.importing.reading import OWNER, Source
from tui.screens.importing.sentences import FAILED, NOTHING, READING, REVIEW, WRITTEN
from tui.screens.importing.sides import Sides
from tui.screens.importing.work import ImportWork
from tui.widgets.detail import Detail, Line
from tui.widgets.lines.view_line import ViewLine
from tui.widgets.lists.rows import ListSource, Rows
from tui.widgets.paint import shown


class ImportPreview(ImportWork):
    """Tabs of rows by what becomes of them, the questions with both sides, the files."""

    PLACE = keys.IMPORT
    BINDINGS = [*keys.bindings(keys.IMPORT), *keys.some("move.open", "change.undo")]

    def compose(self) -> ComposeResult:
        yield Static(Content(), id="head", classes="role--accent")
        yield ViewLine()
        with Horizontal(classes="panes"):
            with Vertical(classes="pane list"):
                yield Rows(listing.columns("review"), signs=True, header=True, always_lit=True)
            with Vertical(classes="pane detail"):
                yield Sides()
                yield Detail()
        yield Static(Content(), id="hint", classes="role--muted")

    def main(self) -> Widget:
        return self.query_one(Rows)

    # Coming and going

    def open(self, **arguments: Any) -> None:
        """`path` (with `format` and `me`) is read; `review` shows the questions of earlier imports."""
        if path := str(arguments.get("path", "")):
            me, name = str(arguments.get("me", "")), str(arguments.get("format", ""))
            self.begin(Source(questions.expanded(path), name, me))
        elif arguments.get("review"):
            self.forget(REVIEW)
            self.stale = True

    def shown(self) -> None:
        super().shown()
        self.redraw()
        if self.stage in (NOTHING, FAILED, WRITTEN):
            self.call_later(self.action_import_open)

    def left(self) -> None:
        self.remove_class("-reading")
        if not self.drafting:
            # Answers that are written stay greyed only as long as they are looked at.
            self.cases = tuple(case for case in self.cases if case.review.id not in self.decided)
            self.decided.clear()

    def bookmark(self) -> dict[str, Any]:
        if self.source is None:
            return {"review": True}
        return {"path": str(self.source.path), "format": self.source.format, "me": self.source.me}

    def back(self) -> bool:
        rows = self.query_one(Rows)
        if self.has_class("-reading"):
            self.remove_class("-reading")
            rows.focus()
        elif self.stage == READING:
            self.forget(NOTHING)
            self.redraw()
            self.shell.say(_("Left: nothing was written"))
        elif rows.marks:
            rows.clear_marks()
        else:
            return False
        return True

    async def action_move_open(self) -> None:
        """Enter on the question who the user is; on a narrow screen everything else opens beside the list."""
        case = self.here
        if case is not None and case.review.kind == OWNER:
            await self.ask_me(case)
        elif self.app.size.width < NARROW and not self.has_class("-reading"):
            self.add_class("-reading")
            self.query_one(Detail).focus()

    @on(Rows.RowSelected)
    async def _row_opened(self, event: Rows.RowSelected) -> None:
        event.stop()
        await self.action_move_open()

    # Drawing

    def view(self, step: int) -> None:
        if self.preview is not None:
            self.shows = VIEWS[(VIEWS.index(self.shows) + step) % len(VIEWS)]
            self.query_one(Rows).clear_marks()
            self.redraw()

    @on(ViewLine.Chosen)
    def _view_clicked(self, event: ViewLine.Chosen) -> None:
        self.shows = VIEWS[event.place]
        self.redraw()

    def redraw(self) -> None:
        rows = self.query_one(Rows)
        rows.columns = listing.columns(self.shows)
        rows.empty_text = sentences.empty(self.stage, self.preview, self.shows)
        if self.shows == "review" or self.preview is None:
            rows.show(ListSource(listing.review_rows(self.cases, self.decided, self.preview)))
        else:
            rows.show(ItemSource(self.preview.items[self.shows]))
        if self.stage == READING:
            rows.busy()
        elif self.stage == FAILED:
            rows.fail(sentences.failed(self.problem, self.shell.keymap.display("import.open")))
        self.frame()
        self._tell()
        self.shell.refresh_frame()

    def frame(self) -> None:
        """Head, tabs and hint."""
        answered = sum(case.review.id in self.decided for case in self.cases)
        head = sentences.head(self.stage, self.source, self.preview)
        self.query_one("#head", Static).update(Content(shown(f" {head}")))
        counts = self.preview.plan.summary if self.preview else {}
        if self.preview is not None or self.stage == REVIEW:
            counts = {**counts, "review": len(self.cases) - answered}
        names = [listing.tab(view, counts[view]) for view in VIEWS if view in counts]
        pressed = self.view_keys()
        hint = _("%(keys)s tabs") % {"keys": pressed} if pressed and names else ""
        self.query_one(ViewLine).show(names, VIEWS.index(self.shows), hint)
        write = self.shell.keymap.display("import.write")
        hint = sentences.hint(self.stage, self.preview, (answered, len(self.cases)), write)
        told = " ".join(filter(None, (self.told, hint)))
        self.query_one("#hint", Static).update(Content(shown(f" {told}")))

    @on(Rows.RowHighlighted)
    def _tell(self) -> None:
        """The pane of what is under the cursor: all of it is in memory."""
        rows, case, lines = self.query_one(Rows), self.here, []
        self.query_one(Sides).show(
            listing.sides(case, self.shell.clock.today()) if case and case.review.kind != OWNER else []
        )
        if case is not None:
            lines = listing.question_lines(case)
        elif isinstance(rows.source, ItemSource) and rows.cursor_key is not None:
            item = rows.source.item(rows.cursor_key)
            lines = listing.item_lines(item) if item else []
        if self.preview is not None:
            between = [Line("")] if case is not None else []
            lines = [*lines, *between, *listing.file_lines(self.preview)]
        self.query_one(Detail).show(lines)
