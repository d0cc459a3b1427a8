"""Segments: queries saved under a name, nothing more."""

from __future__ import annotations

from scrm.base.errors import NotFound, UsageError
from scrm.base.i18n import _
from scrm.base.ids import id_for
from scrm.base.text import clean, fold
from scrm.db.ledger.operations import Ledger
from scrm.search.query import parse, to_text
from scrm.search.store import Segment, SegmentStore


class Segments:
    """The verbs of segments. Two names that fold alike are one segment."""

    def __init__(self, store: SegmentStore, ledger: Ledger) -> None:
        self._store = store
        self._ledger = ledger

    def all(self) -> list[Segment]:
        """Every segment, by name."""
        return self._store.all()

    def one(self, name: str) -> Segment:
        """The segment of a name. Raises NotFound."""
        wanted = fold(name)
        for segment in self._store.all():
            if fold(segment.name) == wanted:
                return segment
        raise NotFound(_("There is no segment %(name)s") % {"name": clean(name)}, "scrm segment list")

    def save(self, name: str, query: str) -> str:
        """Keep a query, in its canonical words, in the place of one of that name; gives the id.

        Raises UsageError for a query that does not parse, is empty, or a missing name.
        """
        node = parse(query)
        if node is None or not fold(name):
            raise UsageError(
                _("A segment needs a name and a search"), "scrm segment save quiet 'kind:client silent>60d'"
            )
        id = id_for(f"segment/{fold(name)}")
        with self._ledger.operation("segment save", name) as op:
            op.put("segments", id=id, name=" ".join(name.split()), query=to_text(node))
        return id

    def remove(self, name: str) -> None:
        """Forget a segment; the people stay. Raises NotFound."""
        found = self.one(name)
        with self._ledger.operation("segment remove", found.name) as op:
            op.remove("segments", found.id)
