"""Makes a LinkedIn archive of invented people, as large as wanted, with the oddities of real ones.

    python -m bench.linkedin_archive OUT.zip --people 30000 --messages 12000 --seed 1 [--changed]

The same arguments give the same bytes. `--changed` is the next archive of
the same network: new people, new positions, new messages. What happened
before lies at least three days back, what is new one or two days.
"""

from __future__ import annotations

import argparse
import csv
import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from bench.linkedin_people import Someone, ghost, position, someone
from bench.linkedin_talk import Talk

ME = Someone(
    "Clara", "Vega Ruiz", "clara-vega-ruiz", "clara@vega.example", "Vega", "Consultant", date(2010, 1, 1)
)
PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. '
    'You will only see email addresses for connections who have allowed it, as they choose."\n'
    "\n"
)
CONNECTIONS = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
RECOMMENDATION = ("First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status")
_SKILLS = "Strategy|Negotiation|Python|Public Speaking|Logistics|Change Management|Finanzas|SQL".split("|")


def us_date(day: date, clock: str = "9:05 AM") -> str:
    """A moment as Invitations.csv writes it: `10/28/23, 9:05 AM`."""
    return f"{day.month}/{day.day}/{day.year % 100:02d}, {clock}"


class Network:
    """All people and what they did until three days before `today`; `age` lets it go on."""

    def __init__(self, people: int, messages: int, seed: int, today: date) -> None:
        self.today = today
        self.random = Random(seed)
        self._messages = messages
        last = today - timedelta(days=3)
        ghosts = people // 100
        self.people = [someone(self.random, number, last) for number in range(people - ghosts)]
        self.ghosts = [ghost(self.random, last) for _ in range(ghosts)]
        self.strangers = [
            someone(self.random, number, last) for number in range(people, people + people // 8 + 9)
        ]
        self.twins = self.random.sample(self.people, k=max(1, people * 22 // 36_449))
        self.talk = Talk(self.random, ME, today)
        self.talk.add(self.people, self.strangers, messages, newest=3, oldest=3000)
        self.invitations = self._invite(max(4, people * 15 // 100), newest=3, oldest=2500)
        self.recommendations = [self._recommend("VISIBLE") for _ in range(max(2, people // 2000))]
        self.given = [self._recommend("") for _ in range(max(1, people // 4000))]
        self.endorsed = self._endorse(max(6, people // 50))
        self.endorsing = self._endorse(max(3, people // 100))

    def age(self) -> None:
        """Let a month's worth of change happen: 2 % new positions, 1 % new people, 3 % more messages."""
        for person in self.random.sample(self.people, k=max(1, len(self.people) // 50)):
            person.firm, person.title = position(self.random)
        start = 2 * (len(self.people) + len(self.strangers) + len(self.ghosts))
        fresh = [someone(self.random, start + n, self.today) for n in range(max(1, len(self.people) // 100))]
        for person in fresh:
            person.since = self.today - timedelta(days=self.random.choice((1, 2)))
        self.people = fresh + self.people
        self.talk.add(self.people, self.strangers, max(1, self._messages * 3 // 100), newest=1, oldest=2)

    def _invite(self, number: int, newest: int, oldest: int) -> list[list[str]]:
        rows = []
        for _ in range(number):
            outgoing = self.random.random() < 0.5
            accepted = self.random.random() < (0.6 if outgoing else 0.85)
            other = self.random.choice(self.people if accepted else self.strangers)
            sent = self.today - timedelta(days=self.random.randint(newest, oldest))
            text = "Hi Clara, we met in Lisbon." if self.random.random() < 0.05 else ""
            one, two = (ME, other) if outgoing else (other, ME)
            when = us_date(sent, f"{self.random.randint(1, 12)}:{self.random.randint(0, 59):02d} AM")
            way = "OUTGOING" if outgoing else "INCOMING"
            rows.append([one.name, two.name, when, text, way, one.url, two.url])
        return rows

    def _recommend(self, status: str) -> list[str]:
        who = self.random.choice(self.people)
        when = us_date(self.today - timedelta(days=self.random.randint(3, 3000)), "11:40 PM")
        text = "Clara listens first, decides fast, and keeps her word. " * self.random.randint(1, 9)
        return [who.given, who.family, who.firm, who.title, text.strip(), when, status]

    def _endorse(self, number: int) -> list[list[str]]:
        """One row for each skill: few people, many rows."""
        rows = []
        friends = self.random.sample(self.people, k=max(1, min(len(self.people), number // 4)))
        for _ in range(number):
            who, day = self.random.choice(friends), self.today - timedelta(days=self.random.randint(3, 3000))
            when, state = (
                f"{day:%Y/%m/%d} 17:02:11 UTC",
                self.random.choice(("ACCEPTED", "ACCEPTED", "PENDING")),
            )
            address = who.url.removeprefix("https://")
            rows.append([when, self.random.choice(_SKILLS), who.given, who.family, address, state])
        return rows

    def files(self) -> dict[str, str]:
        """The text of every file in the archive."""
        order = Random(len(self.people))
        connected = sorted([*self.people, *self.ghosts, *self.twins], key=lambda p: p.since, reverse=True)
        talk = self.talk.rows(order)
        return {
            "Connections.csv": PREAMBLE + table(CONNECTIONS, (person.row() for person in connected)),
            "messages.csv": table(Talk.COLUMNS, talk),
            "guide_messages.csv": table(Talk.COLUMNS, talk[:3]),
            "Invitations.csv": table(
                ("From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl"),
                self.invitations,
            ),
            "Recommendations_Received.csv": table(RECOMMENDATION, self.recommendations),
            "Recommendations_Given.csv": table(RECOMMENDATION, self.given),
            "Endorsement_Received_Info.csv": table(endorsement_columns("Endorser"), self.endorsed),
            "Endorsement_Given_Info.csv": table(endorsement_columns("Endorsee"), self.endorsing),
            **own_files(self.today),
        }


def endorsement_columns(who: str) -> list[str]:
    """The header for endorsements by (`Endorser`) or of (`Endorsee`) others."""
    side = [f"{who} {part}" for part in ("First Name", "Last Name", "Public Url")]
    return ["Endorsement Date", "Skill Name", *side, "Endorsement Status"]


def own_files(today: date) -> dict[str, str]:
    """What concerns only the owner; most of it is not for a CRM."""
    yesterday, post = today - timedelta(days=4), "https://www.linkedin.com/feed/update/x"
    return {
        "Profile.csv": table(
            (
                "First Name",
                "Last Name",
                "Maiden Name",
                "Address",
                "Birth Date",
                "Headline",
                "Summary",
                "Websites",
            ),
            [(ME.given, ME.family, "", "", "Apr 12", "Consultant", "", "[BLOG:https://vega.example]")],
        ),
        "Email Addresses.csv": table(
            ("Email Address", "Confirmed", "Primary", "Updated On"),
            [
                ("old@vega.example", "No", "No", "Not Available"),
                (ME.email, "Yes", "Yes", us_date(yesterday)),
            ],
        ),
        "PhoneNumbers.csv": table(("Extension", "Number", "Type"), [("", "", "")]),
        "Skills.csv": table(("Name",), [(skill,) for skill in _SKILLS]),
        "Reactions.csv": f"Date,Type,Link\r\n{yesterday} 17:02:11,LIKE,{post}\r\n",
        "Comments.csv": f"Date,Link,Message\n{yesterday} 17:02:11,{post},Well said\n\nme@vega.example\n",
        "Shares.csv": f'Date,ShareLink,ShareCommentary\n{yesterday} 17:02:11,{post},"One""\n""two"\n',
        "Ad_Targeting.csv": table(
            ("Company Names", "Company Names", "interfaceLocale"), [("a", "b", "es_ES")]
        ),
        "Company Follows.csv": table(
            ("Organization", "Followed On"), [("Acme", "Tue Dec 05 17:02:11 UTC 2023")]
        ),
        "Jobs/Saved Jobs.csv": table(("Saved Date", "Job Url"), []),
        "Articles/Articles/a-first-article.html": "<html><body><p>Words</p></body></html>",
    }


def table(header: object, rows: object) -> str:
    """CSV text with LF line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)  # type: ignore[arg-type]
    writer.writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def write(path: Path, files: dict[str, str], today: date) -> None:
    """The files as a zip; the same files give the same bytes."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, (today.year, today.month, today.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode())


def make(path: Path, people: int, messages: int, seed: int, today: date, *, changed: bool = False) -> None:
    """Write an archive of at least ten people to `path`."""
    network = Network(max(10, people), messages, seed, today)
    if changed:
        network.age()
    write(path, network.files(), today)


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--people", type=int, default=30_000)
    parser.add_argument("--messages", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--today", type=date.fromisoformat, default=datetime.now(UTC).date())
    parser.add_argument("--changed", action="store_true", help="the next archive of the same network")
    given = parser.parse_args(arguments)
    make(given.out, given.people, given.messages, given.seed, given.today, changed=given.changed)


if __name__ == "__main__":
    main()
