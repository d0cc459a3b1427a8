"""What a failed command says to type next: the help of the command itself, a list of what there is."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("words", "helps"),
    [
        ("done", "scrm done"),
        ("log --at", "scrm log"),
        ("fu list --until", "scrm follow-up list"),
        ("contact list --kind", "scrm contact list"),
        ("contact tag vip", "scrm contact tag"),
        ("contact show one two", "scrm contact show"),
        ("import review match", "scrm import review match"),
        ("contact list --home", "scrm contact list"),
        ("today --limit", "scrm today"),
        ("--lang", "scrm"),
    ],
)
def test_a_missing_argument_points_to_the_help_of_its_own_command(run, ok, words, helps):
    ran = run(*words.split())
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.endswith(f"Try: {helps} --help\n")
    told = run("--lang", "es", *words.split()).err
    assert told.endswith(f"{helps} --help\n")
    assert "Try" not in told
    assert ok(*helps.split()[1:], "--help").out.startswith(f"Usage: {helps} ")
