"""The gate: preview a source, apply the preview as one operation.

A preview reads and decides everything and writes nothing. Applying it writes
the staged rows in one short transaction; when another process changed the
workspace in between, the source is read and decided again first.
"""

from __future__ import annotations

import contextlib
import gc
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scrm.base.ids import id_for
from scrm.db.ledger.last import last_number
from scrm.db.ledger.operations import Ledger, Operation
from scrm.intake.contract import (
    Draft,
    EvidenceDraft,
    FileSeen,
    Handle,
    Importer,
    InteractionDraft,
    Options,
    OwnerDraft,
    PersonDraft,
    Skipped,
    Undecided,
)  # fmt: skip
from scrm.intake.drafts import from_text
from scrm.intake.events import Events, decide_evidence, decide_interaction, decide_owner
from scrm.intake.known import FEW, ask, gather
from scrm.intake.model import COLUMNS, FileCount, ImportRun, Item, Plan, Question, Review
from scrm.intake.people import SKIPPED_BY_USER, decide_person
from scrm.intake.store import IntakeStore, record

Progress = Callable[[int], None]
_STEP = 1000
_SPENT = -1


class Gate:
    """Previews and applies imports."""

    def __init__(self, store: IntakeStore, ledger: Ledger) -> None:
        self._store = store
        self._ledger = ledger

    def preview(
        self, importer: Importer, path: Path, *, me: str = "", progress: Progress | None = None
    ) -> Plan:
        """Everything an import would do. Raises BadInput; `progress` hears of each thousand rows."""
        plan = Plan(importer.name, str(path), last_number(self._ledger.database))
        known = tuple(
            Handle(type, value, key, network) for _n, type, network, value, key in self._store.own() if key
        )
        options = Options(me=me, known_me=known)
        # All drafts first: how new an archive is shows only at its end, and decides about positions.
        with _no_collector():
            drafts = _counted(importer.read(path, options), progress)
            events = gather(self._store, importer.name, self._today(), drafts)
            while drafts:
                _decide(plan, events, drafts.popleft())
        plan.notes += options.notes
        return plan

    def apply(
        self, plan: Plan, importer: Importer, *, me: str = "", then: Callable[[Operation], None] | None = None
    ) -> int | None:
        """Write a preview; gives the operation's number, or None when nothing changed. Raises Busy.

        A stale preview, or one whose writing failed, is made anew first: `plan` then tells the new one.
        `then` goes on within the operation, once the preview is written.
        """
        while True:
            if not self._is_current(plan):
                plan.renew(self.preview(importer, Path(plan.path), me=me))
            with _no_collector(), self._ledger.operation(f"import {plan.format}", Path(plan.path).name) as op:
                # Under the lock only a look: whoever wrote meanwhile has it made anew while others may write.
                if current := self._is_current(plan):
                    plan.base = _SPENT
                    self._write(op, plan)
                    self._write_questions(op, plan)
                    if op.changed and op.number is not None:
                        record(op.conn, op.number, plan.format, plan.path, _told(plan))
                    if then is not None:
                        then(op)
            if current:
                return op.number

    def _is_current(self, plan: Plan) -> bool:
        return last_number(self._ledger.database) == plan.base

    def settle(self, op: Operation, source: str, reviews: Sequence[Review]) -> None:
        """Write the rows of questions of one format that were just answered, inside the operation of the answers."""
        drafts = [from_text(review.draft) for review in reviews]
        plan = Plan(source, "", last_number(self._ledger.database))
        events = ask(self._store, source, self._today(), drafts)
        if len(drafts) > FEW:
            events = gather(self._store, source, self._today(), drafts, seen_on=events.people.seen_on)
        for draft in drafts:
            _decide(plan, events, draft)
        self._write(op, plan)

    def runs(self, limit: int = 100) -> list[ImportRun]:
        """The imports, the latest first."""
        return self._store.runs(limit)

    def _today(self) -> str:
        return self._ledger.clock.today().isoformat()

    def _write(self, op: Operation, plan: Plan) -> None:
        stage = plan.stage
        for table, columns in COLUMNS.items():
            # Taken out as it is written: an import's memory is its largest table, not their sum.
            rows = stage.creates[table]
            stage.creates[table] = {}
            op.insert_many(table, columns, list(rows.values()))
        for table, values in stage.lifts:
            op.put(table, **values)
        for table, id, values in stage.updates:
            op.update_if(table, id, values.pop("_if", {}), values)

    def _write_questions(self, op: Operation, plan: Plan) -> None:
        open_now = {question.key for question in plan.questions}
        for question in plan.questions:
            values = asdict(question)
            values.pop("rows")
            # Asked again although it was answered: the contact of the answer is gone.
            values |= {"state": "open", "contact_id": None}
            op.put("reviews", id=id_for(f"review/{plan.format}/{question.key}"), format=plan.format, **values)
        for answer in self._store.answers(plan.format).values():
            # Told who the owner is, the question is answered; a source without that file says nothing of it.
            waits = answer.kind == "owner" and answer.state == "open" and answer.file in plan.files
            if waits and answer.key not in open_now:
                op.update("reviews", answer.id, state="answered")


