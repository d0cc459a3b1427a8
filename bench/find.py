"""What `scrm find NAME --json` costs against a bare script, and a filter's keys at 100,000 people in process.

python -m bench.find [PEOPLE INTERACTIONS]     by default 10,000 and 100,000
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import paired, report, run
from scrm.base.settings import Places, Settings
from scrm.search.index import first
from scrm.search.query import parse
from scrm.workspace import Workspace

RUNS = 15
NAME = "ana gar"
TYPED = [
    text[:cut] for text in ("ana garcía", "luis", "núñez", "norte", "vidal acme") for cut in range(1, 14)
]


def main(people: int = 10_000, interactions: int = 100_000) -> None:
    """Print both rows."""
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        run([sys.executable, "-m", "bench.population", str(home), str(people), str(interactions)])
        script = str(Path(__file__).with_name("baseline_find.py"))
        ours, base = paired(
            lambda: run([sys.executable, "-m", "scrm", "--home", str(home), "find", NAME, "--json"]),
            lambda: run([sys.executable, script, str(home / "scrm.db"), NAME]),
            RUNS,
        )
        report(f"scrm find, {people:,} people", ours, base, 3, "bare argparse + sqlite3 + json")
        places = Places.at(home)
        with Workspace(places, Settings.load(places)) as workspace:
            _keys(workspace, people)


def _keys(workspace: Workspace, people: int) -> None:
    spent = []
    for text in TYPED * 3:
        start = time.perf_counter()
        numbers = first(workspace.database, parse(text), workspace.conditions, 300)
        workspace.lists.rows_at(numbers[:50])
        spent.append((time.perf_counter() - start) * 1000)
    quantiles = statistics.quantiles(spent, n=20)
    print(
        f"{'filter key to rows, ' + format(people, ',') + ' people':<44} p95 {quantiles[-1]:.1f} ms in the database"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
