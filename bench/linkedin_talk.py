"""The conversations of an invented archive: rows of messages.csv with their oddities."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from bench.linkedin_people import Someone

_LINES = (
    "Thanks for the call  let us talk on Thursday.|Great to see you in Lisbon!|Could you send the proposal?|"
    "Gracias, lo miro mañana y te digo.|Sounds good 👍|I will introduce you to Marta, she runs the pilot.|"
    "¿Te va bien el jueves a las diez?|Congratulations on the new role!|[b]Not markup[/b] & not HTML: 3 < 4"
).split("|")
_HTML = (
    '<p class="spinmail-quill-editor__spin-break">Hello Clara&nbsp;&amp; team,</p>'
    '<p class="spinmail-quill-editor__spin-break">See <a href="https://news.example/?a=1&amp;b=2">our page</a></p>'
)
_YEAR_SHARE = 3
"""how strongly conversations crowd towards today"""


class Talk:
    """All messages so far."""

    COLUMNS = (
        "CONVERSATION ID|CONVERSATION TITLE|FROM|SENDER PROFILE URL|TO|RECIPIENT PROFILE URLS|DATE|SUBJECT|"
        "CONTENT|FOLDER|ATTACHMENTS|IS MESSAGE DRAFT"
    ).split("|")

    def __init__(self, random: Random, me: Someone, today: date) -> None:
        self._random = random
        self._me = me
        self._today = datetime.combine(today, time(), UTC)
        self._rows: list[list[str]] = []

    def rows(self, order: Random) -> list[list[str]]:
        """The rows, conversations in no order."""
        shuffled = list(self._rows)
        order.shuffle(shuffled)
        return shuffled

    def add(
        self, people: list[Someone], strangers: list[Someone], number: int, *, newest: int, oldest: int
    ) -> None:
        """`number` more messages between `newest` and `oldest` days ago."""
        end = len(self._rows) + number
        while len(self._rows) < end:
            odds = self._random.random()
            left = end - len(self._rows)
            start = newest + int((oldest - newest) * self._random.random() ** _YEAR_SHARE)
            if odds < 0.03:
                self._advertisement(start)
            elif odds < 0.05:
                self._converse(self._random.sample(people, k=min(len(people), 6)), start, newest, left)
            elif odds < 0.35:
                self._converse([self._random.choice(strangers)], start, newest, left)
            else:
                self._converse([self._random.choice(people)], start, newest, left)

    def _converse(self, others: list[Someone], days: int, newest: int, limit: int) -> None:
        random = self._random
        key = f"2-{random.getrandbits(96):024x}=="
        moment = self._today - timedelta(days=days, seconds=-random.randrange(80_000))
        latest = self._today - timedelta(days=newest - 1)
        everyone = [self._me, *others]
        for _ in range(min(limit, random.randint(1, 12))):
            sender = random.choice(everyone)
            self._say(key, sender, [person for person in everyone if person is not sender], moment)
            moment += timedelta(seconds=random.randrange(60, 200_000))
            if moment >= latest:
                return

    def _say(self, key: str, sender: Someone, to: list[Someone], at: datetime) -> None:
        random = self._random
        odds = random.random()
        name, url = sender.name, sender.url
        if sender is not self._me and odds < 0.036:
            name, url = "LinkedIn Member", url if odds < 0.01 else ""
        content = "" if random.random() < 0.025 else random.choice(_LINES)
        subject = ""
        if random.random() < 0.007 and sender is not self._me and url:
            content, subject = _HTML, "An idea for Vega"
        folder = random.choices(("INBOX", "ARCHIVE", "", "SPAM"), (90, 6, 3, 0.5))[0]
        files = "https://www.linkedin.com/dms/file.pdf" if random.random() < 0.01 else ""
        draft = "Yes" if sender is self._me and random.random() < 0.01 else "No"
        names, urls = ",".join(person.name for person in to), ",".join(person.url for person in to)
        title = "Pilot group" if len(to) > 1 else ""
        when = f"{at:%Y-%m-%d %H:%M:%S} UTC"
        self._rows.append([key, title, name, url, names, urls, when, subject, content, folder, files, draft])

    def _advertisement(self, days: int) -> None:
        at = self._today - timedelta(days=days)
        name = self._random.choice(("", "Acme Cloud", "LinkedIn"))
        key, me = f"2-{self._random.getrandbits(96):024x}==", self._me
        when = f"{at:%Y-%m-%d %H:%M:%S} UTC"
        self._rows.append([key, "", name, "", me.name, me.url, when, "Offer", _HTML, "INBOX", "", "No"])
