"""Every verb that the code keeps in the ledger has a name for people, in both languages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import scrm
from scrm.base import i18n
from scrm.db.model import front_name, kind_name, operation_name, verb_name

ROOT = Path(scrm.__file__).parents[1]


def stored_verbs() -> set[str]:
    """The constants given as verb to `operation`, or to what hands it on."""
    found = set()
    for package in ("scrm", "tui"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    place = {"operation": 0, "_writing": 0, "change": 1}.get(name, len(node.args))
                    found |= {a.value for a in node.args[place : place + 1] if isinstance(a, ast.Constant)}
    return found


VERBS = sorted(stored_verbs())


@pytest.fixture(params=["en", "es"])
def language(request):
    i18n.use(request.param)
    yield request.param
    i18n.use("en")


def test_the_code_keeps_many_verbs():
    assert {"log", "contact edit", "note new", "follow-up done"} <= set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_stored_verb_has_a_name(verb, language):
    name = verb_name(verb)
    assert name
    assert " " not in verb or name != verb


def test_a_change_is_told_with_whom_it_was_about(language):
    told = {"en": "edit person (Ana García)", "es": "editar persona (Ana García)"}
    assert operation_name("contact edit", "Ana García") == told[language]
    assert (
        operation_name("contact tag", "12")
        == {"en": "tag people (12)", "es": "etiquetar personas (12)"}[language]
    )
    assert (
        operation_name("import linkedin", "LinkedIn")
        == {"en": "import (LinkedIn)", "es": "importar (LinkedIn)"}[language]
    )
    assert operation_name("log", "") == {"en": "log", "es": "registrar"}[language]


def test_what_is_not_known_stays_as_it_is(language):
    assert (verb_name("dance"), kind_name("dance"), front_name("dance")) == ("dance", "dance", "dance")
