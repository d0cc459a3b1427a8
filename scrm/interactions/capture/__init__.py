"""One line typed by a person, understood: the grammar of quick log and of `scrm log`.

`line` cuts it into pieces, `names` keeps `@Ana García` whole, `parse` reads them into a `result` with its
`doubts`, `said` tells it back. Pure: nothing here touches the database.
"""

from __future__ import annotations

from scrm.interactions.capture.doubts import Doubt
from scrm.interactions.capture.line import join_words
from scrm.interactions.capture.names import with_whole_names
from scrm.interactions.capture.parse import parse_capture
from scrm.interactions.capture.result import Capture, FollowUpPart
from scrm.interactions.capture.said import examples, pieces

__all__ = [
    "Capture",
    "Doubt",
    "FollowUpPart",
    "examples",
    "join_words",
    "parse_capture",
    "pieces",
    "with_whole_names",
]
