"""Every text of the code has a whole translation, with the same fields."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FIELD = re.compile(r"%\((\w+)\)[#0\- +]*\d*(?:\.\d+)?([a-zA-Z])|(%%)|\{(\w*)[^{}]*\}")
BARE = re.compile(r"%(?!\(|%)[#0\-+]*\d*(?:\.\d+)?[srdifgx]")
MARKS = {"_", "ngettext", "pgettext", "N_"}


def catalogue(path):
    with path.open("rb") as file:
        return read_po(file)


def keys(messages):
    """What tells messages apart: context and text (the singular of a plural)."""
    return {(m.context, m.id if isinstance(m.id, str) else m.id[0]) for m in messages if m.id}


def fields(text):
    return {(named, kind, brace) for named, kind, _, brace in FIELD.findall(text) if named or brace}


def faults(message):
    """Why a translation cannot be used, as short sentences."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    texts = [message.string] if isinstance(message.string, str) else list(message.string)
    if not all(texts):
        return ["not translated"]
    found = ["fuzzy"] if message.fuzzy else []
    if any(BARE.search(text) for text in ids):
        found.append("a field without a name")
    # A plural form may leave the number out ("a day"), never add a field.
    wanted = set().union(*map(fields, ids))
    needed = set.intersection(*map(fields, ids))
    if any(not needed <= fields(text) <= wanted for text in texts):
        found.append("other fields than the original")
    edges = (ids[0][:1].isspace(), ids[0][-1:].isspace())
    if any((text[:1].isspace(), text[-1:].isspace()) != edges for text in texts):
        found.append("other blanks at its ends")
    return found


@pytest.fixture(scope="module")
def template(root, packages, tmp_path_factory):
    """The texts of the code as `make i18n` finds them, click's own among them."""
    target = tmp_path_factory.mktemp("template") / "scrm.pot"
    command = [
        sys.executable,
        "-m",
        "babel.messages.frontend",
        "--quiet",
        "extract",
        "--mapping",
        "babel.cfg",
    ]
    command += ["--no-location", "--output", target, *packages, *click.__path__]
    subprocess.run(command, cwd=root, check=True)
    return catalogue(target)


@pytest.fixture(params=["es"])
def source(request, root):
    return root / "scrm" / "locale" / request.param / "LC_MESSAGES" / "scrm.po"


def test_the_catalogue_holds_the_texts_of_the_code_and_no_others(template, source):
    there, wanted = keys(catalogue(source)), keys(template)
    assert sorted(map(str, wanted - there)) == []
    assert sorted(map(str, there - wanted)) == []


def test_every_text_is_translated_with_the_same_fields(source):
    found = {str(m.id): wrong for m in catalogue(source) if m.id and (wrong := faults(m))}
    assert found == {}


def test_the_compiled_catalogue_is_current(source):
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(source))
    assert source.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run: make i18n"


def test_every_language_has_a_catalogue(root, source):
    from scrm.base.i18n import LANGUAGES

    folders = {path.parent.parent.name for path in (root / "scrm" / "locale").rglob("scrm.po")}
    assert folders == set(LANGUAGES) - {"en"}


@pytest.mark.parametrize(
    ("text", "translation", "fault"),
    [
        ("Late", "", "not translated"),
        ("Snoozed to %(date)s", "Pospuesto", "other fields than the original"),
        ("Snoozed to %(date)s", "Pospuesto al %(fecha)s", "other fields than the original"),
        ("%d days", "%d días", "a field without a name"),
        (("%(n)d day", "%(n)d days"), ("un día", "%(n)d dias de %(x)s"), "other fields than the original"),
        ("Usage: ", "Uso:", "other blanks at its ends"),
    ],
)
def test_a_faulty_translation_is_found(text, translation, fault):
    assert faults(Catalog("es").add(text, translation)) == [fault]


def test_a_good_translation_passes():
    assert faults(Catalog("es").add(("A day", "%(n)d days"), ("Un día", "%(n)d días"))) == []
    assert faults(Catalog("es").add("%(share)d %% of {name!r}", "%(share)d %% de {name!r}")) == []


def built_texts(source):
    """Texts handed to gettext after their fields were filled in: no catalogue can hold those."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in MARKS:
            for argument in node.args:
                if isinstance(argument, ast.JoinedStr | ast.BinOp):
                    yield f"{source.path}:{node.lineno}"


def test_texts_are_whole_before_their_fields_are_filled(sources, parse):
    assert [found for source in sources for found in built_texts(source)] == []
    bad = parse(
        "tui/bad.py", "_(f'Hello {name}')\n_('Hello %s' % name)\n_('Hello %(name)s') % {'name': name}"
    )
    assert list(built_texts(bad)) == ["tui/bad.py:1", "tui/bad.py:2"]


def hidden_texts(source):
    """Texts marked within an f-string, where the extraction of a catalogue does not look."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.JoinedStr):
            for call in ast.walk(node):
                marked = isinstance(call, ast.Call) and ast.unparse(call.func) in MARKS
                if marked and any(isinstance(argument, ast.Constant) for argument in call.args):
                    yield f"{source.path}:{call.lineno}"


def test_no_text_hides_within_an_f_string(sources, parse):
    assert [found for source in sources for found in hidden_texts(source)] == []
    bad = parse("tui/bad.py", "f'{_(\"Hello\")}'\nf'{_(hello)}'")
    assert list(hidden_texts(bad)) == ["tui/bad.py:1"]
