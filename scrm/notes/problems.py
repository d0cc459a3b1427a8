"""What `note check` finds: links that lead nowhere, front matter that cannot be read, copies, files out of reach."""

from __future__ import annotations

from collections.abc import Iterator

from scrm.base.errors import ScrmError
from scrm.base.i18n import _
from scrm.base.text import clean
from scrm.notes.model import Problem, Refreshed
from scrm.notes.store import NoteStore
from vault.folder import Vault
from vault.names import key


def problems(vault: Vault, store: NoteStore, refreshed: Refreshed) -> list[Problem]:
    """Everything that wants a hand, by path and line, after the cache was refreshed."""
    found = [
        *_unreadable(vault, store, refreshed),
        *_twins(store),
        *_copies(store),
        *_strangers(store),
        *_loose(store),
    ]
    return sorted(found, key=lambda problem: (problem.path, problem.line, problem.what))


def _unreadable(vault: Vault, store: NoteStore, refreshed: Refreshed) -> Iterator[Problem]:
    if refreshed.trouble:
        yield Problem("", 0, refreshed.trouble)
    for path, problem in refreshed.unusable:
        yield Problem(path, 0, _(problem))
    for note in store.everything():
        if note.problem:
            try:
                line = vault.read(note.path).problem_line
            except ScrmError:
                continue  # told above
            yield Problem(note.path, line, _(note.problem))


def _twins(store: NoteStore) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path in sorted(row[0] for row in store.known()):
        other = first.setdefault(key(path), path)
        if other != path:
            what = _(
                "but for capitals or the encoding of accents it is named as %(path)s: some disks keep one"
            )
            yield Problem(path, 0, what % {"path": clean(other)})


def _copies(store: NoteStore) -> Iterator[Problem]:
    for _id, paths in store.copies():
        for path in paths[1:]:
            yield Problem(path, 0, _("it has the same id as %(path)s") % {"path": clean(paths[0])})


def _strangers(store: NoteStore) -> Iterator[Problem]:
    for path, person in store.strangers():
        yield Problem(path, 0, _("nobody has the id %(id)s that stands under people") % {"id": person})


def _loose(store: NoteStore) -> Iterator[Problem]:
    for path, line, target, namesakes in store.loose_links():
        shown = {"target": clean(target), "count": namesakes}
        if namesakes:
            what = _("[[%(target)s]] could be any of %(count)d people: name one by id under people")
        else:
            what = _("[[%(target)s]] is neither a note nor a person")
        yield Problem(path, line, what % shown)
