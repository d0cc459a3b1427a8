"""The one key table: bindings, footer, help, documentation and tests read it, nothing else names a key.

An action's method is `action_` plus its id with `_` for `.` and `-`. Labels
are English message ids and translated while drawing. Nothing here imports
Textual before a binding is asked for, so a command can print the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from scrm.base.errors import UsageError
from scrm.base.i18n import N_, _

if TYPE_CHECKING:
    from textual.app import App
    from textual.binding import Binding

EVERYWHERE = "everywhere"
LIST = "list"
TODAY, PEOPLE, PERSON, FOLLOW_UPS, IMPORT = "today", "people", "person", "follow-ups", "import"
_PLACES = (TODAY, PEOPLE, PERSON, FOLLOW_UPS)
_NAMED = frozenset(
    "enter escape space tab backspace delete insert home end pageup pagedown up down left right comma".split()
) | {f"f{n}" for n in range(1, 13)}
_MODIFIERS = {"ctrl", "alt", "shift"}
_SHORT = {"escape": "esc", "pageup": "PgUp", "pagedown": "PgDn", "up": "↑", "down": "↓"}


class Action(NamedTuple):
    """One thing a key does.

    `keys` are as a user writes them, the first is shown. `footer` is the rank
    in the footer (0 is never dropped), None keeps it out. `hint` is the longer
    name for help, where the label alone says too little.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    places: tuple[str, ...] = (EVERYWHERE,)
    footer: int | None = None
    hint: str = ""

    @property
    def name(self) -> str:
        """The name of the Textual action: `follow-up.done` is `follow_up_done`."""
        return self.id.replace(".", "_").replace("-", "_")

    @property
    def title(self) -> str:
        """The name for help and menus, in the language spoken now."""
        return _(self.hint or self.label)


