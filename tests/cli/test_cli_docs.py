"""docs/commands.md and docs/json.md say what the program does: no command, option or key more or less."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from scrm.cli.entry.commands import COMMANDS
from scrm.cli.entry.options import common
from scrm.cli.entry.root import root
from scrm.cli.output.schemas import SCHEMAS, names

DOCS = Path(__file__).resolve().parents[2] / "docs"
SHARED = {name for option in common() for name in option.opts} | {
    "-h", "--help", "--json", "--fields", "--header", "--limit", "--dry-run", "-y", "--yes",
}  # fmt: skip
"""told once at the top of the page"""


def verbs(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its words."""
    if not isinstance(command, click.Group):
        yield path, command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from verbs(found, f"{path} {name}")


@pytest.fixture(scope="module")
def commands() -> dict[str, click.Command]:
    return dict(verbs(root, "scrm"))


@pytest.fixture(scope="module")
def sections() -> dict[str, str]:
    """The text below each heading that names a command."""
    text = (DOCS / "commands.md").read_text("utf-8")
    parts = re.split(r"^### `(scrm[^`]*)`$", text, flags=re.MULTILINE)
    headings = [re.sub(r" [\[A-Z@<].*| {.*", "", heading) for heading in parts[1::2]]
    assert len(headings) == len(set(headings))
    return dict(zip(headings, parts[2::2], strict=True))


def test_every_command_has_its_heading_and_no_other(commands, sections):
    assert sorted(sections) == sorted(commands)


def test_every_section_tells_the_sentence_and_the_options_of_its_command(commands, sections):
    for path, command in commands.items():
        assert command.help in sections[path], path
        own = {
            name
            for option in command.params
            if isinstance(option, click.Option) and not set(option.opts) & SHARED
            for name in (*option.opts, *option.secondary_opts)
        }
        told = set(re.findall(r"^- (`-.*?):", sections[path], re.MULTILINE))
        documented = {name for line in told for name in re.findall(r"`(--?\w[^`]*)`", line)}
        assert documented == own, path


def test_every_command_and_alias_of_the_table_has_a_chapter():
    text = (DOCS / "commands.md").read_text("utf-8")
    for entry in COMMANDS:
        chapter = re.search(rf"^## {entry.name}( .*)?$", text, re.MULTILINE)
        assert chapter, entry.name
        assert all(f"`{alias}`" in chapter[0] for alias in entry.aliases)


def test_every_example_in_help_stands_in_the_page(commands, sections):
    for path, command in commands.items():
        for line in command.examples:
            assert line in sections[path], path


def test_the_table_of_commands_agrees_with_the_commands():
    context = click.Context(root)
    for entry in COMMANDS:
        command = root.get_command(context, entry.name)
        assert command is not None
        assert command.name == entry.name


def test_every_schema_is_documented_key_by_key():
    text = (DOCS / "json.md").read_text("utf-8")
    parts = re.split(r"^## (scrm\.\w+/\d+)$", text, flags=re.MULTILINE)
    documented = {
        schema: re.findall(r"^\| `(\w+)` \|", body, re.MULTILINE)
        for schema, body in zip(parts[1::2], parts[2::2], strict=True)
    }
    assert documented == {schema: names(schema) for schema in SCHEMAS}
