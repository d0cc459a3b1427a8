"""The quick log, from anywhere: one line, read back while it is typed, saved as one operation."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget

from tui.asking import Asking


class Logging(Asking):
    """The part of the app that logs what happened."""

    def logging_boxes(self) -> Sequence[Widget]:
        """The boxes to mount."""
        return []
