"""The gateway: answers in order, edits that wait for another process, errors to one place."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable

import pytest

from scrm.base.errors import Busy, NotFound, UsageError
from tui.gateway import Gateway


class Front:
    """The app's side, written down; what is to be called later waits until `turn`."""

    def __init__(self):
        self.calls = []
        self.lock = threading.Lock()
        self.told = []
        self.changes = 0
        self.answers = 0
        self.errors = []
        self.crashes = []
        self.is_running = True

    def call_later(self, callback: Callable[[], object]) -> bool:
        with self.lock:
            self.calls.append(callback)
        return True

    def pending(self, edits, what, busy):
        self.told.append((edits, what, busy))

    def changed(self):
        self.changes += 1

    def answered(self):
        self.answers += 1

    def complain(self, error):
        self.errors.append(error)

    def crash(self, error):
        self.crashes.append(error)

    def turn(self):
        with self.lock:
            calls, self.calls = self.calls, []
        for call in calls:
            call()

    def until(self, ready, seconds=5.0):
        end = time.monotonic() + seconds
        while not ready():
            assert time.monotonic() < end, "nothing came"
            self.turn()
            time.sleep(0.005)


@pytest.fixture
def front():
    return Front()


@pytest.fixture
def gateway(workspace, front):
    made = Gateway(workspace, front)
    yield made
    made.close()


@pytest.fixture
def foreign_lock(workspace):
    """Another process holds the write lock; calling the result lets it go."""
    other = sqlite3.connect(workspace.places.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield lambda: other.execute("ROLLBACK")
    other.close()


def impatient(workspace):
    """Set this thread's connection not to wait for locks, so that a test is quick."""
    workspace.database.conn.execute("PRAGMA busy_timeout=0")


def test_an_answer_comes_back_to_the_thread_of_the_screens(gateway, front):
    answers = []

    def then(there):
        answers.append((there, threading.get_ident()))

    gateway.ask(front, "a", lambda w: threading.get_ident(), then)
    front.until(lambda: answers)
    assert answers[0][0] != threading.get_ident()
    assert answers[0][1] == threading.get_ident()


def test_a_late_answer_of_a_channel_is_dropped(gateway, front):
    answers, go_on = [], threading.Event()
    gateway.ask(front, "a", lambda w: go_on.wait(5) and "old", answers.append)
    gateway.ask(front, "a", lambda w: "new", answers.append)
    front.until(lambda: answers)
    go_on.set()
    front.until(lambda: gateway.idle)
    assert answers == ["new"]


def test_channels_and_owners_do_not_touch_each_other(gateway, front):
    answers = []
    for owner, channel in ((front, "a"), (front, "b"), (gateway, "a")):
        gateway.ask(owner, channel, lambda w, said=channel: said, answers.append)
    front.until(lambda: gateway.idle)
    assert sorted(answers) == ["a", "a", "b"]


def test_screens_that_are_taken_down_hear_nothing_any_more(gateway, front, workspace):
    answers = []
    front.is_running = False
    gateway.ask(front, "a", lambda w: "late", answers.append)
    gateway.edit(lambda w: w.contacts.add("Ana García"), answers.append)
    end = time.monotonic() + 5
    while len(front.calls) < 2:
        assert time.monotonic() < end, "nothing came"
        time.sleep(0.005)
    front.turn()
    assert workspace.lists.count() == 1
    assert answers == []
    assert front.changes == 0


def test_edits_are_written_in_their_order_and_told_as_changes(gateway, front, workspace):
    done = []
    for name in ("Ana", "Bea", "Cleo"):
        gateway.edit(lambda w, name=name: w.contacts.add(name), lambda _id, name=name: done.append(name))
    front.until(lambda: gateway.idle)
    assert done == ["Ana", "Bea", "Cleo"]
    assert front.changes == 3
    assert workspace.lists.count() == 3


def test_an_edit_waits_for_another_process_and_says_so(gateway, front, workspace, foreign_lock):
    def use(w):
        impatient(w)
        return w.contacts.add("Ana")

    gateway.edit(use)
    gateway.edit(lambda w: w.contacts.add("Bea"))
    front.until(lambda: (2, "", True) in front.told)
    assert gateway.waiting == 2
    foreign_lock()
    front.until(lambda: gateway.idle)
    assert workspace.lists.count() == 2
    assert front.told[-1] == (0, "", False)


def test_questions_are_answered_while_another_process_writes(gateway, front, workspace, foreign_lock):
    answers = []
    gateway.ask(front, "a", lambda w: w.lists.count(), answers.append)
    front.until(lambda: answers)
    assert answers == [0]


def test_an_error_goes_to_its_handler_or_to_the_front(gateway, front):
    def fail(_w):
        raise NotFound("not here", "look elsewhere")

    own = []
    gateway.ask(front, "a", fail, print, own.append)
    gateway.ask(front, "b", fail, print)
    gateway.edit(fail)
    front.until(lambda: gateway.idle)
    assert [type(error) for error in own] == [NotFound]
    assert [error.what for error in front.errors] == ["not here", "not here"]


def test_busy_is_an_answer_to_a_question_but_never_to_an_edit(gateway, front):
    tries = []

    def busy(_w):
        tries.append(1)
        if len(tries) < 3:
            raise Busy("busy", "later")
        return "done"

    answers = []
    gateway.edit(busy, answers.append)
    front.until(lambda: answers)
    assert len(tries) == 3
    assert front.errors == []


def test_a_bug_is_a_crash(gateway, front):
    gateway.ask(front, "a", lambda w: 1 / 0, print)
    front.until(lambda: front.crashes)
    assert isinstance(front.crashes[0], ZeroDivisionError)


def test_after_close_nothing_is_written_any_more(workspace, front):
    gateway = Gateway(workspace, front)
    started, go_on = threading.Event(), threading.Event()

    def slow(w):
        started.set()
        go_on.wait(5)
        return w.contacts.add("Ana")

    gateway.edit(slow)
    gateway.edit(lambda w: w.contacts.add("Bea"))
    started.wait(5)
    threading.Timer(0.05, go_on.set).start()
    gateway.close()
    assert workspace.lists.count() == 1


async def test_the_message_line_names_the_wait_and_quitting_asks_twice(shell, network, house, clock):
    other = sqlite3.connect(house.places.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    async with shell() as app:
        app.app.gateway.edit(impatient)
        await app.rest()
        await app.pilot.press("d")
        clock.move(seconds=1)
        await asyncio.sleep(0.6)
        await app.pilot.pause()
        assert any("Another scrm is writing: 1 change waits ..." in line for line in app.lines)
        await app.pilot.press("ctrl+q")
        await app.pilot.pause()
        assert app.said.startswith("1 change is not written yet")
        other.execute("ROLLBACK")
        await app.rest()
        assert house.follow_ups.followup(network.promises["proposal"]).state == "done"
        assert app.said == "Done: send revised proposal (Ana García) · u undo"
    other.close()


def test_an_error_without_remedy_reads_well():
    from tui.words import error_text

    assert error_text(UsageError("That is over")) == "That is over"
    assert error_text(UsageError("That is over", "this")) == "That is over. Try: this"
