"""No module swallows the app: STYLE.md counts the ones that did elsewhere."""

from __future__ import annotations

import ast

MODULE_LINES = 300
FUNCTION_LINES = 50


def long_modules(source):
    lines = len(source.text.splitlines())
    return [f"{source.path}: {lines} lines"] if lines > MODULE_LINES else []


def long_functions(source):
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = node.end_lineno - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{source.path}:{node.lineno} {node.name}: {lines} lines"


def test_no_module_is_longer_than_300_lines(sources):
    assert [found for source in sources for found in long_modules(source)] == []


def test_no_function_is_longer_than_50_lines(sources):
    assert [found for source in sources for found in long_functions(source)] == []


def test_what_is_too_long_is_found(parse):
    module = parse("scrm/long.py", "def f():\n" + "    f()\n" * 300)
    assert long_modules(module) == ["scrm/long.py: 301 lines"]
    assert list(long_functions(module)) == ["scrm/long.py:1 f: 301 lines"]
