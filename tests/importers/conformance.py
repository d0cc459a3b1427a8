"""What every importer must do, whatever its format: inherit `ImporterContract` and name your importer and sources.

A golden case is a folder in `cases/` with `source/` (what the importer is
given) and `expected.json` (the drafts). `python -m tests.importers.conformance
NAME...` writes the expectation of a case anew: read the difference before you commit it.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections import Counter
from datetime import UTC, date
from pathlib import Path
from typing import Any, ClassVar

import pytest

from scrm.base.errors import BadInput, NotFound
from scrm.intake.contract import (
    Draft,
    EvidenceDraft,
    FileSeen,
    Importer,
    InteractionDraft,
    Options,
    PersonDraft,
    Skipped,
    Undecided,
)

CASES = Path(__file__).parent / "cases"

FOREIGN = {
    "words.txt": b"Dear Ana,\nsee you on Thursday.\n",
    "empty.csv": b"",
    "other.csv": b"Id,Amount\n1,20\n",
    "binary.csv": bytes(range(256)) * 40,
    "quotes.csv": b'"' * 999,
    "end.zip": b"PK\x05\x06" + b"\0" * 18,
    "cut.zip": b"PK\x03\x04rest is missing",
    "text.zip": b"not a zip at all",
}
"""files that belong to no format"""


def plain(draft: Draft) -> dict[str, Any]:
    """A draft as JSON: its kind and every field that says something."""
    fields = {}
    for field in dataclasses.fields(draft):
        value = getattr(draft, field.name)
        if field.default is dataclasses.MISSING or value != field.default:
            fields[field.name] = value
    return {"draft": type(draft).__name__, **json.loads(json.dumps(fields, default=_plain_value))}


def _plain_value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return {name: content for name, content in dataclasses.asdict(value).items() if content not in ("", None)}


def result(importer: Importer, source: Path, me: str = "") -> dict[str, Any]:
    """What reading a source gives, as kept in expected.json."""
    options = Options(me=me)
    drafts = [plain(draft) for draft in importer.read(source, options)]
    return {"me": me, "notes": options.notes, "drafts": drafts}


def strings(value: Any) -> list[str]:
    """All texts in a draft made plain."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [value] if isinstance(value, str) else []


def snapshot(path: Path) -> dict[Path, tuple[bytes, int]]:
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in files}


class ImporterContract:
    """Tests of the promises in `scrm.intake.contract`. A subclass sets `importer` and `sources`."""

    importer: ClassVar[Importer]
    sources: ClassVar[list[Path]]

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        if "source" in metafunc.fixturenames:
            sources = metafunc.cls.sources
            metafunc.parametrize("source", sources, ids=[path.parent.name for path in sources])

    @pytest.fixture
    def drafts(self, source: Path) -> list[Draft]:
        return list(self.importer.read(source, Options()))

    def test_a_source_is_identified_in_a_sentence(self, source: Path) -> None:
        assert " " in (self.importer.identify(source) or "")

    @pytest.mark.parametrize("name", FOREIGN)
    def test_what_is_foreign_is_not_identified_and_refused(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        path.write_bytes(FOREIGN[name])
        assert self.importer.identify(path) is None
        with pytest.raises(BadInput) as refusal:
            list(self.importer.read(path, Options()))
        assert name in refusal.value.what
        assert refusal.value.remedy

    def test_a_folder_of_nothing_is_refused(self, tmp_path: Path) -> None:
        assert self.importer.identify(tmp_path) is None
        with pytest.raises(BadInput):
            list(self.importer.read(tmp_path, Options()))

    def test_a_path_to_nothing_is_not_found(self, tmp_path: Path) -> None:
        assert self.importer.identify(tmp_path / "no.zip") is None
        with pytest.raises(NotFound):
            list(self.importer.read(tmp_path / "no.zip", Options()))

    def test_reading_again_gives_the_same(self, source: Path, drafts: list[Draft]) -> None:
        assert list(self.importer.read(source, Options())) == drafts

    def test_the_source_is_only_read(self, source: Path) -> None:
        before = snapshot(source)
        list(self.importer.read(source, Options()))
        assert snapshot(source) == before

    def test_every_row_of_a_used_file_gives_one_draft(self, drafts: list[Draft]) -> None:
        seen = {draft.name: draft for draft in drafts if isinstance(draft, FileSeen)}
        rows = [(draft.file, draft.row) for draft in drafts if not isinstance(draft, FileSeen)]
        assert len(rows) == len(set(rows))
        assert all(row >= 2 for _file, row in rows)
        counts = Counter(file for file, _row in rows)
        assert counts == Counter({name: file.rows for name, file in seen.items() if file.used and file.rows})

    def test_keys_are_the_importers_own_and_never_shared_between_kinds(self, drafts: list[Draft]) -> None:
        kinds: dict[str, type] = {}
        for draft in drafts:
            if isinstance(draft, PersonDraft | InteractionDraft | EvidenceDraft):
                assert draft.key.startswith(f"{self.importer.name}/")
                assert kinds.setdefault(draft.key, type(draft)) is type(draft)

    def test_people_come_before_what_refers_to_them(self, drafts: list[Draft]) -> None:
        people = [place for place, draft in enumerate(drafts) if isinstance(draft, PersonDraft)]
        others = [
            place for place, draft in enumerate(drafts) if isinstance(draft, InteractionDraft | EvidenceDraft)
        ]
        assert not people or not others or max(people) < min(others)

    def test_moments_are_utc_and_words_are_known(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            if isinstance(draft, InteractionDraft):
                assert draft.kind in ("call", "mail", "meeting", "chat", "social", "event")
                assert draft.at.tzinfo is UTC
                assert draft.people >= 1
            if isinstance(draft, InteractionDraft | EvidenceDraft):
                assert draft.direction in ("in", "out", "both")
                assert draft.at is None or draft.at.tzinfo is UTC
            if isinstance(draft, Skipped):
                assert draft.reason
            if isinstance(draft, Undecided):
                assert "?" in draft.question

    def test_no_text_holds_a_nul(self, drafts: list[Draft]) -> None:
        assert not any("\0" in text for draft in drafts for text in strings(plain(draft)))

    def test_a_case_gives_what_is_expected(self, source: Path) -> None:
        expected = json.loads((source.parent / "expected.json").read_text("utf-8"))
        assert result(self.importer, source, expected["me"]) == expected


def regenerate(importer: Importer, name: str) -> None:
    """Write the expectation of a case as the importer sees it now."""
    file = CASES / name / "expected.json"
    me = json.loads(file.read_text("utf-8"))["me"] if file.exists() else ""
    text = json.dumps(result(importer, CASES / name / "source", me), ensure_ascii=False, indent=1)
    file.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    from importers.linkedin import LinkedIn

    for case in sys.argv[1:]:
        regenerate(LinkedIn(), case)
