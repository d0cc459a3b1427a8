"""What holds now: flags, environment and config.toml read together. `writing` changes the file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from scrm.base.errors import ScrmError, UsageError
from scrm.base.i18n import _
from scrm.base.settings.options import BY_NAME, OPTIONS, Option, Value, find_option, read_value, shown
from scrm.base.settings.places import Places, Source

LARGEST_FILE = 100_000
"""bytes of config.toml that are read"""


class Setting(NamedTuple):
    """One option as it holds now, and who set it."""

    option: Option
    value: Value
    source: Source


class Settings(NamedTuple):
    """All options by name; `keys` by action id; `problems` are the lines that do not hold."""

    values: Mapping[str, Setting]
    keys: Mapping[str, str]
    problems: tuple[ScrmError, ...]

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
        return places.notes(self.text("notes"))


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
            return Setting(option, _fit(option, read_value(option, raw, where), where, places), source)
        except UsageError as error:
            problems.append(error)
    return Setting(option, option.default, "default")


def _fit(option: Option, value: Value, where: str, places: Places) -> Value:
    """The value, if it is also one for this workspace. Raises UsageError."""
    if option.name == "notes" and value:
        try:
            places.check_notes(str(value))
        except UsageError as error:
            raise UsageError(f"{where}: {error.what}", error.remedy) from error
    return value


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
        what = _("%(path)s is not in order: %(reason)s") % {"path": path, "reason": shown(str(error))}
        raise UsageError(what, _("mend that line, or move the file away")) from error


def _leaves(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _keys(written: Mapping[str, Any], path: Path, problems: list[ScrmError]) -> Iterator[tuple[str, str]]:
    for name, given in written.items():
        if name not in BY_NAME:
            try:
                yield name.removeprefix("keys."), str(read_value(find_option(name), given, str(path)))
            except UsageError as error:
                problems.append(error)
