"""Today as others read it: `scrm.today/1`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scrm.agenda.model import Section

SCHEMA = "scrm.today/1"
FIELDS = ("kind", "id", "ref", "contact", "name", "title", "why", "due")


def document(sections: Sequence[Section]) -> dict[str, Any]:
    """All seven sections, the empty ones too; `count` is the number of rows before the first five were taken."""
    return {
        "schema": SCHEMA,
        "sections": [
            {
                "name": section.name,
                "count": section.total,
                "items": [{field: getattr(item, field) for field in FIELDS} for item in section.items],
            }
            for section in sections
        ],
    }
