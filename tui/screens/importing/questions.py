"""The questions around an import: which file, who the user is in it, whom a row means."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrm.base.i18n import _
from scrm.base.text import clean
from tui.widgets.boxes.forms import FieldSpec
from tui.widgets.completion import Completion
from tui.widgets.fields import typed

if TYPE_CHECKING:
    from tui.host import Host

MOST = 200
"""completions offered; more names of a folder are not looked at"""
_SEEN = 20_000


async def ask_path(shell: Host, path: str, me: str, then: Callable[[Path, str], None]) -> None:
    """Ask for the file, and for who the user is where the file does not say it."""

    def save(values: Mapping[str, str], _changed: Mapping[str, str]) -> None:
        shell.form_closed()
        then(expanded(values["path"]), values["me"].strip())

    hint = _("LinkedIn's zip, its unpacked folder, or one CSV")
    mine = _("only if the file does not tell: your profile or name")
    specs = [
        FieldSpec("path", _("File"), path, hint=hint, check=check_path, completer=complete_path),
        FieldSpec("me", _("You are"), me, hint=mine),
    ]
    await shell.form("import", _("Import (you see it before it is written)"), specs, save)


async def ask_me(shell: Host, me: str, then: Callable[[str], None]) -> None:
    """Ask who the user is."""

    def save(values: Mapping[str, str], _changed: Mapping[str, str]) -> None:
        shell.form_closed()
        then(values["me"].strip())

    def check(text: str) -> str:
        return "" if text.strip() else _("Your profile's address, or your name as it stands in the messages")

    hint = _("https://www.linkedin.com/in/you, or your name")
    await shell.form(
        "import me", _("Who are you?"), [FieldSpec("me", _("You are"), me, hint=hint, check=check)], save
    )


async def ask_person(shell: Host, name: str, then: Callable[[str], None]) -> None:
    """Ask whom a row means; `then` gets the contact's id."""
    from scrm.base.errors import ScrmError

    def save(values: Mapping[str, str], _changed: Mapping[str, str]) -> None:
        text = values["who"]

        def found(contact_id: str) -> None:
            shell.form_closed()
            then(contact_id)

        def failed(error: ScrmError) -> None:
            shell.form_failed(error)

        shell.gateway.ask(shell, "import person", lambda w: w.who.one(text), found, failed)

    spec = FieldSpec("who", _("Person"), hint=_("a name, an e-mail address or a ref"))
    await shell.form("import person", _("Whom does %(name)s mean?") % {"name": name}, [spec], save)


def expanded(text: str) -> Path:
    """The path a text means: `~` is the home folder."""
    return Path(os.path.expanduser(text.strip()))


def check_path(text: str) -> str:
    """What is wrong with a path."""
    if not text.strip():
        return _("Which file? Tab completes")
    return (
        ""
        if expanded(text).exists()
        else _("There is no such file: %(path)s") % {"path": clean(text.strip())}
    )


def complete_path(before: str) -> list[Completion]:
    """Folders and files whose names begin so, folders first, those with a dot only when asked for."""
    folder, _slash, begun = before.rpartition("/")
    start = len(before) - len(begun)
    where = expanded(folder or "/") if before.startswith(("/", "~/")) else Path(folder or ".")
    if before == "~":
        return [Completion("~/")]
    found: list[tuple[bool, str]] = []
    try:
        with os.scandir(where) as entries:
            for place, entry in enumerate(entries):
                if place > _SEEN:
                    break
                hidden = entry.name.startswith(".") and not begun.startswith(".")
                if (
                    entry.name.lower().startswith(begun.lower())
                    and not hidden
                    and typed(entry.name) == entry.name
                ):
                    found.append((not entry.is_dir(), entry.name))
    except OSError:
        return []
    return [Completion(name if file else f"{name}/", start=start) for file, name in sorted(found)[:MOST]]


def screen_arguments(line: str) -> dict[str, Any] | None:
    """What a line of the `:` prompt opens the import with; None for a line that the command line is to run.

    `import review`, and `import FORMAT PATH` with `--me` at most: an import is previewed on screen.
    """
    import shlex

    try:
        words = shlex.split(line)
    except ValueError:
        return None
    if words[:2] == ["import", "review"] and len(words) == 2:
        return {"review": True}
    if len(words) < 3 or words[0] != "import" or words[1] in ("review", "show", "undo", "list"):
        return None
    me, rest = "", words[2:]
    if "--me" in rest[:-1]:
        place = rest.index("--me")
        me = rest[place + 1]
        rest = rest[:place] + rest[place + 2 :]
    if len(rest) != 1 or rest[0].startswith("-"):
        return None
    return {"format": words[1], "path": rest[0], "me": me}
