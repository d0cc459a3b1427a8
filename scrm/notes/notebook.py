"""The verbs of notes: new, append, edit, link, remove, restore, refresh, check.

The file is written first, then the row, both inside one operation that keeps the bytes for undo. A kill in
between leaves a file the cache does not know yet: the next `refresh` reads it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from scrm.base import ids
from scrm.base.draft import Draft
from scrm.base.errors import BadInput, NotFound, UsageError
from scrm.base.files import sha256_hex
from scrm.base.i18n import _
from scrm.base.text import clean
from scrm.db.ledger.operations import Ledger, Operation
from scrm.notes import finding, freshness, problems
from scrm.notes.model import Note, Page, Problem, Refreshed
from scrm.notes.presence import missing, vanished
from scrm.notes.put_back import VaultFiles
from scrm.notes.reading import entry
from scrm.notes.store import NoteCache, NoteStore
from scrm.notes.trash import Trash
from vault.fields import set_field
from vault.folder import TRASH, Vault
from vault.names import SUFFIX, slug
from vault.note import build, parse, stem


class Notebook:
    """What one can do to notes. Every method that writes is one operation (or joins the open one).

    Those that change a note take it as last read and raise Conflict when its file holds something else by
    now; all may raise Busy, StorageFailed, and BadInput for a note of over 1 MB.
    """

    def __init__(self, vault: Vault, store: NoteStore, ledger: Ledger, *, named: bool = False) -> None:
        """`named`: the user chose the folder and expects to find it; else it is made with the first note."""
        self.vault = vault
        self.store = store
        self.trash = Trash(vault, store.database, ledger.clock)
        self._ledger = ledger
        self._named = named
        self._cache = NoteCache(store.database)
        self._freshness = freshness.Freshness(vault, store, self._cache)

    def find(self, text: str) -> Note:
        """The note a path, ref, title, alias or their beginning means. Raises NotFound, Ambiguous."""
        return finding.find(self.store, text)

    def about(self, contact_id: str) -> Note | None:
        """The note about one person, None when there is none. Raises Ambiguous."""
        return finding.about(self.store, contact_id)

    def open(self, note: Note) -> Page:
        """The text of a note, in the trash too, as it is in the file now. Raises NotFound."""
        trashed = note.path.startswith(f"{TRASH}/")
        data = self.vault.read_trashed(note.path) if trashed else self.vault.read_raw(note.path)
        read = parse(note.path, data)
        return Page(note, read.body, read.body_line, data)

    def new(
        self,
        title: str = "",
        *,
        people: Sequence[str] = (),
        tags: Sequence[str] = (),
        body: str = "",
        created: str = "",
    ) -> Note:
        """Make a note; without a title it bears the name of its one person. Raises UsageError, NotFound (no folder)."""
        title, data = self._begun(title, people, tags, body, created)
        return self._create(title, data)

    def draft(self, title: str = "", *, people: Sequence[str] = (), tags: Sequence[str] = ()) -> Draft:
        """A new note to be written in an editor, for `keep`; nothing is made yet. Raises UsageError, NotFound."""
        if gone := self.vanished():
            raise gone
        title, data = self._begun(title, people, tags, "", "")
        return Draft(f"{slug(title)}{SUFFIX}", data)

    def keep(self, draft: Draft) -> Note | None:
        """Make a note of what was written into a draft; None when that is nothing. Raises BadInput, NotFound."""
        data = draft.written()
        return None if data is None else self._create(parse("", data).title or stem(draft.path.name), data)

    def _begun(
        self, title: str, people: Sequence[str], tags: Sequence[str], body: str, created: str
    ) -> tuple[str, bytes]:
        title = " ".join(title.split()) or self._name_of(people)
        if not clean(title).strip("\ufffd "):
            raise UsageError(
                _("A note needs a title or a person"), 'scrm note new "Lisbon offer", scrm note new @ana'
            )
        return title, build(
            ids.new_id(self._ledger.clock.now()),
            title,
            people=list(dict.fromkeys(people)),
            tags=[tag.lstrip("#") for tag in tags],
            created=created or self._ledger.clock.today().isoformat(),
            body=body,
        )

    def _create(self, title: str, data: bytes) -> Note:
        if gone := self.vanished():
            raise gone
        with self._writing("note new", title, len(data)) as op:
            path = f"{slug(title)}{SUFFIX}" if op.dry_run else self.vault.create(title, data)
            return self._written(op, path, None, data)

    def _name_of(self, people: Sequence[str]) -> str:
        names = self.store.names_of(people) if len(people) == 1 else {}
        return next(iter(names.values()), "")

    def append(self, note: Note, text: str) -> Note:
        """Add lines at the end of a note, whatever it holds by now. Raises NotFound, UsageError."""
        if not text.strip():
            raise UsageError(_("There is nothing to append"), 'scrm note append @ana "What she said"')
        size = len(self.vault.read_raw(note.path)) + len(text)
        with self._writing("note append", note.title, size) as op:
            before = self.vault.read_raw(note.path)
            if op.dry_run:
                return self._written(op, note.path, before, before)
            self.vault.append(note.path, text)
            return self._written(op, note.path, before, self.vault.read_raw(note.path))

    def edited(self, note: Note, before: bytes) -> Note | None:
        """Keep what an editor made of a note's own file, which held `before`; None for no change. Raises NotFound.

        No lock is held while the editor is open, and nothing saved in it is lost to a kill.
        """
        after = self.vault.read_raw(note.path)
        if before == after:
            return None
        with self._writing("note edit", note.title) as op:
            return self._written(op, note.path, before, after)

    def link(self, note: Note, people: Sequence[str], without: Sequence[str] = ()) -> Note:
        """Name people in a note's front matter by id, or no longer; raises BadInput when it cannot be changed."""
        before = self.vault.read_raw(note.path)
        wanted = [id for id in (*parse(note.path, before).people, *people) if id not in without]
        try:
            after = set_field(before, "people", list(dict.fromkeys(wanted)))
        except BadInput as error:
            what = _("%(path)s was left as it is: %(problem)s")
            raise BadInput(
                what % {"path": clean(note.path), "problem": _(error.what)}, "scrm note check"
            ) from error
        if before == after:
            return note
        with self._writing("note link", note.title, len(after)) as op:
            if not op.dry_run:
                self.vault.write(note.path, after, sha256_hex(before))
            return self._written(op, note.path, before, after)

    def remove(self, note: Note) -> None:
        """Move a note to the trash. Raises Conflict, NotFound."""
        with self._writing("note remove", note.title, len(self.vault.read_raw(note.path))) as op:
            before = self.vault.read_raw(note.path)
            if not op.dry_run:
                self.vault.remove(note.path, sha256_hex(before))
            op.keep_file(note.path, before, None)
            self._cache.forget([note.path])

    def restore(self, note: Note) -> Note:
        """Take a note of the trash back to where it was, or beside it when that is taken. Raises NotFound."""
        if gone := self.vanished():
            raise gone
        data, path = self.vault.read_trashed(note.path), self.trash.origin(note)
        with self._writing("note restore", note.title, len(data)) as op:
            if not op.dry_run:
                path = self.vault.restore(note.path, path)
            return self._written(op, path, None, data)

    @contextmanager
    def _writing(self, verb: str, summary: str, size: int = 0) -> Iterator[Operation]:
        """An operation on notes, after which the trash is looked through: never while somebody only reads.

        `size` is that of what it will write or take away, in bytes.
        """
        with self._ledger.operation(verb, summary, files=size) as op:
            yield op
        if not op.dry_run:
            self.trash.sweep()

    def _written(self, op: Operation, path: str, before: bytes | None, after: bytes) -> Note:
        """Keep the bytes for undo and bring the row level with a file that was just written."""
        op.keep_file(path, before, after)
        self._cache.put([entry(path, after)])
        note = self.store.by_path(path)
        assert note is not None
        return note

    def files(self) -> VaultFiles:
        """The notes as `scrm.db.ledger.undo` wants them; fresh for each undo."""
        return VaultFiles(self.vault, self._cache, self.vanished)

    def vanished(self) -> NotFound | None:
        """Why the notes folder cannot be what it was: gone, or empty though notes are known; None when it can."""
        return vanished(self.vault.root, self.store.count())

    def refresh(self, budget: float | None = 0.5) -> Refreshed:
        """Notice edits made outside, for at most about `budget` seconds. Raises nothing."""
        return self._freshness.refresh(budget)

    def rebuild(self) -> Refreshed:
        """Make the cache again from the files. Raises NotFound (no folder), Busy, StorageFailed."""
        return self._freshness.rebuild()

    def check(self) -> list[Problem]:
        """Broken links, bad front matter, copied ids, files out of reach, by path and line."""
        refreshed = self._freshness.refresh(None)
        if self._named and not refreshed.trouble and not os.path.isdir(self.vault.root):
            refreshed.trouble = missing(self.vault.root).what
        return problems.problems(self.vault, self.store, refreshed)
