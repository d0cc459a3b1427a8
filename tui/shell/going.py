"""Going from place to place, and back. A place is mounted on its first visit and keeps its state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual import events
from textual.widgets import ContentSwitcher

from tui import keys
from tui.place import Place, Start
from tui.shell import places
from tui.shell.core import Core

# What `go.back` does at a place of the tab line depends on the key: `q` quits, these do nothing.
_ONLY_BACK = {"escape", "left", "h"}


class Going(Core):
    """The part of the app that knows where it is."""

    _here = ""
    _path: tuple[str, ...] = ()
    _last_key = ""

    @property
    def place(self) -> Place | None:
        """The place on screen."""
        return self.query_one(f"#place-{self._here}", Place) if self._here else None

    @property
    def entry(self) -> places.Entry | None:
        """The table's entry of the place on screen."""
        return places.BY_ID.get(self._here)

    def mounted(self) -> Iterator[Place]:
        """The places visited so far."""
        yield from self.query(Place)

    async def go(self, place_id: str, **arguments: Any) -> None:
        """Show a place; `arguments` go to its `open`. A place without a digit remembers where it was opened from."""
        entry = places.BY_ID[place_id]
        before = self.place
        if entry.digit:
            self._path = ()
        elif self._here and self._here != place_id:
            self._path = (*self._path, self._here)
        place = await self._mount(entry)
        if arguments:
            place.open(**arguments)
        self._here = place_id
        self.query_one(ContentSwitcher).current = place.id
        if before is not None and before is not place:
            before.left()
        place.shown()
        self.screen.set_focus(place.main())
        self.refresh_frame()

    async def _mount(self, entry: places.Entry) -> Place:
        switcher = self.query_one(ContentSwitcher)
        found = switcher.query(f"#place-{entry.id}")
        if not found:
            await switcher.add_content(entry.load()(id=f"place-{entry.id}"))
        return switcher.query_one(f"#place-{entry.id}", Place)

    async def open_person(self, contact_id: str) -> None:
        """Show a person over the place on screen."""
        await self.go(keys.PERSON, contact_id=contact_id)

    def resume(self) -> Start:
        """Where an app that starts again has to begin."""
        place = self.place
        return Start(self._here, place.bookmark()) if place is not None else Start()

    def refresh_frame(self) -> None:
        """Draw tabs and footer for the place on screen."""

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key):
            self._last_key = event.key
        await super().on_event(event)

    async def action_go_back(self) -> None:
        """One step back: within the place, else to where it was opened from; `q` at the top quits."""
        if self.place and self.place.back():
            return
        if self._path:
            *path, before = self._path
            self._path = tuple(path)
            path_kept = self._path
            await self.go(before)
            self._path = path_kept
        elif self._last_key not in _ONLY_BACK:
            await self.action_quit()

    async def action_go_today(self) -> None:
        await self.go(keys.TODAY)

    async def action_go_people(self) -> None:
        await self.go(keys.PEOPLE)

    async def action_go_follow_ups(self) -> None:
        await self.go(keys.FOLLOW_UPS)
