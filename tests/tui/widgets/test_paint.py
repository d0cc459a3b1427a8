"""Cutting and wrapping by cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.look import glyphs
from tui.widgets.paint import cut, fit, rule, shown, wrap


@given(st.text(max_size=60), st.integers(0, 40))
def test_fitted_text_takes_exactly_its_cells(text, cells):
    assert cell_len(fit(shown(text), cells)) == cells


@given(st.text(max_size=80), st.integers(8, 40))
def test_wrapped_lines_fit_and_lose_no_word(text, cells):
    text = shown(text)
    lines = wrap(text, cells)
    assert all(cell_len(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_an_ellipsis_marks_what_is_missing():
    assert cut("send revised proposal", 12) == "send revi..."
    assert cut("abcdef", 2) == ".."
    assert cut("日本語日本", 8) == "日本..."


@given(st.text(max_size=40), st.text(max_size=10), st.integers(12, 90))
def test_a_rule_fills_its_line(title, count, cells):
    assert cell_len(rule(title, cells, count)) == cells


def test_a_rule_gives_up_its_count_before_its_title():
    assert rule("Signals worth a look", 30, "3 of 1,200") == "── Signals worth a look ──────"
    assert rule("Late", 20, "2") == "── Late ─────── 2 ──"


def test_shown_text_holds_our_signs_in_the_set_in_use():
    glyphs.use(glyphs.ASCII)
    assert shown("██░ ↑ · García") == "##- ^ - García"
