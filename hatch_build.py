"""Compiles the message catalogues: as part of each build, and by `python hatch_build.py` in a checkout.

The compiled files lie beside their sources and are git-ignored; the wheel
carries them, since pyproject.toml lists them as artifacts.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def catalogues(root: Path) -> list[Path]:
    """The sources of all catalogues below a checkout."""
    return sorted(root.glob("scrm/locale/*/LC_MESSAGES/*.po"))


def compile_catalogue(source: Path) -> Path:
    """Write the .mo beside a .po, if its bytes change; raises PoFileError on a broken source."""
    target = source.with_suffix(".mo")
    with source.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    if not target.exists() or target.read_bytes() != compiled.getvalue():
        target.write_bytes(compiled.getvalue())
    return target


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before hatchling gathers the files of a wheel, editable ones included."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in catalogues(Path(self.root)):
            compile_catalogue(source)


if __name__ == "__main__":
    for path in catalogues(Path(__file__).parent):
        compile_catalogue(path)
