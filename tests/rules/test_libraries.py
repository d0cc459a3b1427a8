"""Each heavy library is imported in one file, inside the function that needs it."""

from __future__ import annotations

import ast
from collections import defaultdict

import pytest

HEAVY = (
    "sqlite_utils feedparser icalendar caldav keyring frontmatter rapidfuzz dateutil tomlkit platformdirs"
).split()
NETWORK = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "imaplib", "asyncio.streams"}
HTTP = "scrm/base/http.py"


def imports(source):
    """Each import as (dotted name, line, at module level); those for type checkers only are left out."""
    for_types = {
        id(inner)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}
        for inner in ast.walk(node)
    }
    deferred = {
        id(inner)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
    }
    for node in ast.walk(source.tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            yield name, node.lineno, id(node) not in deferred


def eager(source):
    """Heavy imports, or imports of the screens, that run when the module is loaded."""
    screens = source.path.startswith("tui/")
    for name, line, at_load in imports(source):
        top = name.partition(".")[0]
        if at_load and (top in HEAVY or (top in {"textual", "rich", "tui"} and not screens)):
            yield f"{source.path}:{line} {name}"


def misplaced(source):
    """Textual outside the screens, click outside the commands, the network outside its one helper."""
    for name, line, _ in imports(source):
        top = name.partition(".")[0]
        textual = top in {"textual", "rich"} and not source.path.startswith("tui/")
        click = top == "click" and not source.path.startswith("scrm/cli/")
        network = (name in NETWORK or top in NETWORK) and source.path != HTTP
        if textual or click or network:
            yield f"{source.path}:{line} {name}"


def test_heavy_libraries_are_imported_inside_functions(sources):
    assert [found for source in sources for found in eager(source)] == []


def test_each_heavy_library_has_one_file(sources):
    homes = defaultdict(set)
    for source in sources:
        for name, _, _ in imports(source):
            homes[name.partition(".")[0]].add(source.path)
    assert {name: sorted(homes[name]) for name in HEAVY if len(homes[name]) > 1} == {}


def test_textual_click_and_network_stay_in_their_rooms(sources):
    assert [found for source in sources for found in misplaced(source)] == []


@pytest.mark.parametrize("line", ["import tomlkit", "from rapidfuzz import fuzz", "import tui.app"])
def test_an_eager_import_is_found(parse, line):
    assert list(eager(parse("scrm/base/settings.py", line)))
    assert not list(eager(parse("scrm/base/settings.py", f"def load():\n    {line}")))
    assert not list(eager(parse("scrm/base/settings.py", f"if TYPE_CHECKING:\n    {line}")))


@pytest.mark.parametrize("line", ["import textual", "from click import echo", "from urllib import request"])
def test_a_misplaced_import_is_found(parse, line):
    assert list(misplaced(parse("scrm/contacts/model.py", f"def f():\n    {line}")))
