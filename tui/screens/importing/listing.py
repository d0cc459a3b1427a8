"""The rows of an import preview: source rows by file, read as they are drawn, and questions with their answers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from scrm.base import dates
from scrm.base.clock import stored_day
from scrm.base.i18n import N_, _, ngettext, pgettext
from scrm.base.text import clean
from scrm.intake.model import Case, Decision, Item, Side
from tui.look import glyphs
from tui.screens.importing.reading import OWNER, Preview
from tui.widgets.detail import Line
from tui.widgets.lists import source as lines
from tui.widgets.lists.columns import Column
from tui.words import number

VIEWS = ("review", "new", "update", "same", "skipped")
# Phrases of intake: they are stored, and turned into the user's language where they are shown.
PHRASES = (
    N_("in the trash"),
    N_("repeats an earlier row with other details"),
    N_("skipped by you"),
    N_("not accepted yet"),
    N_("not among your contacts"),
    N_("an older archive"),
    N_("the same address belongs to somebody else"),
    N_("the addresses belong to different people"),
    N_("somebody of this name is here already"),
    N_("several contacts have this name"),
)
_FORMS = {"message": N_("message"), "inmail": N_("InMail"), "invitation": N_("invitation")}


class ItemSource:
    """Source rows under the names of their files; only those on screen are turned into lines."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._titles: list[lines.Section] = []
        self._starts: list[int] = []
        """the line of each title"""
        line = 0
        for file, group in groupby(items, key=lambda item: item.file):
            size = sum(1 for _item in group)
            self._titles.append(lines.Section(file, number(size)))
            self._starts.append(line)
            line += size + 1
        self._count = line

    def count(self) -> int:
        return self._count

    def row(self, i: int) -> lines.Item:
        group = bisect_right(self._starts, i) - 1
        if self._starts[group] == i:
            return self._titles[group]
        item = self._items[i - group - 1]
        return lines.Row(str(i), (what(item), because(item), lines.Cell(number(item.row), "muted")))

    def key(self, i: int) -> str | None:
        return None if self._is_title(i) else str(i)

    def item(self, key: str) -> Item | None:
        """The source row of a key."""
        i = int(key) if key.isdecimal() else -1
        if not 0 <= i < self._count or self._is_title(i):
            return None
        return self._items[i - bisect_right(self._starts, i)]

    def _is_title(self, i: int) -> bool:
        place = bisect_right(self._starts, i) - 1
        return place >= 0 and self._starts[place] == i


def columns(view: str) -> list[Column]:
    """The columns of a view."""
    if view == "review":
        return [
            Column(_("In the file"), 20, 12, name=True, grow=1),
            Column(_("Who it may be"), 18, 10, grow=1),
        ]
    return [
        Column(_("What"), 22, 12, name=True),
        Column(_("Details"), 16, 8, grow=1),
        Column(_("Row"), 7, 5, drop=1, right=True),
    ]


def view_name(view: str) -> str:
    """A view in words."""
    return {
        "review": pgettext("import", "Review"),
        "new": pgettext("import", "New"),
        "update": pgettext("import", "Update"),
        "same": pgettext("import", "Same"),
        "skipped": pgettext("import", "Skipped"),
    }[view]


def what(item: Item) -> str:
    """Whom or what a source row is about."""
    form = _FORMS.get(item.name)
    return _(form) if form else item.name or "-"


def because(item: Item) -> str:
    """Why a row is left out or asked about, else what it brings."""
    return phrase(item.detail) if item.verdict in ("skipped", "review", "same") else item.detail


def phrase(text: str) -> str:
    """A phrase of intake or of an importer in the user's language; another text stays."""
    return _(text) if text else ""


def review_rows(
    cases: Sequence[Case], decided: Mapping[str, Decision], preview: Preview | None
) -> list[lines.Item]:
    """The questions: who the user is first, then people."""
    ordered = sorted(cases, key=lambda case: case.review.kind != OWNER)
    return [_review_row(case, decided.get(case.review.id), preview) for case in ordered]


