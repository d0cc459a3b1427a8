"""The trash of notes: what is in it, where it came from, and what of ours has been in it for long enough.

Obsidian puts its own removed files into the same folder. Only what the ledger says that we removed is ever
deleted: a file whose very bytes were last seen by an operation that removed them, 30 days ago or more. The
ledger keeps these bytes, so that undo still brings such a note back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from scrm.base.clock import Clock, to_text
from scrm.base.errors import Ambiguous, NotFound, ScrmError
from scrm.base.i18n import _
from scrm.base.refs import means
from scrm.base.text import clean, fold, sort_key
from scrm.db.ledger.history import last_seen, sizes_of_removed
from scrm.db.opening.connection import Database
from scrm.notes.model import Note
from scrm.notes.reading import entry
from vault.folder import TRASH, Vault
from vault.note import stem

KEPT = timedelta(days=30)


class Trash:
    """The notes in the trash of a vault. Paths begin with `.trash/`."""

    def __init__(self, vault: Vault, database: Database, clock: Clock) -> None:
        self._vault = vault
        self._database = database
        self._clock = clock

    def notes(self) -> list[Note]:
        """All notes in the trash that can be read, by title."""
        return sorted(self._read(), key=lambda note: (sort_key(note.title), note.path))

    def _read(self) -> Iterator[Note]:
        for path in self._vault.trashed():
            with suppress(ScrmError):  # gone since, or out of reach
                found = entry(path, self._vault.read_trashed(path))
                yield Note(
                    0, found.id, path, found.title, found.created, found.sha, found.problem,
                    found.people, tuple(map(fold, found.tags)),
                )  # fmt: skip

    def find(self, text: str) -> Note:
        """The note in the trash that a file name, path, ref or title means. Raises NotFound, Ambiguous."""
        notes = self.notes()
        found = [note for note in notes if text in (note.path, note.path.removeprefix(f"{TRASH}/"))]
        found = found or [note for note in notes if _named(note, text.strip())]
        if len(found) == 1:
            return found[0]
        shown = {"text": clean(text)}
        if not found:
            raise NotFound(_("No note in the trash matches %(text)s") % shown, "scrm note list --trash")
        raise Ambiguous(
            _("Several notes in the trash match %(text)s") % shown,
            [f"{clean(note.path)}  {clean(note.title)}" for note in found],
            _("use the path of one of them"),
        )

    def origin(self, note: Note) -> str:
        """Where a note in the trash was before; its own name when another program put it there."""
        seen = last_seen(self._database, self._vault.read_trashed(note.path))
        return seen.path if seen and seen.removed else note.path.rpartition("/")[2]

    def sweep(self) -> list[str]:
        """Delete what we removed 30 days ago or more; their paths. Raises nothing: the next time does it."""
        gone: list[str] = []
        with suppress(ScrmError):
            waiting = self._vault.trashed()
            old = to_text(self._clock.now() - KEPT)
            # Hashing all that Obsidian ever put there would cost more than the write it follows.
            sizes = sizes_of_removed(self._database, old) if waiting else set()
            for path in (path for path, size in waiting.items() if size in sizes):
                with suppress(ScrmError):
                    gone += self._swept(path, old)
        return gone

    def _swept(self, path: str, old: str) -> list[str]:
        data = self._vault.read_trashed(path)
        seen = last_seen(self._database, data)
        if seen is None or not seen.removed or seen.at > old:
            return []
        self._vault.destroy(path, data)
        return [path]


def _named(note: Note, text: str) -> bool:
    return means(text, note.id) or fold(text) in (fold(note.title), fold(stem(note.path)))
