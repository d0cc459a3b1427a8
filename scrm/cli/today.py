"""`scrm today`: the morning list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrm.agenda.document import SCHEMA
from scrm.base.i18n import N_, _
from scrm.base.text import clean
from scrm.cli.entry.options import option, reading
from scrm.cli.entry.quick import brief
from scrm.cli.entry.shape import verb
from scrm.cli.session import Session

if TYPE_CHECKING:
    from scrm.agenda.model import Section


@verb(
    "today",
    N_(
        "Whom to write to this morning, and why: late and due follow-ups, messages to answer, people going "
        "quiet, new ones, dates. scrm done REF closes a row, scrm follow-up snooze REF DATE puts it off."
    ),
    examples=["scrm today", "scrm today --brief", "scrm today --json"],
)
@option("--brief", "one_line", is_flag=True, about=N_("One line, for a shell prompt."))
@option("--all", "everything", is_flag=True, about=N_("Every row of every section."))
@reading(SCHEMA, listed=True)
def command(session: Session, one_line: bool, everything: bool) -> None:
    if one_line:
        brief(session)
        return
    from scrm.agenda.model import EVERYTHING

    show(session, EVERYTHING if everything else session.flags.limit)


def show(session: Session, rows: int | None = None) -> None:
    """Print Today; `rows` of each section, by the setting if None."""
    today = session.workspace.today
    sections = today.sections(rows)
    if session.flags.json:
        _document(session, sections)
    elif not any(section.total for section in sections):
        _say_nothing(session)
    elif session.flags.fields is not None:
        for item in (item for section in sections for item in section.items):
            cells = [clean(str(getattr(item, name) or "")) for name in session.flags.fields]
            session.output.raw("\t".join(cells) + "\n")
    else:
        _lines(session, sections)


def _document(session: Session, sections: list[Section]) -> None:
    from scrm.agenda.document import document

    found = document(sections)
    fields = session.flags.fields
    if fields is not None:
        for section in found["sections"]:
            section["items"] = [{name: item[name] for name in fields} for item in section["items"]]
    session.output.object(found)


def _lines(session: Session, sections: list[Section]) -> None:
    from scrm.agenda.wording import lines

    width = session.output.columns if session.output.tty else 0
    for line in lines(sections, width=width, refs=True):
        session.output.raw(line + "\n")


def _say_nothing(session: Session) -> None:
    """One line: that no row is there, how much was done, and what comes next or is to be typed."""
    from scrm.agenda.wording import all_done

    workspace = session.workspace
    done, ahead = workspace.today.done_today(), workspace.today.ahead()
    told = all_done(done, ahead, session.clock)
    told = told if done else [_("Nothing to do today."), *told[1:]]
    if ahead is not None:
        session.talk.say(" ".join(told))
        return
    fields = {"told": " ".join(told), "remedy": _first_step(session)}
    session.talk.say(_("%(told)s Try: %(remedy)s") % fields)


def _first_step(session: Session) -> str:
    if session.workspace.lists.count():
        return _('scrm follow-up add @ana "send the proposal" fri')
    return 'scrm import linkedin ARCHIVE.zip, scrm contact add "Ana García"'
