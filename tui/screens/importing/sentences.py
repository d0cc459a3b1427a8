"""What the import preview says of itself in each of its stages."""

from __future__ import annotations

from collections.abc import Mapping

from scrm.base.i18n import _, ngettext
from scrm.base.text import clean
from tui.screens.importing.reading import Preview, Source
from tui.words import number

NOTHING, READING, FAILED, READY, WRITING, WRITTEN, REVIEW = (
    "nothing", "reading", "failed", "ready", "writing", "written", "review",
)  # fmt: skip


def head(stage: str, source: Source | None, preview: Preview | None) -> str:
    """`Import · export.zip · 842 rows`."""
    if source is None:
        return _("Import · open questions") if stage == REVIEW else _("Import")
    name = clean(source.path.name)
    if preview is None:
        return _("Import · %(name)s") % {"name": name}
    rows = ngettext("Import · %(name)s · %(n)s row", "Import · %(name)s · %(n)s rows", preview.rows)
    told = rows % {"name": name, "n": number(preview.rows)}
    return _("%(what)s · written") % {"what": told} if stage == WRITTEN else told


def hint(stage: str, preview: Preview | None, answered: tuple[int, int], key: str) -> str:
    """The line below: what is not written yet, and what the next key does."""
    if stage == READING:
        return _("Nothing is written. Esc leaves it")
    if stage == READY and preview is not None:
        if not (preview.brings or answered[1]):
            same = ngettext(
                "The %(n)s row is already here and equal",
                "All %(n)s are already here and equal",
                preview.rows,
            )
            return same % {"n": number(preview.rows)}
        if not answered[1]:
            return _("Nothing is written until you press %(key)s, and one undo takes it all back") % {
                "key": key
            }
        fields = {"n": number(answered[0]), "all": number(answered[1]), "key": key}
        return _("Answered %(n)s of %(all)s · nothing is written until you press %(key)s") % fields
    if stage in (WRITTEN, REVIEW) and (left := answered[1] - answered[0]):
        told = ngettext("%(n)s question waits for you", "%(n)s questions wait for you", left)
        return told % {"n": number(left)}
    return ""


def so_far(rows: int) -> str:
    """How far the reading is."""
    return _("%(n)s rows read.") % {"n": number(rows)}


def empty(stage: str, preview: Preview | None, view: str) -> str:
    """What an empty list says."""
    if stage == REVIEW:
        return _("No question is open. Imports leave one where they cannot tell whom a row means.")
    if stage in (READING, FAILED) or preview is None:
        return (
            ""
            if stage in (READING, FAILED)
            else _("I asks for a file. You see what is in it before it is written.")
        )
    if view == "review":
        return _("No questions: everything in this file is sure.")
    return {
        "new": _("Nothing in this file is new."),
        "update": _("Nothing in this file changes what is known."),
        "same": _("Nothing in this file was here before."),
        "skipped": _("No row was left out."),
    }[view]


def failed(problem: str, key: str) -> str:
    """Why a file cannot be read, and what to press."""
    return _("%(problem)s. Nothing was written. %(key)s takes another file") % {
        "problem": problem,
        "key": key,
    }


def no_write(stage: str) -> str:
    """Why there is nothing to write in a stage."""
    return {
        READING: _("the file is still being read"),
        WRITING: _("it is being written"),
        WRITTEN: _("it is written: u takes it back"),
    }.get(stage) or _("no file is read")


def not_written(why: str) -> str:
    """Why W did nothing."""
    return _("Nothing to write: %(why)s") % {"why": why}


def failed_writing(problem: str) -> str:
    """Writing failed as a whole."""
    return _("%(problem)s. Nothing was written; the file is read again") % {"problem": problem}


def written(counts: Mapping[str, int]) -> str:
    """What an import came to."""
    fields = {name: number(counts.get(name, 0)) for name in ("new", "update", "skipped")}
    return _("Imported: %(new)s new, %(update)s updated, %(skipped)s left out") % fields
