"""Ids: the layouts of RFC 9562, one order in a process, the same names for ever."""

from __future__ import annotations

import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrm.base import ids, refs

NOW = datetime(2026, 11, 24, 9, 2, tzinfo=UTC)


def test_a_fresh_id_is_a_uuid_of_version_7_with_its_milliseconds():
    moment = NOW + timedelta(days=36_500)  # later than what other tests of this process made
    before = ids.new_id(moment)
    made = uuid.UUID(before)
    assert str(made) == before
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == int(moment.timestamp() * 1000)


def test_ids_of_one_moment_and_of_a_clock_set_back_still_grow():
    made = [ids.new_id(NOW) for _ in range(5000)]
    made += [ids.new_id(NOW - timedelta(days=n)) for n in range(100)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_ids_of_many_threads_differ_and_grow_in_each():
    made: dict[int, list[str]] = {}

    def work(number: int) -> None:
        made[number] = [ids.new_id(NOW) for _ in range(2000)]

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(part == sorted(part) for part in made.values())
    assert len({id for part in made.values() for id in part}) == 16_000


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_the_id_of_a_name_is_the_uuid_5_of_the_standard_library(name):
    assert ids.id_for(name) == str(uuid.uuid5(uuid.UUID(ids.NAMESPACE), name))


def test_the_id_of_an_import_is_the_same_for_ever():
    """Two machines that import one archive must make the same rows, in ten years too."""
    assert str(uuid.uuid5(uuid.NAMESPACE_URL, "scrm:1")) == ids.NAMESPACE
    assert ids.id_for("linkedin/ana-garcia") == "ad2bc165-8c9d-5bee-a640-42d21750ace9"
    assert ids.child_id("a", "email", "k") == ids.id_for("a/email/k")


def test_a_name_with_a_lone_surrogate_has_an_id():
    assert uuid.UUID(ids.id_for("linkedin/\udcff")).version == 5


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("a1b2c3", True),
        ("A1B2C3", True),
        ("a1b2c", False),
        ("g1b2c3", False),
        ("01234567-89ab-7cde-8f01-23456789abcd", True),
        ("01234567-89ab-7cde-8f01-23456789abcdef", False),
        ("", False),
        ("ana-garcia", False),
    ],
)
def test_what_could_be_a_ref(text, answer):
    assert refs.is_ref(text) is answer
