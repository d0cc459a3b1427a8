"""A small network on a Tuesday morning, the whole app over it, in both languages and two sizes."""

from __future__ import annotations

import gettext
import io
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from textual.pilot import Pilot

import tui
from scrm.base import i18n
from scrm.base.clock import ManualClock
from scrm.base.dates import When
from scrm.base.settings import Places, Settings
from scrm.interactions.diary import moment
from scrm.workspace import Workspace
from tui import keys
from tui.look import glyphs
from tui.look.theme import Look
from tui.place import Start
from tui.shell.changes import FRONT
from tui.shell.commands import Ran, Runner
from tui.shell.shell import Shell
from tui.widgets.completion import Completion

ROOT = Path(tui.__file__).parents[1]
SIZES = {"80x24": (80, 24), "100x30": (100, 30)}


def catalogue() -> gettext.GNUTranslations:
    """The Spanish catalogue, with the parts that are not merged into it yet."""
    merged = Catalog("es")
    sources = [*sorted((ROOT / "locale-parts").glob("*.po")), ROOT / "scrm/locale/es/LC_MESSAGES/scrm.po"]
    for path in sources:
        if path.is_file():
            with path.open("rb") as file:
                for message in read_po(file):
                    if message.id:
                        merged.add(message.id, message.string, context=message.context)
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


_SPANISH: list[gettext.GNUTranslations] = []


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Speak a language from now on."""

    def use(language: str) -> None:
        i18n.use(language)
        if language == "es":
            if not _SPANISH:
                _SPANISH.append(catalogue())
            monkeypatch.setattr(i18n, "_catalogue", _SPANISH[0])

    return use


@pytest.fixture(params=["en", "es"])
def language(request: pytest.FixtureRequest, speak: Callable[[str], None]) -> str:
    speak(request.param)
    return str(request.param)


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return SIZES[request.param]


@pytest.fixture(autouse=True)
def unicode_glyphs() -> None:
    glyphs.use(glyphs.UNICODE)


@pytest.fixture
def house(home: Path, clock: ManualClock) -> Workspace:
    """An empty workspace as the screens open it; closed by `shell`'s owner at the end of the test."""
    places = Places.at(home)
    return Workspace(places, Settings.load(places), clock=clock, create=True, front=FRONT, patience=0.0)


@dataclass
class Network:
    """The made-up people of the tests: contact ids by first name, follow-up ids by a word."""

    people: dict[str, str] = field(default_factory=dict)
    promises: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def network(house: Workspace) -> Network:
    """Four people, two late promises, one due today, one to come, one mail to answer, one note."""
    net, people = Network(), house.contacts
    net.people["ana"] = ana = people.add(
        "Ana García",
        organization="Acme",
        title="Head of operations",
        addresses=["ana@acme.example", "+34 600 000 000", "https://www.linkedin.com/in/ana-example"],
        kind="client",
        city="Valencia",
        tags=["saas"],
        preferred_channel="mail",
        expectations="answers within two days",
    )
    net.people["inaki"] = inaki = people.add("Iñaki Etxea", organization="Ibaia", kind="lapsed")
    net.people["luis"] = luis = people.add(
        "Luis Pérez", organization="Norte Log.", kind="prospect", cadence=30
    )
    net.people["julia"] = julia = people.add("Julia Chen", organization="Hexa", kind="partner")
    add = house.promises.add
    net.promises["proposal"] = add("send revised proposal", When(date(2026, 11, 21)), [ana])
    net.promises["complaint"] = add("answer complaint", When(date(2026, 11, 23)), [inaki])
    net.promises["pilot"] = add("call about the pilot", When(date(2026, 11, 24)), [luis])
    net.promises["review"] = add("quarterly review", When(date(2026, 12, 1)), [ana])
    diary = house.diary

    def at(month: int, day: int) -> object:
        return moment(house.clock, date(2026, month, day))

    diary.log(
        [(ana, "Ana García")], kind="call", when=at(11, 12), minutes=25, mood="+", summary="agreed scope"
    )
    diary.log([(ana, "Ana García")], kind="mail", when=at(11, 5), summary="first proposal", tags=["proposal"])
    diary.log([(ana, "Ana García")], kind="meeting", when=at(10, 28), minutes=60, summary="demo")
    diary.log(
        [(julia, "Julia Chen")], kind="mail", direction="in", when=at(11, 20), summary="a slot next week?"
    )
    house.notebook.new("Ana García", people=[ana], body="Likes **reports**.\n")
    return net


