"""The only way from the screens to the workspace.

Use cases run in worker threads: edits in one, in the order they were made,
questions in two others. Answers come back to the thread of the screens, in the
app's own message queue. A question has an owner and a channel: when a newer
one was asked there, the older answer is dropped. No query runs on the thread
of the screens.

An edit made while another process writes is not lost: it waits, those after
it wait behind it, and the front hears of it (`Front.pending`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import Protocol, TypeVar

from scrm.base.errors import Busy, ScrmError
from scrm.workspace import Workspace

T = TypeVar("T")
Use = Callable[[Workspace], T]
"""a use case: called in a worker thread with the open workspace"""
Then = Callable[[T], object]
"""what to do with the answer, called in the thread of the screens"""
Failed = Callable[[ScrmError], object]

READERS = 2
RETRY_SECONDS = 0.1
LAST_TRY_SECONDS = 6.0
"""longer than one try of SQLite to get the lock"""


class Front(Protocol):
    """What the gateway needs of the app; all but `call_later` is used in the thread of the screens."""

    @property
    def is_running(self) -> bool:
        """Whether there are still screens to tell: while they are taken down, parts of them are gone already."""

    def call_later(self, callback: Callable[[], object]) -> bool:
        """Queue a call for the thread of the screens; called from any thread."""

    def pending(self, edits: int, what: str, busy: bool) -> None:
        """So many edits are not written yet; `what` is the first one's name, `busy` means it had to wait."""

    def changed(self) -> None:
        """An edit was written: what is shown may be out of date."""

    def answered(self) -> None:
        """A question was settled, by its answer or without one."""

    def complain(self, error: ScrmError) -> None:
        """Something failed that nobody else tells about."""

    def crash(self, error: BaseException) -> None:
        """A bug: end the app."""


class Gateway:
    """Asks and edits one workspace on behalf of one app. `close` ends the threads, not the workspace."""

    def __init__(self, workspace: Workspace, front: Front) -> None:
        self._workspace = workspace
        self._front = front
        self._numbers: dict[tuple[int, str], int] = {}
        self._waiting: list[str] = []
        self._open_questions = 0
        self._closing = threading.Event()
        self._questions: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._edits: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._threads = [_started(self._edits, "scrm-edits")]
        self._threads += [_started(self._questions, f"scrm-questions-{n}") for n in range(READERS)]

    @property
    def waiting(self) -> int:
        """How many edits are not written yet."""
        return len(self._waiting)

    @property
    def idle(self) -> bool:
        """Whether everything asked and edited has been answered."""
        return not self._waiting and not self._open_questions

    def ask(
        self, owner: object, channel: str, use: Use[T], then: Then[T], failed: Failed | None = None
    ) -> None:
        """Run a reading use case; `then` gets its answer unless `owner` asked again on this `channel`."""
        key = (id(owner), channel)
        number = self._numbers[key] = self._numbers.get(key, 0) + 1
        self._open_questions += 1

        def settle(answer: Callable[[], object]) -> None:
            self._open_questions -= 1
            if self._numbers[key] == number and not self._closing.is_set():
                answer()
            self._front.answered()

        def job() -> None:
            late = self._numbers[key] != number
            outcome = None if late else self._outcome(use, then, failed)
            self._later(partial(settle, outcome or _nothing_at_all))

        self._questions.put(job)

    def edit(
        self, use: Use[T], then: Then[T] | None = None, *, what: str = "", failed: Failed | None = None
    ) -> None:
        """Run a writing use case; `then` gets its answer, after that the front hears `changed`.

        A use case of several verbs puts them in one `workspace.ledger.operation`, because it is
        begun anew when another process had the file. `what` names long work for the message line.
        """
        self._waiting.append(what)
        self._tell_pending(False)

        def job() -> None:
            while (outcome := self._outcome(use, then or _nothing, failed, retry=True)) is None:
                if self._closing.wait(RETRY_SECONDS):
                    return
                self._later(partial(self._tell_pending, True))
            self._later(partial(self._written, outcome))

        self._edits.put(job)

    def close(self) -> None:
        """End the threads; an edit that is being written is finished, those behind it are dropped."""
        self._closing.set()
        self._edits.put(None)
        for _reader in range(READERS):
            self._questions.put(None)
        for thread in self._threads:
            thread.join(LAST_TRY_SECONDS)

    def _outcome(
        self, use: Use[T], then: Then[T], failed: Failed | None, *, retry: bool = False
    ) -> Callable[[], object] | None:
        """Run a use case here; gives what the thread of the screens has to do about it, None to try again."""
        if self._closing.is_set():
            return _nothing_at_all
        try:
            answer = use(self._workspace)
        except Busy as error:
            return None if retry else partial(failed or self._front.complain, error)
        except ScrmError as error:
            return partial(failed or self._front.complain, error)
        except Exception as error:  # noqa: BLE001  a bug is the crash handler's, in the other thread
            return partial(self._front.crash, error)
        return partial(then, answer)

    def _later(self, callback: Callable[[], object]) -> None:
        """Call in the thread of the screens, as long as these stand."""
        self._front.call_later(lambda: callback() if self._front.is_running else None)

    def _written(self, outcome: Callable[[], object]) -> None:
        self._waiting.pop(0)
        outcome()
        self._tell_pending(False)
        self._front.changed()

    def _tell_pending(self, busy: bool) -> None:
        self._front.pending(len(self._waiting), self._waiting[0] if self._waiting else "", busy)


def _started(queue: SimpleQueue[Callable[[], None] | None], name: str) -> threading.Thread:
    def work() -> None:
        while (job := queue.get()) is not None:
            job()

    # Daemons: a question still running must not keep the process when the user has quit.
    thread = threading.Thread(target=work, name=name, daemon=True)
    thread.start()
    return thread


def _nothing(_answer: object) -> None:
    """Nobody waits for the answer."""


def _nothing_at_all() -> None:
    """Nobody wants the answer any more, or the app is closing."""
