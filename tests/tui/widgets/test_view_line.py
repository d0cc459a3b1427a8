"""The line of views: whole names around the current one, and the keys that change it."""

from __future__ import annotations

import pytest

from tui.widgets.lines.view_line import ViewLine

NAMES = ["all", "client", "prospect", "lapsed", "partner", "influencer", "colleague"]


@pytest.mark.parametrize("width", [40, 60])
@pytest.mark.parametrize("active", range(len(NAMES)))
async def test_names_are_whole_and_the_current_one_and_the_keys_are_seen(stage, drawn, width, active):
    line = ViewLine()
    async with stage(line).run_test(size=(width, 3)):
        line.show(NAMES, active, "[ ] views")
        (text,) = drawn(line)
    assert f"[{NAMES[active]}]" in text
    assert text.rstrip().endswith("[ ] views")
    words = text.replace("[ ] views", "").replace("[", " ").replace("]", " ").split()
    assert set(words) <= {*NAMES, "..."}
    assert ("..." in words) == (len(words) - words.count("...") < len(NAMES))


async def test_all_names_are_there_where_they_fit_and_the_hint_gives_way(stage, drawn):
    line = ViewLine()
    async with stage(line).run_test(size=(80, 3)):
        line.show(["Timeline 3", "Notes 1", "Profile"], 1)
        assert drawn(line)[0].strip() == "Timeline 3 [Notes 1] Profile"