class Driver:
    """The app under test, its pilot, and what can be asked of both."""

    def __init__(self, app: Shell, pilot: Pilot[object], workspace: Workspace) -> None:
        self.app = app
        self.pilot = pilot
        self.workspace = workspace
        self.opened: list[str] = []
        self.copied: list[str] = []
        app.open_url = self.opened.append  # type: ignore[assignment]
        app.copy_to_clipboard = self.copied.append  # type: ignore[method-assign]

    async def press(self, *names: str) -> None:
        """Press keys one after the other, and wait until nothing is under way."""
        for name in names:
            await self.pilot.press(name)
            await self.idle()
        await self.rest()

    async def type(self, text: str) -> None:
        """Type a text into the field that has the focus."""
        special = {" ": "space", "@": "at", "+": "plus", ">": "greater_than_sign", "#": "number_sign",
                   '"': "quotation_mark", ":": "colon", ".": "full_stop", "/": "slash", "-": "minus",
                   "?": "question_mark", ",": "comma", "_": "underscore", "'": "apostrophe"}  # fmt: skip
        await self.pilot.press(*(special.get(character, character) for character in text))
        await self.rest()

    async def rest(self) -> None:
        """Until every question is answered, every edit written and every pane has followed."""
        await self.idle()
        await self.pilot.pause(0.1)
        await self.idle()

    async def idle(self) -> None:
        """Until nothing is under way in the worker threads."""
        await self.pilot.pause()
        for _turn in range(400):
            if self.app.gateway.idle:
                break
            await self.pilot.pause(0.01)
        await self.pilot.pause()

    @property
    def lines(self) -> list[str]:
        """The whole screen as text, a line a row."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """The whole screen as one text."""
        return "\n".join(self.lines)

    @property
    def said(self) -> str:
        """What the message line says."""
        return self.app.line.said[-1].text if self.app.line.said else ""

    @property
    def place(self) -> str:
        """The id of the place on screen."""
        return self.app.entry.id if self.app.entry else ""


Opener = Callable[..., AsyncIterator[Driver]]


def echo(_workspace: Workspace, line: str, _columns: int) -> Ran:
    """A command line that answers with what it was given."""
    if line.startswith("many"):
        return Ran(0, "\n".join(f"row {n}" for n in range(30)), "")
    if line.startswith("wrong"):
        return Ran(2, "", "There is no command wrong")
    return Ran(0, f"ran {line}", "")


def completed(line: str) -> list[Completion]:
    return [Completion("version", "which one this is")] if "version".startswith(line) and line else []


@pytest.fixture
def shell(house: Workspace) -> Opener:
    """Opens the app over the workspace, for `async with`; a keyword for size, start, keys and notice."""

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (100, 30),
        start: Start | None = None,
        keymap: object = None,
        notice: str = "",
        runner: Runner = echo,
    ) -> AsyncIterator[Driver]:
        own = keys.load(keymap)  # type: ignore[arg-type]
        look = Look("scrm-dark", None, False)
        app = Shell(house, look, own, runner=runner, completer=completed, start=start, notice=notice)
        async with app.run_test(size=size) as pilot:
            driver = Driver(app, pilot, house)
            await app.mount_boxes()
            await driver.rest()
            yield driver

    yield opened
    house.close()


def harmless(lines: Sequence[str]) -> bool:
    """Whether no line holds a code that a terminal obeys or a reader cannot see."""
    bad = [*range(0x20), *range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x2028, 0x202F)]
    codes = {chr(c) for c in (*bad, *range(0x2060, 0x2070), 0xFEFF, *range(0xE0000, 0xE0080))}
    return not any(set(line) & codes for line in lines)


@pytest.fixture(name="harmless")
def _harmless() -> Callable[[Sequence[str]], bool]:
    return harmless
