"""A dozen screens as text, cell by cell. `SCRM_PICTURES=write pytest …` draws them anew; look at the difference."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.place import Start

FOLDER = Path(__file__).parent / "snapshots"
PICTURES = {
    "today-80-en": ((80, 24), "en", None, []),
    "today-80-es": ((80, 24), "es", None, ["d"]),
    "today-100-en": ((100, 30), "en", None, ["d"]),
    "today-100-es": ((100, 30), "es", None, []),
    "people-80-es": ((80, 24), "es", "people", ["slash", "a", "n"]),
    "people-100-en": ((100, 30), "en", "people", ["space"]),
    "people-160-en": ((160, 40), "en", "people", []),
    "person-80-en": ((80, 24), "en", "person", []),
    "person-100-es": ((100, 30), "es", "person", ["j"]),
    "profile-100-es": ((100, 30), "es", "person", ["left_square_bracket"]),
    "log-80-en": ((80, 24), "en", None, ["i", "c", "a", "l", "l", "space", "plus"]),
    "log-100-es": ((100, 30), "es", None, ["i", "c", "a", "l", "l", "space", "1", "0", "m"]),
    "help-80-es": ((80, 24), "es", "people", ["question_mark"]),
    "snooze-80-es": ((80, 24), "es", None, ["s"]),
}


@pytest.mark.parametrize("name", list(PICTURES))
async def test_looks_as_it_did(name, shell, network, speak):
    size, language, place, keys = PICTURES[name]
    speak(language)
    arguments = {"contact_id": network.people["ana"]} if place == "person" else {}
    async with shell(size=size, start=Start(place or "today", arguments)) as app:
        if keys:
            await app.press(*keys)
        drawn = "\n".join(f"{line}|" for line in app.lines) + "\n"
    path = FOLDER / f"{name}.txt"
    if os.environ.get("SCRM_PICTURES") == "write":
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8")
    assert all(len(line) for line in drawn.splitlines())
