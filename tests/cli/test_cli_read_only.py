"""On a disk that takes no writing every reading command answers, and says so once; a writing one says what to do."""

from __future__ import annotations

import json

import pytest

READING = (
    "today",
    "contact list",
    "contact show @ana",
    "find ana",
    "interaction list",
    "follow-up list",
    "note list",
    "note show Lisbon",
    "org list",
    "tag list",
    "rhythm list",
    "segment list",
    "history",
    "import list",
    "config list",
    "backup list",
    "contact list --json",
    "doctor",
)
WRITING = (
    "log @ana call",
    "note new Porto",
    "contact edit @ana --city Vigo",
    "tag rhythm vip 30d",
    "undo",
    "backup create",
)

WRITTEN = ("contact add Ana --tag vip", "log @ana call + agreed +1d", "note new Lisbon", "org add Acme")
ASKED = """
for line in WRITTEN:
    assert run(line)[0] == 0, line
OBSTACLE()
print(json.dumps({line: run(line) for line in LINES}))
"""


@pytest.fixture
def answers(on_a_disk):
    """(code, stdout, stderr) of each line on a disk that has become unwritable in one of two ways."""

    def ask(obstacle, lines):
        named = (
            ASKED.replace("OBSTACLE", obstacle)
            .replace("WRITTEN", repr(WRITTEN))
            .replace("LINES", repr(lines))
        )
        return json.loads(on_a_disk(named))

    return ask


MARK = "This workspace can be read and not changed\n"


@pytest.mark.parametrize(
    ("obstacle", "why"), [("close_disk", "is on a read-only disk"), ("fill", "disk is full")]
)
def test_reading_works_and_writing_says_why_it_does_not(answers, obstacle, why):
    said = answers(obstacle, [*READING, *WRITING])
    for line in READING:
        code, out, err = said[line]
        assert code == 0, f"{line}\n{out}\n{err}"
        assert err.count(MARK) == (line not in {"config list", "backup list"}), (line, err)
    told = {line: out for line, (_code, out, _err) in said.items()}
    assert told["contact list"].split("\t")[1] == "Ana"
    assert "agreed" in told["interaction list"]
    assert "Lisbon" in told["note list"]
    assert len(told["history"].splitlines()) == 4
    assert "warning\tThis workspace can be read and not changed" in said["doctor"][1]
    for line in WRITING:
        code, out, err = said[line]
        assert (code, out) == (1, ""), (line, out, err)
        assert why in err or line == "backup create", (line, err)
        assert " Try: " in err, (line, err)
