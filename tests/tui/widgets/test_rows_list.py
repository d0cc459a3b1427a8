"""The list: what it draws, where the cursor goes, what it says, its four states."""

from __future__ import annotations

import pytest
from textual._styles_cache import StylesCache
from textual.events import MouseScrollDown
from textual.geometry import Region

from tui.look import glyphs
from tui.widgets.lists.rows import Aside, Cell, Column, ListSource, Row, Rows, Section

COLUMNS = [
    Column("Name", 14, least=10, name=True),
    Column("Organisation", 12, drop=2),
    Column("What", 12, grow=1),
    Column("When", 9, least=9, right=True),
]


def person(key, name="Ana García", **more):
    return Row(key, (name, "Acme", "send proposal", Cell("3 d late", "bad")), **more)


def today():
    return [
        Section("Late", "2"),
        person("a", sign="!", sign_role="bad"),
        person("b", "Iñaki Etxea"),
        Aside("+3 more"),
        Section("Quiet", "1"),
        person("c", "Julia Chen"),
    ]


class Lazy:
    """A source that counts what it is asked for."""

    def __init__(self, count, start=0):
        self.size, self.start, self.asked = count, start, 0

    def count(self):
        return self.size

    def row(self, i):
        self.asked += 1
        return person(self.key(i), f"Person {i + self.start}")

    def key(self, i):
        return f"k{i + self.start}"


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_a_list_draws_sections_signs_and_columns(stage, drawn, size):
    rows = Rows(COLUMNS, signs=True, header=True)
    async with stage(rows).run_test(size=size):
        rows.pane_title("Today", "3")
        rows.show(ListSource(today()))
        lines = drawn(rows)
    assert {len(line) for line in lines} == {size[0]}
    assert lines[0].startswith("── Today ─")
    assert lines[0].endswith("─ 3 ──")
    assert lines[1].split() == ["Name", "Organisation", "What", "When"]
    assert lines[2].startswith("── Late ─")
    assert lines[2].endswith(" 2 ──")
    assert lines[3].startswith("›! Ana García")
    assert lines[3].rstrip().endswith("3 d late")
    assert lines[5].strip() == "+3 more"
    assert lines[8].strip() == ""


async def test_ascii_glyphs_leave_only_ascii_signs(stage, drawn):
    rows = Rows(COLUMNS, signs=True)
    async with stage(rows).run_test():
        glyphs.use(glyphs.ASCII)
        rows.show(ListSource([Section("Late", "1"), person("a", "Ana", sign="✓")]))
        lines = drawn(rows)
    assert lines[0].startswith("-- Late --")
    assert lines[1].startswith(">v Ana")
    assert all(line.isascii() for line in lines)


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ("j", "b"), ("jj", "c"), ("jjj", "c"), ("jjk", "b"), ("G", "c"), ("Ggg", "a"), (["end", "home"], "a"),
        (["pagedown"], "c"), (["pagedown", "pageup"], "a"), (["ctrl+d", "ctrl+u"], "a"), (["down", "up"], "a"),
        ("k", "a"),
    ],
)  # fmt: skip
async def test_the_cursor_skips_titles_and_stops_at_the_ends(stage, keys, key):
    rows = Rows(COLUMNS)
    async with stage(rows).run_test() as pilot:
        rows.show(ListSource(today()))
        rows.focus()
        await pilot.pause()
        await pilot.press(*keys)
        assert rows.cursor_key == key


async def test_moving_tells_the_key_and_enter_opens(stage):
    rows = Rows(COLUMNS)
    app = stage(rows)
    async with app.run_test() as pilot:
        rows.show(ListSource(today()))
        rows.focus()
        await pilot.pause()
        await pilot.press("j", "enter", "l", "right")
        await pilot.pause()
        assert [m.key for m in app.got(Rows.RowHighlighted)] == ["a", "b"]
        assert [m.key for m in app.got(Rows.RowSelected)] == ["b", "b", "b"]
        assert app.got(Rows.RowSelected)[0].rows is rows


