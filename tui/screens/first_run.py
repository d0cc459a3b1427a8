"""The very first screen: what scrm is, and how to begin. Nothing is written before a choice."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import events, on
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from scrm.base import i18n
from scrm.base.i18n import _
from scrm.base.settings import Places, Settings
from scrm.base.text import clean
from tui import keys
from tui.look import theme
from tui.place import Start
from tui.widgets.boxes.confirm import Confirm
from tui.widgets.boxes.forms import FieldSpec, Form
from tui.widgets.fields import Field
from tui.widgets.lines.view_line import ViewLine
from tui.widgets.lists.rows import Cell, Column, ListSource, Row, Rows
from tui.widgets.paint import shown

DEMO, LINKEDIN, ADD, OPEN = "d", "l", "a", "o"


@dataclass(frozen=True, slots=True)
class Opening:
    """What was chosen. `language` and `name` are to be kept in the settings; empty when left alone."""

    places: Places
    start: Start
    demo: bool = False
    language: str = ""
    name: str = ""


class FirstRun(App[Opening]):
    """Language, name, and four ways to begin."""

    CSS_PATH = Path(theme.__file__).parents[1] / "scrm.tcss"
    BINDINGS = [("ctrl+q", "quit"), ("q", "quit")]
    ENABLE_COMMAND_PALETTE = False
    DEFAULT_CSS = """
    FirstRun #column { width: 72; max-width: 100%; height: auto; padding: 0 1; }
    FirstRun #column Static { height: auto; }
    FirstRun #column Horizontal { height: 1; }
    FirstRun #column .label { width: 19; }
    FirstRun #column Rows { height: 4; }
    FirstRun .gap { height: 1; }
    """

    def __init__(self, places: Places, settings: Settings, look: theme.Look, *, with_demo: bool) -> None:
        super().__init__(ansi_color=look.ansi_color)
        self._places = places
        self._settings = settings
        self._look = look
        self._with_demo = with_demo
        self._chosen_language = ""
        self.failed: BaseException | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="column"):
            yield Static(Content(_("Welcome to scrm")), classes="role--accent")
            yield Static(Content(), classes="gap")
            yield Static(Content(shown(_promise())))
            yield Static(Content(), classes="gap")
            with Horizontal():
                yield Static(Content("Language / Idioma"), classes="label role--muted")
                yield ViewLine()
            with Horizontal():
                yield Static(Content(_("Your name")), classes="label role--muted")
                yield Field(
                    self._settings.text("name"), placeholder="(" + _("may stay empty") + ")", id="name"
                )
            with Horizontal():
                yield Static(Content(_("Kept in")), classes="label role--muted")
                yield Static(Content(clean(_short(self._places.data))))
            yield Static(Content(), classes="gap")
            yield Static(Content(_("How do you want to start?")), classes="role--accent")
            yield Rows([Column("", 2, least=2), Column("", 30, name=True, grow=1)], always_lit=True)
            yield Static(Content(), classes="gap")
            for text in _hints():
                yield Static(Content(shown(text)), classes="role--muted")
        yield Form()

    def on_mount(self) -> None:
        for own in theme.own_themes():
            self.register_theme(own)
        self.theme = self._look.theme if self._look.theme in self.available_themes else "scrm-dark"
        self.animation_level = "none"
        self._begin()

    def _begin(self) -> None:
        rows = self.query_one(Rows)
        rows.show(ListSource([Row(key, (Cell(key, "accent"), words)) for key, words in self._choices()]))
        self.query_one(ViewLine).show(["English", "Español"], i18n.LANGUAGES.index(i18n.language()))
        rows.focus()

    def _choices(self) -> list[tuple[str, str]]:
        choices = [
            (LINKEDIN, _("Import my LinkedIn export (preview first)")),
            (ADD, _("Add one person by hand")),
            (OPEN, _("Open a workspace I already have")),
        ]
        demo = (DEMO, _("Look around with made-up people (deleted at exit)"))
        return [demo, *choices] if self._with_demo else choices

    async def on_key(self, event: events.Key) -> None:
        """A letter chooses, F2 changes the language; in a field letters are letters."""
        if event.key == "f2":
            event.stop()
            await self._speak_other()
        elif self.focused is self.query_one(Rows) and event.key in dict(self._choices()):
            event.stop()
            await self._choose(event.key)

    @on(Rows.RowSelected)
    async def _selected(self, event: Rows.RowSelected) -> None:
        event.stop()
        await self._choose(event.key)

    @on(ViewLine.Chosen)
    async def _language_clicked(self, event: ViewLine.Chosen) -> None:
        if i18n.LANGUAGES[event.place] != i18n.language():
            await self._speak_other()

    async def _speak_other(self) -> None:
        other = next(code for code in i18n.LANGUAGES if code != i18n.language())
        name = self.query_one("#name", Field).value
        i18n.use(other)
        self._chosen_language = other
        await self.recompose()
        self.query_one("#name", Field).put(name)
        self._begin()

    async def _choose(self, choice: str) -> None:
        if choice == DEMO:
            self._open(self._places, Start(), demo=True)
        elif choice == LINKEDIN:
            spec = FieldSpec("path", _("File or folder"), hint=_("the .zip LinkedIn sent you"), check=_exists)
            await self.query_one(Form).open(LINKEDIN, _("Import my LinkedIn export"), [spec])
        elif choice == OPEN:
            spec = FieldSpec(
                "path", _("Folder"), hint=_("the folder with scrm.db in it"), check=_is_workspace
            )
            await self.query_one(Form).open(OPEN, _("Open a workspace I already have"), [spec])
        else:
            self._make(Start(keys.PEOPLE, then="record.add"))

    @on(Form.Save)
    def _given(self, event: Form.Save) -> None:
        event.stop()
        path = _path(event.values["path"])
        self.query_one(Form).saved()
        if event.form == OPEN:
            self._open(Places.at(path), Start())
        else:
            self._make(Start(keys.IMPORT, {"path": str(path)}))

    def _make(self, start: Start) -> None:
        """A new workspace; a folder with other things in it is asked about."""
        folder = self._places.data
        if not (folder.is_dir() and any(folder.iterdir())):
            self._open(self._places, start)
            return
        question = _("This folder has other files: %(path)s") % {"path": folder}
        lines = [_("scrm adds scrm.db and notes/ and leaves the rest alone. Go on?")]

        def answered(yes: bool | None) -> None:
            if yes:
                self._open(self._places, start)

        self.push_screen(Confirm(question, lines), answered)

    def _open(self, places: Places, start: Start, *, demo: bool = False) -> None:
        name = self.query_one("#name", Field).value.strip()
        kept = "" if name == self._settings.text("name") else name
        self.exit(Opening(places, start, demo, self._chosen_language, kept))

    def _handle_exception(self, error: Exception) -> None:
        # Textual's own prints every local variable.
        self.failed = error
        self._return_code = 70
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()


def keep(opening: Opening) -> None:
    """Write the language and the name into the settings, now that a choice was made. Raises ScrmError."""
    from scrm.base.settings import set_value

    values: Mapping[str, str] = {"language": opening.language, "name": opening.name}
    for name, value in values.items():
        if value:
            set_value(opening.places.settings_file, name, value)


def _promise() -> str:
    return _(
        "Everything stays on this computer: one SQLite file and a folder of Markdown notes. "
        "No account, no telemetry."
    )


def _hints() -> Sequence[str]:
    return (
        _("LinkedIn: Settings > Data privacy > Get a copy of your data. It takes up to a day."),
        _("Later, any time: ? keys   : commands   u undo   q back"),
        _("Nothing is written before you choose. `scrm doctor` checks the installation."),
        _("enter choose · tab next field · F2 Español · ctrl+q quit"),
    )


def _path(text: str) -> Path:
    return Path(os.path.expanduser(text.strip())).absolute()


def _exists(text: str) -> str:
    return "" if text.strip() and _path(text).exists() else _("There is no such file")


def _is_workspace(text: str) -> str:
    there = text.strip() and Places.at(_path(text)).database.exists()
    return "" if there else _("There is no scrm.db in this folder")


def _short(path: Path) -> str:
    home = os.path.expanduser("~")
    return f"~{str(path)[len(home) :]}" if str(path).startswith(home + os.sep) else str(path)
