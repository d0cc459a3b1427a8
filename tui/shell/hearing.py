"""The quick log's side of the logbook, for worker threads: what a line means, and writing it down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrm.base import dates
from scrm.base.clock import Clock
from scrm.base.errors import UsageError
from scrm.base.i18n import _, pgettext
from scrm.base.text import clean
from scrm.interactions.model import USUAL_KIND, kind_name, mood_name
from scrm.workspace import Workspace
from tui.look import glyphs
from tui.widgets.boxes.quicklog import Meaning, Reading
from tui.widgets.completion import Completion

if TYPE_CHECKING:
    from scrm.agenda.model import Heard

OFFERED = 3


@dataclass(frozen=True, slots=True)
class Written:
    """What was logged: the kind in words, the names, and the first follow-up's day as said."""

    kind: str
    names: str
    follow_up: str


def understand(workspace: Workspace, line: str, day_first: bool) -> Reading:
    """What a line means; its problem is what keeps it from being saved."""
    try:
        heard = workspace.logbook.hear(line, day_first)
    except UsageError as error:
        return Reading([Meaning(pgettext("capture", "Note that"), error.what, "warn")], error.what)
    said, clock = heard.capture, workspace.clock
    between = f" {glyphs.UNICODE.dot} "
    people = list(_people(heard))
    when = dates.said_when(said.when, clock.today()) if said.when else pgettext("capture", "now")
    lines = [*people[:2], Meaning(pgettext("capture", "What"), f"{said.how}, {when}")]
    extra = [mood_name(said.mood) if said.mood else "", *(f"#{tag}" for tag in said.tags)]
    note = between.join(filter(None, (said.note, *extra)))
    lines.append(Meaning(pgettext("capture", "Note"), note))
    for part in said.follow_ups:
        label = pgettext("capture", "Waiting for") if part.waiting else pgettext("capture", "Follow-up")
        fields = {"title": part.title or said.note, "day": dates.said_when(part.when, clock.today())}
        repeat = dates.said_repeat(part.repeat) if part.repeat else ""
        told = _("“%(title)s”, %(day)s") % fields if fields["title"] else fields["day"]
        lines.append(Meaning(label, between.join(filter(None, (told, repeat)))))
    doubts = [doubt for doubt in said.doubts if not doubt.blocks]
    lines += [Meaning(pgettext("capture", "Note that"), doubt.sentence(), "warn") for doubt in doubts]
    return Reading(lines[:6], _problem(heard))


def _people(heard: Heard) -> Iterator[Meaning]:
    """Whom the names mean, the label in front of the first."""
    label = pgettext("capture", "Person")
    if not heard.matches:
        yield Meaning(label, "")
    for name, rows in heard.matches:
        if not rows:
            yield Meaning(label, _("Nobody called %(name)s. Enter adds them") % {"name": name}, "warn")
        else:
            who = f" {glyphs.UNICODE.dot} ".join(filter(None, (rows[0].name, rows[0].organization)))
            several = _("%(name)s: several match, such as %(who)s. Tab completes") % {
                "name": name,
                "who": who,
            }
            yield Meaning(label, who) if len(rows) == 1 else Meaning(label, several, "warn")
        label = ""


def _problem(heard: Heard) -> str:
    """Why a line cannot be saved, empty when it can."""
    if not heard.matches:
        return _("Who? Start with @")
    if heard.unclear:
        return _("%(name)s may be several people: tab completes") % {"name": heard.unclear[0][0]}
    return next((doubt.sentence() for doubt in heard.capture.doubts if doubt.blocks), "")


def write_down(workspace: Workspace, line: str, day_first: bool, previewed: bool, text: str = "") -> Written:
    """Log a line, with a long `text` if any, as one operation. Raises UsageError for what has to be seen first."""
    heard = workspace.logbook.hear(line, day_first)
    if wrong := _problem(heard):
        raise UsageError(wrong)
    if heard.unknown and not previewed:
        raise UsageError(_("Nobody called %(name)s. Enter adds them") % {"name": clean(heard.unknown[0])})
    capture = heard.capture
    names = ", ".join([*(name for _id, name in heard.known), *heard.unknown])
    with workspace.ledger.operation("log", names):
        logged = workspace.logbook.save(capture, heard.known, heard.unknown)
        if text:
            workspace.diary.edit(logged.interaction, text=text)
    due = capture.follow_ups[0].when if capture.follow_ups else None
    day = dates.said_when(due, workspace.clock.today()) if due else ""
    return Written(kind_name(capture.kind or USUAL_KIND), names, day)


def offers(workspace: Workspace, before: str) -> list[Completion]:
    """Who the last `@name` before the cursor may be."""
    start = max(before.rfind(" @"), before.rfind(",@")) + 1
    typed = before[start:]
    if not typed.startswith("@") or " " in typed or len(typed) < 2:
        return []
    rows = workspace.who.matches(typed, OFFERED)
    return [Completion(mention(row.name) + " ", row.organization, start) for row in rows]


def mention(name: str) -> str:
    """A person as the grammar takes them: `@Ana_García`, in quotes where the name has signs of its own."""
    shown = clean(name)
    plain = shown.replace("-", "").replace("'", "").replace(" ", "")
    if plain.isalnum():
        return "@" + shown.replace(" ", "_")
    return '@"' + shown.replace('"', "'") + '"'


def examples(clock: Clock) -> Reading:
    """Three lines that show the grammar, for an empty line."""
    lines = (
        _("@ana call 25m + scope agreed >yesterday +1w #proposal"),
        _('@luis mail out sent the offer ?+fri "his answer"'),
        _("@clara,@jordi meet 1h demo went well"),
    )
    return Reading(
        [
            Meaning(pgettext("capture", "Such as"), lines[0], "muted"),
            *(Meaning(" ", t, "muted") for t in lines[1:]),
        ]
    )
