"""Long and wide names push nothing: in every list the next column begins at the same cell."""

from __future__ import annotations

from datetime import date

import pytest
from rich.cells import cell_len

from scrm.base.dates import When, ago, since
from tui.place import Start

NAMES = (
    "Wolfeschlegelsteinhausenbergerdorff Hubert Blaine",
    "山田太郎左衛門之助次郎三郎四郎",
    "🎉 Ann 🎉",
    "Bo",
)


@pytest.fixture
def named(house):
    """People of all widths at one firm, each with a promise that is late."""
    for name in NAMES:
        id = house.contacts.add(name, organization="Firm", kind="client")
        house.promises.add("call them", When(date(2026, 11, 20)), [id])


def cells_before(line: str, word: str) -> int:
    return cell_len(line[: line.index(word)])


@pytest.mark.parametrize(
    ("place", "word"), [("1", "call"), ("1", "Firm"), ("2", "Firm"), ("2", "client"), ("3", "call")]
)
async def test_columns_stand_in_line_whatever_the_names(shell, named, place, word):
    async with shell(size=(80, 24)) as app:
        await app.press(place)
        rows = [line for line in app.lines if any(name[:3] in line for name in NAMES)]
        assert len(rows) == len(NAMES)
        assert len({cells_before(row, word) for row in rows}) == 1
        assert all(cell_len(row) == 80 for row in rows)


@pytest.mark.parametrize("days", [0, 9, 10, 120, 999])
async def test_how_long_something_is_waited_for_is_never_cut(shell, house, clock, language, size, days):
    house.promises.add("their answer", When(date(2027, 1, 8)), waiting=True)
    clock.move(hours=24 * days)
    async with shell(size=size, start=Start("follow-ups")) as app:
        (row,) = [line for line in app.lines if "their answer" in line[:60]]
        assert (since(days) if days else ago(0)) in row