# One action a line reads as the table it is.
# fmt: off
ACTIONS: tuple[Action, ...] = (
    Action("move.down", ("j", "down"), N_("Down"), (LIST,)),
    Action("move.up", ("k", "up"), N_("Up"), (LIST,)),
    Action("move.page-down", ("pagedown", "ctrl+d"), N_("Page down"), (LIST,)),
    Action("move.page-up", ("pageup", "ctrl+u"), N_("Page up"), (LIST,)),
    Action("move.first", ("gg", "home"), N_("First"), (LIST,)),
    Action("move.last", ("G", "end"), N_("Last"), (LIST,)),
    Action("move.open", ("enter", "l", "right"), N_("Open"), (LIST,), 9),
    Action("mark.toggle", ("space",), N_("Mark"), (LIST,), 11),
    Action("mark.all", ("*",), N_("Mark all"), (LIST,)),
    Action("log.new", ("i",), N_("Log"), footer=1, hint=N_("Log an interaction")),
    Action("follow-up.done", ("d",), N_("Done"), (TODAY, FOLLOW_UPS), 1),
    Action("follow-up.done-and", ("D",), N_("Done+"), (FOLLOW_UPS, TODAY), 12, N_("Done and...")),
    Action("follow-up.snooze", ("s",), N_("Snooze"), (TODAY, FOLLOW_UPS), 2),
    Action("follow-up.waiting", ("w",), N_("Waiting"), (FOLLOW_UPS,), 8, N_("Waiting for them")),
    Action("record.add", ("a",), N_("Add"), (TODAY, PEOPLE, FOLLOW_UPS), 6),
    Action("follow-up.new", ("f",), N_("Follow-up"), (TODAY, PEOPLE, PERSON), 7, N_("New follow-up")),
    Action("note.new", ("n",), N_("Note"), (TODAY, PEOPLE, PERSON), 8, N_("New note")),
    Action("record.edit", ("e",), N_("Edit"), _PLACES, 10, N_("Edit in a form")),
    Action("record.editor", ("E",), N_("Editor"), _PLACES, hint=N_("Edit in $EDITOR")),
    Action("person.contact", ("c",), N_("Contact"), (TODAY, PEOPLE, PERSON), 10, N_("Contact: mail, call, profile")),
    Action("link.open", ("o",), N_("Link"), (TODAY, PEOPLE, PERSON), 13, N_("Open link")),
    Action("tag.edit", ("t",), N_("Tags"), (PEOPLE, PERSON, FOLLOW_UPS), 11),
    Action("rhythm.bump", ("b",), N_("Bump"), (TODAY, PEOPLE), hint=N_("Bump: count the rhythm from today")),
    Action("people.sort", ("S",), N_("Sort"), (PEOPLE,)),
    Action("import.open", ("I",), N_("Import"), (TODAY, PEOPLE, IMPORT)),
    Action("record.remove", ("x",), N_("Remove"), (PEOPLE, PERSON, FOLLOW_UPS), hint=N_("Remove to the trash")),
    Action("review.match", ("m",), N_("Merge"), (IMPORT,), 2, N_("Same person: merge")),
    Action("review.new", ("b",), N_("Both"), (IMPORT,), 3, N_("Keep both")),
    Action("review.skip", ("x",), N_("Skip"), (IMPORT,), 4, N_("Skip this row")),
    Action("review.accept", ("A",), N_("Accept all"), (IMPORT,), 5, N_("Accept all sure matches")),
    Action("import.write", ("W",), N_("Write"), (IMPORT,), 1),
    Action("view.previous", ("[",), N_("Previous view"), hint=N_("Previous tab or view")),
    Action("view.next", ("]",), N_("Next view"), hint=N_("Next tab or view")),
    Action("pane.next", ("tab",), N_("Next pane")),
    Action("pane.previous", ("shift+tab",), N_("Previous pane")),
    Action("pane.zoom", ("z",), N_("Zoom"), hint=N_("Zoom the pane")),
    Action("go.back", ("escape", "q", "h", "left"), N_("Back"), footer=14),
    Action("go.today", ("1",), N_("Today")),
    Action("go.people", ("2",), N_("People")),
    Action("go.follow-ups", ("3",), N_("Follow-ups")),
    Action("list.filter", ("/",), N_("Filter"), footer=3),
    Action("command.line", (":", "ctrl+p"), N_("Command"), footer=4, hint=N_("Command line")),
    Action("change.undo", ("u",), N_("Undo"), footer=5),
    Action("change.redo", ("U",), N_("Redo")),
    Action("copy.menu", ("y",), N_("Copy")),
    Action("actions.menu", (".",), N_("Actions"), footer=15, hint=N_("All actions here")),
    Action("help.keys", ("?", "f1"), N_("Help"), footer=0),
    Action("app.redraw", ("ctrl+l",), N_("Redraw")),
    Action("app.suspend", ("ctrl+z",), N_("Suspend")),
    Action("app.quit", ("ctrl+q",), N_("Quit")),
)
# fmt: on
BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}


