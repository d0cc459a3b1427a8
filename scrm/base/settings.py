"""Where a workspace lies and what its owner prefers. Only reads; `settings_file` writes.

A flag wins over SCRM_*, that over config.toml, that over the default. A bad line never stops a
reading command: the next weaker source holds and `Settings.problems` tells about it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from scrm.base.errors import ScrmError, UsageError
from scrm.base.i18n import N_, _
from scrm.base.text import clean, fold, shorten

Value = str | int | bool
Source = Literal["flag", "environment", "file", "default"]

LARGEST_FILE = 100_000
"""bytes of config.toml that are read"""


@dataclass(frozen=True, slots=True)
class Option:
    """One setting, of its default's type. Numbers lie within `bounds`, texts are one of `choices` if any."""

    name: str
    default: Value
    help: str
    choices: tuple[str, ...] = ()
    bounds: tuple[int, int] = (1, 100)

    @property
    def variable(self) -> str:
        """The environment variable that sets it: `today.rows` by SCRM_TODAY_ROWS."""
        return "SCRM_" + self.name.upper().replace(".", "_")

    @property
    def accepts(self) -> str:
        """What may be given, in words."""
        if isinstance(self.default, bool):
            return "true, false"
        if isinstance(self.default, int):
            return _("a number from %(least)d to %(most)d") % dict(
                zip(("least", "most"), self.bounds, strict=True)
            )
        return ", ".join(self.choices) or _("a line of text")


OPTIONS: tuple[Option, ...] = (
    Option("language", "auto", N_("Language of screens and messages."), ("auto", "en", "es")),
    Option("name", "", N_("Your own name, to tell you from the others in what you import.")),
    Option(
        "notes", "", N_("Folder of your notes, an existing one too. Empty: the folder notes beside the data.")
    ),
    Option("dates", "auto", N_("How 01/12 is read."), ("auto", "day-first", "month-first")),
    Option("theme", "auto", N_("Colours of the screens, by the name of a theme.")),
    Option(
        "glyphs", "auto", N_("Signs on screen: all of Unicode, or plain ASCII."), ("auto", "unicode", "ascii")
    ),
    Option("mouse", True, N_("Whether the screens take the mouse.")),
    Option("today.budget", 5, N_("How many people of a rhythm Today offers a day.")),
    Option("today.rows", 5, N_("How many rows a section of Today shows.")),
    Option(
        "keys.preset",
        "normal",
        N_("safe: letters only move, actions go through the menu."),
        ("normal", "safe"),
    ),
)
_BY_NAME = {option.name: option for option in OPTIONS}


@dataclass(frozen=True, slots=True)
class Places:
    """Where a workspace and its settings lie; `source` says who chose. Pure: nothing needs to exist."""

    data: Path
    config: Path
    source: Source = "flag"

    @classmethod
    def at(cls, home: Path, source: Source = "flag") -> Places:
        """Everything in one folder, settings too."""
        return cls(home.absolute(), home.absolute(), source)

    @classmethod
    def find(cls, home: str | None = None, environ: Mapping[str, str] | None = None) -> Places:
        """By `--home`, else SCRM_HOME, else the system's folders for the user's data and settings."""
        wanted = (os.environ if environ is None else environ).get("SCRM_HOME")
        if home:
            return cls.at(Path(os.path.expanduser(home)), "flag")
        if wanted:
            return cls.at(Path(os.path.expanduser(wanted)), "environment")
        from platformdirs import user_config_path, user_data_path

        return cls(user_data_path("scrm", False), user_config_path("scrm", False), "default")

    @property
    def database(self) -> Path:
        """The CRM's one file."""
        return self.data / "scrm.db"

    @property
    def backups(self) -> Path:
        """The folder of verified copies."""
        return self.data / "backups"

    @property
    def settings_file(self) -> Path:
        """config.toml."""
        return self.config / "config.toml"


@dataclass(frozen=True, slots=True)
class Setting:
    """One option as it holds now, and who set it."""

    option: Option
    value: Value
    source: Source


