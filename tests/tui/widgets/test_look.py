"""Themes and glyphs: chosen from the environment; without colour nothing of a hue is sent."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.cells import cell_len

import tui
from tui.look import glyphs, theme


@pytest.mark.parametrize(
    ("environ", "setting", "look"),
    [
        ({"TERM": "xterm-256color"}, "auto", ("scrm-dark", None, False)),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "auto", ("scrm-dark", None, False)),
        ({"TERM": "xterm-kitty", "COLORFGBG": "0;15"}, "auto", ("scrm-light", None, False)),
        ({"TERM": "linux"}, "auto", ("ansi-dark", True, False)),
        ({"TERM": "xterm-16color", "COLORFGBG": "0;7"}, "auto", ("ansi-light", True, False)),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "nord", ("ansi-dark", True, True)),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "auto", ("scrm-dark", None, False)),
        ({"TERM": "linux"}, "nord", ("nord", None, False)),
    ],
)
def test_the_look_follows_the_terminal(environ, setting, look):
    assert theme.settle(environ, setting) == theme.Look(*look)
    assert environ.get("NO_COLOR") != ""


@pytest.mark.parametrize(
    ("environ", "setting", "name"),
    [
        ({"LANG": "es_ES.UTF-8", "TERM": "xterm"}, "auto", "unicode"),
        ({"LANG": "es_ES.ISO-8859-1"}, "auto", "ascii"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, "auto", "ascii"),
        ({"LANG": "ca_ES.utf8@valencia"}, "auto", "unicode"),
        ({}, "auto", "unicode"),
        ({"LANG": "en_US.UTF-8", "TERM": "linux"}, "auto", "ascii"),
        ({"LANG": "en_US.UTF-8", "TERM": "vt100"}, "unicode", "unicode"),
        ({"LANG": "en_US.UTF-8"}, "ascii", "ascii"),
    ],
)
def test_glyphs_follow_locale_and_terminal(environ, setting, name):
    assert glyphs.choose(environ, setting).name == name


@pytest.mark.parametrize("signs", [glyphs.UNICODE, glyphs.ASCII])
def test_every_sign_takes_one_cell(signs):
    for name in signs._fields:
        text = getattr(signs, name)
        assert name == "name" or cell_len(text) == len(text)
    assert signs is glyphs.UNICODE or all(getattr(signs, name).isascii() for name in signs._fields)


def test_a_bar_shows_a_part_of_a_whole():
    assert glyphs.UNICODE.bar(1, 9, 18) == "██" + "░" * 16
    assert glyphs.UNICODE.bar(0, 0, 3) == "░░░"
    assert glyphs.ASCII.bar(20, 9, 2) == "##"


@pytest.mark.parametrize("name", ["scrm-dark", "scrm-light", "ansi-dark", "nord", "textual-light"])
async def test_the_six_roles_differ_in_every_theme_without_meaning_it_alone(stage, name):
    from tui.widgets.lists.rows import Column, Rows

    rows = Rows([Column("Name", 10)])
    async with stage(rows, theme=name).run_test():
        styles = [rows.role_style(role) for role in theme.ROLES]
    assert len(set(map(str, styles))) >= 5


PROGRAM = """
import os, sys
from pathlib import Path
from textual.app import App
import tui
from tui.look import theme
from tui.widgets.lists.rows import *
look = theme.settle(os.environ)
class A(App):
    CSS_PATH = Path(tui.__file__).parent / "scrm.tcss"
    def compose(self):
        yield Rows([Column("Name", 20, name=True)], signs=True)
    def on_mount(self):
        for one in theme.own_themes():
            self.register_theme(one)
        self.theme = look.theme
        rows = self.query_one(Rows)
        rows.show(ListSource([Section("Late"), Row("a", (Cell("Ana", "bad"),), "!", "warn")]))
        rows.focus()
        self.set_timer(0.3, self.exit)
A(ansi_color=look.ansi_color).run()
"""


def codes(environ):
    """The colour codes that a small app sends to a real terminal."""
    master, slave = pty.openpty()
    root = str(Path(tui.__file__).parents[1])
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": root, "LANG": "C.UTF-8", **environ}
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=slave, stdout=slave, stderr=slave, env=env
    )
    os.close(slave)
    sent, deadline = b"", time.monotonic() + 30
    while time.monotonic() < deadline:
        if select.select([master], [], [], 0.1)[0]:
            try:
                sent += os.read(master, 65536)
            except OSError:
                break
        elif child.poll() is not None:
            break
    assert child.wait(10) == 0
    os.close(master)
    assert b"Ana" in sent
    text = sent.decode("utf-8", "replace")
    return {code for found in re.findall(r"\x1b\[([\d;]*)m", text) for code in [found] if code}


def colours(found):
    """The parts of codes that name a colour other than the terminal's own."""
    return {c for c in found if re.search(r"(?:^|;)(?:[34][0-7]|9[0-7]|10[0-7]|[34]8;[25])(?:;|$)", c)}


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_no_color_sends_no_colour_at_all(term):
    found = codes({"TERM": term, "NO_COLOR": "1"})
    assert colours(found) == set()
    assert any("7" in code.split(";") for code in found), "the cursor row is still reversed"


def test_sixteen_colours_send_only_those():
    found = codes({"TERM": "linux"})
    assert colours(found)
    assert not any(re.search(r"[34]8;[25]", code) for code in found)
