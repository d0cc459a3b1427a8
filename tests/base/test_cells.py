"""Widths on a terminal: what a text takes, and how it is cut, filled and broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrm.base.cells import cell_len, cut, fit, wrap
from scrm.base.text import clean


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Ana", 3),
        ("García", 6),
        ("日本", 4),
        ("e\u0301", 1),
        ("🎉", 2),
        ("नमस्ते", 4),
        ("각", 2),
        ("\u1100\u1161\u11a8", 2),
        ("ｱ", 1),
    ],
)
def test_a_text_takes_so_many_cells(text, cells):
    assert cell_len(text) == cells


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Ana García", 10, "Ana García"),
        ("Ana García", 9, "Ana Ga..."),
        ("日本語会社", 9, "日本語..."),
        ("日本語会社", 8, "日本..."),
        ("Ana García", 2, ".."),
        ("Ana García", 0, ""),
    ],
)
def test_a_text_is_cut_with_an_ellipsis(text, width, shown):
    assert cut(text, width) == shown


@given(st.text(max_size=40).map(clean), st.integers(0, 50))
def test_a_fitted_text_has_its_width(text, width):
    assert cell_len(fit(text, width)) == width
    assert cell_len(cut(text, width)) <= width


def test_a_line_is_broken_between_words_and_an_address_never():
    assert wrap("  Mon  call, out  agreed", 14, 4) == ["  Mon  call,", "    out", "    agreed"]
    assert wrap("see https://long.example/path now", 10, 2) == ["see", "  https://long.example/path", "  now"]
    assert wrap("", 10, 2) == [""]


@given(st.lists(st.text("abc日 ", min_size=1, max_size=12), max_size=12), st.integers(4, 30))
def test_no_word_is_lost_and_no_line_too_long(words, width):
    text = " ".join(words)
    lines = wrap(text, width, 2)
    assert " ".join(lines).split() == text.split()
    assert all(cell_len(line) <= width or len(line.split()) == 1 for line in lines)
