"""Timing whole processes in pairs: ours and the baseline in turn, so that a slow minute hits both.

CPU is user + system of the finished child as the operating system accounts
it; peak memory is that child's. Medians, with the ratio of each pair's median.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: CPU in seconds, peak memory in MiB."""

    cpu: float
    peak: float


def run(command: Sequence[str], env: Mapping[str, str] | None = None, expect: Sequence[int] = (0,)) -> Run:
    """Run a command to its end with its output thrown away. Raises RuntimeError when it fails."""
    # As it is installed: with its byte code, which the warm-up writes where it is missing.
    env = {name: value for name, value in (env or os.environ).items() if name != "PYTHONDONTWRITEBYTECODE"}
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=env
    )
    assert child.stderr is not None
    said = child.stderr.read()
    _pid, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    child.stderr.close()
    if child.returncode not in expect:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}: {said.decode()[-500:]}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1 if sys.platform == "darwin" else 1024))


def paired(ours: Callable[[], Run], base: Callable[[], Run], runs: int) -> tuple[list[Run], list[Run]]:
    """Run the two in turn, once to warm up and then `runs` times."""
    ours()
    base()
    pairs = [(base(), ours()) for _round in range(runs)]
    return [pair[1] for pair in pairs], [pair[0] for pair in pairs]


def report(what: str, ours: Sequence[Run], base: Sequence[Run], limit: float, against: str) -> None:
    """One line: medians of both, the ratio of each pair at its median, the promise."""
    ratio = statistics.median(o.cpu / b.cpu for o, b in zip(ours, base, strict=True))
    print(
        f"{what:<44} {_ms(ours):>8} ms  {against:<28} {_ms(base):>7} ms  "
        f"{ratio:5.2f}x (at most {limit:g}x)  peak {max(o.peak for o in ours):.0f} MiB",
        flush=True,
    )


def _ms(runs: Sequence[Run]) -> str:
    return f"{statistics.median(r.cpu for r in runs) * 1000:.0f}"
