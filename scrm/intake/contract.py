"""What an importer is: it identifies a source and reads drafts from it. It never writes.

An importer is registered in the entry-point group `scrm.importers` and loaded
by name. It sees this module, the models and the base, nothing else; what
becomes of a draft (new, update, same, review, skipped) is decided by intake.
Each draft names the file and the row it came from (1 = the header line of a
CSV, counted as physical records after any preamble), so that every count and
every complaint can be checked by opening the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Handle:
    """An address that tells who someone is, as found and normalised."""

    type: str
    """`email`, `phone`, `url` or `profile`"""
    value: str
    """as given in the source"""
    key: str
    """what is compared: e-mail case-folded, profile slug decoded and lower-cased"""
    network: str = ""
    """for a profile: `linkedin`, `mastodon`, ..."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in an interaction or behind a piece of evidence, other than the owner."""

    name: str
    handle: Handle | None = None
    role: str = "to"
    """`from` or `to`"""


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person to be known. `key` is hashed into the contact's id (`linkedin/<slug>`)."""

    file: str
    row: int
    key: str
    name: str
    given_name: str = ""
    family_name: str = ""
    handles: tuple[Handle, ...] = ()
    organization: str = ""
    title: str = ""
    since: date | None = None
    """the day of the connection, the same in every export"""


@dataclass(frozen=True, slots=True)
class InteractionDraft:
    """Something that happened. `key` is hashed into the interaction's id."""

    file: str
    row: int
    key: str
    at: datetime
    """aware, UTC"""
    kind: str
    """`call mail meeting chat social event`"""
    direction: str
    """`in`, `out` or `both`"""
    parties: tuple[Party, ...]
    summary: str = ""
    text: str = ""
    form: str = ""
    """what it was in its source: `message`, `inmail`, `invitation`"""
    conversation: str = ""
    """the thread's key; empty when it has none"""
    people: int = 1
    """people in it besides the owner, known by name or not"""
    needs_contact: bool = False
    """an invitation: only counts once the other side is a contact, else it is skipped as pending"""


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """A sign of trust: a recommendation or an endorsement, given (`out`) or received (`in`)."""

    file: str
    row: int
    key: str
    kind: str
    direction: str
    party: Party
    at: datetime | None = None
    text: str = ""
    skill: str = ""


@dataclass(frozen=True, slots=True)
class OwnerDraft:
    """Facts about the owner of the workspace found in the source: never a contact."""

    file: str
    row: int
    name: str = ""
    handles: tuple[Handle, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is left out on purpose or cannot be used; `reason` is a stable English phrase."""

    file: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Undecided:
    """A row that cannot be read without an answer from the user; `question` says which."""

    file: str
    row: int
    question: str


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file of the source: used or not, and how many rows it has (header and preamble not counted)."""

    name: str
    used: bool
    rows: int = 0
    note: str = ""
    """a warning for the user: another encoding, an unclosed quote"""


Draft = PersonDraft | InteractionDraft | EvidenceDraft | OwnerDraft | Skipped | Undecided | FileSeen


@dataclass(frozen=True, slots=True)
class Options:
    """What the user said on the command line."""

    me: str = ""
    """`--me`: a profile URL or a full name"""
    known_me: tuple[Handle, ...] = ()
    """the owner's own addresses from earlier imports"""
    notes: list[str] = field(default_factory=list)
    """sentences for the user that belong to no row; the importer appends"""


class Importer(Protocol):
    """One format."""

    name: str
    """the word on the command line"""

    def identify(self, path: Path) -> str | None:
        """A short sentence on what the path is in this format, or None. Reads little, never raises on foreign data."""

    def read(self, path: Path, options: Options) -> Iterator[Draft]:
        """All drafts, files in a fixed order, people before what refers to them.

        Raises BadInput, with what was found and what was expected, when the
        path is not what it claims to be; a bad row is a `Skipped`, never an error.
        """
