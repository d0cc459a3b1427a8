"""A small network to look at in the morning, and ways to say what happened in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from scrm.agenda.model import Item
from scrm.base import i18n
from scrm.base.clock import ManualClock, to_text
from scrm.base.dates import When, said
from scrm.base.ids import child_id, new_id
from scrm.interactions.diary import Moment
from scrm.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]


class Morning:
    """A workspace with short ways to fill it and to read Today; days count back from the clock's today."""

    def __init__(self, workspace: Workspace, clock: ManualClock) -> None:
        self.workspace = workspace
        self.clock = clock

    def day(self, ago: int) -> date:
        return self.clock.today() - timedelta(days=ago)

    def person(self, name: str = "Ana García", **fields: object) -> str:
        return self.workspace.contacts.add(name, **fields)  # type: ignore[arg-type]

    def talk(
        self, *people: str, ago: float = 0, kind: str = "call", direction: str = "", words: str = "hello"
    ) -> str:
        named = [(id, self.workspace.contacts.get(id).name) for id in people]
        at = Moment(to_text(self.clock.now() - timedelta(days=ago)), False, "UTC")
        return self.workspace.diary.log(named, kind=kind, direction=direction, when=at, summary=words)

    def promise(self, title: str, ago: int, *people: str, **more: object) -> str:
        return self.workspace.promises.add(title, When(self.day(ago)), people, **more)  # type: ignore[arg-type]

    def connect(self, contact: str, ago: int) -> str:
        return self.connect_on(contact, self.day(ago))

    def connect_on(self, contact: str, day: date) -> str:
        """A connection, as an import writes it."""
        key = new_id(self.clock.now())
        with self.workspace.ledger.operation("import linkedin") as op:
            op.insert(
                "identities", id=child_id(contact, "profile", key), contact_id=contact, type="profile",
                network="linkedin", value=f"https://www.linkedin.com/in/{key}", key=key, since=day.isoformat(),
                source="linkedin",
            )  # fmt: skip
        return key

    def rows(self, section: str, rows: int | None = None) -> list[Item]:
        return list(next(s.items for s in self.workspace.today.sections(rows) if s.name == section))

    def names(self, section: str) -> list[str]:
        return [item.name for item in self.rows(section)]

    def total(self, section: str) -> int:
        return next(s.total for s in self.workspace.today.sections() if s.name == section)


@pytest.fixture
def morning(workspace: Workspace, clock: ManualClock) -> Morning:
    return Morning(workspace, clock)


@pytest.fixture
def spanish(tmp_path: Path) -> Iterator[None]:
    """Spanish from the sources of the catalogue, compiled or not."""
    catalogue = Catalog(locale="es")
    parts = [*ROOT.glob("scrm/locale/es/LC_MESSAGES/scrm.po"), *ROOT.glob("locale-parts/*.po")]
    for part in parts:
        for message in read_po(io.BytesIO(part.read_bytes()), locale="es"):
            if message.id and message.string:
                catalogue.add(message.id, message.string, context=message.context)
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "scrm.mo").open("wb") as compiled:
        write_mo(compiled, catalogue)
    before, i18n._LOCALE = i18n._LOCALE, tmp_path
    i18n.use("es")
    said._names.cache_clear()
    yield
    i18n._LOCALE = before
    said._names.cache_clear()