class KeyMap:
    """The table with a user's own keys in place of the defaults."""

    def __init__(self, own: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._own = dict(own or {})

    def keys(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action, the shown one first; empty if it has none."""
        return self._own.get(action_id, BY_ID[action_id].keys)

    def display(self, action_id: str) -> str:
        """The first key as it is printed (`esc`, `space`, `d`), empty if there is none."""
        keys = self.keys(action_id)
        return display(keys[0]) if keys else ""

    @cached_property
    def looks(self) -> frozenset[str]:
        """The keys that only move or mark."""
        names = (
            a.id for a in ACTIONS if a.id.startswith(("move.", "mark.", "pane.")) and a.id != "move.open"
        )
        return frozenset("g" if key == "gg" else key for name in names for key in self.keys(name))

    def at(self, *places: str) -> list[Action]:
        """The actions of these places, in table order."""
        return [action for action in ACTIONS if set(action.places) & set(places)]

    def textual(self) -> dict[str, str]:
        """What `App.set_keymap` takes.

        An action without a key gets a name that no terminal sends, because
        Textual keeps the default key for an empty one.
        """
        return {
            action_id: ",".join(key for key in keys if key != "gg") or f"unbound_{BY_ID[action_id].name}"
            for action_id, keys in self._own.items()
        }


def display(key: str) -> str:
    """A key as it is printed."""
    return _SHORT.get(key, key)


def bindings(*places: str) -> list[Binding]:
    """Bindings with the default keys for a class's BINDINGS; `gg` is left to the list itself."""
    from textual.binding import Binding

    return [
        Binding(",".join(key for key in action.keys if key != "gg"), action.name, id=action.id, show=False)
        for action in ACTIONS
        if set(action.places) & set(places)
    ]


def some(*action_ids: str) -> list[Binding]:
    """Bindings of these actions alone, for a class that answers them in its own way."""
    from textual.binding import Binding

    chosen = [BY_ID[action_id] for action_id in action_ids]
    return [
        Binding(",".join(key for key in action.keys if key != "gg"), action.name, id=action.id, show=False)
        for action in chosen
    ]


async def perform(app: App[object], action_id: str) -> bool:
    """Run an action as its key would: by the nearest holder from the focus outwards; False if none does."""
    name = BY_ID[action_id].name
    start = app.focused or app.screen
    for node in (*start.ancestors_with_self, app):
        if hasattr(node, f"action_{name}"):
            return await app.run_action(name, node)
    return False


def load(setting: str | Mapping[str, object] | None) -> KeyMap:
    """The key map for a setting: None or "normal", "safe", or a table of action id to keys.

    A table may name `preset = "safe"`. Keys are separated by commas, an empty
    text takes the key away. Raises UsageError for an unknown action or key,
    and for a key that two actions of one place would share.
    """
    table = dict(setting) if isinstance(setting, Mapping) else {"preset": setting or "normal"}
    preset = table.pop("preset", "normal")
    if preset not in ("normal", "safe"):
        raise UsageError(_("There is no key preset %(name)s") % {"name": preset}, _("normal or safe"))
    own = _safe() if preset == "safe" else {}
    for action_id, keys in table.items():
        if action_id not in BY_ID:
            raise UsageError(
                _("There is no action %(name)s to give a key to") % {"name": action_id}, "scrm config keys"
            )
        own[action_id] = _parse(action_id, str(keys))
    keymap = KeyMap(own)
    if own:
        refuse_clashes(keymap)
    return keymap


def _safe() -> dict[str, tuple[str, ...]]:
    """Every key but the letters that act; those that only move stay."""
    moving = {"j", "k", "l", "h", "gg", "G"}
    return {
        action.id: tuple(key for key in action.keys if key in moving or not (len(key) == 1 and key.isalpha()))
        for action in ACTIONS
    }


def _parse(action_id: str, text: str) -> tuple[str, ...]:
    keys = tuple(key.strip() for key in text.split(",") if key.strip())
    for key in keys:
        *modifiers, last = key.split("+") if len(key) > 1 else [key]
        known = (len(last) == 1 or last in _NAMED or key == "gg") and set(modifiers) <= _MODIFIERS
        if not known or (key == "gg" and action_id != "move.first"):
            raise UsageError(
                _("%(key)s is not a key that %(action)s can have") % {"key": key, "action": action_id},
                _("a letter, f2, ctrl+s, space or enter"),
            )
    return keys


def refuse_clashes(keymap: KeyMap) -> None:
    """Raise UsageError for the first key that means two things in one place."""
    for i, one in enumerate(ACTIONS):
        for other in ACTIONS[i + 1 :]:
            shared = _typed(keymap.keys(one.id)) & _typed(keymap.keys(other.id))
            if shared and _meet(one.places, other.places):
                raise UsageError(
                    _("The key %(key)s would mean both %(one)s and %(other)s")
                    % {"key": min(shared), "one": one.id, "other": other.id},
                    _("another key for one of them in [keys]"),
                )


def _typed(keys: Sequence[str]) -> set[str]:
    """The keys as single strokes: `gg` takes the `g`."""
    return {"g" if key == "gg" else key for key in keys}


def _meet(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two actions can be reached from one focus: lists stand in every place."""
    return bool(set(one) & set(other) or {EVERYWHERE, LIST} & {*one, *other})
