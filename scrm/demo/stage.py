"""Where the demo's story is played: its workspace, its walking clock, who is who, and the short verbs of a story."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from scrm.base.clock import ManualClock, to_text
from scrm.base.dates import When
from scrm.demo import archive
from scrm.demo.cast import Role
from scrm.demo.words import PROMISES
from scrm.interactions.diary import Moment
from scrm.workspace import Workspace

DAYS = 730
"""how far back the story begins"""
FRIDAY = 4


class Word(NamedTuple):
    """Something said so many days ago; the hour is that of the day."""

    ago: int
    who: str
    kind: str
    direction: str
    words: str
    mood: str
    minutes: int | None
    hour: time


class Stage:
    """Plays one step at a time. Days count back from `end`, the present."""

    def __init__(
        self, workspace: Workspace, clock: ManualClock, end: datetime, language: str, seed: int
    ) -> None:
        self.workspace = workspace
        self.random = Random(seed)
        self.people: dict[str, tuple[str, str]] = {}
        """key to (contact id, name)"""
        self.local_end = end.astimezone(clock.zone)
        self.today = self.local_end.date()
        self.end = end
        self._clock = clock
        self._spanish = int(language == "es")
        self._seed = seed

    def walk_to(self, ago: float) -> None:
        """Let the clock stand `ago` days before the present."""
        ahead = self.end - timedelta(days=ago) - self._clock.now()
        self._clock.move(seconds=max(0.0, ahead.total_seconds()))

    def day(self, ago: int) -> date:
        """The day so many days ago; below nought one to come."""
        return self.today - timedelta(days=ago)

    def said(self, pair: tuple[str, str]) -> str:
        """The text in the language of the user."""
        return pair[self._spanish]

    def add(self, role: Role) -> None:
        """A person typed in by hand."""
        address = f"{role.key}@{role.key}.example"
        id = self.workspace.contacts.add(
            role.name, organization=role.organization, title=role.title, addresses=[address],
            tags=role.tags.split(), kind=role.kind, city=role.city, country=role.country, language=role.language,
        )  # fmt: skip
        self.people[role.key] = id, role.name

    def talk(self, words: list[Word]) -> None:
        """Write down what was said, in one operation."""
        with self.workspace.ledger.operation(
            "log", ", ".join(sorted({self.people[word.who][1] for word in words}))
        ):
            for word in sorted(words, key=lambda w: (-w.ago, w.who)):
                at = min(datetime.combine(self.day(word.ago), word.hour, self._clock.zone), self._clock.now())
                self.workspace.diary.log(
                    [self.people[word.who]],
                    kind=word.kind,
                    direction=word.direction,
                    when=Moment(to_text(at), False, str(self._clock.zone)),
                    minutes=word.minutes,
                    mood=word.mood,
                    summary=word.words,
                )

    def promise(self, what: str, who: str, due: int, *, waiting: bool = False, repeat: str = "", tags: str = "",
                at: time | None = None) -> str:  # fmt: skip
        """Promise something for the working day `due` days ago or before that (below nought: ahead, or after it)."""
        day = self.day(due)
        while due and day.weekday() > FRIDAY:
            day -= timedelta(days=1 if due > 0 else -1)
        return self.workspace.promises.add(
            self.said(PROMISES[what]), When(day, at), [self.people[who][0]], waiting=waiting,
            repeat=repeat, tags=tags.split(),
        )  # fmt: skip

    def import_archive(self, *, first: bool) -> None:
        """One of the two archives, through the real importer and gate."""
        with TemporaryDirectory(prefix="scrm-demo-") as name:
            folder = Path(name) / "LinkedIn"
            folder.mkdir()
            archive.write(folder, self.end, self._seed, first=first)
            importer = self.workspace.importer(folder, "linkedin")
            plan = self.workspace.gate.preview(importer, folder, me=archive.ME[2])
            self.workspace.gate.apply(plan, importer, me=archive.ME[2])
