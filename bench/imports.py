"""The first import of 30,000 connections and the same again, as a user types it.

python -m bench.imports [PEOPLE]
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from itertools import count
from pathlib import Path

from bench.measure import Run, paired, report, run

RUNS = 5
SCRM = [sys.executable, "-m", "scrm"]


def main(people: int = 30_000) -> None:
    """Print both rows."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        archive = place / "Complete_LinkedInDataExport_11-21-2026.zip"
        # In a process of its own: a child's peak memory starts from its parent's.
        run(
            [
                sys.executable,
                "-m",
                "bench.linkedin_archive",
                str(archive),
                "--people",
                str(people),
                "--messages",
                "0",
            ]
        )
        with zipfile.ZipFile(archive) as opened:
            source = Path(opened.extract("Connections.csv", place))
        numbers = count()

        def baseline() -> Run:
            return run(
                [sys.executable, "-m", "bench.baseline_import", str(source), str(place / f"b{next(numbers)}")]
            )

        def first() -> Run:
            return _import(source, place / f"w{next(numbers)}")

        ours, base = paired(first, baseline, RUNS)
        report(f"import of {people:,} connections", ours, base, 12, "csv + upsert + full text")
        kept = place / "kept"
        _import(source, kept)
        again, fresh = paired(lambda: _import(source, kept), first, RUNS)
        report("the same import again", again, fresh, 0.5, "the first import")


def _import(source: Path, home: Path) -> Run:
    return run([*SCRM, "import", "linkedin", str(source), "--yes", "--home", str(home)])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
