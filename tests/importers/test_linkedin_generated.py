"""A generated archive: the same bytes for the same seed, read whole, the next one told apart by its keys."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from bench.linkedin_archive import main, make
from importers.linkedin import LinkedIn
from scrm.intake.contract import (
    Draft,
    EvidenceDraft,
    FileSeen,
    InteractionDraft,
    Options,
    OwnerDraft,
    PersonDraft,
    Skipped,
    Undecided,
)

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("generated")
    make(folder / "one.zip", 3000, 1500, 7, TODAY)
    make(folder / "two.zip", 3000, 1500, 7, TODAY, changed=True)
    return folder / "one.zip", folder / "two.zip"


def read(path: Path) -> list[Draft]:
    return list(LinkedIn().read(path, Options()))


def test_the_same_arguments_give_the_same_bytes(archives: tuple[Path, Path], tmp_path: Path) -> None:
    words = [str(tmp_path / "again.zip"), "--people", "3000", "--messages", "1500", "--seed", "7"]
    main([*words, "--today", TODAY.isoformat()])
    assert (tmp_path / "again.zip").read_bytes() == archives[0].read_bytes()


def test_every_row_is_accounted_for(archives: tuple[Path, Path]) -> None:
    for path in archives:
        drafts = read(path)
        used = {draft.name: draft.rows for draft in drafts if isinstance(draft, FileSeen) and draft.used}
        assert Counter(draft.file for draft in drafts if not isinstance(draft, FileSeen)) == used
        assert len(used) == 9
        assert not any(isinstance(draft, Undecided) for draft in drafts)


def test_the_oddities_are_there(archives: tuple[Path, Path]) -> None:
    drafts = read(archives[0])
    reasons = {draft.reason for draft in drafts if isinstance(draft, Skipped)}
    assert reasons == {"no name", "draft", "spam", "sponsored", "address not confirmed"}
    talk = [draft for draft in drafts if isinstance(draft, InteractionDraft) and draft.kind == "chat"]
    assert {draft.form for draft in talk} == {"message", "inmail"}
    assert any(draft.people == 6 for draft in talk)
    assert any(
        party.name == "LinkedIn Member" and not party.handle for draft in talk for party in draft.parties
    )
    assert not any("<p" in draft.text for draft in talk)
    assert any(draft.needs_contact for draft in drafts if isinstance(draft, InteractionDraft))
    assert {draft.kind for draft in drafts if isinstance(draft, EvidenceDraft)} == {
        "recommendation",
        "endorsement",
    }
    keys = Counter(draft.key for draft in drafts if isinstance(draft, PersonDraft))
    assert max(keys.values()) == 2
    owner = next(draft for draft in drafts if isinstance(draft, OwnerDraft))
    assert [handle.key for handle in owner.handles] == ["clara-vega-ruiz"]


def test_the_next_archive_adds_people_positions_and_messages(archives: tuple[Path, Path]) -> None:
    before, after = (
        {
            draft.key: draft
            for draft in read(path)
            if isinstance(draft, PersonDraft | InteractionDraft | EvidenceDraft)
        }
        for path in archives
    )
    assert before.keys() < after.keys()
    people = [(before[key], after[key]) for key in before if isinstance(before[key], PersonDraft)]
    assert all(old.since == new.since for old, new in people)
    moved = [new for old, new in people if (old.organization, old.title) != (new.organization, new.title)]
    assert 20 <= len(moved) <= 60
    talk = [(before[key], after[key]) for key in before if isinstance(before[key], InteractionDraft)]
    assert all((old.at, old.text, old.direction) == (new.at, new.text, new.direction) for old, new in talk)
    fresh = [after[key] for key in after.keys() - before.keys() if isinstance(after[key], InteractionDraft)]
    assert fresh
    assert all(TODAY - timedelta(days=2) <= draft.at.date() <= TODAY for draft in fresh)


def test_reading_holds_the_messages_and_little_else(archives: tuple[Path, Path]) -> None:
    reader = LinkedIn()
    tracemalloc.start()
    try:
        for _draft in reader.read(archives[0], Options()):
            pass
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8_000_000
