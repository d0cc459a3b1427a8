"""Footer, tabs and message line at two widths and in both languages."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tui import keys
from tui.widgets.lines.footer import Footer, Pair, fitting, pairs
from tui.widgets.lines.messages import KEPT, MessageLine
from tui.widgets.lines.tabs import Tab, Tabs

PLACES = [keys.TODAY, keys.PEOPLE, keys.PERSON, keys.FOLLOW_UPS, keys.IMPORT]
TABS = {
    "en": [("Today", "Today"), ("People", "People"), ("Follow-ups", "Follow")],
    "es": [("Hoy", "Hoy"), ("Personas", "Personas"), ("Seguimientos", "Seguim.")],
}


def tabs_of(language):
    return [
        Tab(str(n), str(n), label, short, 5 if n == 3 else 0)
        for n, (label, short) in enumerate(TABS[language], 1)
    ]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("width", [60, 80, 100])
async def test_the_footer_holds_whole_pairs_and_always_help(stage, drawn, language, place, width):
    footer = Footer()
    async with stage(footer).run_test(size=(width, 3)):
        wanted = pairs(keys.KeyMap(), place)
        footer.show(wanted)
        line = drawn(footer)[0]
    whole = {f"{pair.key} {pair.label}" for pair in wanted}
    found = line.strip().split("  ")
    assert cell_len(line) == width
    assert set(found) <= whole
    assert found[0] == ("? Ayuda" if language == "es" else "? Help")
    assert len(found) >= 4


async def test_a_small_footer_keeps_the_most_important_pairs(stage, drawn, language):
    footer = Footer()
    async with stage(footer).run_test(size=(80, 3)):
        footer.show(pairs(keys.KeyMap(), keys.TODAY))
        line = drawn(footer)[0].strip()
    for wanted in ("? ", "i ", "d ", "s ", "/ ", ": ", "u "):
        assert f"  {wanted}" in f"  {line}"


def test_help_stays_even_where_nothing_fits():
    wanted = [Pair("help.keys", "?", "Help", 0), Pair("log.new", "i", "Log", 1)]
    assert [pair.action for pair in fitting(wanted, 4)] == ["help.keys"]
    assert [pair.action for pair in fitting(wanted, 13)] == ["help.keys", "log.new"]


async def test_the_footer_shows_a_users_key_dims_disabled_and_leaves_hidden_out(stage, drawn):
    footer = Footer()
    app = stage(footer)
    async with app.run_test(size=(100, 3)) as pilot:
        keymap = keys.load({"follow-up.done": "K", "follow-up.snooze": ""})
        footer.show(pairs(keymap, keys.TODAY, disabled=["follow-up.done"], hidden=["log.new"]))
        line = drawn(footer)[0]
        assert "K Done" in line
        assert "Snooze" not in line
        assert "i Log" not in line
        await pilot.click(Footer, offset=(line.index("K Done"), 0))
        await pilot.click(Footer, offset=(line.index("Help"), 0))
        await pilot.click(Footer, offset=(99, 0))
        await pilot.pause()
        assert [m.action for m in app.got(Footer.Chosen)] == ["help.keys"]


@pytest.mark.parametrize(("width", "clock"), [(80, "09:02"), (100, "Tue 24 Nov 09:02")])
async def test_the_tab_line_shows_the_place_counts_and_clock(stage, drawn, language, width, clock):
    tabs = Tabs()
    async with stage(tabs).run_test(size=(width, 3)):
        tabs.show(tabs_of(language), "1")
        tabs.tell_time("Tue 24 Nov 09:02", "09:02")
        line = drawn(tabs)[0]
        third = TABS[language][2][width < 90]
        assert line.startswith(f" scrm [1 {TABS[language][0][0]}] 2 ")
        assert f" 3 {third} 5 " in line
        assert line.rstrip().endswith(clock)
        assert cell_len(line) == width
        reversed_text = [s.text for s in tabs.render_line(0) if s.style.reverse]
        assert reversed_text == [f"[1 {TABS[language][0][0]}]"]
        before = line.index(" 3 ")
        tabs.show(tabs_of(language), "2")
        assert drawn(tabs)[0].index(" 3 ") == before


async def test_a_notice_stands_before_the_clock_and_the_clock_gives_way(stage, drawn):
    tabs = Tabs()
    async with stage(tabs).run_test(size=(60, 3)):
        tabs.show(tabs_of("en"), "1")
        tabs.tell_time("Tue 24 Nov 09:02", "09:02")
        tabs.notice("demo")
        assert drawn(tabs)[0].rstrip().endswith("demo  09:02")
        tabs.notice("feeds 3! and more")
        assert "09:02" not in drawn(tabs)[0]


async def test_a_click_on_a_tab_names_it(stage, drawn):
    tabs = Tabs()
    app = stage(tabs)
    async with app.run_test(size=(80, 3)) as pilot:
        tabs.show(tabs_of("en"), "1")
        await pilot.click(Tabs, offset=(drawn(tabs)[0].index("People"), 0))
        await pilot.click(Tabs, offset=(1, 0))
        await pilot.pause()
        assert [m.tab for m in app.got(Tabs.Chosen)] == ["2"]


async def test_a_result_stays_and_says_how_to_take_it_back(stage, drawn, clock, language):
    line = MessageLine(clock)
    async with stage(line).run_test(size=(80, 3)):
        line.say("Done: send invoice (Rosa Vidal)", undo_key="u")
        undo = "u deshacer" if language == "es" else "u undo"
        assert drawn(line)[0].rstrip() == f" Done: send invoice (Rosa Vidal) · {undo}"
        clock.move(hours=2)
        assert "send invoice" in drawn(line)[0]
        line.clear()
        assert drawn(line)[0].strip() == ""
        line.working("Saving")
        line.settle()
        assert drawn(line)[0].strip() == ""
        assert line.said[-1].text.startswith("Done")


async def test_the_key_of_a_long_result_is_never_cut(stage, drawn, clock):
    line = MessageLine(clock)
    async with stage(line).run_test(size=(40, 3)):
        line.say("Done: answer the complaint about the late delivery", undo_key="u")
        assert drawn(line)[0] == " Done: answer the complaint... · u undo "
        line.say("Nothing to answer, and nobody who waits for a word today")
        assert drawn(line)[0].rstrip().endswith("...")


async def test_work_shows_dots_after_a_moment_until_it_is_done(stage, drawn, clock):
    line = MessageLine(clock)
    async with stage(line).run_test(size=(80, 3)):
        line.say("Before")
        line.working("Reading the archive")
        assert drawn(line)[0].strip() == "Before"
        clock.move(seconds=0.4)
        assert drawn(line)[0].strip() == "Reading the archive ..."
        line.say("Read 1200 rows", "good")
        assert drawn(line)[0].strip() == "Read 1200 rows"


async def test_the_pending_key_stands_at_the_end_and_the_last_200_are_kept(stage, drawn, clock):
    line = MessageLine(clock)
    async with stage(line).run_test(size=(40, 3)):
        for n in range(KEPT + 5):
            line.say(f"message {n} " + "x" * 50)
        line.pending("g")
        assert drawn(line)[0].endswith(" g ")
        assert "..." in drawn(line)[0]
        assert len(line.said) == KEPT
        assert line.said[0].text.startswith("message 5 ")
        assert line.said[-1].at == clock.now()


async def test_hostile_text_is_harmless_in_all_three(stage, drawn, harmless, clock, hostile):
    line, tabs, footer = MessageLine(clock), Tabs(), Footer()
    async with stage(tabs, line, footer).run_test(size=(80, 5)):
        line.say(hostile)
        tabs.show([Tab("x", "1", hostile, hostile)], "x")
        tabs.notice(hostile)
        footer.show([Pair("help.keys", "?", hostile, 0)])
        lines = [drawn(widget)[0] for widget in (line, tabs, footer)]
    assert harmless(lines)
    assert all(cell_len(one) == 80 for one in lines)
