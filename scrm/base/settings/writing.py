"""config.toml, changed one setting at a time: every other line and comment stays as its owner wrote it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrm.base.errors import UsageError
from scrm.base.i18n import _
from scrm.base.settings.options import OPTIONS, Option, Value, find_option, read_value
from scrm.base.settings.reading import LARGEST_FILE, values_of


@dataclass(frozen=True, slots=True)
class Planned:
    """One setting about to be written: what the file says of it now (None for nothing) and will say, and its bytes."""

    target: Path
    before: Value | None
    value: Value
    data: bytes

    def write(self) -> None:
        """Put the bytes in the place of the file, whole. Raises StorageFailed."""
        from scrm.base.files import make_folder, write_atomic

        make_folder(self.target.parent)
        write_atomic(self.target, self.data)


def plan_value(path: Path, name: str, text: str) -> Planned:
    """What writing one setting would do; a missing file would be made, with all options as comments.

    Raises UsageError for an unknown name, a wrong value or a file that is not TOML.
    """
    from scrm.base.files import read_bytes

    option = find_option(name)
    value = read_value(option, text)
    # People keep this file in a folder of dot files and link to it: the link stays.
    target = Path(os.path.realpath(path))
    data = read_bytes(target, LARGEST_FILE) if target.exists() else template().encode()
    said = values_of(data, path)
    for change in (_uncommented, _edited):
        after = change(data.decode(), option, value).encode()
        if values_of(after, path) == {**said, name: value}:
            return Planned(target, said.get(name), value, after)
    what = _("%(path)s has something else in the place of %(name)s") % {"path": path, "name": name}
    raise UsageError(what, _("change it in an editor"))


def set_value(path: Path, name: str, text: str) -> Value:
    """Write one setting and return its value. Raises as `plan_value`, and StorageFailed."""
    planned = plan_value(path, name, text)
    planned.write()
    return planned.value


def template() -> str:
    """A file that changes nothing: every option as a comment with its meaning and its default."""
    lines = [
        "# " + _("Settings of scrm. Each line may be missing; `scrm config list` shows what holds and why."),
        "",
    ]
    section = ""
    for option in OPTIONS:
        table, leaf = _split(option)
        if table != section:
            lines += [f"[{table}]"]
            section = table
        lines += [f"# {_(option.help)} ({option.accepts})", f"# {leaf} = {_toml(option.default)}", ""]
    lines += ["# " + _("One line for each action on another key; `scrm config keys` lists them.")]
    lines += ['# follow-up.done = "d"']
    return "\n".join(lines) + "\n"


def _split(option: Option) -> tuple[str, str]:
    """The table of an option and its name in there; the table is empty for those at the top."""
    table, _dot, leaf = option.name.partition(".")
    return (table, leaf) if leaf else ("", table)


def _toml(value: Value) -> str:
    # A JSON text without control characters, as `read_value` lets no others through, is a TOML text.
    return json.dumps(value, ensure_ascii=False)


def _uncommented(text: str, option: Option, value: Value) -> str:
    """The text with the option's own comment line made valid; as it was if there is none."""
    table, leaf = _split(option)
    line = re.compile(rf"#\s*{re.escape(leaf)}\s*=\s*(true|false|\d+|\"[^\"]*\")\s*")
    lines = text.splitlines(keepends=True)
    for number, section in enumerate(_sections(lines)):
        if section == table and line.fullmatch(lines[number]):
            ending = lines[number][len(lines[number].rstrip("\r\n")) :]
            lines[number] = f"{leaf} = {_toml(value)}{ending}"
            break
    return "".join(lines)


def _sections(lines: list[str]) -> Iterator[str]:
    """The table that each line stands in."""
    section = ""
    for line in lines:
        found = re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line)
        section = found[1] if found else section
        yield section


def _edited(text: str, option: Option, value: Value) -> str:
    """The text with the option's line changed or added; as it was if a value stands where a table must."""
    import tomlkit

    document = tomlkit.parse(text)
    table: Any = document
    parts = option.name.split(".")
    action = option.name.removeprefix("keys.")
    if action in document.get("keys", {}):
        parts = ["keys", action]
    for depth, part in enumerate(parts[:-1]):
        if not hasattr(table, "append"):
            return text
        if part not in table:
            if depth:  # within [keys] an action stays on one line: `follow-up.done = "d"`
                table.append(tomlkit.key(parts[depth:]), value)
                return tomlkit.dumps(document)
            table[part] = tomlkit.table()
        table = table[part]
    if isinstance(table, dict):
        table[parts[-1]] = value
    return tomlkit.dumps(document)
