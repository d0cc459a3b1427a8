"""Invented people for a LinkedIn archive, with the oddities of real name columns in their measured shares."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from urllib.parse import quote

_GIVEN = (
    "Ana Luis Marta Jorge Lucía Pablo Inés Raúl Nuria Óscar Elena Iván Carmen Hugo Sofía Adrián Paula Íñigo "
    "Emma Liam Olivia Noah Grace Henry Chloe Oscar Alice Jack Ruby Leo João Beatriz Tiago Mariana Rui Catarina "
    "Jürgen Anke Björn Käthe Uwe Renée Benoît Zoé Loïc Maëlle Søren Åsa Łukasz Zuzanna María José Juan Carlos"
).split()
_FAMILY = (
    "García Núñez Rojas Peña Ibáñez Muñoz Castaño Vidal Soler Ferrer Ortega Blanco Lozano Cano Prieto Gil "
    "Smith Taylor Brown Evans Walker Wright Green Hall Wood Clarke Turner Parker Morris Cooper Ward Bailey "
    "Silva Costa Rocha Gonçalves Araújo Müller Schäfer Weiß Krüger Köhler Lefèvre Moreau Gauthier Nielsen "
    "Lindström Kowalska Zieliński Novák Horváth O'Neill D'Angelo van-Dijk de-la-Fuente"
).split()
_FIRM = (
    "Acme Globex Initech Umbra Hexa Nimbus Faro Delta Orbe Kappa Lumen Terra Norte Sigma Puente Vela".split()
)
_SORT = (
    "Consulting|Labs|Systems, Inc.|& Co|Group|Logistics|Health|Energy|<Studio>|Partners|S.L.|GmbH|Bank".split(
        "|"
    )
)
_TITLE = (
    "Head of Operations|CTO|Founder|Product Manager|Engineer|Sales Director|Partner|Consultant|Designer|"
    "Chief of Staff, EMEA|Professor|Marketing Lead|VP Engineering|Recruiter|Analyst|Responsable de Compras"
).split("|")
_CREDENTIALS = (", PhD", ", MBA", ", PMP, CSM", ", CFA", ", MD, MSc")
_EMOJI = ("🚀", "✨", "🇪🇸", "👩‍💻", "☕")


@dataclass(slots=True)
class Someone:
    """One row of Connections.csv, or a stranger."""

    given: str
    family: str
    slug: str
    email: str
    firm: str
    title: str
    since: date

    @property
    def name(self) -> str:
        """As messages show it."""
        return f"{self.given.strip()} {self.family.strip()}".strip()

    @property
    def url(self) -> str:
        """The profile address, percent-encoded in upper case as LinkedIn does; empty for a ghost."""
        return f"https://www.linkedin.com/in/{quote(self.slug)}" if self.slug else ""

    def row(self) -> list[str]:
        """Its cells in Connections.csv."""
        return [self.given, self.family, self.url, self.email, self.firm, self.title, day_text(self.since)]


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def day_text(day: date) -> str:
    """A day as Connections.csv writes it: `05 Dec 2023`."""
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year}"


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "".join(c if c.isalnum() else "-" for c in plain).strip("-")


def position(random: Random) -> tuple[str, str]:
    """An employer and a title; both blank for three in a hundred."""
    if random.random() < 0.03:
        return "", ""
    return f"{random.choice(_FIRM)} {random.choice(_SORT)}", random.choice(_TITLE)


def someone(random: Random, number: int, last_day: date) -> Someone:
    """A person whose slug no other has; names repeat, as they do."""
    given, family = random.choice(_GIVEN), random.choice(_FAMILY)
    if random.random() < 0.3:
        family += " " + random.choice(_FAMILY)
    slug = f"{_ascii(given)}-{_ascii(family)}-{number:x}"
    if random.random() < 0.06:
        slug = f"{given}-{family.replace(' ', '-')}-{number:x}".lower()
    mail = (
        f"{_ascii(given)}.{number}@{_ascii(random.choice(_FIRM))}.example" if random.random() < 0.11 else ""
    )
    firm, title = position(random)
    since = last_day - timedelta(days=int(random.random() ** 2 * 5500))
    given, family = _oddity(random, given, family)
    return Someone(given, family, slug, mail, firm, title, since)


def _oddity(random: Random, given: str, family: str) -> tuple[str, str]:
    """One of the odd spellings, by its share among 36,449 measured rows."""
    odds = random.random() * 36_449
    for share, change in (
        (424, lambda: (given, family + random.choice(_CREDENTIALS))),
        (774, lambda: (given, f"{family[0]}.")),
        (724, lambda: (given + " ", f" {family}")),
        (53, lambda: (f"{random.choice(_EMOJI)} {given}", family)),
        (182, lambda: (given, f"{family} {random.choice(_EMOJI)}")),
        (364, lambda: (given.upper(), family.upper())),
        (6, lambda: ("".join(chr(0x1D400 + ord(c) - 65) if "A" <= c <= "Z" else c for c in given), family)),
        (7, lambda: (f"{given}\u200b", f"\u202a{family}\u202c")),
    ):
        odds -= share
        if odds < 0:
            return change()
    return given, family


def ghost(random: Random, last_day: date) -> Someone:
    """A closed account: nothing but the day of the connection."""
    return Someone("", "", "", "", "", "", last_day - timedelta(days=random.randrange(4000)))
