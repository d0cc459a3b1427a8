"""Notes as undo sees them: bytes that are compared, put back, taken away."""

from __future__ import annotations

from collections.abc import Callable

from scrm.base.errors import NotFound
from scrm.base.files import sha256_hex
from scrm.notes.reading import entry
from scrm.notes.store import NoteCache
from vault.folder import Vault


class VaultFiles:
    """The protocol `scrm.db.ledger.undo.Files`. The cache changes in undo's own transaction: nothing is left to do.

    A note is put back only where the file still holds what `read_raw` gave, else Conflict; what is taken
    away goes to the vault's trash and comes back from there.
    """

    def __init__(self, vault: Vault, cache: NoteCache, vanished: Callable[[], NotFound | None]) -> None:
        """`vanished` says why the folder cannot be believed."""
        self._vault = vault
        self._cache = cache
        self._vanished = vanished
        self._seen: dict[str, str | None] = {}

    def read_raw(self, path: str) -> bytes | None:
        """The bytes of a note, or None when there is no such file."""
        try:
            data = self._vault.read_raw(path)
        except NotFound:
            self._seen[path] = None
            return None
        self._seen[path] = sha256_hex(data)
        return data

    def put_back(self, path: str, data: bytes | None) -> None:
        """Write these bytes, or take the file away when None. Raises Conflict, NotFound (no folder)."""
        sha = self._seen.get(path)
        if data is not None:
            if gone := self._vanished():
                raise gone
            if sha is not None or not self._vault.take_back(path, data):
                self._vault.write(path, data, sha)
            self._cache.put([entry(path, data)])
        elif sha is not None:
            self._vault.remove(path, sha)
            self._cache.forget([path])
