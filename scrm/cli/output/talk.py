"""The only writer to stderr: what was done, warnings, questions, errors. Never data."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from scrm.base.errors import Ambiguous, ScrmError
from scrm.base.i18n import _
from scrm.base.text import clean, shorten
from scrm.cli.output.data import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrm.cli.output.held import Held


_LONGEST = 200
"""characters of a line that tells one candidate from another"""


class Talk:
    """Sentences on stderr, cleaned; all but errors, warnings and questions are silent with `quiet`.

    What happened is `held` back; anything else prints what was held before it.
    """

    def __init__(
        self, stream: TextIO, *, quiet: bool = False, verbose: bool = False, held: Held | None = None
    ) -> None:
        self.stream = stream
        self.held = held
        self.quiet = quiet
        self.verbose = verbose

    @property
    def tty(self) -> bool:
        """Whether a person reads this."""
        return self.stream.isatty()

    def say(self, text: str) -> None:
        """What happened."""
        if self.quiet:
            return
        if self.held is not None:
            self.held.add(self._print, clean(text) + "\n")
        else:
            self._print(clean(text) + "\n")

    def hint(self, text: str) -> None:
        """What could be done next; for people, or with --verbose."""
        if self.tty or self.verbose:
            self.say(text)

    def detail(self, text: str) -> None:
        """What only --verbose wants to hear."""
        if self.verbose:
            self.say(text)

    def ask(self, text: str) -> None:
        """A question, the cursor left behind it."""
        self._write(clean(text.rstrip()) + " ")

    def progress(self, count: int | None) -> None:
        """How far long work has come: in place on a terminal (None wipes it), a line each with --verbose."""
        if self.tty and not self.quiet:
            self._write("\r\x1b[K" if count is None else f"\r... {count:,}")
        elif count is not None:
            self.detail(f"... {count:,}")

    def warn(self, error: ScrmError) -> None:
        """Something that does not stop the command."""
        if not self.quiet:
            self._write(sentence(error) + "\n")

    def fail(self, error: ScrmError) -> None:
        """What stopped the command, and what it could have meant."""
        self._write(sentence(error) + "\n")
        if isinstance(error, Ambiguous):
            self.lines(shorten(safe(line), _LONGEST) for line in error.candidates)

    def lines(self, lines: Iterable[str]) -> None:
        """Lines that explain, indented."""
        for line in lines:
            self._write(f"  {safe(line)}\n")

    def _write(self, text: str) -> None:
        if self.held is not None:
            self.held.release()
        self._print(text)

    def _print(self, text: str) -> None:
        # A closed stderr leaves nobody to tell.
        with suppress(OSError, ValueError):
            encoding = getattr(self.stream, "encoding", None) or "utf-8"
            self.stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
            self.stream.flush()


def sentence(error: ScrmError) -> str:
    """`scrm: what happened. Try: what to type.` in one line."""
    what = clean(error.what).rstrip(".")
    what += "" if what.endswith(("?", "!")) else "."
    if not error.remedy:
        return f"scrm: {what}"
    return _("scrm: %(what)s Try: %(remedy)s") % {"what": what, "remedy": clean(error.remedy)}
