"""From the sections of Today to the lines of its list; rows acted on keep their place, greyed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scrm.agenda.model import Item, Section, heading
from scrm.base.i18n import _, ngettext
from scrm.base.text import fold
from scrm.followups.model import FollowUp
from tui.look import glyphs
from tui.look.theme import Role
from tui.widgets.lists import rows as lines
from tui.words import number

WHY = 18
"""cells of the longest reason in either language: it is never cut"""
COLUMNS = [
    lines.Column("", 17, least=12, name=True),
    lines.Column("", 12, least=9, drop=2),
    lines.Column("", 22, least=22, grow=1),
    lines.Column("", WHY, least=WHY, right=True),
]
LOW_COLUMNS = [
    lines.Column("", 11, least=6),
    lines.Column("", 14, least=12, name=True),
    lines.Column("", 14, drop=2),
    lines.Column("", 12, least=8, grow=1),
    lines.Column("", WHY, least=WHY, right=True),
]
"""for screens too low for section titles"""


class Morning(NamedTuple):
    """What Today shows. `done` counts what was done since midnight, `ahead` is the next promise after today.

    `begun` is whether anybody is known yet.
    """

    sections: tuple[Section, ...]
    done: int
    ahead: FollowUp | None
    begun: bool

    @property
    def left(self) -> int:
        """How many rows wait, those not shown included."""
        return sum(section.total for section in self.sections)


class Acted(NamedTuple):
    """A row that was done or put off: how that reads in its last column."""

    item: Item
    told: str


def merged(old: Sequence[Section], new: Sequence[Section], acted: Mapping[str, Acted]) -> tuple[Section, ...]:
    """The new sections with the rows acted on where they stood in the old ones."""
    before = {section.name: section.items for section in old}
    found = []
    for section in new:
        items = list(section.items)
        here = {item.id for item in items}
        for place, item in enumerate(before.get(section.name, ())):
            if item.id in acted and item.id not in here:
                items.insert(min(place, len(items)), item)
        found.append(section._replace(items=tuple(items)))
    return tuple(found)


def build(sections: Sequence[Section], acted: Mapping[str, Acted], words: Sequence[str]) -> lines.ListSource:
    """The list's lines; with folded `words` only the rows that hold all of them."""
    result: list[lines.Item] = []
    for section in sections:
        items = [item for item in section.items if matches(item, words)]
        if not items:
            continue
        result.append(lines.Section(heading(section.name), _count(section, acted)))
        result += [_row(item, acted.get(item.id)) for item in items]
        more = section.total - sum(item.id not in acted for item in section.items)
        if more > 0 and not words:
            result.append(lines.Aside(ngettext("+%(n)d more", "+%(n)d more", more) % {"n": more}))
    return lines.ListSource(result)


def matches(item: Item, words: Sequence[str]) -> bool:
    """Whether a row holds every word."""
    text = fold(f"{item.name} {item.organization} {item.title} {item.why}")
    return all(word in text for word in words)


def _count(section: Section, acted: Mapping[str, Acted]) -> str:
    shown = sum(item.id not in acted for item in section.items)
    if section.total > shown:
        return _("%(n)s of %(all)s") % {"n": number(shown), "all": number(section.total)}
    return number(shown)


def _row(item: Item, acted: Acted | None) -> lines.Row:
    what = (item.name or "-", item.organization or "-", item.title)
    if acted is not None:
        done = glyphs.UNICODE.done
        return lines.Row(item.id, (*what, acted.told), done, "good", role="muted")
    role: Role = "bad" if item.section == "late" else "muted"
    sign = "!" if item.section == "late" else ""
    return lines.Row(item.id, (*what, lines.Cell(item.why, role)), sign, "bad")
