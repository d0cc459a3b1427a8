"""The forms of a follow-up. Any place opens them; all are coroutines and say themselves what was saved.

await followup_form.new(shell, who)             about these people; `title` may be given
await followup_form.edit(shell, followup_id)    only what differs is written
await followup_form.tags(shell, followups)      tags of one, or to put on and take off several
await followup_form.day(shell, title, then)     one day to come; `then` gets it and ends the form
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from scrm.base import dates
from scrm.base.errors import NotFound, ScrmError
from scrm.base.i18n import N_, _, ngettext
from scrm.base.text import clean, fold
from scrm.followups.model import FollowUp, Who, floating
from scrm.workspace import Workspace
from tui.screens.forms import reading
from tui.screens.forms.reading import Days, Words, pieces
from tui.widgets.boxes.forms import FieldSpec
from tui.widgets.fields import typed

if TYPE_CHECKING:
    from tui.host import Host

USUAL = N_("+1w")
"""when a new promise is due unless something else is typed"""


async def new(shell: Host, who: Sequence[Who] = (), title: str = "") -> None:
    """Open the form for a new follow-up."""
    days = Days(shell)

    def save(values: Mapping[str, str], _changed: Mapping[str, str]) -> None:
        when = days.read(values["due"])
        assert when is not None
        theirs = _sides().read(values["whose"]) == "theirs"

        def use(workspace: Workspace) -> FollowUp:
            people = reading.people_meant(workspace, values["people"], who)
            id = workspace.promises.add(
                values["what"],
                when,
                people,
                waiting=theirs,
                repeat=values["repeat"].strip(),
                tags=pieces(values["tags"]),
            )
            return workspace.promises.get(id)

        def told(made: FollowUp) -> None:
            shell.form_saved(_("Promised for %(day)s: %(what)s") % _said(shell, made))

        shell.gateway.edit(use, told, failed=_under_field(shell))

    specs = _specs(shell, None, reading.people_text(who), title)
    name = f"follow-up add {' '.join(one.contact_id for one in who)}"
    await shell.form(name, _("New follow-up"), specs, save)


async def edit(shell: Host, followup_id: str) -> None:
    """Read a follow-up, then open its form."""

    async def opened(followup: FollowUp) -> None:
        def save(_values: Mapping[str, str], changed: Mapping[str, str]) -> None:
            _save(shell, followup, changed)

        specs = _specs(shell, followup, reading.people_text(followup.people), followup.title)
        title = _("Edit %(name)s") % {"name": followup.title}
        await shell.form(f"follow-up edit {followup_id}", title, specs, save)

    shell.gateway.ask(
        shell,
        "follow-up form",
        lambda w: w.promises.get(followup_id),
        lambda followup: shell.call_later(opened, followup),
    )


async def tags(shell: Host, followups: Sequence[FollowUp]) -> None:
    """Open the field of tags: for one it holds its tags, for several what to put on, and with `-` take off."""
    alone = followups[0] if len(followups) == 1 else None
    hint = _("vip, proposal") if alone else _("vip, -old puts on vip and takes old off")
    spec = FieldSpec("tags", _("Tags"), ", ".join(map(typed, alone.tags)) if alone else "", hint)
    many = ngettext("Tags of %(n)d follow-up", "Tags of %(n)d follow-ups", len(followups))
    title = _("Tags of %(name)s") % {"name": alone.title} if alone else many % {"n": len(followups)}

    def save(values: Mapping[str, str], _changed: Mapping[str, str]) -> None:
        words = [fold(word.lstrip("#")) for word in pieces(values["tags"])]
        wanted = {f.id: words if alone else _with(f.tags, words) for f in followups}

        def use(workspace: Workspace) -> int:
            with workspace.ledger.operation("follow-up edit", clean(title)) as operation:
                for id, names in wanted.items():
                    workspace.promises.edit(id, tags=names)
            return operation.changed

        def told(changed: int) -> None:
            text = _("Saved: %(name)s") % {"name": clean(title)} if changed else _("Nothing was changed")
            shell.form_saved(text, undo=changed > 0)

        shell.gateway.edit(use, told, failed=shell.form_failed)

    await shell.form(f"follow-up tags {' '.join(f.id for f in followups)}", title, [spec], save)


def _with(before: Sequence[str], words: Sequence[str]) -> list[str]:
    """Tags with `words` put on, those with a `-` taken off."""
    off = {word[1:] for word in words if word.startswith("-")}
    on = [word for word in words if not word.startswith("-")]
    return [*(tag for tag in before if tag not in off), *(word for word in on if word not in before)]


def _save(shell: Host, followup: FollowUp, changed: Mapping[str, str]) -> None:
    fields: dict[str, Any] = {}
    if "what" in changed:
        fields["title"] = changed["what"]
    if "due" in changed:
        fields["when"] = Days(shell).read(changed["due"])
    if "repeat" in changed:
        fields["repeat"] = changed["repeat"].strip()
    if "tags" in changed:
        fields["tags"] = pieces(changed["tags"])

    def use(workspace: Workspace) -> tuple[FollowUp, bool]:
        people = None
        if "people" in changed:
            people = reading.people_meant(workspace, changed["people"], followup.people)
        with workspace.ledger.operation("follow-up edit", followup.title) as operation:
            workspace.promises.edit(followup.id, people=people, **fields)
            if "whose" in changed:
                workspace.promises.wait([followup.id], _sides().read(changed["whose"]) == "theirs")
        return workspace.promises.get(followup.id), operation.changed > 0

    def told(answer: tuple[FollowUp, bool]) -> None:
        after, differed = answer
        saved = _("Saved: %(what)s, due %(day)s") % _said(shell, after)
        shell.form_saved(saved if differed else _("Nothing was changed"), undo=differed)

    shell.gateway.edit(use, told, failed=_under_field(shell))


def _specs(shell: Host, followup: FollowUp | None, people: str, title: str) -> list[FieldSpec]:
    days, sides = Days(shell), _sides()
    due = _(USUAL) if followup is None else f"{followup.due_day} {followup.due_time}".strip()
    repeat = _repeat_text(followup) if followup else ""
    whose = _side("theirs" if followup and followup.waiting else "mine")
    tags = ", ".join(map(typed, followup.tags)) if followup else ""
    return [
        FieldSpec("what", _("What"), title, _("send the proposal"), _check_title),
        FieldSpec("due", _("Due"), due, _("fri, +3d, 1 dec or 2026-12-01"), days.check, days.echo,
                  proposed=followup is None),
        FieldSpec("people", _("About"), people, _("ana, luis")),
        FieldSpec("whose", _("Whose promise"), whose, check=sides.check, completer=sides.complete,
                  proposed=True),
        FieldSpec("repeat", _("Repeats"), repeat, _("90d, weekly, every monday"), reading.check_repeat,
                  reading.echo_repeat),
        FieldSpec("tags", _("Tags"), tags, _("vip, proposal")),
    ]  # fmt: skip


def _repeat_text(followup: FollowUp) -> str:
    """The repeat in words that can be read again, else as the rule it is."""
    rule, said = floating(followup.repeat), followup.said_repeat
    return said if said and dates.parse_repeat(said) == rule else rule


def _check_title(text: str) -> str:
    return "" if text.strip() else _("A follow-up needs a title")


def _under_field(shell: Host) -> Callable[[ScrmError], None]:
    """Say an error where it belongs: people who are not found under theirs, else under the first field."""
    return lambda error: shell.form_failed(error, "people" if isinstance(error, NotFound) else "")


def _said(shell: Host, followup: FollowUp) -> dict[str, str]:
    today = shell.clock.today()
    return {
        "what": clean(followup.title),
        "day": dates.long_day(followup.due.day_in(shell.clock.zone), today),
    }


def _sides() -> Words:
    return Words(("mine", "theirs"), _side)


def _side(side: str) -> str:
    return {"mine": _("mine"), "theirs": _("theirs: I wait for it")}.get(side, clean(side))
