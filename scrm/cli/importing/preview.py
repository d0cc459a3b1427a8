"""What an import would do, as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from scrm.base.i18n import _, ngettext, pgettext
from scrm.cli.output.data import table

if TYPE_CHECKING:
    from scrm.cli.session import Session
    from scrm.intake.model import Item, Plan

SHOWN = 10
"""rows of a kind that the preview names"""


def print_preview(session: Session, plan: Plan) -> None:
    """Files and counts, then what is not plain: changes, questions, what is left out."""
    from scrm.intake.model import VERDICTS

    output = session.output
    headings = [
        _("File"),
        _("Rows"),
        pgettext("verdict", "New"),
        _("Update"),
        _("Same"),
        _("Review"),
        _("Skipped"),
    ]
    used = [file for file in plan.files.values() if file.used]
    rows = [[file.name, str(file.rows), *(str(file.counts[v]) for v in VERDICTS)] for file in used]
    total = plan.summary
    rows.append([_("in all"), str(sum(total.values())), *(str(total[v]) for v in VERDICTS)])
    table(output, headings, rows, header=session.flags.header, kept=[True] * len(headings))
    _people(session, plan.of("update"), _("Update"))
    _owner(session, plan)
    _people(session, [item for item in plan.of("review") if item.file not in plan.unknown_owner], _("Review"))
    _reasons(session, plan)
    _unused(session, plan)
    for sentence in (*plan.notes, *(f"{f.name}: {_(f.note)}" for f in used if f.note)):
        session.talk.say(sentence)
    if plan.strangers:
        session.talk.say(
            ngettext(
                "%(n)d person who only wrote does not become a contact, but waits to be filed",
                "%(n)d people who only wrote do not become contacts, but wait to be filed",
                plan.strangers,
            )
            % {"n": plan.strangers}
        )


def _owner(session: Session, plan: Plan) -> None:
    """One line for all rows of a file that wait for the same answer."""
    if plan.unknown_owner:
        session.output.styled((_("Who are you?"), "heading"))
    for file, rows in plan.unknown_owner.items():
        session.output.line("  " + waiting(file, rows))


def waiting(file: str, rows: int) -> str:
    """That rows wait to be told whose archive it is."""
    return ngettext(
        "%(file)s: %(n)d row waits to know who you are (--me)",
        "%(file)s: %(n)d rows wait to know who you are (--me)",
        rows,
    ) % {"file": file, "n": rows}


def _people(session: Session, items: Sequence[Item], heading: str) -> None:
    if items:
        session.output.styled((heading, "heading"))
    for item in items[:SHOWN]:
        detail = _(item.detail) if item.detail else ""
        session.output.line(f"  {item.file}:{item.row}  {item.name}  {detail}".rstrip())
    _more(session, len(items) - SHOWN)


def _reasons(session: Session, plan: Plan) -> None:
    reasons = Counter(item.detail for item in plan.of("skipped"))
    if reasons:
        session.output.styled((_("Skipped"), "heading"))
    for reason, count in reasons.most_common():
        session.output.line(f"  {count}  {_(reason)}")


def _unused(session: Session, plan: Plan) -> None:
    names = [file.name for file in plan.files.values() if not file.used]
    if names:
        session.output.styled((_("Not used"), "heading"))
    for name in names[:SHOWN]:
        session.output.line(f"  {name}")
    _more(session, len(names) - SHOWN)


def _more(session: Session, count: int) -> None:
    if count > 0:
        session.output.line("  " + _("and %(n)d more") % {"n": count})
