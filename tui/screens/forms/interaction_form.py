"""The form of an interaction: `await interaction_form.edit(shell, interaction)`; only what differs is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scrm.base import dates
from scrm.base.clock import from_text
from scrm.base.errors import NotFound
from scrm.base.i18n import _
from scrm.followups.model import Who
from scrm.interactions.model import (
    DIRECTIONS,
    KINDS,
    MOODS,
    Interaction,
    direction_name,
    kind_name,
    mood_name,
)
from scrm.workspace import Workspace
from tui.screens.forms import reading
from tui.screens.forms.reading import Days, Words, pieces
from tui.widgets.boxes.forms import FieldSpec
from tui.widgets.fields import typed

if TYPE_CHECKING:
    from scrm.base.dates import When
    from tui.host import Host

_WORDS = {"kind": Words(KINDS, kind_name), "direction": Words(DIRECTIONS, direction_name)}
_MOOD = Words(MOODS, mood_name)


async def edit(shell: Host, interaction: Interaction) -> None:
    """Open the form with everything known of it."""

    def save(_values: Mapping[str, str], changed: Mapping[str, str]) -> None:
        def use(workspace: Workspace) -> bool:
            people = None
            if "people" in changed:
                ids = reading.people_meant(workspace, changed["people"], _known(interaction))
                people = [(contact.id, contact.name) for contact in workspace.people.contacts(ids)]
            tags = pieces(changed["tags"]) if "tags" in changed else None
            return workspace.diary.edit(
                interaction.id, people=people, tags=tags, **_facts(shell, interaction, changed)
            )

        def told(differed: bool) -> None:
            saved = _("Saved: %(name)s") % {"name": name(shell, interaction)}
            shell.form_saved(saved if differed else _("Nothing was changed"), undo=differed)

        shell.gateway.edit(
            use, told, failed=lambda e: shell.form_failed(e, "people" if isinstance(e, NotFound) else "")
        )

    title = _("Edit %(name)s") % {"name": name(shell, interaction)}
    await shell.form(f"interaction edit {interaction.id}", title, _specs(shell, interaction), save)


def name(shell: Host, interaction: Interaction) -> str:
    """`call, Thu 12 Nov`."""
    day = dates.long_day(from_text(interaction.at).astimezone(shell.clock.zone).date(), shell.clock.today())
    return f"{kind_name(interaction.kind)}, {day}"


def _known(interaction: Interaction) -> list[Who]:
    return [Who(p.contact_id, p.name) for p in interaction.participants if p.contact_id]


def _facts(shell: Host, interaction: Interaction, changed: Mapping[str, str]) -> dict[str, Any]:
    """What `Diary.edit` takes for fields that passed their checks."""
    facts: dict[str, Any] = {key: words.read(changed[key]) for key, words in _WORDS.items() if key in changed}
    if "mood" in changed:
        facts["mood"] = _MOOD.read(changed["mood"])
    if "minutes" in changed:
        facts["minutes"] = _minutes(changed["minutes"])
    if "when" in changed:
        facts["when"] = _day(shell, changed["when"])
    if "said" in changed:
        facts["summary" if interaction.summary or not interaction.text else "text"] = changed["said"].strip()
    return facts


def _specs(shell: Host, interaction: Interaction) -> list[FieldSpec]:
    at = from_text(interaction.at).astimezone(shell.clock.zone)
    when = f"{at:%Y-%m-%d}" if interaction.day_only else f"{at:%Y-%m-%d %H:%M}"
    spent = dates.duration(interaction.minutes) if interaction.minutes else ""
    tags = ", ".join(map(typed, interaction.tags))
    mood = mood_name(interaction.mood)

    def check_when(text: str) -> str:
        when, now = _day(shell, text), shell.clock.now()
        if when is not None and dates.to_instant(when.day, when.time, shell.clock.zone) > now:
            return _("That has not happened yet")
        return Days(shell).check(text)

    def check_people(text: str) -> str:
        return "" if pieces(text) or len(_known(interaction)) < interaction.people else _("Who was it with?")

    specs = [
        FieldSpec("said", _("What was said"), interaction.words),
        FieldSpec(
            "when", _("When"), when, _("yesterday, tue or 2026-12-01 16:30"), check_when, Days(shell).echo
        ),
        FieldSpec(
            "people", _("With"), reading.people_text(_known(interaction)), _("ana, luis"), check_people
        ),
        _choice("kind", _("Kind"), kind_name(interaction.kind)),
        _choice("direction", _("Direction"), direction_name(interaction.direction)),
        FieldSpec("minutes", _("Duration"), spent, _("25m or 1h30"), _check_minutes),
        FieldSpec(
            "mood", _("Mood"), mood, _("+, = or -"), _MOOD.check, completer=_MOOD.complete, proposed=True
        ),
        FieldSpec("tags", _("Tags"), tags, _("vip, proposal")),
    ]
    # One line cannot hold the lines of a message: what was received stays as it is.
    return specs[1:] if "\n" in interaction.words else specs


def _choice(key: str, label: str, value: str) -> FieldSpec:
    words = _WORDS[key]

    def check(text: str) -> str:
        return words.check(text) if text.strip() else words.check("?")

    return FieldSpec(key, label, value, check=check, completer=words.complete, proposed=True)


def _day(shell: Host, text: str) -> When | None:
    """The day, and perhaps the time, gone by that words name."""
    return dates.parse_when(text, shell.clock, past=True, day_first=shell.settings.day_first)


def _minutes(text: str) -> int | None:
    return dates.parse_minutes(text) or dates.parse_minutes(f"{text.strip()}m")


def _check_minutes(text: str) -> str:
    return "" if not text.strip() or _minutes(text) else _("Use a time such as 25m or 1h30")
