"""A person's interactions as rows under months, and one of them as lines to read."""

from __future__ import annotations

from collections.abc import Sequence

from scrm.base import dates
from scrm.base.clock import Clock
from scrm.base.i18n import _, ngettext
from scrm.base.text import fold
from scrm.interactions.model import Interaction, direction_name, kind_name, mood_name
from tui.look.theme import Role
from tui.screens.person.card import local
from tui.widgets.detail import Line
from tui.widgets.lists import rows as lines
from tui.words import number, source_word

PAGE = 200
"""interactions read at once"""
COLUMNS = [
    lines.Column("", 2, least=2),
    lines.Column("", 8, least=8),
    lines.Column("", 10, least=10, drop=2),
    lines.Column("", 1, least=1),
    lines.Column("", 24, least=8, grow=1),
]
_MOODS: dict[str, Role] = {"+": "good", "-": "bad", "=": "muted"}


def build(found: Sequence[Interaction], total: int, clock: Clock) -> lines.ListSource:
    """The latest first, a heading a month, at the end how many older ones there are."""
    result: list[lines.Item] = []
    month = ""
    for each in found:
        day = local(each.at, clock).date()
        if (heading := dates.month_heading(day)) != month:
            month = heading
            result.append(lines.Section(heading))
        result.append(_row(each, f"{day.day:02d}"))
    if older := total - len(found):
        told = ngettext("%(n)s older", "%(n)s older", older) % {"n": number(older)}
        result.append(lines.Aside(told))
    return lines.ListSource(result)


def matching(found: Sequence[Interaction], text: str) -> list[Interaction]:
    """Those that hold all the words of a filter."""
    words = fold(text).split()
    return [
        each
        for each in found
        if all(word in fold(f"{each.summary} {each.text} {' '.join(each.tags)}") for word in words)
    ]


def _row(each: Interaction, day: str) -> lines.Row:
    how = dates.duration(each.minutes) if each.minutes else direction_name(each.direction)
    mood = lines.Cell(each.mood, _MOODS.get(each.mood, "text"))
    tags = " ".join(f"#{tag}" for tag in each.tags)
    words = " ".join(filter(None, (each.words.split("\n")[0], tags)))
    return lines.Row(each.id, (day, kind_name(each.kind), lines.Cell(how, "muted"), mood, words))


def reading(each: Interaction, clock: Clock) -> list[Line]:
    """One interaction whole: when and how, with whom, what was said."""
    at = local(each.at, clock)
    day = dates.long_day(at.date(), clock.today())
    title = f"{kind_name(each.kind)}, {day}"
    when = day if each.day_only else dates.long_moment(at, clock)
    how = [direction_name(each.direction), dates.duration(each.minutes) if each.minutes else ""]
    result = [Line(title, heading=True), Line(when, label=_("When"))]
    result.append(Line(", ".join(filter(None, how)), label=_("How")))
    if each.mood:
        result.append(Line(mood_name(each.mood), _MOODS.get(each.mood, "text"), label=_("Mood")))
    result.append(Line(", ".join(p.name for p in each.participants), label=_("With")))
    if each.tags:
        result.append(Line(" ".join(f"#{tag}" for tag in each.tags), label=_("Tags")))
    result.append(Line(source_word(each.source), "muted", label=_("From")))
    result.append(Line(""))
    if each.summary:
        result += [Line(text) for text in each.summary.split("\n")]
    if each.text and each.text != each.summary:
        result += [Line(text) for text in each.text.split("\n")]
    return result
