"""A walk through every screen in Spanish meets no word that only the English texts have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import tui
from tui.place import Start

ROOT = Path(tui.__file__).parents[1]
WORD = re.compile(r"[^\W\d_]{4,}")
# Names of keys, commands and formats are the same in both languages; the rest is the network's own data.
SAME = set(
    """enter space home tab esc ctrl pgup pgdn backspace linkedin markdown acme example ibaia hexa norte saas
    head operations send revised proposal answer complaint call about pilot quarterly review agreed scope first
    demo slot next week likes reports answers within days complaint valencia typed professional contact data
    leave mail scrm work https history""".split()
)


def english_only() -> set[str]:
    """Words of the English texts that no Spanish text has."""
    english: set[str] = set()
    spanish: set[str] = set()
    parts = [*sorted((ROOT / "locale-parts").glob("*.po")), ROOT / "scrm/locale/es/LC_MESSAGES/scrm.po"]
    for path in filter(Path.is_file, parts):
        with path.open("rb") as file:
            for message in read_po(file):
                for text in message.id if isinstance(message.id, tuple) else (message.id,):
                    english |= words(re.sub(r"%\(\w+\)[sd]", "", text))
                for text in message.string if isinstance(message.string, tuple) else (message.string,):
                    spanish |= words(re.sub(r"%\(\w+\)[sd]", "", text))
    return english - spanish - SAME


def words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)}


KEYS = (
    ["question_mark", "escape"], ["full_stop", "escape"], ["D", "escape"], ["s", "escape"], ["s", "p", "escape"],
    ["i", "escape"], ["i", *["backspace"] * 14, "escape"], ["a", "escape"], ["e", "escape"], ["f", "escape"],
    ["n", "escape"], ["c", "escape"], ["o", "escape"], ["y", "escape"], ["slash", "z", "z", "z", "escape"],
    ["colon", "escape"], ["d"], ["U"], ["2"], ["question_mark", "escape"], ["full_stop", "escape"], ["S"],
    ["t", "escape"],
    ["slash", "z", "z", "z", "escape"], ["right_square_bracket"], ["escape"], ["space", "space", "x", "n"], ["escape"],
    ["enter"], ["j"], ["right_square_bracket"], ["right_square_bracket"], ["full_stop", "escape"], ["q"], ["3"],
    ["question_mark", "escape"], ["full_stop", "escape"], ["a", "escape"], ["e", "escape"], ["ctrl+c"],
)  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_every_screen_speaks_spanish(shell, network, speak, size):
    speak("es")
    found: dict[str, str] = {}
    foreign = english_only()
    async with shell(size=size) as app:
        for keys in KEYS:
            for key in keys:
                await app.press(key)
                for line in app.lines:
                    for word in words(line) & foreign:
                        found.setdefault(word, f"{key}: {line.strip()}")
    assert found == {}


async def test_an_empty_workspace_speaks_spanish(shell, speak):
    speak("es")
    async with shell(start=Start("people")) as app:
        assert "Aquí no hay nadie todavía." in app.text
        await app.press("1")
        assert "Nada que hacer todavía." in app.text


async def test_the_walk_would_find_an_english_word(shell, network):
    async with shell() as app:
        assert words(app.text) & english_only()