async def test_a_first_g_is_told_and_any_other_key_settles_it(stage):
    rows = Rows(COLUMNS)
    app = stage(rows)
    async with app.run_test() as pilot:
        rows.show(ListSource(today()))
        rows.focus()
        await pilot.pause()
        await pilot.press("g", "j")
        await pilot.pause()
        assert [m.prefix for m in app.got(Rows.Pending)] == ["g", ""]
        assert rows.cursor_key == "b"


async def test_the_row_under_the_cursor_is_reversed_only_with_focus(stage):
    rows = Rows(COLUMNS)
    async with stage(rows).run_test() as pilot:
        rows.show(ListSource(today()))
        rows.focus()
        await pilot.pause()
        lit = rows.render_line(1)
        rows.blur()
        await pilot.pause()
        rested = rows.render_line(1)
    assert all(segment.style.reverse for segment in lit)
    assert not any(segment.style.reverse for segment in rested)
    assert rested.text.startswith("›")
    assert all(segment.style.bold for segment in list(rested)[:-1])


async def test_marks_are_signs_that_survive_a_new_source(stage, drawn):
    rows = Rows(COLUMNS)
    app = stage(rows)
    async with app.run_test() as pilot:
        rows.show(ListSource(today()))
        rows.focus()
        await pilot.pause()
        await pilot.press("space", "space")
        assert rows.marks == {"a", "b"}
        assert rows.cursor_key == "c"
        assert drawn(rows)[1].startswith(" *Ana")
        rows.show(ListSource(today()[:3]))
        assert rows.marks == {"a", "b"}
        await pilot.press("*")
        assert rows.marks == frozenset()
        await pilot.press("*")
        assert rows.marks == {"a", "b"}
        rows.clear_marks()
        await pilot.pause()
        assert [m.count for m in app.got(Rows.MarksChanged)] == [1, 2, 0, 2, 0]


async def test_the_cursor_stays_on_its_record_and_at_its_height(stage):
    rows = Rows(COLUMNS)
    async with stage(rows).run_test(size=(80, 10)) as pilot:
        rows.show(Lazy(500))
        rows.focus()
        await pilot.pause()
        await pilot.press(*["j"] * 30)
        height = rows.cursor - rows.scroll_offset.y
        rows.show(Lazy(500, start=-12))
        await pilot.pause()
        assert rows.cursor_key == "k30"
        assert rows.cursor == 42
        assert rows.cursor - rows.scroll_offset.y == height


async def test_from_the_very_top_new_lines_above_are_seen(stage):
    rows = Rows(COLUMNS)
    async with stage(rows).run_test(size=(80, 10)) as pilot:
        rows.show(Lazy(500))
        rows.focus()
        await pilot.pause()
        await pilot.press("j")
        rows.show(Lazy(500, start=-3))
        await pilot.pause()
        assert (rows.cursor_key, rows.cursor, rows.scroll_offset.y) == ("k1", 4, 0)


async def test_a_record_that_left_gives_the_cursor_to_the_one_after_it(stage):
    rows = Rows(COLUMNS)
    app = stage(rows)
    async with app.run_test() as pilot:
        rows.show(ListSource([person(k) for k in "abcd"]))
        rows.focus()
        await pilot.pause()
        await pilot.press("j")
        rows.show(ListSource([person(k) for k in "acd"]))
        assert rows.cursor_key == "c"
        rows.show(ListSource([person("a")]))
        assert rows.cursor_key == "a"
        rows.show(ListSource())
        await pilot.pause()
        assert rows.cursor_key is None
        assert [m.key for m in app.got(Rows.RowHighlighted)] == ["a", "b", "c", "a", None]


async def test_only_the_lines_on_screen_are_asked_for(stage):
    rows, source = Rows(COLUMNS), Lazy(100_000)
    async with stage(rows).run_test(size=(80, 24)) as pilot:
        rows.show(source)
        rows.focus()
        await pilot.pause()
        assert source.asked <= 3 * 24
        before = source.asked
        await pilot.press("j")
        await pilot.pause()
        assert source.asked - before <= 4
        await pilot.press("G")
        await pilot.pause()
        assert rows.cursor_key == "k99999"


