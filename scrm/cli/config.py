"""`scrm config`."""

from __future__ import annotations

from pathlib import Path

import click

from scrm.base.errors import ScrmError
from scrm.base.i18n import N_, _
from scrm.cli.entry.options import reading, writing
from scrm.cli.entry.shape import Noun, verb
from scrm.cli.output.changes import told_of_files
from scrm.cli.output.listing import Column, plain, print_list
from scrm.cli.session import Session

SCHEMA = "scrm.setting/1"
KEYS = "scrm.key/1"


def _source(_session: Session, value: str) -> str:
    words = {"flag": _("flag"), "environment": _("environment"), "file": _("file"), "default": _("default")}
    return words[value]


COLUMNS = (
    Column("name", N_("Name"), keep=True),
    Column("value", N_("Value"), keep=True),
    Column("source", N_("Source"), _source, keep=True),
    Column("help", N_("Meaning"), lambda _session, text: _(text)),
)
KEY_COLUMNS = (
    Column("action", N_("Action"), keep=True),
    Column("keys", N_("Keys"), keep=True),
    Column("places", N_("Places")),
    Column("label", N_("Meaning"), lambda _session, text: _(text)),
)


@verb("list", N_("List all settings with their value and who set it."), examples=["scrm config list"])
@reading(SCHEMA, listed=True)
def list_(session: Session) -> None:
    for problem in session.settings.problems:
        session.talk.warn(problem)
    items = [
        {
            "name": name,
            "value": setting.value,
            "source": setting.source,
            "default": setting.option.default,
            "variable": setting.option.variable,
            "help": setting.option.help,
        }
        for name, setting in session.settings.values.items()
    ]
    print_list(session, SCHEMA, items[: session.flags.limit], len(items), COLUMNS)


@verb("get", N_("Print the value of one setting."), examples=["scrm config get language"])
@click.argument("name")
def get(session: Session, name: str) -> None:
    from scrm.base.settings import find_option

    option = find_option(name)
    setting = session.settings.values.get(option.name)
    value = setting.value if setting else session.settings.keys.get(name.removeprefix("keys."), "")
    session.output.line(plain(value))


@verb(
    "set",
    N_("Change one setting in config.toml; all other lines stay."),
    examples=["scrm config set language es"],
)
@click.argument("name")
@click.argument("value")
@writing()
def set_(session: Session, name: str, value: str) -> None:
    from scrm.base.settings import plan_value

    path = session.places.settings_file
    planned = plan_value(path, name, value)
    changed = int(planned.before != planned.value)
    before = session.settings.notes_folder(session.places)
    if name == "notes":
        session.places.check_notes(value)
    if not session.flags.dry_run:
        planned.write()
        shown = {"name": name, "value": plain(planned.value), "path": path}
        session.talk.say(_("%(name)s = %(value)s in %(path)s") % shown)
    line = ("change", "setting", name, plain(planned.before), plain(planned.value))
    told_of_files(session, changed, [line] if changed else [])
    if name == "notes":
        _say_moved(session, before, session.places.notes(value))


def _say_moved(session: Session, before: Path, after: Path) -> None:
    """Tell where notes are now, and how those that exist get there: nobody but their owner moves them."""
    from shlex import quote

    session.talk.say(_("Folder of the notes: %(path)s") % {"path": after})
    if before == after or next(before.rglob("*.md"), None) is None:
        return
    source, target = quote(str(before)), quote(str(after))
    move = f"mv {source}/* {target}/" if after.exists() else f"mv {source} {target}"
    session.talk.warn(ScrmError(_("The notes you have stay in %(path)s") % {"path": before}, move))


@verb("path", N_("Print where the settings lie."), examples=["scrm config path"])
def path(session: Session) -> None:
    session.output.line(str(session.places.settings_file))


@verb("keys", N_("List the keys of the screens."), examples=["scrm config keys"])
@reading(KEYS, listed=True)
def keys(session: Session) -> None:
    from tui.keys import ACTIONS, load

    keymap = load({"preset": session.settings.text("keys.preset"), **session.settings.keys})
    items = [
        {
            "action": action.id,
            "keys": list(keymap.keys(action.id)),
            "places": list(action.places),
            "label": action.hint or action.label,
        }
        for action in ACTIONS
    ]
    print_list(session, KEYS, items[: session.flags.limit], len(items), KEY_COLUMNS)


command = Noun("config", N_("Settings: what holds, why, and how to change it."), list_, get, set_, path, keys)
