"""What a first command prints, kept back until its workspace is made: a failure must not follow a success."""

from __future__ import annotations

from collections.abc import Callable


class Held:
    """Texts in their order, each with the writer it is for."""

    def __init__(self) -> None:
        self._parts: list[tuple[Callable[[str], None], str]] = []

    def add(self, write: Callable[[str], None], text: str) -> None:
        """Keep a text back."""
        self._parts.append((write, text))

    def release(self) -> None:
        """Print all of it. Raises what its writers do."""
        parts, self._parts = self._parts, []
        for write, text in parts:
            write(text)
