"""Text reaches a widget as Content or Text: a bare string would be read as markup, and so as commands.

A name such as "Smith [/b] & Co" or "[@click=app.quit]x" is only safe in an object.
Fixed texts of our own without a bracket may stay strings; so may any string
where the widget is told `markup=False`.
"""

from __future__ import annotations

import ast

import pytest

WIDGETS = {"Static", "Label", "Button", "Checkbox", "RadioButton", "Option", "Collapsible"}
METHODS = {"notify", "update", "add_row", "add_option", "add_column", "write"}
TRANSLATED = {"_", "pgettext"}
STRINGS = {"ngettext", "str", "clean", "clean_lines", "shorten", "repr"}
STRING_METHODS = {"format", "join", "upper", "title", "strip", "replace", "ljust", "rjust"}
WORDS = {"content", "renderable", "label", "message", "prompt", "title"}


def _is_fixed(node):
    """A constant of ours without a bracket, translated or not."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) in TRANSLATED:
        return all(map(_is_fixed, node.args))
    return isinstance(node, ast.Constant) and not (isinstance(node.value, str) and "[" in node.value)


def _is_string(node, scope):
    """Whether an expression is plainly a string that may hold someone else's text."""
    if _is_fixed(node):
        return False
    if isinstance(node, ast.IfExp):
        return _is_string(node.body, scope) or _is_string(node.orelse, scope)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Mod) or _is_string(node.left, scope) or _is_string(node.right, scope)
    if isinstance(node, ast.Call):
        method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = ast.unparse(node.func)
        return name in TRANSLATED | STRINGS or (method in STRING_METHODS and name != "Text.join")
    if isinstance(node, ast.Name):
        return node.id in scope
    return isinstance(node, ast.JoinedStr | ast.Constant)


def _string_names(function):
    """Parameters annotated as str, and names given a string somewhere in the function."""
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    names = {a.arg for a in arguments if a.annotation and ast.unparse(a.annotation) in {"str", "str | None"}}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and _is_string(node.value, names):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def _shown(call):
    """The arguments of a call that a widget shows, or none if it is told not to read markup."""
    if any(
        k.arg == "markup" and isinstance(k.value, ast.Constant) and k.value.value is False
        for k in call.keywords
    ):
        return []
    return [*call.args[:1], *(k.value for k in call.keywords if k.arg in WORDS)]


def bare_texts(source):
    """Calls of widgets with a string that is not fixed."""
    functions = [n for n in ast.walk(source.tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    for function in functions:
        scope = _string_names(function)
        for node in ast.walk(function):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
            method = isinstance(node.func, ast.Attribute) and name in METHODS
            if (name in WIDGETS or method) and any(_is_string(shown, scope) for shown in _shown(node)):
                yield f"{source.path}:{node.lineno} {name}"


def test_no_widget_gets_a_bare_string(sources):
    screens = [source for source in sources if source.path.startswith("tui/")]
    assert [found for source in screens for found in bare_texts(source)] == []


@pytest.mark.parametrize(
    "line",
    [
        "yield Static(f'{name} is late')",
        "self.notify(_('Saved: %(name)s') % {'name': name})",
        "label.update(name)",
        "label.update(clean(person.name))",
        "text = ', '.join(names); yield Label(text)",
        "self.app.notify(message=str(error), severity='error')",
        "yield Label('[b]bold[/b]')",
    ],
)
def test_a_bare_string_is_found(parse, line):
    source = parse("tui/bad.py", f"def compose(self, name: str, person):\n    {line}")
    assert len(list(bare_texts(source))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "yield Static(_('Nobody is late'))",
        "yield Static(Content(name))",
        "self.notify(_('Saved: %(name)s') % {'name': name}, markup=False)",
        "label.update(self.headline(person))",
        "yield Label('', id='names')",
    ],
)
def test_objects_and_fixed_texts_pass(parse, line):
    source = parse("tui/good.py", f"def compose(self, name: str, person):\n    {line}")
    assert list(bare_texts(source)) == []
