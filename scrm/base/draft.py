"""A text on its way through an editor: a file of its own, which is deleted only once the text is safe elsewhere."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from scrm.base import faults
from scrm.base.errors import NotFound, ScrmError
from scrm.base.files import read_bytes, write_atomic
from scrm.base.i18n import _

LIMIT = 10_000_000
"""bytes read back: far more than a note takes, so that one too long is told by what it is too long for"""


class Draft:
    """A private file to write in, 0600 in a folder 0700, so that an editor's own copies are private too.

    As a context it is discarded at the end; after an error only if nothing was written, else the error
    tells where it is kept. Raises StorageFailed when it cannot be made.
    """

    def __init__(self, name: str, data: bytes = b"") -> None:
        import tempfile

        self._begun = data
        try:
            folder = Path(tempfile.mkdtemp(prefix="scrm-"))
        except OSError as error:
            raise faults.failed(error, Path(error.filename or name)) from error
        self.path = folder / name
        write_atomic(self.path, data)

    def written(self) -> bytes | None:
        """What the file holds now; None for nothing, only blanks, or what it held at first. Raises as `read_bytes`."""
        try:
            data = read_bytes(self.path, LIMIT)
        except NotFound:
            return None
        return data if data.strip() and data != self._begun else None

    def text(self) -> str:
        """What was written, as text without the blanks around it; empty for nothing. Raises as `written`."""
        return (self.written() or b"").decode("utf-8", "replace").strip()

    def discard(self) -> None:
        """Delete the file and what an editor left beside it."""
        import shutil

        shutil.rmtree(self.path.parent, ignore_errors=True)

    @property
    def holds_something(self) -> bool:
        """Whether there is anything to lose."""
        try:
            return self.written() is not None
        except ScrmError:
            return True

    def rescue(self, error: ScrmError) -> ScrmError:
        """Have an error tell where the text is kept; without a text the draft is discarded."""
        if self.holds_something:
            error.remedy = _kept(error.remedy, self.path)
        else:
            self.discard()
        return error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, ScrmError):
            self.rescue(error)
        elif error is None or not self.holds_something:
            self.discard()


def _kept(remedy: str, path: Path) -> str:
    shown = {"remedy": remedy, "path": path}
    if remedy:
        return _("%(remedy)s; what you wrote is kept in %(path)s") % shown
    return _("take what you wrote from %(path)s") % shown
