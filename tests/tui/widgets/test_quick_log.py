"""The quick log: read back while typing, saved with Enter, the draft kept by Esc."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tui.widgets.boxes.quicklog import Meaning, QuickLog, Reading, titled
from tui.widgets.completion import Completion
from tui.widgets.fields import Field
from tui.widgets.lists.rows import Column, ListSource, Row, Rows

PEOPLE = ["Ana García", "Ana Ruiz", "Luis Pérez"]


def read(line):
    if not line:
        return Reading([Meaning("", "@ana call 25m"), Meaning("", "@luis mail +1w")])
    if "@" not in line:
        return Reading([Meaning("Note", line)], "Who? Start with @")
    return Reading([Meaning("Person", line.split()[0]), Meaning("Mood", "+ good", "good")])


def complete(line):
    start = line.rfind("@")
    word = line[start + 1 :].lower()
    found = [name for name in PEOPLE if start >= 0 and name.lower().startswith(word)]
    return [Completion(f'@"{name}" ', "Acme", start) for name in found]


@pytest.fixture
def log():
    return QuickLog(read, complete)


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_the_line_is_read_back_while_it_is_typed(stage, log, look, language, size):
    app = stage(log)
    async with app.run_test(size=size) as pilot:
        log.open()
        await pilot.pause()
        text = "\n".join(look(app))
        assert "@luis mail +1w" in text
        assert {"en": "Log an interaction", "es": "Registrar una interacción"}[language] in text
        await pilot.press(*"@x")
        await pilot.pause()
        lines = look(app)
        assert any("Person       @x" in line for line in lines)
        assert any("+ good" in line for line in lines)
        assert all(cell_len(line) == size[0] for line in lines)
        hints = {"en": "ctrl+n save and next", "es": "ctrl+n y otra"}[language]
        assert any(hints in line for line in lines)


async def test_enter_saves_closes_and_forgets_the_draft(stage, log):
    rows = Rows([Column("Name", 10, name=True)])
    app = stage(rows, log)
    async with app.run_test() as pilot:
        rows.show(ListSource([Row("a", ("Ana",))]))
        rows.focus()
        await pilot.pause()
        log.open("@ana ")
        await pilot.press(*"jkd", "enter")
        await pilot.pause()
        assert [m.text for m in app.got(QuickLog.Save)] == ["@ana jkd"]
        assert not log.is_open
        assert rows.has_focus
        assert log.draft == ""
        log.open()
        assert log.query_one(Field).value == ""


async def test_ctrl_n_saves_and_waits_for_the_next_line(stage, log):
    app = stage(log)
    async with app.run_test() as pilot:
        log.open()
        await pilot.press(*"@a", "ctrl+n", *"@b", "ctrl+n")
        await pilot.pause()
        assert [m.text for m in app.got(QuickLog.Save)] == ["@a", "@b"]
        assert log.is_open
        assert log.query_one(Field).value == ""


async def test_a_line_with_a_problem_is_not_saved_and_says_why(stage, log, look):
    app = stage(log)
    async with app.run_test() as pilot:
        log.open()
        await pilot.press(*"call", "enter", "ctrl+n")
        await pilot.pause()
        assert log.is_open
        assert not app.got(QuickLog.Save)
        assert any("Who? Start with @" in line for line in look(app))
        await pilot.press("x")
        await pilot.pause()
        assert not any("Who? Start with @" in line for line in look(app))


async def test_esc_keeps_the_draft_and_a_prefill_does_not_replace_it(stage, log):
    app = stage(log)
    async with app.run_test() as pilot:
        log.open()
        await pilot.press(*"@ana", "escape")
        assert not log.is_open
        assert log.draft == "@ana"
        log.open("@luis ")
        assert log.query_one(Field).value == "@ana"
        log.open("@luis call", "The workspace is busy. Nothing was written.")
        assert log.query_one(Field).value == "@luis call"


async def test_tab_completes_people_and_goes_on_to_the_next(stage, log, look):
    app = stage(log)
    async with app.run_test() as pilot:
        log.open()
        await pilot.press(*"@an")
        await pilot.pause()
        assert sum("Acme" in line for line in look(app)) == 2
        await pilot.press("tab")
        assert log.query_one(Field).value == '@"Ana García" '
        await pilot.press("tab")
        assert log.query_one(Field).value == '@"Ana Ruiz" '
        await pilot.press(*"call", "tab")
        assert log.query_one(Field).value == '@"Ana Ruiz" call'


async def test_ctrl_e_asks_for_a_long_note_and_ctrl_f_for_a_title(stage, log):
    app = stage(log)
    async with app.run_test() as pilot:
        log.open()
        await pilot.press(*"@a", "ctrl+f", *"send", "space", *"it")
        await pilot.press("ctrl+e")
        await pilot.pause()
        assert log.query_one(Field).value == '@a +1w "send it"'
        assert [m.text for m in app.got(QuickLog.LongNote)] == [log.query_one(Field).value]
        assert log.is_open


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("@ana call", '@ana call +1w "|"'),
        ("", '+1w "|"'),
        ("@ana +2d ask again", '@ana +2d "|" ask again'),
        ('@ana +2d "offer" x', '@ana +2d "|offer" x'),
        ("@ana ?+1w", '@ana ?+1w "|"'),
        ("@ana wait:1w x", '@ana wait:1w "|" x'),
        ("@ana + good", '@ana + good +1w "|"'),
    ],
)
def test_a_title_goes_inside_the_quotes_of_the_follow_up(line, result):
    text, cursor = titled(line)
    assert f"{text[:cursor]}|{text[cursor:]}" == result


async def test_hostile_text_is_harmless(stage, look, harmless, hostile):
    log = QuickLog(
        lambda line: Reading([Meaning(hostile, hostile)], hostile),
        lambda line: [Completion(hostile, hostile)],
    )
    app = stage(log)
    async with app.run_test() as pilot:
        log.open(hostile)
        await pilot.press("x", "tab", "enter")
        await pilot.pause()
        assert harmless(look(app))
        assert log.is_open


async def test_a_doubt_is_read_whole(stage, look):
    doubt = '“next week” stays in the note. on:"next week" if it happened then, next:"next week" to follow up then'
    log = QuickLog(
        lambda _line: Reading([Meaning("Note", "n" * 200), Meaning("Note that", doubt, "warn")]), complete
    )
    app = stage(log)
    async with app.run_test(size=(80, 24)) as pilot:
        log.open("@ana next week")
        await pilot.pause()
        lines = [line.strip(" │") for line in look(app)]
        first = next(n for n, line in enumerate(lines) if line.startswith("Note that"))
        assert lines[first - 1].endswith("n...")
        assert " ".join((lines[first].removeprefix("Note that").strip(), lines[first + 1])) == doubt
