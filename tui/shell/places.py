"""The table of places: what stands in the tab line, and which module holds each. Nothing heavy is imported."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from scrm.base.i18n import N_
from tui import keys

if TYPE_CHECKING:
    from tui.place import Place


class Entry(NamedTuple):
    """A place. `tab` is the id of the tab that is lit while it is shown, its own for one with a digit."""

    id: str
    digit: str
    label: str
    short: str
    module: str
    name: str
    tab: str = ""

    def load(self) -> type[Place]:
        """Import the class of the place."""
        found: type[Place] = getattr(import_module(self.module), self.name)
        return found


# fmt: off
ENTRIES: tuple[Entry, ...] = (
    Entry(keys.TODAY, "1", N_("Today"), N_("Today"), "tui.screens.today.place", "Today"),
    Entry(keys.PEOPLE, "2", N_("People"), N_("People"), "tui.screens.people.place", "People"),
    Entry(keys.FOLLOW_UPS, "3", N_("Follow-ups"), N_("Follow-up"), "tui.screens.followups.place", "FollowUps"),
    Entry(keys.PERSON, "", N_("Person"), N_("Person"), "tui.screens.person.place", "Person", keys.PEOPLE),
    Entry(keys.IMPORT, "", N_("Import"), N_("Import"), "tui.screens.importing.place", "ImportPreview"),
)
# fmt: on
BY_ID = {entry.id: entry for entry in ENTRIES}
