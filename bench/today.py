"""What Today costs: the prompt's line against a bare script, and the sections in a process that is open.

python -m bench.today [PEOPLE INTERACTIONS]     by default 10,000 and 100,000
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench import population
from bench.measure import paired, report, run
from scrm.agenda import wording
from scrm.agenda.prompt import counts
from scrm.workspace import Workspace

RUNS = 15
ROUNDS = 9


def enliven(workspace: Workspace) -> None:
    """Follow-ups, rhythms, birthdays, connections and closed rows, so that every section has work to do."""
    chance = Random(2)
    today = workspace.clock.today()
    ids = workspace.lists.ids_at(workspace.lists.everybody())
    with workspace.ledger.operation("bench", "agenda") as op:
        columns = ("id", "title", "due_day", "first_due", "source")
        days = [today.fromordinal(today.toordinal() + chance.randint(-5, 60)).isoformat() for _ in range(200)]
        op.insert_many(
            "followups", columns, [(f"f{n:08x}", "bench", day, day, "bench") for n, day in enumerate(days)]
        )
        for id in chance.sample(ids, k=min(len(ids), 300)):
            op.update("contacts", id, cadence=chance.choice((14, 30, 90)))
        for id in chance.sample(ids, k=min(len(ids), 500)):
            op.update("contacts", id, birthday=f"--{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}")
        rows = []
        for n, id in enumerate(ids):
            since = today.fromordinal(today.toordinal() - chance.randint(0, 4000)).isoformat()
            rows.append((f"i{n:08x}", id, "profile", "linkedin", id, id, since, "bench"))
        op.insert_many(
            "identities", ("id", "contact_id", "type", "network", "value", "key", "since", "source"), rows
        )
    workspace.today.close(item for section in workspace.today.sections() for item in section.items)


def timed(what: str, work: object) -> None:
    """One line: the median CPU of ROUNDS calls."""
    spent = []
    for _round in range(ROUNDS):
        start = time.process_time()
        work()  # type: ignore[operator]
        spent.append((time.process_time() - start) * 1000)
    print(f"{what:<44} {statistics.median(spent):>8.1f} ms", flush=True)


def main(people: int = 10_000, interactions: int = 100_000) -> None:
    """Print the rows."""
    with TemporaryDirectory() as name:
        home = Path(name) / "scrm"
        with population.make(home, people, interactions) as workspace:
            enliven(workspace)
            print(f"{people:,} people, {interactions:,} interactions")
            print("  ".join(f"{s.name} {s.total}" for s in workspace.today.sections()))
            timed("today.sections()", workspace.today.sections)
            timed("prompt.counts()", lambda: counts(workspace.database, workspace.clock))
            timed("wording.lines()", lambda: wording.lines(workspace.today.sections()))
        env = {**os.environ, "SCRM_HOME": str(home), "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        bare = [sys.executable, str(Path(__file__).with_name("baseline_today.py")), str(home / "scrm.db")]
        ours, base = paired(
            lambda: run([sys.executable, "-m", "scrm", "today", "--brief"], env), lambda: run(bare, env), RUNS
        )
        report("scrm today --brief", ours, base, 3, "argparse + sqlite3 + json")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
