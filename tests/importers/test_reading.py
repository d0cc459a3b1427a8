"""Bytes become text by what they are, not by what the machine prefers."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.reading import CHUNK, head_lines, lines, sniff, survey

TEXT = st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"]), min_size=1)


def read(data: bytes, size: int = CHUNK) -> str:
    found = survey(data[at : at + size] for at in range(0, len(data), size))
    assert found.size == len(data)
    return "".join(lines(lambda: io.BytesIO(data), found))


@given(TEXT, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.integers(1, 9))
def test_text_in_an_encoding_that_shows_itself_is_read(text: str, encoding: str, size: int) -> None:
    if encoding == "utf-8" or size >= 3:
        assert read(text.encode(encoding), size) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_nul(data: bytes) -> None:
    assert "\0" not in read(data)
    assert all("\0" not in line for line in head_lines(survey([data] if data else [])))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised(encoding: str) -> None:
    assert sniff("Añadido, y más".encode(encoding)) == encoding
    assert read("Añadido, y más\n".encode(encoding)) == "Añadido, y más\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Peña".encode("cp1252"), "Peña"),
        ("Peña ".encode() + "Peña".encode("cp1252"), "Peña Peña"),
        (b"\x93quoted\x94 \x80", "“quoted” €"),
        (b"\x81", "\ufffd"),
    ],
)
def test_bytes_that_are_no_utf_8_are_windows_1252_with_a_warning(data: bytes, text: str) -> None:
    assert read(data) == text
    assert "Windows-1252" in survey([data]).note


def test_a_utf_16_file_cut_in_a_character_is_read_as_far_as_it_goes() -> None:
    assert read("Ana\n".encode("utf-16") + b"x").startswith("Ana\n")


def test_a_nul_is_noticed_wherever_it_stands() -> None:
    assert survey([b"a" * CHUNK, b"b\0c"]).nul
    assert read(b"a\0b\n" * 3) == "ab\n" * 3


def test_lines_end_as_they_end() -> None:
    data = b"a\r\nb\rc\nd"
    assert list(lines(lambda: io.BytesIO(data), survey([data]))) == ["a\r\n", "b\r", "c\n", "d"]


def test_nothing_is_nothing() -> None:
    assert survey([]).size == 0
    assert head_lines(survey([])) == []
