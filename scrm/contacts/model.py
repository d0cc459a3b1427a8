"""The facts of a contact. Stored values are English keys; the functions at the end give their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from scrm.base.i18n import _, pgettext

KINDS = ("client", "prospect", "lapsed", "partner", "influencer", "colleague", "supplier", "friend", "other")
CHANNELS = ("mail", "call", "chat", "meeting", "linkedin")
SALUTATIONS = ("tu", "usted")
RELATIONS = ("introduced", "works-with", "reports-to", "recommended", "quoted", "family")


@dataclass(frozen=True, slots=True)
class Identity:
    """An address: `type` email, phone, url or profile; `key` is what is compared; `since` the day of a connection."""

    id: str
    contact_id: str
    type: str
    network: str
    value: str
    key: str
    rank: int = 0
    since: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Who works where as what. `ended` is None for the present one; `noted_on` the day we learned of it."""

    id: str
    contact_id: str
    organization_id: str | None
    organization: str
    title: str
    started: str | None
    ended: str | None
    noted_on: str
    source: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie: `contact_id` `kind` `other_id` (introduced: contact introduced other to us)."""

    id: str
    contact_id: str
    other_id: str
    other: str
    kind: str
    since: str | None
    outward: bool
    """False when the tie was told from the other side"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sign of trust: recommendation or endorsement, given (`out`) or received (`in`)."""

    id: str
    contact_id: str
    kind: str
    direction: str
    at: str | None
    text: str
    skill: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A person with addresses, positions and tags. Texts are as received: clean them before showing."""

    id: str
    name: str
    given_name: str
    family_name: str
    nickname: str
    kind: str
    city: str
    country: str
    time_zone: str
    language: str
    salutation: str
    birthday: str
    interests: str
    preferred_channel: str
    preferred_times: str
    expectations: str
    how_met: str
    introduced_by: str | None
    cadence: int | None
    ambient: int
    bumped_on: str | None
    source: str
    source_date: str
    basis: str
    created_at: str
    updated_at: str
    deleted_at: str | None
    identities: tuple[Identity, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def position(self) -> Affiliation | None:
        """The present position, the latest told when there are several."""
        present = [a for a in self.affiliations if a.ended is None]
        return max(present, key=lambda a: a.noted_on, default=None)

    @property
    def organization(self) -> str:
        """The present firm's name, or empty."""
        return self.position.organization if self.position else ""

    @property
    def title(self) -> str:
        """The present job title, or empty."""
        return self.position.title if self.position else ""

    def values(self, type: str) -> list[str]:
        """Addresses of one type as given, the preferred first."""
        return [i.value for i in sorted(self.identities, key=lambda i: i.rank) if i.type == type]


class PersonRow(NamedTuple):
    """What a list shows of a person; `n` is the place in the order by name, as the search index keeps it."""

    n: int
    id: str
    name: str
    organization: str
    title: str
    kind: str
    last_at: str | None = None
    cadence: int | None = None
    ambient: bool = False


class Organization(NamedTuple):
    """A firm; `people` counts the present affiliations."""

    id: str
    name: str
    website: str
    city: str
    people: int = 0


FIELDS = (
    "name given_name family_name nickname kind city country time_zone language salutation birthday interests "
    "preferred_channel preferred_times expectations how_met introduced_by cadence ambient bumped_on"
).split()
"""columns a user may edit directly"""


def contact_kind(kind: str) -> str:
    """What somebody is to us, in words: `client`; a kind that is not known stays as it is."""
    names = {
        "client": _("client"),
        "prospect": _("prospect"),
        "lapsed": _("lapsed"),
        "partner": _("partner"),
        "influencer": _("influencer"),
        "colleague": _("colleague"),
        "supplier": _("supplier"),
        "friend": _("friend"),
        "other": _("other"),
    }
    return names.get(kind, kind)


def channel_name(channel: str) -> str:
    """How somebody likes to be contacted, in words; a channel of their own stays as it is."""
    names = {
        "mail": pgettext("kind", "mail"),
        "call": pgettext("kind", "call"),
        "chat": pgettext("kind", "chat"),
        "meeting": pgettext("kind", "meeting"),
        "linkedin": "LinkedIn",
    }
    return names.get(channel, channel)


def manner_name(salutation: str) -> str:
    """How somebody is spoken to, in words."""
    return {"tu": _("informal (tú)"), "usted": _("formal (usted)")}.get(salutation, salutation)
