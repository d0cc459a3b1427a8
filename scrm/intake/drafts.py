"""A draft as JSON and back: a question keeps the row it is about, so that an answer needs no file."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from typing import Any

from scrm.base.clock import stored_day
from scrm.intake.contract import EvidenceDraft, Handle, InteractionDraft, Party, PersonDraft

Asked = PersonDraft | InteractionDraft | EvidenceDraft


def as_text(draft: Asked) -> str:
    """A draft as JSON."""
    values = dataclasses.asdict(draft) | {"draft": type(draft).__name__}
    return json.dumps(values, ensure_ascii=False, default=lambda value: value.isoformat())


def from_text(text: str) -> Asked:
    """The draft a question kept."""
    values: dict[str, Any] = json.loads(text)
    kind = values.pop("draft")
    if kind == "PersonDraft":
        values["handles"] = tuple(Handle(**handle) for handle in values["handles"])
        values["since"] = stored_day(values["since"]) if values["since"] else None
        return PersonDraft(**values)
    values["at"] = datetime.fromisoformat(values["at"]) if values["at"] else None
    if kind == "InteractionDraft":
        values["parties"] = tuple(_party(party) for party in values["parties"])
        return InteractionDraft(**values)
    values["party"] = _party(values["party"])
    return EvidenceDraft(**values)


def _party(values: dict[str, Any]) -> Party:
    handle = values.pop("handle")
    return Party(handle=Handle(**handle) if handle else None, **values)
