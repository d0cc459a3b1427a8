"""The importer for LinkedIn's "Get a copy of your data": a zip, an unpacked folder, or one of its CSV files.

Keys of what it yields, which are hashed into ids:

- person: `linkedin/<slug>`, without an address `linkedin/<folded name>/<connected on>`
- message: `linkedin/<conversation>/<date>/<sender>/<sha256(content)[:16]>/<n>`
- invitation: `linkedin/invitation/<direction>/<slug or name>/<date>`
- recommendation: `linkedin/recommendation/<direction>/<name>/<date>`
- endorsement: `linkedin/endorsement/<direction>/<slug or name>/<skill>`
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from importers.archive import Archive, Member, open_archive
from importers.linkedin import connections, evidence, files, invitations, messages, owner
from importers.linkedin.files import Found
from importers.linkedin.me import Me, Signs, find_me
from importers.linkedin.profile import handle
from importers.linkedin.threads import Message, threads
from importers.reading import Survey, head_lines
from importers.tables import Table, count_rows
from scrm.base.errors import BadInput, ScrmError
from scrm.base.i18n import _
from scrm.base.text import clean, shorten
from scrm.intake.contract import Draft, FileSeen, Options, Skipped


class LinkedIn:
    """Reads connections, messages, invitations, recommendations, endorsements and the owner's own data."""

    name = "linkedin"

    def identify(self, path: Path) -> str | None:
        """What the path holds, as a short sentence; None when it is not from LinkedIn."""
        try:
            with open_archive(path) as archive:
                kinds = files.kinds_at_a_glance(archive)
        except ScrmError:
            return None
        return _("LinkedIn export with %(kinds)s") % {"kinds": ", ".join(kinds)} if kinds else None

    def read(self, path: Path, options: Options) -> Iterator[Draft]:
        """All drafts: the owner, people, messages, invitations, evidence; then the files not used.

        Everything that can make the whole source unusable is checked before
        the first draft. Raises BadInput, or NotFound when there is no such path.
        """
        with open_archive(path) as archive:
            used, rest = files.survey_all(archive)
            if not used:
                raise _foreign(archive, rest)
            yield from _drafts(used, options)
            yield from _unused(archive, used, rest)


def _drafts(used: list[Found], options: Options) -> Iterator[Draft]:
    """The drafts of all files that are used. Messages are loaded first: they show who the owner is."""
    tables: dict[str, list[Table]] = {kind: [] for kind in files.KINDS}
    for found in used:
        tables[found.kind].append(found.table())
    skipped: list[Skipped] = []
    loaded: list[Message] = []
    for table in tables["messages"]:
        for each in messages.load(table):
            (skipped if isinstance(each, Skipped) else loaded).append(each)  # type: ignore[arg-type]
    conversations = threads(loaded)
    me = find_me(options, _signs(tables), conversations) if conversations else None
    for kind in files.KINDS:
        if kind == "messages":
            yield from skipped
            yield from messages.interactions(conversations, me)
            yield from (table.seen() for table in tables[kind])
            continue
        for table in tables[kind]:
            yield from table.drafts(_reader(kind, table, me))


def _reader(kind: str, table: Table, me: Me | None) -> Callable[[int, list[str]], Draft]:
    """The function that makes a draft of each row."""
    if kind == "profile":
        return owner.owners(table, handle(me.url, me.slug) if me and me.slug else None)
    return {
        "emails": owner.addresses,
        "connections": connections.people,
        "invitations": invitations.invitations,
        "recommendations": evidence.recommendations,
        "endorsements": evidence.endorsements,
    }[kind](table)


def _signs(tables: dict[str, list[Table]]) -> Signs:
    """What the profile and the invitations say about the owner."""
    names = [owner.owner_name(table) for table in tables["profile"]]
    inviters = (side for table in tables["invitations"] for side in invitations.own_sides(table))
    return Signs(next(filter(None, names), ""), frozenset(inviters))


def _unused(archive: Archive, used: list[Found], rest: list[tuple[Member, Survey]]) -> Iterator[FileSeen]:
    """The files that are not read, CSV files with their number of rows."""
    surveyed = {member.name: count_rows(member.open, seen) for member, seen in rest}
    names = {found.member.name for found in used}
    for member in archive.members:
        if member.name not in names:
            yield FileSeen(member.name, False, surveyed.get(member.name, 0))


def _foreign(archive: Archive, rest: list[tuple[Member, Survey]]) -> BadInput:
    """The error for a source without a single file that is read: shows its names, or the one file's start."""
    found = ", ".join(member.name for member in archive.members[:5])
    if len(archive.members) == 1 and rest:
        found = next(filter(None, map(str.strip, head_lines(rest[0][1]))), "")
    return BadInput(
        _("%(name)s is not a LinkedIn export: found %(found)s, expected Connections.csv and the like")
        % {"name": clean(archive.name), "found": shorten(clean(found), 120) or _("nothing")},
        _("LinkedIn: Settings, Data privacy, Get a copy of your data; then give the zip it sends"),
    )
