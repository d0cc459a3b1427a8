"""Leaving the screens, whatever is open, and what no terminal should send."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

from tui.widgets.boxes.quicklog import QuickLog
from tui.widgets.fields import Field

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("key", ["question_mark", "full_stop", "y", "colon"])
async def test_ctrl_q_quits_from_a_box_too(shell, network, key):
    async with shell() as app:
        await app.press(key)
        await app.pilot.press("ctrl+q")
        await app.pilot.pause()
        assert not app.app.is_running
    assert app.app.return_code == 0


async def test_ctrl_q_closes_a_box_with_a_draft_and_keeps_the_draft(shell, network):
    async with shell() as app:
        await app.press("i", "x", "y")
        box = app.app.query_one(QuickLog)
        await app.press("ctrl+q")
        assert app.app.is_running
        assert not box.is_open
        await app.press("i")
        assert box.query_one(Field).value.endswith("xy")
        await app.press("escape")
        await app.pilot.press("ctrl+q")
        await app.pilot.pause()
        assert not app.app.is_running


def test_bytes_that_are_no_utf_8_end_nothing(home, workspace):
    workspace.close()
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.chdir(ROOT)
        os.execve(
            sys.executable,
            [sys.executable, "-m", "scrm", "--home", str(home)],
            {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        )
    seen = _said(terminal)
    os.write(terminal, b"\xff\xfe/\xe9z")
    seen += _said(terminal)
    os.write(terminal, b"\x1b")
    seen += _said(terminal)  # what follows Esc at once would be read as one key with it
    os.write(terminal, b"\x11")
    seen += _said(terminal)
    _pid, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert b"Traceback" not in seen


def _said(terminal: int) -> bytes:
    """What the screens write until they rest for a second: to the end, or for a minute at most."""
    seen, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 1.0)[0]:
            if seen:
                break
            continue
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    return seen
