"""The reading pane: wrapping, roles, headings, scrolling, selecting."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.geometry import Offset
from textual.selection import Selection

from tui.widgets.detail import Detail, Line

LINES = [
    Line("Head of operations at Acme", bold=True),
    Line(""),
    Line("12 Nov call, 25 min, agreed scope and asked for a cheaper second phase", label="Last"),
    Line("Follow-ups", heading=True, total="2"),
    Line("! 21 Nov send revised proposal", "bad"),
]


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_lines_are_drawn_with_headings_and_hanging_labels(stage, drawn, size):
    detail = Detail()
    async with stage(detail).run_test(size=size) as pilot:
        detail.styles.width = 40
        await pilot.pause()
        detail.show(LINES)
        lines = detail.plain.splitlines()
        assert lines[0] == "Head of operations at Acme"
        assert lines[1] == ""
        assert lines[2].startswith("Last     12 Nov call")
        assert lines[3].startswith(" " * 9 + "scope")
        assert lines[5].startswith("── Follow-ups ─")
        assert lines[5].endswith(" 2 ──")
        assert cell_len(lines[5]) == 39
        assert detail.render_line(0)._segments[0].style.bold
        assert drawn(detail)[6].strip() == "! 21 Nov send revised proposal"


async def test_text_is_never_wider_than_88_cells(stage):
    detail = Detail()
    async with stage(detail).run_test(size=(160, 30)):
        detail.show([Line("word " * 60)])
        assert max(map(cell_len, detail.plain.splitlines())) <= 88


async def test_wide_text_wraps_by_cells_and_a_resize_wraps_again(stage):
    detail = Detail()
    async with stage(detail).run_test(size=(30, 10)) as pilot:
        detail.show([Line("日本語" * 30)])
        assert max(map(cell_len, detail.plain.splitlines())) <= 29
        before = detail.virtual_size.height
        await pilot.resize_terminal(60, 10)
        await pilot.pause()
        assert detail.virtual_size.height < before


async def test_keys_scroll_and_new_text_starts_at_the_top(stage):
    detail = Detail()
    async with stage(detail).run_test(size=(60, 10)) as pilot:
        lines = [Line(f"line {n}") for n in range(100)]
        detail.show(lines)
        detail.focus()
        await pilot.pause()
        await pilot.press("j", "j", "pagedown")
        assert detail.scroll_offset.y == 11
        await pilot.press("G")
        assert detail.scroll_offset.y == 90
        await pilot.press("home", "pagedown", "k")
        assert detail.scroll_offset.y == 8
        detail.show(lines, keep_place=True)
        assert detail.scroll_offset.y == 8
        detail.show(lines)
        assert detail.scroll_offset.y == 0


async def test_a_selection_gives_the_text_by_cells_and_survives_empty_lines(stage):
    detail = Detail()
    async with stage(detail).run_test(size=(60, 10)):
        detail.show([Line("日本語 text"), Line("second"), Line("")])
        assert detail.get_selection(Selection(Offset(2, 0), Offset(3, 1))) == ("本語 text\nsec", "\n")
        assert detail.get_selection(Selection(Offset(0, 2), Offset(0, 2))) == ("", "\n")
        assert detail.get_selection(Selection(None, None)) == ("日本語 text\nsecond\n", "\n")


async def test_hostile_text_is_harmless(stage, drawn, harmless, hostile):
    detail = Detail()
    async with stage(detail).run_test(size=(60, 10)):
        detail.show([Line(hostile, label=hostile), Line(hostile, heading=True, total=hostile)])
        lines = drawn(detail)
    assert harmless(lines)
    assert all(cell_len(line) == 59 for line in lines)
