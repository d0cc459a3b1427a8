"""The contracts on imports bite: a contract that a wrong import cannot break holds nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

# The copy comes first on the path, before the checkout that is installed in place.
LINT = "import sys; sys.path.insert(0, '.'); from importlinter import cli; cli.lint_imports_command()"


@pytest.fixture
def checkout(root, packages, tmp_path):
    shutil.copy(root / "pyproject.toml", tmp_path)
    for name in packages:
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def check(checkout, *contracts):
    """Run the contracts in a copy: whether they are kept, and what was said."""
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    run = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo", *chosen],
        cwd=checkout,
        capture_output=True,
        text=True,
    )
    assert "Contracts:" in run.stdout, run.stdout + run.stderr
    return run.returncode == 0, run.stdout


def test_the_house_keeps_its_contracts(checkout):
    kept, said = check(checkout)
    assert kept, said


@pytest.mark.parametrize(
    ("contract", "module", "line"),
    [
        ("floors", "scrm/db/__init__.py", "import scrm.contacts"),
        ("floors", "scrm/base/text.py", "def f():\n    from scrm.db.opening import connection"),
        ("floors", "scrm/contacts/__init__.py", "from scrm.intake import contract"),
        ("floors", "scrm/lounge/__init__.py", "'A room that stands on no floor.'"),
        ("file", "scrm/db/opening/birth.py", "from scrm.db.ledger import operations"),
        ("nouns", "scrm/contacts/__init__.py", "import scrm.followups"),
        ("tui", "tui/screens/added.py", "import scrm.db"),
        ("tui", "tui/screens/added.py", "import scrm.cli"),
        ("tui", "tui/screens/added.py", "import vault"),
        ("screens", "tui/place.py", "if TYPE_CHECKING:\n    from tui.shell.shell import Shell"),
        ("screens", "tui/screens/forms/person_form.py", "def f():\n    from tui.shell import core"),
        ("screens", "tui/added.py", "'A file that stands on no floor.'"),
        ("places", "tui/screens/person/card.py", "from tui.screens.today import listing"),
        ("widgets", "tui/widgets/lists/rows.py", "from tui.widgets.boxes import menu"),
        ("importers", "importers/added.py", "import scrm.contacts"),
        ("importers", "importers/added.py", "import scrm.intake"),
        ("plugins", "scrm/intake/added.py", "def f():\n    import importers"),
        ("vault", "vault/added.py", "from scrm.base import clock"),
        ("ground", "scrm/db/added.py", "import vault"),
        ("front", "scrm/agenda/added.py", "import tui"),
        ("textual", "importers/added.py", "import textual"),
    ],
)
def test_a_wrong_import_breaks_a_contract(checkout, contract, module, line):
    path = checkout / module
    path.parent.mkdir(exist_ok=True)
    with path.open("a") as file:
        file.write(f"\n{line}\n")
    kept, said = check(checkout, contract)
    assert not kept, said


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("scrm/interactions/added.py", "from scrm.contacts import model"),
        ("tui/shell/added.py", "from scrm.contacts import model\nfrom scrm.base import text"),
        ("importers/added.py", "from scrm.intake import contract\nfrom scrm.contacts import model"),
        ("vault/added.py", "from scrm.base import errors"),
    ],
)
def test_a_right_import_keeps_all_contracts(checkout, module, line):
    (checkout / module).write_text(f"{line}\n")
    kept, said = check(checkout)
    assert kept, said
