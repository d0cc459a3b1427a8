"""What the cache keeps of a note's bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from scrm.base.ids import id_for
from scrm.notes.store.cache import Entry
from vault.links import links
from vault.note import Note, parse, stem
from vault.scan import Stat

_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
# A link to a picture or a table is not one to a note.
_ATTACHMENT = re.compile(r"\.(?!md$)[a-z][a-z0-9]{1,4}$", re.IGNORECASE)


def entry(path: str, data: bytes, stat: Stat | None = None) -> Entry:
    """The entry of a note; never raises on what is in it. Without `stat` the file is looked at once more.

    A note without an id of ours gets one made from its path, so that it can be referred to. People in the
    front matter are ids, or names as in `[[Name]]`, which are links.
    """
    note = parse(path, data)
    ids = [person.lower() for person in note.people]
    found = Entry(
        id=note.id.lower() if _ID.fullmatch(note.id.lower()) else id_for(f"note/{path}"),
        path=path,
        title=note.title,
        created=note.created,
        sha=note.sha,
        size=len(data),
        mtime_ns=0,
        problem=note.problem,
        names=(note.title, *note.aliases, stem(path), _without_suffix(path)),
        people=tuple(id for id in ids if _ID.fullmatch(id)),
        tags=note.tags,
        links=tuple(_links(note)),
        body=note.body,
    )
    known = stat is not None and stat.sha == found.sha
    return replace(found, mtime_ns=stat.mtime_ns) if stat and known else found


def _links(note: Note) -> Iterator[tuple[int, str]]:
    for person in note.people:
        if not _ID.fullmatch(person.lower()):
            yield 1, person.removeprefix("[[").removesuffix("]]").partition("|")[0].strip()
    for link in links(note.body, note.body_line):
        if not _ATTACHMENT.search(link.target):
            yield link.line, _without_suffix(link.target)


def _without_suffix(path: str) -> str:
    return path[:-3] if path.lower().endswith(".md") else path
