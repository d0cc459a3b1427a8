"""Answering what an import could not decide: the same person, a new one, or leave the row out."""

from __future__ import annotations

from collections.abc import Sequence

from scrm.base.errors import Ambiguous, Conflict, NotFound
from scrm.base.i18n import _
from scrm.base.text import clean
from scrm.db.ledger import Ledger
from scrm.intake.batch import Gate
from scrm.intake.model import Review
from scrm.intake.store import IntakeStore


class Reviews:
    """The questions that wait. Each answer is one operation and is remembered for every later import."""

    def __init__(self, gate: Gate, store: IntakeStore, ledger: Ledger) -> None:
        self._gate = gate
        self._store = store
        self._ledger = ledger

    def open(self) -> list[Review]:
        """The questions that wait."""
        return self._store.open_reviews()

    def one(self, ref: str) -> Review:
        """The open question a ref means. Raises NotFound, Ambiguous, or Conflict when it is answered."""
        found = self._store.reviews_by_ref(ref)
        if len(found) > 1:
            raise Ambiguous(
                _("Several questions match %(text)s") % {"text": clean(ref)},
                [f"{review.id}  {clean(review.name)}" for review in found],
            )
        if not found:
            raise NotFound(
                _("No question matches %(text)s") % {"text": clean(ref)}, "scrm import review list"
            )
        if found[0].state != "open":
            raise Conflict(_("This question is answered already"), "scrm undo")
        if found[0].kind == "owner":
            raise Conflict(
                _("scrm has to know who you are before it can read these messages"),
                _("import the archive again with --me and the address of your profile"),
            )
        return found[0]

    def match(self, review: Review, contact_id: str) -> None:
        """It is this contact."""
        self._answer(review, "matched", contact_id)

    def new(self, review: Review) -> None:
        """It is somebody new."""
        if review.kind != "person":
            raise Conflict(
                _("This row is about somebody by name only: nobody can be made of it"),
                "scrm import review match, scrm import review skip",
            )
        self._answer(review, "new", None)

    def skip(self, reviews: Sequence[Review]) -> None:
        """Leave these rows out, now and in every later import."""
        with self._ledger.operation("import review", ", ".join(review.name for review in reviews)) as op:
            for review in reviews:
                op.update("reviews", review.id, state="skipped")

    def _answer(self, review: Review, state: str, contact_id: str | None) -> None:
        with self._ledger.operation("import review", review.name) as op:
            op.update("reviews", review.id, state=state, contact_id=contact_id)
            self._gate.settle(op, review)