async def test_scrolling_up_to_the_first_row_of_a_section_shows_its_title(stage, drawn):
    rows = Rows(COLUMNS)
    async with stage(rows).run_test(size=(80, 5)) as pilot:
        rows.show(ListSource([Section("Late"), *(person(str(n)) for n in range(20))]))
        rows.focus()
        await pilot.pause()
        await pilot.press("G", "g", "g")
        await pilot.pause()
        assert drawn(rows)[0].startswith("── Late")


async def test_click_selects_and_a_second_click_opens(stage):
    rows = Rows(COLUMNS)
    app = stage(rows)
    async with app.run_test() as pilot:
        rows.show(ListSource(today()))
        await pilot.click(Rows, offset=(5, 2))
        assert rows.cursor_key == "b"
        assert not app.got(Rows.RowSelected)
        await pilot.click(Rows, offset=(5, 4))
        assert rows.cursor_key == "b"
        await pilot.click(Rows, offset=(5, 2))
        await pilot.pause()
        assert [m.key for m in app.got(Rows.RowSelected)] == ["b"]


async def test_the_wheel_scrolls_without_moving_the_cursor(stage):
    rows = Rows(COLUMNS)
    async with stage(rows).run_test(size=(80, 10)) as pilot:
        rows.show(Lazy(100))
        await pilot._post_mouse_events([MouseScrollDown], Rows)
        await pilot.pause()
        assert rows.scroll_offset.y > 0
        assert rows.cursor == 0


async def test_hostile_text_is_drawn_as_harmless_text(stage, drawn, harmless, hostile):
    rows = Rows(COLUMNS, signs=True, header=True)
    async with stage(rows).run_test(size=(100, 30)) as pilot:
        rows.pane_title(hostile, hostile)
        items = [Section(hostile, hostile), Row("x", (hostile,) * 4, sign=hostile), Aside(hostile)]
        rows.show(ListSource(items))
        await pilot.pause()
        lines = drawn(rows)
        metas = [segment.style.meta for y in range(6) for segment in rows.render_line(y) if segment.style]
    assert harmless(lines)
    assert not any(metas)
    assert all(len(line) == 100 for line in lines)


async def test_markup_in_a_name_is_shown_as_it_is(stage, drawn):
    rows = Rows(COLUMNS)
    async with stage(rows).run_test():
        rows.show(ListSource([person("a", "Smith [/b] & Co"), person("b", "[@click=app.quit]x")]))
        lines = drawn(rows)
    assert "Smith [/b] & Co" in lines[0]
    assert "[@click=app.quit]x" in lines[1]


async def test_wide_characters_are_counted_in_cells(stage, drawn):
    from rich.cells import cell_len

    rows = Rows(COLUMNS)
    async with stage(rows).run_test(size=(60, 5)):
        rows.show(ListSource([Row("a", ("山田太郎", "日本" * 10, "x" * 60, "12 Nov"))]))
        line = drawn(rows)[0]
    assert cell_len(line) == 60
    assert "山田太郎" in line
    assert "日本日本..." in line
    assert line.rstrip().endswith("12 Nov")


async def test_an_empty_list_says_what_it_is_for_and_a_filtered_one_what_filtered_it(stage, drawn):
    rows = Rows(COLUMNS, empty_text="Nobody here yet. a adds one.")
    async with stage(rows).run_test(size=(60, 8)):
        rows.show(ListSource())
        assert drawn(rows)[0].strip() == "Nobody here yet. a adds one."
        rows.show(ListSource(), "No one matches acne. Esc clears the filter.")
        assert drawn(rows)[0].strip() == "No one matches acne. Esc clears the filter."


async def test_a_sentence_that_repeats_a_megabyte_is_cut_before_it_is_wrapped(stage, drawn, monkeypatch):
    wrapped = []
    monkeypatch.setattr(
        "tui.widgets.lists.rows.wrap", lambda text, cells: wrapped.append(len(text)) or [text]
    )
    rows = Rows(COLUMNS, empty_text="Nobody here yet.")
    async with stage(rows).run_test(size=(60, 8)):
        rows.show(ListSource(), "x " * 500_000)
        assert drawn(rows)[0].strip().startswith("x x")
        rows.fail("y " * 500_000)
        assert drawn(rows)[0].strip().startswith("y y")
    assert max(wrapped) <= 1000


