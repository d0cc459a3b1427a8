"""What the keys of the import preview decide: before it is written as drafts, afterwards each at once."""

from __future__ import annotations

from collections.abc import Sequence

from scrm.base.i18n import _, ngettext
from scrm.base.text import clean
from scrm.intake.model import Case, Decision, Side
from tui.place import Place
from tui.screens.importing import questions
from tui.screens.importing.listing import answer
from tui.screens.importing.reading import OWNER, Preview, sure
from tui.widgets.boxes.menu import Choice
from tui.widgets.lists.rows import Rows

_REVIEW = ("review.match", "review.new", "review.skip", "review.accept")
_ELSE = "else"


class ReviewKeys(Place):
    """The questions, and the answers given to them so far."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.preview: Preview | None = None
        self.cases: tuple[Case, ...] = ()
        self.decided: dict[str, Decision] = {}
        self.shows = "review"
        """the view: one of `listing.VIEWS`"""
        self._steps: list[tuple[str, ...]] = []
        """answers in the order given, those of one key together"""

    @property
    def drafting(self) -> bool:
        """Whether answers are drafts that W writes."""
        return False

    def redraw(self) -> None:
        """Draw everything again."""

    @property
    def here(self) -> Case | None:
        """The question under the cursor."""
        key = self.query_one(Rows).cursor_key if self.shows == "review" else None
        return next((case for case in self.cases if case.review.id == key), None)

    @property
    def chosen(self) -> list[Case]:
        """The marked questions, else the one under the cursor, that can be answered by a key."""
        rows = self.query_one(Rows)
        wanted = rows.marks or ({rows.cursor_key} if rows.cursor_key else set())
        found = [case for case in self.cases if case.review.id in wanted] if self.shows == "review" else []
        return [case for case in found if case.review.kind != OWNER and self._is_open(case)]

    def _is_open(self, case: Case) -> bool:
        """A draft can be changed, an answer that is written only taken back."""
        return self.drafting or case.review.id not in self.decided

    def reasons(self) -> dict[str, str]:
        if self.shows != "review" or self.here is None:
            return dict.fromkeys(_REVIEW, _("no question is selected"))
        found: dict[str, str] = {}
        if not self.chosen:
            owner = self.here.review.kind == OWNER
            why = _("Enter answers who you are") if owner else _("it is answered: u takes it back")
            found = dict.fromkeys(_REVIEW[:3], why)
        elif all(case.review.kind != "person" for case in self.chosen):
            found["review.new"] = _("the row only has a name: nobody can be made of it")
        if not self._sure():
            found["review.accept"] = _("no question has one sure match")
        return found

    def _sure(self) -> list[Case]:
        return [case for case in sure(self.cases) if case.review.id not in self.decided]

    def _chosen(self) -> list[Case]:
        """What to answer; says why there is nothing."""
        chosen = self.chosen
        if not chosen:
            reasons = self.reasons()
            self.shell.say(reasons.get("review.skip") or _("No question is selected"))
        return chosen

    async def action_review_match(self) -> None:
        """`m`: the same person; of several candidates a menu asks which."""
        for case in self._chosen()[:1]:
            if len(case.alike) == 1:
                self._decide([case], Decision("matched", case.alike[0].contact_id))
            elif case.alike:
                self._pick(case)
            else:
                await self._ask_person(case)

    def _pick(self, case: Case) -> None:
        choices = [
            Choice(side.contact_id, str(n), _side_line(side)) for n, side in enumerate(case.alike, start=1)
        ]
        choices.append(Choice(_ELSE, "o", _("somebody else")))

        async def chosen(choice: str) -> None:
            if choice == _ELSE:
                await self._ask_person(case)
            else:
                self._decide([case], Decision("matched", choice))

        self.shell.menu(_("Whom does %(name)s mean?") % {"name": case.told.name}, choices, chosen)

    async def _ask_person(self, case: Case) -> None:
        await questions.ask_person(
            self.shell, case.told.name, lambda id: self._decide([case], Decision("matched", id))
        )

    def action_review_new(self) -> None:
        """`b`: two people, the one in the file is new."""
        chosen = [case for case in self._chosen() if case.review.kind == "person"]
        if chosen:
            self._decide(chosen, Decision("new"))
        elif self.chosen:
            self.shell.say(self.reasons()["review.new"])

    def action_review_skip(self) -> None:
        """`x`: leave the row out."""
        if chosen := self._chosen():
            self._decide(chosen, Decision("skipped"))

    def action_review_accept(self) -> None:
        """`A`: every question with one candidate of the same name at the same firm."""
        found = self._sure()
        if not found:
            self.shell.say(_("No question has one sure match"))
        elif self.drafting:
            self._accept(found)
        else:
            question = ngettext("Merge %(n)d sure match?", "Merge %(n)d sure matches?", len(found))
            lines = [
                _("Each has one candidate of the same name at the same firm."),
                _("One undo takes all of it back."),
            ]
            self.shell.confirm(question % {"n": len(found)}, lines, lambda: self._accept(found))

    def _accept(self, cases: Sequence[Case]) -> None:
        self._answer([(case, Decision("matched", case.alike[0].contact_id)) for case in cases])

    def _decide(self, cases: Sequence[Case], decision: Decision) -> None:
        rows = self.query_one(Rows)
        if rows.marks:
            rows.clear_marks()
        else:
            rows.action_move_down()
        self._answer([(case, decision) for case in cases])

    def _answer(self, answers: Sequence[tuple[Case, Decision]]) -> None:
        if self.drafting:
            self._keep(answers)
            self.redraw()
            self.shell.say(_said(answers), undo=True)
            return

        def written(_number: int | None) -> None:
            self._keep(answers)
            self.shell.say(_said(answers), undo=True)

        told = [(case.review, decision) for case, decision in answers]
        self.shell.gateway.edit(lambda w: w.reviews.answer(told), written)

    def _keep(self, answers: Sequence[tuple[Case, Decision]]) -> None:
        self.decided.update((case.review.id, decision) for case, decision in answers)
        self._steps.append(tuple(case.review.id for case, _decision in answers))

    def action_change_undo(self) -> None:
        """`u`: while nothing is written it takes back an answer, else the last change as everywhere."""
        if not (self.drafting and self._steps):
            self.shell.action_change_undo()
            return
        for id in self._steps.pop():
            self.decided.pop(id, None)
        self.redraw()
        self.shell.say(_("Taken back: the question is open again"))


def _side_line(side: Side) -> str:
    return "  ".join(filter(None, (side.name, side.organization, side.ref)))


def _said(answers: Sequence[tuple[Case, Decision]]) -> str:
    if len(answers) > 1:
        told = ngettext("%(n)d question answered", "%(n)d questions answered", len(answers))
        return told % {"n": len(answers)}
    case, decision = answers[0]
    fields = {"name": clean(case.told.name), "answer": answer(case, decision)}
    return _("%(name)s: %(answer)s") % fields
