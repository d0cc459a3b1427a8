"""The demo's LinkedIn archives: a folder of CSV files as LinkedIn writes them, read by the real importer."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from scrm.agenda.days import on_calendar
from scrm.demo.cast import ANNIVERSARIES, FRESH, NETWORK, SPANISH, Connection, profile
from scrm.demo.words import AWAITING, CONVERSATIONS, OWED

ME = ("Alex", "Vega Moreno", "https://www.linkedin.com/in/alex-vega-example")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_NOTE = [
    ["Notes:"],
    ["When exporting your connection data, you may notice that some of the email addresses are missing."],
    [],
]


def write(folder: Path, now: datetime, seed: int, *, first: bool) -> None:
    """Both archives are of one network; the first is older: no new people, positions and messages yet."""
    random = Random(seed)
    today = now.date()
    people = [person for person in NETWORK if not (first and person.key in FRESH)]
    _table(
        folder / "Profile.csv", ("First Name", "Last Name", "Headline"), [(*ME[:2], "Independent consultant")]
    )
    connected = sorted(((_since(person, today, random), person) for person in people), key=_newest)
    rows = [_connection(person, since, first) for since, person in connected]
    header = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
    _table(folder / "Connections.csv", header, rows, _NOTE)
    _messages(folder, people, now, random, first)
    _trust(folder, today)


def _newest(pair: tuple[date, Connection]) -> tuple[int, str]:
    return -pair[0].toordinal(), pair[1].key


def _since(person: Connection, today: date, random: Random) -> date:
    if person.key in FRESH:
        return today - timedelta(days=FRESH[person.key])
    same_day = on_calendar(today.isoformat()[5:], today.year - max(1, person.years))
    return same_day if person.key in ANNIVERSARIES else same_day - timedelta(days=random.randint(40, 300))


def _connection(person: Connection, since: date, first: bool) -> Sequence[str]:
    title, firm = person.title, person.organization
    if first and person.before:
        title, firm = person.before.split(" at ")
    mail = f"{person.key}@{person.key}.example" if len(person.key) % 2 else ""
    on = f"{since.day:02d} {_MONTHS[since.month - 1]} {since.year}"
    return person.given, person.family, profile(person), mail, firm, title, on


def _messages(folder: Path, people: Sequence[Connection], now: datetime, random: Random, first: bool) -> None:
    rows: list[tuple[str, ...]] = []
    for number, person in enumerate(people):
        if person.key in FRESH:
            continue
        talk = _older(person, random)
        if not first and person.key in OWED:
            talk.append((*OWED[person.key], False))
        if not first and person.key in AWAITING:
            talk.append((*AWAITING[person.key], True))
        rows += [
            _message(number, person, now - timedelta(days=ago, minutes=7), words, mine)
            for ago, words, mine in talk
        ]
    header = (
        "CONVERSATION ID|CONVERSATION TITLE|FROM|SENDER PROFILE URL|TO|RECIPIENT PROFILE URLS|DATE|SUBJECT|CONTENT|"
        "FOLDER|IS MESSAGE DRAFT"
    ).split("|")
    _table(folder / "messages.csv", header, rows)


def _older(person: Connection, random: Random) -> list[tuple[int, str, bool]]:
    """A conversation too old to be owed and too short for a habit: (days ago, words, mine)."""
    turns = random.choice(CONVERSATIONS["es" if person.key in SPANISH else "en"])
    start = random.randint(120, 600)
    return [(start - 2 * n, words, n % 2 == 1) for n, words in enumerate(turns)]


def _message(number: int, person: Connection, at: datetime, words: str, mine: bool) -> tuple[str, ...]:
    me, other = (" ".join(ME[:2]), ME[2]), (f"{person.given} {person.family}", profile(person))
    sender, receiver = (me, other) if mine else (other, me)
    return (
        f"2-demo{number:04d}==",
        "",
        *sender,
        *receiver,
        f"{at:%Y-%m-%d %H:%M:%S} UTC",
        "",
        words,
        "INBOX",
        "No",
    )


def _trust(folder: Path, today: date) -> None:
    """A recommendation and some endorsements."""
    leo, marta = (next(p for p in NETWORK if p.key == key) for key in ("leo", "marta"))
    when = today - timedelta(days=500)
    text = "Alex listens first, decides fast, and keeps every promise."
    _table(
        folder / "Recommendations_Received.csv",
        ("First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status"),
        [
            (p.given, p.family, p.organization, p.title, text, f"{when:%m/%d/%y}, 09:05 AM", "VISIBLE")
            for p in (leo, marta)
        ],
    )
    side = [f"Endorser {part}" for part in ("First Name", "Last Name", "Public Url")]
    _table(
        folder / "Endorsement_Received_Info.csv",
        ("Endorsement Date", "Skill Name", *side, "Endorsement Status"),
        [
            (f"{when:%Y/%m/%d} 17:02:11 UTC", skill, marta.given, marta.family, profile(marta), "ACCEPTED")
            for skill in ("Strategy", "Negotiation")
        ],
    )


def _table(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[str]], before: Iterable[Sequence[str]] = ()
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([*before, header, *rows])
