"""Sharing a width: drop before shortening, the name last."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.lists.columns import GAP, LONG_NAME, Column, measured, widths

PEOPLE = [
    Column("Name", 18, least=10, name=True),
    Column("Organisation", 14, drop=2),
    Column("Kind", 8, drop=3),
    Column("Trend", 5, drop=4),
    Column("What", 10, least=6, grow=1),
]


def test_columns_leave_by_priority_before_anything_is_shortened():
    assert widths(PEOPLE, 63) == [18, 14, 8, 5, 10]
    assert widths(PEOPLE, 62) == [18, 14, 8, 0, 16]
    assert widths(PEOPLE, 48)[2:4] == [0, 0]
    assert widths(PEOPLE, 30) == [18, 0, 0, 0, 10]


def test_the_name_is_shortened_last_of_all():
    assert widths(PEOPLE, 27) == [18, 0, 0, 0, 7]
    assert widths(PEOPLE, 22) == [14, 0, 0, 0, 6]


def test_what_is_left_over_goes_to_the_growing_columns():
    assert widths(PEOPLE, 100) == [18, 14, 8, 5, 47]


def test_a_long_name_takes_from_the_growing_column_first_and_a_very_long_one_is_cut():
    assert measured(PEOPLE, [10, 14, 8, 5, 40], 63) == widths(PEOPLE, 63)
    assert measured(PEOPLE, [21, 14, 8, 5, 40], 63) == [21, 14, 8, 5, 7]
    assert measured(PEOPLE, [90, 14, 8, 5, 40], 70) == [LONG_NAME, 14, 8, 5, 11]


def test_a_column_is_no_wider_than_what_stands_in_it():
    assert measured(PEOPLE, [10, 6, 0, 5, 40], 63) == [18, 6, 1, 5, 25]


columns = st.builds(
    Column, st.just("x"), st.integers(1, 30), st.integers(1, 10), st.integers(0, 3), st.integers(0, 2)
)


@given(st.lists(columns, min_size=1, max_size=6), st.integers(0, 200))
def test_widths_never_exceed_the_room_once_all_are_at_their_least(several, cells):
    result = widths(several, cells)
    kept = [width for width in result if width]
    least = [column for column, width in zip(several, result, strict=True) if width]
    floor = sum(min(column.least, column.width) for column in least) + GAP * (len(least) - 1)
    assert all(width >= 0 for width in result)
    assert sum(kept) + GAP * (len(kept) - 1) <= max(cells, floor)


@given(st.lists(columns, min_size=1, max_size=6), st.integers(10, 200), st.integers(0, 80))
def test_stretching_keeps_the_sum(several, cells, wanted):
    several = [Column("Name", 12, name=True), *several]
    assert sum(measured(several, [wanted, *[99] * (len(several) - 1)], cells)) == sum(widths(several, cells))
