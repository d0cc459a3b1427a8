"""The story of the demo: what happened on which day before today, so that each section of Today has its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import time
from functools import partial

from scrm.demo.cast import NETWORK, ROLES
from scrm.demo.stage import DAYS, FRIDAY, Stage, Word
from scrm.demo.words import BODIES, LAST_WORDS, NOTES, SMALL_TALK, WISHES

Step = tuple[float, Callable[[], object]]
"""(days ago, what to do)"""

# How it goes with each: (days since the last contact, usual gap, at most so many contacts).
_TALK = {
    "ana": (12, 20, 15), "inaki": (5, 30, 12), "luis": (4, 14, 8), "pau": (18, 60, 6), "rosa": (3, 45, 12),
    "julia": (62, 28, 14), "clara": (51, 40, 10), "tomas": (9, 21, 7), "marc": (3, 25, 12), "ines": (33, 30, 8),
    "jordi": (80, 20, 12), "siobhan": (58, 15, 14), "soren": (20, 30, 12), "zoe": (140, 30, 9),
    "begona": (15, 90, 5), "henry": (400, 60, 3), "nuria": (310, 50, 3),
}  # fmt: skip
_RHYTHMS = {"ana": 30, "julia": 30, "clara": 45, "ines": 14, "marc": 30, "tomas": 21}
_BIRTHDAYS = {
    "tomas": (0, "1979"),
    "pau": (-4, "-"),
    "soren": (2, "1985"),
    "rosa": (-40, "1971"),
    "zoe": (-90, "-"),
}
"""days ago, and the year of birth if it is known"""
_MINUTES = {"call": (10, 15, 25, 40), "meeting": (30, 45, 60, 90), "mail": (None,), "chat": (None,)}


def steps(stage: Stage) -> Iterator[Step]:
    """All steps, in no order."""
    yield DAYS, partial(_meet, stage)
    yield DAYS - 1, partial(_know, stage)
    yield from _talk(stage)
    yield 45, partial(stage.import_archive, first=True)
    yield 1, partial(stage.import_archive, first=False)
    yield from _promises(stage)
    yield from _notes(stage)
    yield 2.5, partial(stage.workspace.segments.save, "quiet-clients", "kind:client silent>30d")


def _meet(stage: Stage) -> None:
    with stage.workspace.ledger.operation("contact add", str(len(ROLES))):
        for role in ROLES:
            stage.add(role)


def _know(stage: Stage) -> None:
    """Wishes, rhythms, birthdays and ties."""
    contacts = stage.workspace.contacts
    ids = {key: id for key, (id, _name) in stage.people.items()}
    with stage.workspace.ledger.operation("contact edit", str(len(ids))):
        for key, (channel, times, expectations, salutation) in WISHES.items():
            contacts.edit(
                ids[key], preferred_channel=channel, preferred_times=stage.said(times),
                expectations=stage.said(expectations), salutation=salutation,
            )  # fmt: skip
        for key, days in _RHYTHMS.items():
            contacts.edit(ids[key], cadence=days)
        for key, (ago, year) in _BIRTHDAYS.items():
            contacts.edit(ids[key], birthday=f"{year}-{stage.day(ago).isoformat()[5:]}")
        contacts.edit(ids["begona"], ambient=1)
        contacts.set_tag_rhythm("quarterly", 90)
        contacts.relate(ids["ana"], "introduced", ids["luis"])
        contacts.relate(ids["clara"], "works-with", ids["ana"])
        contacts.relate(ids["pau"], "quoted", ids["ana"])
        contacts.relate(ids["siobhan"], "introduced", ids["soren"])


def _talk(stage: Stage) -> Iterator[Step]:
    """What was said, by month; what is less than a month old day by day."""
    months: defaultdict[int, list[Word]] = defaultdict(list)
    for role in ROLES:
        last, gap, most = _TALK[role.key]
        lines = stage.random.sample(SMALL_TALK, k=len(SMALL_TALK))
        for number, ago in enumerate(_days(stage, last, gap, most)):
            line = lines[number % len(lines)]
            word = _word(stage, role.key, ago, line) if number else _last_word(stage, role.key, ago)
            months[ago if ago < 30 else ago // 30 * 30].append(word)
    for ago, words in months.items():
        yield max(ago, 0.1), partial(stage.talk, words)


def _days(stage: Stage, last: int, gap: int, most: int) -> Iterator[int]:
    """Working days, the latest first."""
    ago = last
    for _ in range(most):
        if ago > DAYS - 10:
            return
        yield ago + max(0, stage.day(ago).weekday() - FRIDAY)
        ago += max(1, round(gap * stage.random.uniform(0.7, 1.3)))


def _last_word(stage: Stage, who: str, ago: int) -> Word:
    """A call or a meeting: what is owed and awaited comes from the archive."""
    spoken = [line for line in SMALL_TALK if "mail" not in line[0]]
    word = _word(stage, who, ago, stage.random.choice(spoken), only=("call", "meeting"))
    told = stage.said(LAST_WORDS[who]) if who in LAST_WORDS else word.words
    return word._replace(words=told, mood="-" if who == "inaki" else word.mood)


def _word(
    stage: Stage, who: str, ago: int, line: tuple[str, str, str, str], only: Collection[str] = _MINUTES
) -> Word:
    """One line of small talk on a day; `only` are the kinds it may be of."""
    random = stage.random
    kind = random.choice([kind for kind in line[0].split() if kind in only])
    minutes = random.choice(_MINUTES[kind])
    hour = time(random.randint(9, 17), random.choice((0, 10, 25, 40)))
    mood = random.choice(("+", "+", "=", "", ""))
    direction = line[1] if kind != "meeting" else ""
    return Word(ago, who, kind, direction, stage.said((line[2], line[3])), mood, minutes, hour)


def _promises(stage: Stage) -> Iterator[Step]:
    """Late, due, to come, and theirs."""
    promise = partial(partial, stage.promise)
    afternoon = time(16, 30)
    moment = afternoon if stage.local_end.time() < time(16) else None
    yield 12, promise("proposal", "ana", 3, tags="proposal")
    yield 5, promise("complaint", "inaki", 1, tags="crisis")
    yield 9, promise("budget", "tomas", 2, waiting=True)
    yield 4, promise("pilot", "luis", 0, at=moment, tags="pilot")
    yield 2, promise("quote", "pau", 0)
    yield 3, promise("invoice", "rosa", 0)
    yield 3.2, promise("contract", "rosa", -3, waiting=True)
    yield 8, promise("coffee", "clara", -2, repeat="45d")
    yield 30, promise("review", "ana", -7, repeat="90d")
    yield 20, promise("check", "soren", -12)
    yield 6, promise("intro", "siobhan", -5, waiting=True)
    yield 6.1, promise("slides", "marc", 0)
    # Kept a little while ago, so that the day has begun.
    yield 0.01, partial(_keep, stage)


def _keep(stage: Stage) -> None:
    about = stage.workspace.follow_ups.of_person(stage.people["marc"][0])
    stage.workspace.promises.done([followup.id for followup in about])


def _notes(stage: Stage) -> Iterator[Step]:
    names = {role.key: role.name for role in ROLES}
    names |= {person.key: f"{person.given} {person.family}" for person in NETWORK}
    for ago, (who, title) in zip((11, 6, 2), NOTES, strict=True):
        yield ago, partial(_note, stage, who, stage.said(title), stage.said(BODIES[who]).format(**names))


def _note(stage: Stage, who: str, title: str, body: str) -> None:
    stage.workspace.notebook.new(title, people=[stage.people[who][0]], tags=["demo"], body=body)