def _told(plan: Plan) -> dict[str, Any]:
    files = [{"name": f.name, "used": f.used, "rows": f.rows, **f.counts} for f in plan.files.values()]
    return {"summary": plan.summary, "files": files}


@contextlib.contextmanager
def _no_collector() -> Iterator[None]:
    """Tens of thousands of small objects that all live on: the cycle collector walks them for nothing."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            # Frozen, or the first walk over all of it would stop the screens for 50 ms.
            gc.freeze()
            gc.enable()


def _counted(drafts: Iterator[Draft], progress: Progress | None) -> deque[Draft]:
    result: deque[Draft] = deque()
    for draft in drafts:
        result.append(draft)
        if progress is not None and len(result) % _STEP == 0:
            progress(len(result))
    return result


def _decide(plan: Plan, events: Events, draft: Draft) -> None:
    """Count one draft and stage what it brings."""
    if isinstance(draft, FileSeen):
        file = plan.files.setdefault(draft.name, FileCount(draft.name, draft.used))
        file.rows, file.note = draft.rows, draft.note
        return
    name, question = "", None
    if isinstance(draft, PersonDraft):
        name = draft.name
        verdict, detail, question = decide_person(events.people, plan.stage, draft)
    elif isinstance(draft, InteractionDraft):
        verdict, detail, question = decide_interaction(events, plan.stage, draft)
        name = draft.form
    elif isinstance(draft, EvidenceDraft):
        name = draft.party.name
        verdict, detail, question = decide_evidence(events, plan.stage, draft)
    elif isinstance(draft, OwnerDraft):
        name = draft.name
        verdict, detail, question = decide_owner(events, plan.stage, draft)
    elif isinstance(draft, Skipped):
        verdict, detail = "skipped", draft.reason
    else:
        verdict, detail = "review", draft.question
        question = _owner_question(plan, draft)
        answer = events.people.answers.get(f"{draft.file}/{draft.question}")
        if answer is not None and answer.state == "skipped":
            verdict, detail, question = "skipped", SKIPPED_BY_USER, None
    file = plan.files.setdefault(draft.file, FileCount(draft.file, True))
    file.counts[verdict] += 1
    plan.items.append(Item(draft.file, draft.row, verdict, name, detail))
    if question is not None:
        plan.questions.append(question)


def _owner_question(plan: Plan, draft: Undecided) -> Question | None:
    """One question for all rows of a file that wait for the same answer."""
    key = f"{draft.file}/{draft.question}"
    if any(question.key == key for question in plan.questions):
        return None
    return Question(key, draft.file, draft.row, "owner", draft.question, "", "")
