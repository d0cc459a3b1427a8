"""One clock object, and no process-wide locale."""

from __future__ import annotations

import ast

import pytest

CLOCK = "scrm/base/clock.py"
TIME_FUNCTIONS = {"time", "time_ns", "localtime", "gmtime", "monotonic"}


def _owner(node):
    """The last word before the dot of a call such as `datetime.datetime.now()`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def asked_elsewhere(source):
    """Calls that ask the machine for the time, or change the locale of the process."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner, name = _owner(node.func.value), node.func.attr
        asks = (owner in {"datetime", "date"} and name in {"now", "utcnow", "today"}) or (
            owner == "time" and name in TIME_FUNCTIONS
        )
        if (asks and source.path != CLOCK) or name == "setlocale":
            yield f"{source.path}:{node.lineno} {owner}.{name}"


def test_only_the_clock_asks_for_the_time(sources):
    assert [found for source in sources for found in asked_elsewhere(source)] == []


@pytest.mark.parametrize(
    "line",
    ["datetime.now()", "datetime.datetime.utcnow()", "date.today()", "time.time()", "locale.setlocale(0)"],
)
def test_another_clock_is_found(parse, line):
    assert len(list(asked_elsewhere(parse("scrm/agenda/today.py", line)))) == 1


def test_a_clock_object_may_be_asked_anywhere(parse):
    assert list(asked_elsewhere(parse("scrm/agenda/today.py", "clock.now(); clock.today()"))) == []
