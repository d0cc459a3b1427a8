"""Today in words: reasons, and the whole list as plain text. Nothing here is stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scrm.agenda.model import Item, Section, heading
from scrm.base import dates
from scrm.base.cells import cell_len, cut, fit
from scrm.base.i18n import _, ngettext
from scrm.base.text import clean

if TYPE_CHECKING:
    from scrm.base.clock import Clock
    from scrm.followups.model import FollowUp

_NAME, _FIRM, _TITLE = 24, 18, 44
"""cells at most of a column where a line is to stay readable"""
_GAP, _SIGN, _REF = "  ", 2, 8


def why_due(days_late: int, at: str) -> str:
    """`3 d late`, `16:30`, `today`."""
    return at if at and not days_late else dates.late(days_late)


def why_waiting(days: int) -> str:
    """`waiting for 9 d`."""
    return _("waiting for %(n)d d") % {"n": days} if days > 0 else _("waiting since today")


def why_owed(days: int) -> str:
    """`wrote 9 d ago`."""
    if days < 2:
        return (_("wrote today"), _("wrote yesterday"))[max(0, days)]
    return _("wrote %(n)d d ago") % {"n": days}


def why_awaited(days: int) -> str:
    """`9 d unanswered`."""
    return _("%(n)d d unanswered") % {"n": days}


def title_rhythm(cadence: int, spoken: bool) -> str:
    """`every 30 d`."""
    return dates.every(cadence) if spoken else _("every %(n)d d, never spoken yet") % {"n": cadence}


def title_guess(gap: float) -> str:
    """`every 20 d (guess)`: told from the own habit, by no rhythm."""
    return _("every %(n)d d (guess)") % {"n": max(1, round(gap))}


def title_connection() -> str:
    """Why somebody new is here."""
    return _("connected, no word yet")


def title_position(title: str, firm: str, title_before: str = "", firm_before: str = "") -> str:
    """`new position: COO at Hexa, before: Head of operations at Acme`; a firm that stayed is named once."""
    fields = {
        "what": _position(title, firm),
        "before": _position(title_before, firm_before if firm_before != firm or not title_before else ""),
    }
    if fields["before"]:
        return _("new position: %(what)s, before: %(before)s") % fields
    return _("new position: %(what)s") % fields


def _position(title: str, firm: str) -> str:
    if title and firm:
        return _("%(title)s at %(firm)s") % {"title": title, "firm": firm}
    return title or firm


def title_birthday(turning: int | None) -> str:
    """`birthday`, or with a known year `birthday: 40 years old`."""
    if turning is None or turning < 1:
        return _("birthday")
    return ngettext("birthday: %(n)d year old", "birthday: %(n)d years old", turning) % {"n": turning}


def title_anniversary(years: int) -> str:
    """`connected for 3 years`."""
    return ngettext("connected for %(n)d year", "connected for %(n)d years", years) % {"n": years}


def lines(
    sections: Sequence[Section], end: Sequence[str] = (), *, width: int = 0, refs: bool = False
) -> list[str]:
    """The morning list as text, cleaned, empty sections left out; `end` stands in its place when nothing is left.

    A `width` in cells cuts texts, and leaves firms out where need be, so that lines fit; 0 cuts nothing. With
    `refs` each row begins with what `scrm done` takes.
    """
    shown = [section for section in sections if section.total]
    if not shown:
        return list(end) or [_("Nothing to do today.")]
    rows = {section.name: [_cells(item, width) for item in section.items] for section in shown}
    flat = [cells for part in rows.values() for cells in part]
    widths = [max((cell_len(cells[n]) for cells in flat), default=0) for n in range(1, 5)]
    if width:
        widths = _fitted(widths, width - _SIGN - (_REF if refs else 0))
    found: list[str] = []
    for section in shown:
        found += [""] if found else []
        found.append(f"{heading(section.name)} · {section.total}")
        for item, cells in zip(section.items, rows[section.name], strict=True):
            found.append((f"{item.ref}  " if refs else "") + _line(cells, widths))
        if section.more:
            found.append("  " + more(section.more))
    return found


def all_done(done: int, ahead: FollowUp | None, clock: Clock) -> list[str]:
    """What a finished morning says: how much was done, and what comes next."""
    found = []
    if done:
        found.append(ngettext("%(n)d done today.", "%(n)d done today.", done) % {"n": done})
    if ahead is not None:
        day = dates.long_day(ahead.due.day_in(clock.zone), clock.today())
        names = ", ".join(clean(who.name) for who in ahead.people)
        fields = {"what": clean(ahead.title), "who": names, "day": day}
        found.append(
            _("Next: %(what)s (%(who)s), %(day)s") % fields
            if names
            else _("Next: %(what)s, %(day)s") % fields
        )
    return [_("All done."), *found]


def more(count: int) -> str:
    """`+7 more`."""
    return ngettext("+%(n)d more", "+%(n)d more", count) % {"n": count}


def _cells(item: Item, width: int) -> tuple[str, ...]:
    texts = [clean(item.name) or "-", clean(item.organization) or "-", clean(item.title)]
    if width:
        texts = [cut(text, cells) for text, cells in zip(texts, (_NAME, _FIRM, _TITLE), strict=True)]
    return ("!" if item.section == "late" else " ", *texts, clean(item.why))


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """Column widths for a room in cells; where firms find no place they are left out, their gap too."""
    found = list(widths)
    _give_way(found, ((2, 28), (1, 8), (0, 20)), room)
    if _over(found, room) > 0:
        found = [widths[0], 0, *widths[2:]]
        _give_way(found, ((2, 28), (0, 12), (2, 12)), room)
    return found


def _give_way(widths: list[int], steps: Sequence[tuple[int, int]], room: int) -> None:
    """Narrow columns one after the other, each down to so many cells: what a row is about counts most."""
    for column, least in steps:
        over = max(0, _over(widths, room))
        widths[column] = max(min(widths[column], least), widths[column] - over)


def _over(widths: Sequence[int], room: int) -> int:
    shown = list(filter(None, widths))
    return sum(shown) + len(_GAP) * (len(shown) - 1) - room


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    sign, *texts, why = cells
    padded = [fit(text, width) for text, width in zip(texts, widths, strict=False) if width]
    return f"{sign} {_GAP.join([*padded, why])}".rstrip()
