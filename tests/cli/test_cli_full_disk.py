"""A disk that fills up while a command writes: it says so, changes and leaves nothing, and works once there is room."""

from __future__ import annotations

import json

import pytest

MADE = """
from scrm.base.settings import Places, Settings
from scrm.db.backup.folder import Backups
from scrm.db.health.history import check_history
from scrm.db.health.rows import check_database
from scrm.base.clock import SystemClock
from scrm.workspace import Workspace

lines = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"]
for n in range(300):
    lines.append(f"Ana{n},Ruiz,https://www.linkedin.com/in/ana-{n},,Norte {n % 40},Boss,05 Mar 2024")
(disk / "Connections.csv").write_text("\\n".join(lines) + "\\n")
for line in ("contact add Ana --tag vip", "log @ana call + agreed +1d", "config set name Eva", "backup create",
        "note new Lisbon --text " + "x" * 9000):
    assert run(line)[0] == 0, line
kept = disk.parent / "kept"
shutil.copytree(home, kept)

def state():
    \"\"\"What is there, and what is wrong with it.\"\"\"
    places = Places.at(home)
    with Workspace(places, Settings.load(places)) as workspace:
        found = [*check_database(workspace.database), check_history(workspace.database)]
        wrong = [finding.what for finding in found if finding.level != "ok"]
        wrong += [problem.what for problem in workspace.notebook.check()]
        rows = [workspace.database.value(f"SELECT count(*) FROM {table}") for table in
            ("contacts", "interactions", "followups", "local_notes", "local_operations")]
    backups = Backups(places.backups, places.database, home / "notes", SystemClock())
    wrong += [what for entry in backups.entries() for what in backups.verify(entry.path).problems]
    notes = {path.name: len(path.read_bytes()) for path in sorted((home / "notes").rglob("*.md"))}
    left = [path.name for path in home.rglob(".scrm-*")]
    return rows, len(backups.entries()), notes, (home / "config.toml").read_text(), wrong, left
"""

FILLED = """
from contextlib import suppress
before, told = state(), []
for room in (0, 16_384, 49_152, 98_304, 196_608, 393_216, 786_432):
    shutil.rmtree(home)
    shutil.copytree(kept, home)
    home.chmod(0o700)
    fill(room)
    code, out, err = run(LINE)
    filling.unlink()
    now = state()
    again = run(LINE)[0] if code else 0
    told.append((room, code, err, now == before, now[4:], again))
    shutil.rmtree(disk / "demo", ignore_errors=True)
print(json.dumps(told))
"""


@pytest.mark.parametrize(
    "line",
    [
        "import linkedin {disk}/Connections.csv --yes",
        "log @ana call - hello +2d",
        "note new Porto --text " + "y" * 20000,
        "note append Lisbon " + "z" * 20000,
        "note remove Lisbon",
        "contact edit @ana --city Vigo",
        "config set language es",
        "backup create",
        "undo",
        "vault check --rebuild",
    ],
    ids=lambda line: " ".join(line.split()[:2]),
)
def test_a_full_disk_is_told_changes_nothing_and_the_same_works_later(on_a_disk, line):
    told = json.loads(on_a_disk(MADE + FILLED.replace("LINE", f"f{line!r}")))
    assert told[0][1] == 1
    for room, code, err, unchanged, wrong, again in told:
        assert wrong == [[], []], (room, err)
        assert again == 0, (room, err)
        if code:
            assert unchanged, (room, err)
            assert "disk" in err, (room, err)
            assert "free some space" in err, (room, err)


def test_half_a_demo_does_not_stand_in_the_way_of_the_next_one(on_a_disk):
    code = """
        fill(2_000_000)
        code, _out, err = run(f"demo --keep {disk}/demo")
        print(code, (disk / "demo").exists(), err)
    """
    assert on_a_disk(code).startswith("1 False scrm: The disk is full; nothing was changed. Try: ")