async def test_loading_keeps_the_old_rows_and_says_so_after_a_while(stage, drawn, monkeypatch):
    monkeypatch.setattr("tui.widgets.lists.rows.SLOW_SECONDS", 0.02)
    rows = Rows(COLUMNS, empty_text="Nobody here yet.")
    async with stage(rows).run_test() as pilot:
        rows.show(ListSource(today()))
        rows.busy()
        assert "..." not in drawn(rows)[0]
        await pilot.pause(0.1)
        assert drawn(rows)[0].startswith("── Late ... ─")
        assert "Ana García" in drawn(rows)[1]
        rows.pane_title("People")
        assert drawn(rows)[0].startswith("── People ... ─")
        assert drawn(rows)[1].startswith("── Late ─")
        rows.show(ListSource(today()))
        assert "..." not in drawn(rows)[0]
        rows.show(ListSource())
        rows.busy()
        await pilot.pause(0.1)
        assert drawn(rows)[1].strip() == "..."
        assert "Nobody" not in "".join(drawn(rows))


async def test_a_failure_is_told_above_the_old_rows_and_never_looks_empty(stage, drawn):
    rows = Rows(COLUMNS, empty_text="Nobody here yet.")
    async with stage(rows).run_test(size=(60, 8)):
        rows.show(ListSource(today()))
        rows.fail("The workspace could not be read since 09:02. Press R to try again.")
        lines = drawn(rows)
        assert "could not be read" in lines[0]
        assert "Ana García" in "".join(lines)
        rows.show(ListSource())
        rows.fail("Failed.")
        assert "Nobody" not in "".join(drawn(rows))
        assert "Failed." in drawn(rows)[0]


async def test_go_to_puts_the_cursor_on_a_record(stage):
    rows = Rows(COLUMNS)
    async with stage(rows).run_test():
        rows.show(ListSource(today()))
        assert rows.go_to("c")
        assert rows.cursor_key == "c"
        assert not rows.go_to("zz")
        assert rows.cursor_key == "c"


def test_a_flat_source_carries_the_section_in_a_first_cell():
    flat = ListSource(today()).flat()
    assert flat.count() == 3
    assert flat.row(2).cells[:2] == (Cell("Quiet", "muted"), "Julia Chen")


@pytest.mark.parametrize("theme", ["scrm-dark", "ansi-dark"])
async def test_lines_are_those_that_textual_would_make_of_them(stage, theme):
    rows = Rows(COLUMNS, signs=True, header=True)
    async with stage(rows, theme=theme).run_test(size=(60, 12)):
        rows.pane_title("Today", "3")
        rows.show(ListSource([*today(), *(person(f"k{n}") for n in range(20))]))
        rows.focus()
        rows.action_mark_toggle()
        region = Region(0, 0, rows.size.width, rows.size.height)
        seen = rows.scrollable_content_region.width
        ours = [line.crop(0, seen).simplify() for line in rows.render_lines(region)]
        assert ours == [line.crop(0, seen).simplify() for line in StylesCache().render_widget(rows, region)]
        part = rows.render_lines(Region(5, 3, 20, 4))
        assert part == [line.crop(5, 25) for line in rows.render_lines(region)[3:7]]


async def test_a_list_with_a_frame_is_drawn_with_it(stage):
    rows = Rows(COLUMNS)
    async with stage(rows).run_test(size=(60, 12)):
        rows.styles.border = ("ascii", "red")
        rows.show(ListSource([person("a")]))
        lines = rows.render_lines(Region(0, 0, 60, 12))
    assert lines[0].text == "+" + "-" * 58 + "+"
    assert "Ana García" in lines[1].text


async def test_another_count_of_lines_is_scrolled_by(stage):
    rows = Rows(COLUMNS)
    async with stage(rows).run_test(size=(60, 12)) as pilot:
        for count in (500, 300, 300, 5, 0, 400):
            rows.show(Lazy(count))
            await pilot.pause()
            assert rows.virtual_size.height == count
            assert rows.show_vertical_scrollbar is (count > 12)
            if count > 12:
                assert rows.vertical_scrollbar.window_virtual_size == count
