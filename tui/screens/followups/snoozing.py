"""The snooze menu: a letter, or a day in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from scrm.base.dates import When, long_day
from scrm.base.i18n import _
from tui.screens.forms.reading import Days
from tui.widgets.boxes.forms import FieldSpec
from tui.widgets.boxes.menu import Choice

if TYPE_CHECKING:
    from tui.host import Host

To = When | timedelta
WEEK, MONTH = 7, 30


def snooze_menu(app: Host, then: Callable[[To], None]) -> None:
    """Ask until when; `then` hears of the answer."""
    today = app.clock.today()

    def label(words: str, days: int) -> str:
        return f"{words}  {long_day(today + timedelta(days=days), today)}"

    choices = [
        Choice("1", "t", label(_("Tomorrow"), 1)),
        Choice(str(WEEK), "w", label(_("In a week"), WEEK)),
        Choice(str(MONTH), "m", label(_("In a month"), MONTH)),
        Choice("pick", "p", _("Pick a day")),
    ]

    async def chosen(choice: str) -> None:
        if choice == "pick":
            await _pick(app, then)
        else:
            then(timedelta(days=int(choice)))

    app.menu(_("Snooze to"), choices, chosen)


async def _pick(app: Host, then: Callable[[To], None]) -> None:
    days = Days(app)

    def given(values: Mapping[str, str], _changed: Mapping[str, str]) -> None:
        when = days.read(values["day"])
        if when is not None:
            app.form_saved("", undo=False)
            then(when)

    spec = FieldSpec("day", _("Day"), "", _("fri, +3d, 1 dec"), days.check_ahead, days.echo)
    await app.form("snooze", _("Snooze to"), [spec], given)
