"""The app: one screen with tab line, places, message line, footer, and the boxes that open over them."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from scrm.base.dates import clock_line, clock_time
from scrm.base.i18n import _
from scrm.base.text import clean
from scrm.workspace import Workspace
from tui import keys
from tui.keys import KeyMap
from tui.look.theme import Look
from tui.place import Start
from tui.shell import places
from tui.shell.commands import Runner, no_completion
from tui.shell.starting import Starting
from tui.widgets.lines.footer import Footer, Pair, pairs
from tui.widgets.lines.messages import MessageLine
from tui.widgets.lines.tabs import Tab, Tabs
from tui.widgets.lists.rows import Rows

if TYPE_CHECKING:
    from textual.widget import Widget

    from tui.host import Host
    from tui.widgets.boxes.help import Help
    from tui.widgets.completion import Completer

LEAST = (60, 16)
TICK_SECONDS = 5.0
"""how often the clock is drawn, and changes of other processes are looked for"""


class Shell(Starting):
    """Puts the parts together; what concerns one place is that place's own."""

    CSS_PATH = Path(__file__).parents[1] / "scrm.tcss"
    BINDINGS = [*keys.bindings(keys.EVERYWHERE)]
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-normal"), (140, "-wide")]

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        keymap: KeyMap,
        *,
        runner: Runner | None = None,
        completer: Completer = no_completion,
        start: Start | None = None,
        notice: str = "",
    ) -> None:
        # Until the first frame is out everything made stays: the collector would walk it for nothing.
        gc.disable()
        super().__init__(workspace, look, keymap)
        self.runner = runner
        self.completer = completer
        self.workspace_places = workspace.places
        self._start = start or Start()
        self._notice = notice
        self._counts: dict[str, int] = {}
        # Read before any place reads: what is written while they do is news.
        self._seen = workspace.last_number()
        self._focused: Widget | None = None
        self._drawn: tuple[list[Tab], str, list[Pair]] | None = None

    def compose(self) -> ComposeResult:
        # Known before anything is styled: as a change it would style everything once more.
        fitting = [name for least, name in self.HORIZONTAL_BREAKPOINTS if self.size.width >= least]
        self.screen.add_class(fitting[-1])
        yield Tabs()
        yield ContentSwitcher()
        yield MessageLine(self.clock)
        yield Footer()
        yield Static(Content(), id="small")

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.MouseEvent):
            await self.mount_boxes()
        if isinstance(event, events.Key):
            self._keep_focus()
        if isinstance(event, events.MouseDown) or (isinstance(event, events.Key) and self._acts(event)):
            self.line.clear()
        await super().on_event(event)

    def _keep_focus(self) -> None:
        """Give the keys back to what had them before the screen was too small to show it."""
        if self.focused is not None:
            self._focused = self.focused
        elif chain := self.screen.focus_chain:
            wanted = (self._focused, self.place and self.place.main())
            self.screen.set_focus(next((widget for widget in wanted if widget in chain), None))

    def _acts(self, event: events.Key) -> bool:
        """Whether a key does something: looking around, and reading a box, leave the last result on screen."""
        boxed = self.focused is not None and any(
            getattr(node, "is_open", False) for node in self.focused.ancestors_with_self
        )
        return not boxed and not self.keymap.looks.intersection((event.key, event.character))

    async def on_mount(self) -> None:
        self.set_keymap(self.keymap.textual())
        self.query_one(Tabs).notice(self._notice)
        self._tell_time()
        await self.begin(self._start)

    def started(self) -> None:
        self.set_interval(TICK_SECONDS, self._tick)
        self._count()

    # The frame: tabs, footer, clock, what other processes do

    def refresh_frame(self) -> None:
        entry, place = self.entry, self.place
        tabs = [
            Tab(e.id, e.digit, _(e.label), _(e.short), self._counts.get(e.id, 0))
            for e in places.ENTRIES
            if e.digit
        ]
        lit = (entry.tab or entry.id) if entry else ""
        wanted = pairs(self.keymap, entry.id, place.reasons(), place.hidden()) if entry and place else []
        # Asked for at each move of a cursor, and seldom different.
        if (tabs, lit, wanted) != self._drawn:
            self._drawn = (tabs, lit, wanted)
            self.query_one(Tabs).show(tabs, lit)
            self.query_one(Footer).show(wanted)

    def changed(self) -> None:
        for place in self.mounted():
            place.stale = True
        if self.place is not None:
            self.place.reload()
        self._count()

    def _tick(self) -> None:
        if not self.is_running:
            return  # it ticks until the very end, when the tabs are gone already
        self._tell_time()
        self.gateway.ask(self, "seen", lambda workspace: workspace.last_number(), self._noticed)

    def _tell_time(self) -> None:
        now = self.clock.now().astimezone(self.clock.zone)
        self.query_one(Tabs).tell_time(clock_line(self.clock), clock_time(now.time()))

    def _noticed(self, last: int) -> None:
        """Another process (or we) wrote since we looked: the places load again."""
        if last != self._seen:
            self.changed()
        self._seen = last

    def _count(self) -> None:
        self.gateway.ask(self, "counts", lambda workspace: workspace.follow_ups.counts()[0], self._counted)

    def _counted(self, follow_ups: int) -> None:
        self._counts = {keys.FOLLOW_UPS: follow_ups}
        self.refresh_frame()

    @on(Tabs.Chosen)
    async def _tab_clicked(self, event: Tabs.Chosen) -> None:
        await self.go(event.tab)

    @on(Footer.Chosen)
    async def _pair_clicked(self, event: Footer.Chosen) -> None:
        await keys.perform(self, event.action)

    async def on_help_run(self, event: Help.Run) -> None:
        await keys.perform(self, event.action)

    @on(Rows.Pending)
    def _prefix(self, event: Rows.Pending) -> None:
        self.line.pending(event.prefix)

    @on(Rows.RowHighlighted)
    @on(Rows.MarksChanged)
    def _other_row(self) -> None:
        self.refresh_frame()

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        self.screen.set_class(width < LEAST[0] or height < LEAST[1], "-small")
        text = _("scrm needs %(least)s; now %(now)s")
        sizes = {"least": f"{LEAST[0]}x{LEAST[1]}", "now": f"{width}x{height}"}
        self.query_one("#small", Static).update(Content(text % sizes))

    # Keys of all places

    def action_help_keys(self) -> None:
        """`?`: the keys of this place and of all places."""
        from tui.widgets.boxes.help import Help, entries

        if (place := self.place) and (entry := self.entry):
            listed = entries(self.keymap, entry.id, place.reasons(), tuple(place.hidden()))
            self.query_one(Help).open(_(entry.label), listed)

    def action_actions_menu(self) -> None:
        """`.`: what can be done here, with the reasons of what cannot."""
        from tui.widgets.boxes.menu import Choice

        if not ((place := self.place) and (entry := self.entry)):
            return
        reasons, hidden = place.reasons(), place.hidden()
        choices = [
            Choice(action.id, self.keymap.display(action.id), action.title, reasons.get(action.id, ""))
            for action in self.keymap.at(entry.id)
            if action.id not in hidden
        ]
        self.menu(_(entry.label), choices, self._perform)

    async def _perform(self, action: str) -> None:
        await keys.perform(self, action)

    def action_copy_menu(self) -> None:
        """`y`: the fields of what is under the cursor, into the terminal's clipboard."""
        from tui.widgets.boxes.menu import Choice

        copies = self.place.copies() if self.place else ()
        if not copies:
            self.say(_("There is nothing to copy here"))
            return
        letters = "123456789abcdefg"
        choices = [
            Choice(str(i), letters[i : i + 1], f"{label}: {text}") for i, (label, text) in enumerate(copies)
        ]
        self.menu(_("Copy"), choices, lambda i: self._copy(copies[int(i)][1]))

    def _copy(self, text: str) -> None:
        self.copy_to_clipboard(clean(text))
        self.say(_("Copied: %(text)s") % {"text": clean(text)})

    async def action_list_filter(self) -> None:
        if self.place:
            await self.place.open_filter()

    def action_view_next(self) -> None:
        if self.place:
            self.place.view(1)

    def action_view_previous(self) -> None:
        if self.place:
            self.place.view(-1)

    def action_pane_next(self) -> None:
        self.screen.focus_next()

    def action_pane_previous(self) -> None:
        self.screen.focus_previous()

    def action_pane_zoom(self) -> None:
        """`z`: the pane with the focus alone, or all again."""
        if self.place:
            self.place.zoom()

    def action_app_redraw(self) -> None:
        self.refresh(repaint=True, layout=True)

    def action_app_suspend(self) -> None:
        self.action_suspend_process()

    async def action_app_quit(self) -> None:
        await self.action_quit()


if TYPE_CHECKING:
    # Places cast the app to this: here the types are checked.
    _host: type[Host] = Shell
