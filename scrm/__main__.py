"""`python -m scrm`."""

from __future__ import annotations

from scrm.cli.main import run

if __name__ == "__main__":
    run()
