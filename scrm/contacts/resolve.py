"""Who is meant: `@ana`, `ana garcia`, an e-mail, a profile's address or a ref."""

from __future__ import annotations

from collections.abc import Callable

from scrm.base.addresses import classify
from scrm.base.errors import Ambiguous, NotFound
from scrm.base.i18n import _
from scrm.base.refs import is_ref
from scrm.base.text import clean, fold
from scrm.contacts.model import PersonRow
from scrm.contacts.store import ListStore, PeopleStore
from scrm.db.refs import refs
from scrm.search.tree import Word, match

_SHOWN = 8


class Resolver:
    """Finds the one contact a text means; a unique beginning is enough.

    `elsewhere` says whom a ref is about that is no contact's own (a row of Today).
    """

    def __init__(
        self, people: PeopleStore, lists: ListStore, elsewhere: Callable[[str], str | None] | None = None
    ) -> None:
        self._people = people
        self._lists = lists
        self._elsewhere = elsewhere

    def one(self, text: str) -> str:
        """The contact's id. Raises NotFound, or Ambiguous with the candidates."""
        rows = self.matches(text)
        if len(rows) == 1:
            return rows[0].id
        if rows:
            raise Ambiguous(
                _("Several people match %(text)s") % {"text": clean(text)},
                self.lines(rows),
                _("use the six-digit ref of one of them"),
            )
        raise NotFound(
            _("Nobody matches %(text)s") % {"text": clean(text)},
            "scrm contact list, scrm contact add " + repr(clean(text.lstrip("@"))),
        )

    def matches(self, text: str, limit: int = _SHOWN + 1) -> list[PersonRow]:
        """Everybody a text may mean: ref and address first, then the whole name, then its beginnings."""
        wanted = text.strip().removeprefix("@").strip().replace("_", " ")
        if is_ref(wanted) and (ids := self._people.ids_by_ref(wanted)):
            return self._rows(ids)
        sort, _network, key = classify(wanted)
        if sort and (ids := self._people.ids_by_key(key, sort)):
            return self._rows(ids)
        if exact := self._lists.named(fold(wanted)):
            return self._rows(exact)
        words = match(
            [Word(wanted.replace(".", " ").replace("-", " "), prefix=True)]
            if " " not in wanted
            else [Word(part) for part in wanted.split()]
        )
        found = self._lists.beginning(words, limit) if words else []
        if not found and self._elsewhere is not None and is_ref(wanted):
            about = self._elsewhere(wanted)
            return self._rows([about]) if about is not None else []
        return found

    def lines(self, rows: list[PersonRow]) -> list[str]:
        """One line a candidate: ref, name, firm."""
        names = refs(self._people.database, "contacts", [row.id for row in rows])
        lines = [
            f"{names[row.id]}  {clean(row.name)}  {clean(row.organization)}".rstrip() for row in rows[:_SHOWN]
        ]
        return [*lines, "..."] if len(rows) > _SHOWN else lines

    def _rows(self, ids: list[str]) -> list[PersonRow]:
        numbers = [n for n in map(self._lists.number_of, ids) if n is not None]
        return self._lists.rows_at(numbers)