def _review_row(case: Case, decision: Decision | None, preview: Preview | None) -> lines.Row:
    id, dot = case.review.id, f" {glyphs.UNICODE.dot} "
    if case.review.kind == OWNER:
        count = preview.waiting(case) if preview else 0
        rows = ngettext("%(n)s row waits", "%(n)s rows wait", count) % {"n": number(count)}
        return lines.Row(id, (_("Who are you?"), rows if count else ""), "!", "warn")
    told = dot.join(filter(None, (case.told.name, case.told.organization)))
    if decision is not None:
        return lines.Row(id, (told, answer(case, decision)), glyphs.UNICODE.done, "good", role="muted")
    maybe = dot.join(filter(None, (case.alike[0].name, case.alike[0].organization))) if case.alike else "-"
    more = f" +{len(case.alike) - 1}" if len(case.alike) > 1 else ""
    return lines.Row(id, (told, lines.Cell(maybe + more, "muted")), "?", "warn")


def answer(case: Case, decision: Decision) -> str:
    """What was decided, in words."""
    if decision.state == "matched":
        side = next((side for side in case.alike if side.contact_id == decision.contact_id), None)
        return _("same as %(name)s") % {"name": clean(side.name)} if side else _("same person")
    return _("somebody new") if decision.state == "new" else _("left out")


def question_lines(case: Case) -> list[Line]:
    """Why it is asked, and what was written."""
    review = case.review
    found = [Line(phrase(review.question), label=_("Why"))]
    place = _("%(file)s, row %(row)s") % {"file": clean(review.file), "row": number(review.row)}
    found.append(Line(place, "muted", _("From")))
    if case.text:
        found += [Line(""), Line(case.text)]
    return found


def sides(case: Case, today: date) -> list[tuple[str, list[str]]]:
    """(label, texts of the file's side and of each candidate) for every fact that any of them has."""
    both = (case.told, *case.alike)
    facts = [
        (_("Name"), [side.name for side in both]),
        (_("Firm"), [side.organization for side in both]),
        (_("Position"), [side.title for side in both]),
        (_("Known as"), [_addresses(side) for side in both]),
        (_("Since"), [_day(side.since, today) for side in both]),
        (_("Tags"), [", ".join(side.tags) for side in both]),
        (_("Ref"), [side.ref for side in both]),
    ]
    return [(label, texts) for label, texts in facts if any(texts)]


def _day(stored: str, today: date) -> str:
    return dates.long_day(stored_day(stored), today) if stored else ""


def _addresses(side: Side) -> str:
    return ", ".join(text.removeprefix("https://www.").removeprefix("https://") for text in side.addresses)


def item_lines(item: Item) -> list[Line]:
    """Everything that is known of a source row."""
    found = [Line(what(item), bold=True)]
    if text := because(item):
        found.append(Line(text))
    place = _("%(file)s, row %(row)s") % {"file": clean(item.file), "row": number(item.row)}
    return [*found, Line(place, "muted"), Line("")]


def file_lines(preview: Preview) -> list[Line]:
    """What was found in the source: used files with their counts, the others, and what the user should know."""
    found = [Line(_("Files"), heading=True, total=number(preview.rows))]
    others = []
    for file in preview.plan.files.values():
        if file.used:
            counts = [f"{view_name(view)} {number(file.counts[view])}" for view in VIEWS if file.counts[view]]
            told = f" {glyphs.UNICODE.dot} ".join(counts) or _("no rows")
            found += [Line(file.name, bold=True), Line(told, "muted")]
            found += [Line(phrase(file.note), "warn")] if file.note else []
        else:
            others.append(file.name)
    found += [Line(note, "warn") for note in preview.plan.notes]
    if others:
        found += [Line(""), Line(_("Not used"), heading=True, total=number(len(others)))]
        found += [Line(name, "muted") for name in others]
    return found


def tab(view: str, count: int) -> str:
    """A view with its count."""
    return f"{view_name(view)} {number(count)}"
