"""Keeping the cache level with the files: what was changed outside is noticed by time and size."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import islice

from scrm.base.clock import stopwatch
from scrm.base.errors import Busy, NotFound, ScrmError, StorageFailed
from scrm.notes.model import Refreshed
from scrm.notes.presence import missing, vanished
from scrm.notes.reading import entry
from scrm.notes.store import NoteCache, NoteStore
from scrm.notes.store.cache import Entry
from vault.folder import Vault
from vault.scan import Scan, Stat, scan

_BATCH = 50
"""notes a transaction: at most some 50 ms"""


class Freshness:
    """Reads the files that changed, and only these."""

    def __init__(self, vault: Vault, store: NoteStore, cache: NoteCache) -> None:
        self._vault = vault
        self._store = store
        self._cache = cache

    def refresh(self, budget: float | None = 0.5) -> Refreshed:
        """Notice edits made outside; after `budget` seconds the rest waits for the next time (None: no rest).

        Never raises on what is in the folder, nor when it is missing or another process writes: `trouble`
        says so, and the cache stays as it was. An empty folder where notes were is not believed either.
        """
        done = Refreshed()
        try:
            if gone := vanished(self._vault.root, self._store.count()):
                raise gone
            self._level(done, budget)
        except NotFound as error:
            done.trouble = error.what
        except (Busy, StorageFailed) as error:
            done.trouble = error.what
        return done

    def _level(self, done: Refreshed, budget: float | None) -> None:
        elapsed = stopwatch()
        known = {path: Stat(mtime, size, sha) for path, mtime, size, sha in self._store.known()}
        found = scan(self._vault.root, known)
        done.unusable = [(entry.path, entry.problem) for entry in found.unusable]
        if moved := _moved(found, known):
            self._cache.seen(moved)
        if found.gone:
            self._cache.forget(found.gone)
            done.gone = len(found.gone)
        waiting = iter([*found.changed.items(), *found.new.items()])
        while (budget is None or elapsed() < budget) and (batch := list(islice(waiting, _BATCH))):
            done.read += self._read(batch)
        done.waiting = sum(1 for _left in waiting)

    def _read(self, files: Sequence[tuple[str, Stat | None]]) -> int:
        entries = list(self._entries(files))
        if entries:
            self._cache.put(entries)
        return len(entries)

    def _entries(self, files: Sequence[tuple[str, Stat | None]]) -> Iterator[Entry]:
        for path, stat in files:
            try:
                yield entry(path, self._vault.read_raw(path), stat)
            except ScrmError:
                continue  # gone or out of reach since the scan: the next one tells

    def rebuild(self) -> Refreshed:
        """Make the cache again from the files. Raises NotFound (no folder), Busy, StorageFailed."""
        if self._store.count() and not os.path.isdir(self._vault.root):
            raise missing(self._vault.root)
        self._cache.clear()
        done = Refreshed()
        self._level(done, None)
        return done


def _moved(found: Scan, known: dict[str, Stat]) -> list[tuple[str, int, int]]:
    return [(path, stat.mtime_ns, stat.size) for path, stat in found.same.items() if known[path] != stat]
