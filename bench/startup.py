"""What a command costs before it does anything, against importing click alone.

python -m bench.startup
"""

from __future__ import annotations

import sys

from bench.measure import paired, report, run

RUNS = 15


def main() -> None:
    """Print the rows of --help and version."""
    for words in (["--help"], ["version"]):
        ours, base = paired(
            lambda words=words: run([sys.executable, "-m", "scrm", *words]),
            lambda: run([sys.executable, "-c", "import click"]),
            RUNS,
        )
        report(f"scrm {' '.join(words)}", ours, base, 2, "python -c 'import click'")


if __name__ == "__main__":
    main()
