"""The verbs of notes: new, append, edit, replace, link, remove, restore, refresh, check.

The file is written first, then the row, both inside one operation that keeps the bytes for undo. A kill in
between leaves a file the cache does not know yet: the next `refresh` reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from scrm.base import ids
from scrm.base.errors import UsageError
from scrm.base.files import sha256_hex
from scrm.base.i18n import _
from scrm.base.text import clean
from scrm.db.ledger import Ledger, Operation
from scrm.notes import finding, freshness, problems
from scrm.notes.model import Note, Page, Problem, Refreshed
from scrm.notes.put_back import VaultFiles
from scrm.notes.reading import entry
from scrm.notes.store import NoteCache, NoteStore
from vault.fields import set_field
from vault.folder import Vault
from vault.names import SUFFIX, slug
from vault.note import build, parse

Editor = Callable[[Path], None]
"""Opens a file and returns when the user is done; run without a shell, the path after `--`."""


class Notebook:
    """What one can do to notes. Every method that writes is one operation (or joins the open one).

    Those that change a note take it as last read and raise Conflict when its file holds something else by
    now; all may raise Busy, StorageFailed, and BadInput for a note of over 1 MB.
    """

    def __init__(self, vault: Vault, store: NoteStore, ledger: Ledger) -> None:
        self.vault = vault
        self.store = store
        self._ledger = ledger
        self._cache = NoteCache(store.database)
        self._freshness = freshness.Freshness(vault, store, self._cache)

    def find(self, text: str) -> Note:
        """The note a path, ref, title, alias or their beginning means. Raises NotFound, Ambiguous."""
        return finding.find(self.store, text)

    def about(self, contact_id: str) -> Note | None:
        """The note about one person, None when there is none. Raises Ambiguous."""
        return finding.about(self.store, contact_id)

    def open(self, note: Note) -> Page:
        """A note's text as it is in the file now. Raises NotFound."""
        data = self.vault.read_raw(note.path)
        read = parse(note.path, data)
        return Page(note, read.body, read.body_line, read.sha, data)

    def new(
        self,
        title: str = "",
        *,
        people: Sequence[str] = (),
        tags: Sequence[str] = (),
        body: str = "",
        created: str = "",
    ) -> Note:
        """Make a note; without a title it bears the name of its one person. Raises UsageError."""
        title = " ".join(title.split()) or self._name_of(people)
        if not clean(title).strip("\ufffd "):
            raise UsageError(
                _("A note needs a title or a person"), 'scrm note new "Lisbon offer", scrm note new @ana'
            )
        data = build(
            ids.new_id(self._ledger.clock.now()),
            title,
            people=list(dict.fromkeys(people)),
            tags=[tag.lstrip("#") for tag in tags],
            created=created or self._ledger.clock.today().isoformat(),
            body=body,
        )
        with self._ledger.operation("note new", title) as op:
            path = f"{slug(title)}{SUFFIX}" if op.dry_run else self.vault.create(title, data)
            return self._written(op, path, None, data)

    def _name_of(self, people: Sequence[str]) -> str:
        names = self.store.names_of(people) if len(people) == 1 else {}
        return next(iter(names.values()), "")

    def append(self, note: Note, text: str) -> Note:
        """Add lines at the end of a note, whatever it holds by now. Raises NotFound, UsageError."""
        if not text.strip():
            raise UsageError(_("There is nothing to append"), 'scrm note append @ana "What she said"')
        with self._ledger.operation("note append", note.title) as op:
            before = self.vault.read_raw(note.path)
            if op.dry_run:
                return self._written(op, note.path, before, before)
            self.vault.append(note.path, text)
            return self._written(op, note.path, before, self.vault.read_raw(note.path))

    def replace(self, page: Page, data: bytes) -> Note:
        """Put other bytes in the place of those of a page that was read. Raises Conflict, NotFound."""
        return self._swap("note edit", page.note, page.raw, data)

    def edit(self, note: Note, editor: Editor) -> Note | None:
        """Let the user edit the file itself; None when they changed nothing, or in a dry run. Raises NotFound.

        The editor works on the note's own file, so that nothing saved is lost to a kill; the operation is
        written afterwards, and no lock is held meanwhile.
        """
        if self._ledger.dry_run:
            return None
        before = self.vault.read_raw(note.path)
        editor(self.vault.locate(note.path))
        return self.edited(note, before)

    def edited(self, note: Note, before: bytes) -> Note | None:
        """Keep what an editor made of a note that held `before`; None when nothing changed. Raises NotFound."""
        after = self.vault.read_raw(note.path)
        if before == after:
            return None
        with self._ledger.operation("note edit", note.title) as op:
            return self._written(op, note.path, before, after)

    def link(self, note: Note, people: Sequence[str]) -> Note:
        """Name people in a note's front matter by id; those it names already change nothing. Raises BadInput."""
        page = self.open(note)
        have = parse(note.path, page.raw).people
        return self._set_people(page, list(dict.fromkeys((*have, *people))))

    def unlink(self, note: Note, people: Sequence[str]) -> Note:
        """Take people out of a note's front matter. Raises BadInput."""
        page = self.open(note)
        return self._set_people(page, [id for id in parse(note.path, page.raw).people if id not in people])

    def _set_people(self, page: Page, people: Sequence[str]) -> Note:
        data = set_field(page.raw, "people", people)
        return self._swap("note link", page.note, page.raw, data)

    def _swap(self, verb: str, note: Note, before: bytes, after: bytes) -> Note:
        if before == after:
            return note
        with self._ledger.operation(verb, note.title) as op:
            if not op.dry_run:
                self.vault.write(note.path, after, sha256_hex(before))
            return self._written(op, note.path, before, after)

    def remove(self, note: Note) -> str:
        """Move a note to the trash; its path there. Raises Conflict, NotFound."""
        with self._ledger.operation("note remove", note.title) as op:
            before = self.vault.read_raw(note.path)
            trashed = "" if op.dry_run else self.vault.remove(note.path, sha256_hex(before))
            op.keep_file(note.path, before, None)
            self._cache.forget([note.path])
        return trashed

    def restore(self, trashed: str, path: str) -> Note:
        """Take a note out of the trash to `path`, or beside it when that is taken. Raises NotFound."""
        with self._ledger.operation("note restore", path) as op:
            if not op.dry_run:
                path = self.vault.restore(trashed, path)
            data = self.vault.read_raw(trashed if op.dry_run else path)
            return self._written(op, path, None, data)

    def _written(self, op: Operation, path: str, before: bytes | None, after: bytes) -> Note:
        """Keep the bytes for undo and bring the row level with a file that was just written."""
        op.keep_file(path, before, after)
        self._cache.put([entry(path, after)])
        note = self.store.by_path(path)
        assert note is not None
        return note

    def files(self) -> VaultFiles:
        """The notes as `scrm.db.undo` wants them; fresh for each undo."""
        return VaultFiles(self.vault, self._cache)

    def refresh(self, budget: float | None = 0.5) -> Refreshed:
        """Notice edits made outside, for at most about `budget` seconds. Raises nothing."""
        return self._freshness.refresh(budget)

    def refresh_paths(self, paths: Sequence[str]) -> None:
        """Bring the rows of these notes level with their files. Raises Busy."""
        self._freshness.refresh_paths(paths)

    def rebuild(self) -> Refreshed:
        """Make the cache again from the files. Raises NotFound (no folder), Busy, StorageFailed."""
        return self._freshness.rebuild()

    def check(self) -> list[Problem]:
        """Broken links, bad front matter, copied ids, files out of reach, by path and line."""
        refreshed = self._freshness.refresh(None)
        return problems.problems(self.vault, self.store, refreshed)
