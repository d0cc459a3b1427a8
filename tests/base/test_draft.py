"""A draft is private, and is deleted only when nothing in it can be lost; else what failed tells where it is."""

from __future__ import annotations

import stat
import tempfile

import pytest

from scrm.base.draft import LIMIT, Draft
from scrm.base.errors import BadInput, NotFound, ScrmError


@pytest.fixture(autouse=True)
def drafts(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_draft_is_a_file_that_only_its_owner_reads():
    with Draft("plan.md", b"---\n") as draft:
        assert (draft.path.name, draft.path.read_bytes()) == ("plan.md", b"---\n")
        assert (mode(draft.path), mode(draft.path.parent)) == (0o600, 0o700)
        (draft.path.parent / ".plan.md.swp").touch()
    assert not draft.path.parent.exists()


@pytest.mark.parametrize("text", [b"", b" \n\t\n", b"begun"])
def test_nothing_new_is_nothing(text):
    with Draft("a.md", b"begun") as draft:
        draft.path.write_bytes(text)
        assert (draft.written(), draft.text(), draft.holds_something) == (None, "", False)


def test_a_file_that_the_editor_deleted_or_replaced_is_read_by_its_name(tmp_path):
    with Draft("a.md") as draft:
        draft.path.unlink()
        assert draft.written() is None
        (tmp_path / "new").write_bytes(b" caf\xe9 \n")
        (tmp_path / "new").rename(draft.path)
        assert draft.written() == b" caf\xe9 \n"
        assert draft.text() == "caf\ufffd"


@pytest.mark.parametrize(
    ("remedy", "told"),
    [("", "take what you wrote from {}"), ("try again", "try again; what you wrote is kept in {}")],
)
def test_what_fails_tells_where_the_text_is_kept(remedy, told):
    draft = Draft("a.md")
    draft.path.write_bytes(b"long thought")
    with pytest.raises(ScrmError) as raised, draft:
        raise ScrmError("failed", remedy)
    assert raised.value.remedy == told.format(draft.path)
    assert draft.path.read_bytes() == b"long thought"


def test_what_fails_before_anything_is_written_leaves_nothing():
    with pytest.raises(ScrmError) as raised, Draft("a.md", b"begun") as draft:
        raise ScrmError("failed", "try again")
    assert raised.value.remedy == "try again"
    assert not draft.path.parent.exists()


def test_an_interruption_keeps_what_was_written_and_nothing_else():
    for text, kept in ((b"x", True), (b"", False)):
        draft = Draft("a.md")
        draft.path.write_bytes(text)
        with pytest.raises(KeyboardInterrupt), draft:
            raise KeyboardInterrupt
        assert draft.path.exists() == kept


def test_a_text_too_long_to_be_read_is_kept():
    draft = Draft("a.md")
    with draft.path.open("wb") as file:
        file.truncate(LIMIT + 1)
    with pytest.raises(BadInput) as raised, draft:
        draft.written()
    assert str(draft.path) in raised.value.remedy
    assert draft.path.exists()


def test_without_a_place_for_it_there_is_an_error_of_ours(monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    with pytest.raises(NotFound, match="nowhere"):
        Draft("a.md")