@dataclass(frozen=True, slots=True)
class Settings:
    """All options by name; `keys` by action id; `problems` are the lines that do not hold."""

    values: Mapping[str, Setting]
    keys: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[ScrmError, ...] = ()

    @classmethod
    def load(
        cls,
        places: Places,
        flags: Mapping[str, str | None] | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> Settings:
        """What holds now. `flags` has texts by option name, None for those not given; UsageError if wrong."""
        problems: list[ScrmError] = []
        written = _read_file(places.settings_file, problems)
        environ = os.environ if environ is None else environ
        values = {o.name: _resolve(o, flags or {}, environ, written, places, problems) for o in OPTIONS}
        keys = dict(_keys(written, places.settings_file, problems))
        return cls(values, keys, tuple(problems))

    def text(self, name: str) -> str:
        """The value of a text option."""
        return str(self.values[name].value)

    def number(self, name: str) -> int:
        """The value of a number option."""
        return int(self.values[name].value)

    def yes(self, name: str) -> bool:
        """The value of a true-or-false option."""
        return self.values[name].value is True

    @property
    def day_first(self) -> bool:
        """How 01/12 is read: by `dates`, else by the surroundings: only American English begins with the month."""
        if (chosen := self.text("dates")) != "auto":
            return chosen == "day-first"
        spoken = next((v for n in ("LC_ALL", "LC_TIME", "LANG") if (v := os.environ.get(n))), "")
        return not spoken.startswith("en_US")

    def notes_folder(self, places: Places) -> Path:
        """The folder of notes; a relative one lies below the data."""
        return places.data / os.path.expanduser(self.text("notes") or "notes")


def find_option(name: str) -> Option:
    """The option of that name, `keys.<action>` included; raises UsageError with the nearest one."""
    if option := _BY_NAME.get(name):
        return option
    if re.fullmatch(r"keys(\.[a-z][a-z0-9-]*){2,}", name):
        return Option(name, "", N_("The key of one action."))
    from difflib import get_close_matches

    near = get_close_matches(name[:40], _BY_NAME, n=1)
    raise UsageError(
        _("There is no setting %(name)s") % {"name": _shown(name)}, near[0] if near else "scrm config list"
    )


def read_value(option: Option, given: object, where: str = "") -> Value:
    """A value from TOML or from a text; raises UsageError that says what the option takes."""
    value = _read(option, given)
    if value is None:
        what = _("%(name)s cannot be “%(value)s”") % {"name": option.name, "value": _shown(str(given))}
        raise UsageError(f"{where}: {what}" if where else what, option.accepts)
    return value


def _read(option: Option, given: object) -> Value | None:
    if not isinstance(given, str | int):
        return None
    word = fold(str(given))
    if isinstance(option.default, bool):
        return _BOOLEANS.get(word)
    if isinstance(option.default, int):
        number = int(word) if re.fullmatch(r"[0-9]{1,6}", word) else -1
        return number if option.bounds[0] <= number <= option.bounds[1] else None
    if option.choices:
        return word if word in option.choices else None
    return given if isinstance(given, str) and len(given) <= 1000 and not _CONTROL.search(given) else None


_BOOLEANS = {
    **dict.fromkeys(("true", "yes", "on", "1", "si"), True),
    **dict.fromkeys(("false", "no", "off", "0"), False),
}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def _shown(text: str) -> str:
    return shorten(clean(text), 60)


def _resolve(
    option: Option,
    flags: Mapping[str, str | None],
    environ: Mapping[str, str],
    written: Mapping[str, Any],
    places: Places,
    problems: list[ScrmError],
) -> Setting:
    """The strongest source that gives a value; a wrong one is told and the next weaker holds."""
    if (flag := flags.get(option.name)) is not None:
        return Setting(option, read_value(option, flag), "flag")
    given: list[tuple[object, str, Source]] = []
    if text := environ.get(option.variable):
        given.append((text, option.variable, "environment"))
    if option.name in written:
        given.append((written[option.name], str(places.settings_file), "file"))
    for raw, where, source in given:
        try:
            return Setting(option, read_value(option, raw, where), source)
        except UsageError as error:
            problems.append(error)
    return Setting(option, option.default, "default")


def _read_file(path: Path, problems: list[ScrmError]) -> dict[str, Any]:
    """The file's values by dotted name, unknown names told and left out; none if it is absent or broken."""
    known = {}
    try:
        values = read_values(path) if os.path.exists(path) else {}
    except ScrmError as error:
        problems.append(error)
        return {}
    for name, value in values.items():
        try:
            find_option(name)
        except UsageError as error:
            problems.append(UsageError(f"{path}: {error.what}", error.remedy))
        else:
            known[name] = value
    return known


def read_values(path: Path) -> dict[str, Any]:
    """What config.toml says by dotted name; raises as `values_of` and as reading a file does."""
    from scrm.base.files import read_bytes

    return values_of(read_bytes(path, LARGEST_FILE), path)


def values_of(data: bytes, path: Path) -> dict[str, Any]:
    """What these bytes of TOML say by dotted name; raises UsageError with the place of a mistake."""
    import tomllib

    try:
        return dict(_leaves(tomllib.loads(data.decode()), ""))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        what = _("%(path)s is not in order: %(reason)s") % {"path": path, "reason": _shown(str(error))}
        raise UsageError(what, _("mend that line, or move the file away")) from error


def _leaves(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _keys(written: Mapping[str, Any], path: Path, problems: list[ScrmError]) -> Iterator[tuple[str, str]]:
    for name, given in written.items():
        if name not in _BY_NAME:
            try:
                yield name.removeprefix("keys."), str(read_value(find_option(name), given, str(path)))
            except UsageError as error:
                problems.append(error)
