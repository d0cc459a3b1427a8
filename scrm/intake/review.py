"""Answering what an import could not decide: the same person, a new one, or leave the row out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scrm.base.errors import Ambiguous, Conflict, NotFound
from scrm.base.i18n import _
from scrm.base.ids import id_for
from scrm.base.text import clean
from scrm.db.ledger.operations import Ledger, Operation
from scrm.db.refs import refs
from scrm.intake.batch import Gate
from scrm.intake.contract import Importer
from scrm.intake.model import Decision, Plan, Review
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
            short = refs(self._store.database, "reviews", [review.id for review in found])
            raise Ambiguous(
                _("Several questions match %(text)s") % {"text": clean(ref)},
                [f"{short[review.id]}  {clean(review.name)}".rstrip() for review in found],
                _("use the longer ref of one of them, as scrm import review list tells it"),
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
        self.answer([(review, Decision("matched", contact_id))])

    def new(self, review: Review) -> None:
        """It is somebody new. Raises Conflict for a row that only has a name."""
        self.answer([(review, Decision("new"))])

    def skip(self, reviews: Sequence[Review]) -> None:
        """Leave these rows out, now and in every later import."""
        self.answer([(review, Decision("skipped")) for review in reviews])

    def answer(self, answers: Sequence[tuple[Review, Decision]]) -> int | None:
        """Several answers as one operation; gives its number. Raises Conflict for `new` of a mere name."""
        names = ", ".join(review.name for review, _decision in answers)
        with self._ledger.operation("import review", names) as op:
            self._write(op, answers)
        return op.number

    @staticmethod
    def asked_by(plan: Plan) -> list[Review]:
        """The questions of a preview, as writing it will store them."""
        return [
            Review(id_for(f"review/{plan.format}/{q.key}"), plan.format, q.key, q.file, q.row, q.kind, q.question,
                   q.name, q.draft, "open", None)
            for q in plan.questions
        ]  # fmt: skip

    def write(
        self, plan: Plan, importer: Importer, answers: Mapping[str, Decision], *, me: str = ""
    ) -> int | None:
        """Write a preview with the answers given to its questions (by review id) as one operation.

        Gives the operation's number, or None when nothing changed. Raises Busy and Conflict; what was
        staged is used up, so after any other failure the source is to be previewed again.
        """

        def answered(op: Operation) -> None:
            waiting = self._store.open_reviews() if answers else []
            self._write(op, [(review, answers[review.id]) for review in waiting if review.id in answers])

        return self._gate.apply(plan, importer, me=me, then=answered)

    def _write(self, op: Operation, answers: Sequence[tuple[Review, Decision]]) -> None:
        for review, decision in answers:
            if decision.state == "new" and review.kind != "person":
                raise Conflict(
                    _("This row is about somebody by name only: nobody can be made of it"),
                    "scrm import review match, scrm import review skip",
                )
            op.update("reviews", review.id, state=decision.state, contact_id=decision.contact_id)
        told = [review for review, decision in answers if decision.state != "skipped"]
        for source in sorted({review.format for review in told}):
            self._gate.settle(op, source, [review for review in told if review.format == source])
