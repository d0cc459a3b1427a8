"""Which file of an archive is what: told by its header, by its name only where headers are equal.

File names drift over the years and headers do not, with one trap: chats with
LinkedIn's assistants (`guide_messages.csv`, `coach_messages.csv`, ...) have
the very columns of `messages.csv` and are never conversations with people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from importers.archive import Archive, Member
from importers.reading import Survey, head_lines, sniff, survey
from importers.tables import Header, Table, find_header
from scrm.base.errors import BadInput
from scrm.base.i18n import _
from scrm.base.text import clean, shorten

KINDS = ("profile", "emails", "connections", "messages", "invitations", "recommendations", "endorsements")
"""in the order in which they are read: the owner, people, what refers to them"""

_EXPECTED = {
    "connections": ("connections", "First Name, Last Name, URL, Company, Position, Connected On"),
    "messages": ("messages", "CONVERSATION ID, FROM, TO, DATE, CONTENT"),
    "invitations": ("invitations", "From, To, Sent At, Direction"),
    "recommendationsreceived": ("recommendations", "First Name, Last Name, Text, Creation Date"),
    "recommendationsgiven": ("recommendations", "First Name, Last Name, Text, Creation Date"),
    "recommendations": ("recommendations", "First Name, Last Name, Text, Creation Date"),
    "endorsementreceivedinfo": ("endorsements", "Endorsement Date, Skill Name, Endorser First Name"),
    "endorsementgiveninfo": ("endorsements", "Endorsement Date, Skill Name, Endorsee First Name"),
    "profile": ("profile", "First Name, Last Name, Headline"),
    "emailaddresses": ("emails", "Email Address, Confirmed, Primary"),
}

# German, French, Spanish and Portuguese headers have not been seen in real
# exports, only in other projects' tests; they cost nothing.
_RENAME = {
    local: name
    for name, locals_ in {
        "firstname": "vorname prenom nombre nome",
        "lastname": "nachname nom apellidos sobrenome",
        "emailaddress": "emailadresse adresseemail direcciondecorreoelectronico enderecodeemail",
        "company": "unternehmen firma entreprise empresa",
        "position": "poste cargo",
        "connectedon": "verbundenam vernetztam datedeconnexion conectadoel fechadeconexion conectadoem",
        "sentat": "datesent",
    }.items()
    for local in locals_.split()
}

_DECORATION = re.compile(r"(?:\s*\(\d+\)|[ _-]+copy(?:[ _]\d+)?|[ _-]\d+)$", re.I)
_ASSISTANTS = ("guide", "coach", "learning", "roleplay", "assistant")


@dataclass(frozen=True, slots=True)
class Found:
    """A member that will be read."""

    kind: str
    member: Member
    survey: Survey
    header: Header

    def table(self) -> Table:
        """Its rows."""
        return Table(self.member.name, self.member.open, self.survey, self.header)


def base_name(path: str) -> str:
    """A file's name for comparing: without folder, ending, member id, part number, copy mark or signs."""
    stem = re.sub(r"\.csv$", "", PurePosixPath(path).name, flags=re.I).strip()
    while stem != (shorter := _DECORATION.sub("", stem)):
        stem = shorter
    return re.sub(r"[ _-]", "", stem).lower()


def kind_of(names: frozenset[str]) -> str:
    """What a header with these column names belongs to; empty for nothing that is read."""
    if names >= {"from", "to", "date", "content"}:
        return "messages"
    if names >= {"from", "to", "direction"} and names & {"sentat", "inviterprofileurl"}:
        return "invitations"
    if "skillname" in names and names & {"endorserfirstname", "endorseefirstname"}:
        return "endorsements"
    if names >= {"text", "creationdate"}:
        return "recommendations"
    if names >= {"emailaddress", "confirmed", "primary"}:
        return "emails"
    if names >= {"firstname", "lastname", "headline"}:
        return "profile"
    return "connections" if names >= {"firstname", "connectedon"} else ""


def _is_known(names: frozenset[str]) -> bool:
    return bool(kind_of(names))


def _is_contact_list(names: frozenset[str]) -> bool:
    """A list named Connections may have lost its dates; another list with these columns is not ours."""
    return names >= {"firstname", "company"}


def header_of(name: str, found: Survey) -> tuple[str, Header] | None:
    """What a file is and where its header stands, or None.

    Raises BadInput when it has the name of a file that is read but no header
    that is known.
    """
    head = head_lines(found)
    header = find_header(head, _is_known, _RENAME)
    if header:
        return kind_of(frozenset(header.names)), header
    kind, expected = _EXPECTED.get(base_name(name), ("", ""))
    if kind == "connections":
        header = find_header(head, _is_contact_list, _RENAME)
        if header:
            return kind, header
    first = next((line.strip() for line in head if line.strip()), "")
    if kind and first:
        raise BadInput(
            _("%(file)s has no header row that is known: found %(found)s, expected %(expected)s")
            % {"file": clean(name), "found": shorten(clean(first), 80), "expected": expected},
            _("download the archive again, or give another of its files"),
        )
    return None


def survey_all(archive: Archive) -> tuple[list[Found], list[tuple[Member, Survey]]]:
    """All members read once, by bytes: those that are used, in reading order, and the other CSV files.

    Raises BadInput for a damaged or oversized source, and as `header_of`.
    """
    found: list[Found] = []
    rest: list[tuple[Member, Survey]] = []
    for member in archive.members:
        if not _is_table(archive, member):
            continue
        seen = survey(archive.chunks(member))
        told = header_of(member.name, seen)
        if told:
            found.append(Found(told[0], member, seen, told[1]))
        else:
            rest.append((member, seen))
    used = _without_assistants(found, single=len(archive.members) == 1)
    rest += [(each.member, each.survey) for each in found if each not in used]
    return sorted(used, key=lambda each: KINDS.index(each.kind)), rest


def kinds_at_a_glance(archive: Archive) -> list[str]:
    """The kinds that are there, told from the first bytes of each member only."""
    found: list[Found] = []
    for member in archive.members:
        if _is_table(archive, member):
            head = archive.head(member)
            seen = Survey(len(head), sniff(head), head=head)
            told = header_of(member.name, seen)
            if told:
                found.append(Found(told[0], member, seen, told[1]))
    used = _without_assistants(found, single=len(archive.members) == 1)
    return [kind for kind in KINDS if any(each.kind == kind for each in used)]


def _is_table(archive: Archive, member: Member) -> bool:
    """A CSV by its ending, or the one file the user named; files of the system are neither."""
    path = PurePosixPath(member.name)
    if path.name.startswith(".") or "__MACOSX" in path.parts:
        return False
    return path.suffix.lower() == ".csv" or len(archive.members) == 1


def _without_assistants(found: list[Found], single: bool) -> list[Found]:
    """Of the files with the columns of messages.csv, those with its name; else the only other one."""
    named = [e for e in found if e.kind == "messages" and base_name(e.member.name) == "messages"]
    others = [
        e
        for e in found
        if e.kind == "messages" and not any(word in base_name(e.member.name) for word in _ASSISTANTS)
    ]
    messages = named or (others if single or len(others) == 1 else [])
    return [each for each in found if each.kind != "messages" or each in messages]
