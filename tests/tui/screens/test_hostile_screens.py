"""Names and texts from outside are harmless text on every screen (SECURITY 0.1, 0.2, T1 to T3)."""

from __future__ import annotations

import pytest

from tui.place import Start

HOSTILE = [
    "Smith [/b] & Co",
    "[@click=app.quit]x[/]",
    "red \x1b[31malert",
    "\x1b]52;c;aGVsbG8=\x07clip",
    "\x1b]0;title\x1b\\ \x9b31m c1 \x90 dcs",
    "right\u202eleft \u2066iso\u2069 zero\u200bwidth\ufeff \U000e0041 tag",
]


@pytest.fixture(params=[HOSTILE[:2], HOSTILE[2:]], ids=["markup", "codes"])
def nasty(request, house):
    """Somebody whose every field is hostile."""
    text = " ".join(request.param)
    id = house.contacts.add(
        f"Ann {text}",
        organization=text,
        title=text,
        city=text,
        interests=text,
        expectations=text,
        how_met=text,
        tags=[text],
        kind="client",
        addresses=["https://example.com/in/ann"],
    )
    from datetime import date

    from scrm.base.dates import When

    house.promises.add(f"call {text}", When(date(2026, 11, 20)), [id])
    house.diary.log([(id, f"Ann {text}")], kind="mail", direction="in", summary=text, text=text, tags=[text])
    house.notebook.new("A note", people=[id], body=f"Note {text}\n")
    return id


@pytest.mark.parametrize("size", [(80, 24), (160, 40)])
async def test_no_screen_lets_a_code_through_or_reads_markup(shell, nasty, harmless, size):
    async with shell(size=size) as app:
        seen = []
        for keys in (
            ["d"], ["u"], ["i", "escape"], ["c", "escape"], ["o", "escape"], ["y", "1"], ["2"],
            ["slash", "a", "escape"],
            ["e", "escape"], ["t", "escape"], ["enter"], ["enter", "h"], ["right_square_bracket"],
            ["right_square_bracket"], ["n", "escape"], ["f", "escape"], ["3"], ["question_mark", "escape"], ["1", "x"],
        ):  # fmt: skip
            for key in keys:
                await app.press(key)
                seen += app.lines
        assert harmless(seen)
        assert app.app.is_running
        assert any("Ann" in line for line in seen)


async def test_markup_shows_as_it_was_written(shell, house):
    house.contacts.add("Ann [@click=app.quit]x[/]", organization="Smith [/b] & Co")
    async with shell(start=Start("people")) as app:
        assert "Ann [@click=app.quit]x[/]" in app.text
        assert "Smith [/b] & Co" in app.text


async def test_what_is_copied_is_clean(shell, house):
    house.contacts.add("Ann \x1b]52;c;eA==\x07 Bee")
    async with shell(start=Start("people")) as app:
        await app.press("y", "1")
        assert "\x1b" not in app.copied[0]


@pytest.mark.parametrize(
    ("value", "opened"),
    [
        ("https://example.com/a", "https://example.com/a"),
        ("http://example.com", "http://example.com"),
        ("example.com/a", "https://example.com/a"),
        ("javascript://example.com/%0aalert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://linkedin.com@evil.example/in/ana", ""),
        ("https://exa\u202emple.com", ""),
        ("https://example.com/\x1b]8;;", ""),
        ("data:text/html,x", ""),
        ("ssh://example.com", ""),
        ("https://", ""),
    ],
)
def test_only_plain_web_addresses_open(value, opened):
    from tui.screens.person.links import web_address

    assert web_address(value) == opened
