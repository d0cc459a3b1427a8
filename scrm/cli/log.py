"""`scrm log`: one line becomes an interaction, its follow-ups and, if need be, a new person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import click

from scrm.base.errors import Ambiguous, NotFound, UsageError
from scrm.base.i18n import N_, _
from scrm.base.text import clean, fold
from scrm.cli.entry.choice import Choice
from scrm.cli.entry.options import confirmed, option, writing
from scrm.cli.entry.shape import verb
from scrm.cli.output.changes import change
from scrm.cli.people import complete_who
from scrm.cli.piped import of_line
from scrm.cli.session import Session
from scrm.interactions.model import KINDS, MOODS

if TYPE_CHECKING:
    from scrm.agenda.model import Heard
    from scrm.interactions.capture import Capture


@verb(
    "log",
    N_(
        "Write down what happened, in one line: people, kind, minutes, direction, mood, what was said, "
        "on:DATE when it happened, next:DATE to follow up, wait:DATE for their answer, tag:NAME. "
        "A - takes one line each from stdin."
    ),
    examples=[
        N_("scrm log @ana call 25m mood:+ scope agreed on:yesterday next:1w tag:proposal"),
        N_('scrm log @luis mail out sent the offer wait:fri "his answer"'),
    ],
)
@click.argument("words", nargs=-1, metavar="[TEXT]...", shell_complete=complete_who)
@option("--at", metavar="DATE", about=N_("When it happened."))
@option("--kind", type=Choice(KINDS, "channel"), about=N_("Kind."))
@option("--mood", type=Choice(MOODS, "mood"), about=N_("Mood: + good, = neutral, - bad."))
@option("--follow-up", metavar="DATE", about=N_("Follow up on this day."))
@confirmed()
@writing()
def command(
    session: Session,
    words: tuple[str, ...],
    at: str | None,
    kind: str | None,
    mood: str | None,
    follow_up: str | None,
) -> None:
    session.writable()
    lines = _lines(session, words)
    told = _Told(at, kind, mood, follow_up)
    ready = []
    for number, line in lines:
        with of_line(number, line):
            ready.append(_understood(session, line, told))
    with change(session, "log", _names(ready[0]) if len(ready) == 1 else str(len(ready))) as operation:
        written = _saved(session, lines, ready)
    if operation.number is not None and not session.flags.json:
        _print_refs(session, written)


class _Told(NamedTuple):
    """What options say of every line."""

    at: str | None
    kind: str | None
    mood: str | None
    follow_up: str | None


class _Ready(NamedTuple):
    """A line without open questions."""

    capture: Capture
    people: list[tuple[str, str]]
    add: list[str]


def _names(one: _Ready) -> str:
    return ", ".join([*(name for _id, name in one.people), *one.add])


def _saved(session: Session, lines: Sequence[tuple[int, str]], ready: Sequence[_Ready]) -> list[str]:
    """Ids of the interactions; somebody new in two lines is added once."""
    book = session.workspace.logbook
    made: dict[str, tuple[str, str]] = {}
    written = []
    for (number, line), one in zip(lines, ready, strict=True):
        new = [name for name in one.add if fold(name) not in made]
        people = [*one.people, *(made[fold(name)] for name in one.add if fold(name) in made)]
        with of_line(number, line):
            logged = book.save(one.capture, people, new)
        made.update((fold(name), (id, name)) for name, id in zip(new, logged.added, strict=True))
        written.append(logged.interaction)
    return written


def _lines(session: Session, words: tuple[str, ...]) -> list[tuple[int, str]]:
    """What to write down; the number of a line is 0 where there is but one."""
    from scrm.interactions.capture import examples, join_words

    if words == ("-",):
        return list(session.numbered_lines())
    if words:
        return [(0, join_words(words))]
    if not session.can_ask:
        raise UsageError(_("There is nothing to log"), f"scrm log {examples()[0]}")
    session.talk.lines(examples())
    session.talk.ask(_("What happened? "))
    line = session.stdin.readline().strip()
    if not line:
        raise UsageError(_("There is nothing to log"), f"scrm log {examples()[0]}")
    return [(0, line)]


def _understood(session: Session, line: str, told: _Told) -> _Ready:
    """One line with its people and options, without open questions."""
    from scrm.interactions.capture import FollowUpPart, pieces

    heard = session.workspace.logbook.hear(line, session.day_first)
    capture = heard.capture
    if told.at:
        capture = replace(capture, when=session.when(told.at, past=True))
    if told.follow_up:
        part = FollowUpPart(session.when(told.follow_up))
        capture = replace(capture, follow_ups=(*capture.follow_ups, part))
    capture = replace(capture, kind=told.kind or capture.kind, mood=told.mood or capture.mood)
    one = _Ready(capture, heard.known, decided(session, heard))
    for label, value in pieces(replace(capture, people=(_names(one),)), session.clock.today()):
        session.talk.say(f"{label}: {value}")
    return one


def decided(session: Session, heard: Heard) -> list[str]:
    """The names to add as people, after all questions.

    Raises UsageError for a line that may mean something else, NotFound for somebody unknown whom
    nobody says to add, Ambiguous for a name of several.
    """
    for name, rows in heard.unclear:
        raise Ambiguous(
            _("Several people match %(text)s") % {"text": clean(name)},
            session.workspace.who.lines(list(rows)),
            _("use the six-digit ref of one of them"),
        )
    for doubt in heard.capture.doubts:
        if doubt.blocks and not session.flags.yes:
            raise UsageError(doubt.sentence(), _("the line again, or --yes to write it as it was read"))
        session.talk.say(doubt.sentence())
    return [name for name in heard.unknown if _wants(session, name)]


def _wants(session: Session, name: str) -> bool:
    """Whether an unknown name is to be added. Raises NotFound for a no."""
    if session.flags.yes:
        return True
    if session.can_ask:
        session.talk.ask(_("Nobody is called %(name)s. Add them? [y/N] ") % {"name": name})
        if session.stdin.readline().strip().lower() in ("y", "yes", "s", "si", "sí"):
            return True
        raise NotFound(_("Nothing was written, and nobody was added"))
    raise NotFound(
        _("Nobody is called %(name)s") % {"name": clean(name)},
        _("--yes adds them, scrm contact list shows who is there"),
    )


def _print_refs(session: Session, written: Sequence[str]) -> None:
    from scrm.db.refs import refs

    short = refs(session.workspace.database, "interactions", written)
    for id in written:
        session.output.raw(short[id] + "\n")
    if len(written) == 1:
        session.talk.hint(_("Written down: scrm interaction show %(ref)s") % {"ref": short[written[0]]})
