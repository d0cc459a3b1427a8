"""A note: one Markdown file, with what its front matter says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scrm.base.files import sha256_hex
from vault.fields import field_lines
from vault.matter import Matter, read

_TAG_BREAKS = re.compile(r"[,\s]+")


@dataclass(frozen=True, slots=True)
class Note:
    """A note as read from its file; texts are as received and must be cleaned before they are shown."""

    path: str
    """below the vault, with `/`"""
    id: str
    """empty in a note that was not made here"""
    title: str
    """the field `title`, else the file's name without `.md`"""
    aliases: tuple[str, ...]
    people: tuple[str, ...]
    """ids of contacts"""
    tags: tuple[str, ...]
    """without `#`"""
    created: str
    body: str
    body_line: int
    """the line of the file, from 1, on which the body begins"""
    sha: str
    """SHA-256 of the file's bytes in hex"""
    problem: str = ""
    """empty, or a phrase of `vault.problems`; the body then is the whole file"""
    problem_line: int = 0


def parse(path: str, data: bytes) -> Note:
    """The note in a file's bytes; never raises on what is in them."""
    matter = read(data)
    return Note(
        path=path,
        id=matter.text("id"),
        title=matter.text("title") or stem(path),
        aliases=matter.texts("aliases") or matter.texts("alias"),
        people=matter.texts("people"),
        tags=_tags(matter),
        created=matter.text("created"),
        body=matter.body,
        body_line=matter.body_line,
        sha=sha256_hex(data),
        problem=matter.problem,
        problem_line=matter.problem_line,
    )


def stem(path: str) -> str:
    """The name by which `[[...]]` finds a note: the file's, without folder and `.md`."""
    name = path.rpartition("/")[2]
    return name[:-3] if name.lower().endswith(".md") else name


def _tags(matter: Matter) -> tuple[str, ...]:
    """Tags as a list, or as older Obsidian files have them: words in one text."""
    key = "tags" if matter.texts("tags") else "tag"
    value = matter.fields.get(key, "")
    words = _TAG_BREAKS.split(value) if isinstance(value, str) else value
    return tuple(dict.fromkeys(tag for word in words if (tag := word.strip().lstrip("#"))))


def build(
    id: str,
    title: str,
    *,
    people: Sequence[str] = (),
    tags: Sequence[str] = (),
    created: str = "",
    body: str = "",
) -> bytes:
    """The bytes of a new note. The title stands among the aliases, so that `[[title]]` finds the file."""
    lines = [
        field_lines("id", id),
        field_lines("title", title),
        field_lines("aliases", [title]),
        field_lines("people", people),
        field_lines("tags", tags),
        field_lines("created", created),
    ]
    text = "---\n" + "".join(lines) + "---\n" + (f"\n{body}" if body else "")
    return (text if text.endswith("\n") else text + "\n").encode(errors="replace")
