"""What stands above the list of people, and the names of its views and orders."""

from __future__ import annotations

from scrm.base.i18n import _
from scrm.contacts.model import contact_kind
from tui.look import glyphs
from tui.screens.people.source import Answer
from tui.words import number


def view_name(view: str) -> str:
    """A view in words."""
    return {"": _("all"), "quiet": _("quiet")}.get(view) or contact_kind(view)


def order_name(order: str) -> str:
    """An order in words."""
    return {
        "name": _("name"),
        "last": _("last contact, the longest silence first"),
        "recent": _("last contact, the latest first"),
        "organization": _("organisation"),
    }[order]


def heading(answer: Answer, total: int) -> str:
    """`7 of 1,248 · filter: kind:client`."""
    dot = f" {glyphs.UNICODE.dot} "
    count = number(answer.everybody)
    if total != answer.everybody:
        count = _("%(n)s of %(all)s") % {"n": number(total), "all": count}
    if total > len(answer.numbers):
        shown = number(len(answer.numbers))
        count += dot + _("the first %(n)s shown") % {"n": shown}
    if answer.question.query:
        count += dot + (_("alike: %(text)s") if answer.alike else _("filter: %(text)s")) % {
            "text": answer.question.query
        }
    return count
