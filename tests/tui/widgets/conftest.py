"""A bare app around the widgets under test, both languages, and what is really drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

import tui
from scrm.base import i18n
from tui.look import glyphs
from tui.look.theme import own_themes
from tui.widgets.boxes.command import CommandLine
from tui.widgets.boxes.forms import Form
from tui.widgets.boxes.help import Help
from tui.widgets.boxes.menu import Menu
from tui.widgets.boxes.quicklog import QuickLog
from tui.widgets.lines.footer import Footer
from tui.widgets.lines.tabs import Tabs
from tui.widgets.lists.rows import Rows

HOSTILE = [
    "Smith [/b] & Co",
    "[@click=app.quit]x",
    "red \x1b[31malert",
    "\x1b]52;c;aGVsbG8=\x07clip",
    "\x1b]0;title\x1b\\",
    "\x9b31m c1 \x90 dcs",
    "right\u202eleft \u2066iso\u2069",
    "zero\u200bwidth\ufeff",
    "tab\there\r\nline",
    "\U000e0041 tag",
]


class Stage(App[None]):
    """Holds the widgets given to it and remembers the messages that reach it."""

    CSS_PATH = Path(tui.__file__).parent / "scrm.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *widgets: Widget, theme: str = "scrm-dark") -> None:
        super().__init__()
        self.widgets = widgets
        self.messages: list[Message] = []
        self._look = theme

    def compose(self) -> ComposeResult:
        yield from self.widgets

    def on_mount(self) -> None:
        for theme in own_themes():
            self.register_theme(theme)
        self.theme = self._look
        self.animation_level = "none"

    @on(Rows.RowHighlighted)
    @on(Rows.RowSelected)
    @on(Rows.MarksChanged)
    @on(Rows.Pending)
    @on(Footer.Chosen)
    @on(Tabs.Chosen)
    @on(Menu.Chosen)
    @on(Help.Run)
    @on(CommandLine.Run)
    @on(QuickLog.Save)
    @on(QuickLog.LongNote)
    @on(Form.Save)
    @on(Input.Changed)
    @on(Input.Submitted)
    def _remember(self, message: Message) -> None:
        self.messages.append(message)

    def got(self, kind: type[Message]) -> list[Message]:
        """The messages of one kind that came all the way up."""
        return [message for message in self.messages if isinstance(message, kind)]


@pytest.fixture
def stage() -> Callable[..., Stage]:
    """Make an app around widgets."""
    return Stage


@pytest.fixture(params=["en", "es"])
def language(request: pytest.FixtureRequest) -> str:
    """Each language in turn."""
    i18n.use(request.param)
    return str(request.param)


@pytest.fixture(autouse=True)
def unicode_glyphs() -> None:
    glyphs.use(glyphs.UNICODE)


def screen_lines(app: App[None]) -> list[str]:
    """The whole screen as text, one line a row."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def drawn(widget: Widget) -> list[str]:
    """The lines of a widget that draws by lines."""
    return [widget.render_line(y).text for y in range(widget.size.height)]


def harmless(lines: Sequence[str]) -> bool:
    """Whether no line holds a code that a terminal obeys or a reader cannot see."""
    bad = [*range(0x20), *range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x2028, 0x202F)]
    codes = {chr(c) for c in (*bad, *range(0x2060, 0x2070), 0xFEFF, *range(0xE0000, 0xE0080))}
    return not any(set(line) & codes for line in lines)


@pytest.fixture
def look() -> Callable[[App[None]], list[str]]:
    return screen_lines


@pytest.fixture(name="drawn")
def _drawn() -> Callable[[Widget], list[str]]:
    return drawn


@pytest.fixture(name="harmless")
def _harmless() -> Callable[[Sequence[str]], bool]:
    return harmless


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest) -> str:
    return str(request.param)
