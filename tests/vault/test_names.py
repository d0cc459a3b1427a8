from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault.names import MAX_BYTES, free_name, is_note, slug

HOSTILE = [
    "../../.ssh/authorized_keys", "/etc/passwd", "..", ".", "", "-rf", "--help", "~root", "a\0b", "a\nb", "C:\\x",
    "\\\\server\\share", "CON", "con.md", "nul", "COM1", "LPT\u00b9", "aux ", "a" * 5000, "ñ" * 5000,
    "\U0001f600" * 50, "\u202egnp.exe", "\u200b", "\u3164", "\ufe0f", "a\u0301" * 400, "\ud800", "x" * 89 + "ñ" * 9,
    ". .", "a/../b",
]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ana García", "ana-garcia"),
        ("  Straße & Søn, Łódź ", "strasse-son-lodz"),
        ("CON", "note-con"),
        ("LPT¹", "note-lpt1"),
        ("con leche", "con-leche"),
        ("../../etc/passwd", "etc-passwd"),
        ("🙂", "note"),
        ("", "note"),
        ("東京 会議", "東京-会議"),
        ("हिन्दी", "हिन्दी"),
        ("2026-11-21: call", "2026-11-21-call"),
    ],
)
def test_a_name_is_made_of_the_words_of_a_title(title: str, name: str) -> None:
    assert slug(title) == name


@settings(max_examples=1000)
@given(st.text(max_size=300) | st.sampled_from(HOSTILE), st.integers(0, 3))
def test_a_name_is_safe_everywhere(title: str, copies: int) -> None:
    taken: list[str] = []
    for _ in range(copies + 1):
        taken.append(free_name(slug(title), taken))
    name = taken[-1]
    assert len(name.encode()) <= MAX_BYTES
    assert name == unicodedata.normalize("NFC", name)
    assert not re.search(
        r'[\x00-\x20\x7f-\xa0/\\:*?"<>|.\u200b-\u206f\ud800-\udfff]', name.removesuffix(".md")
    )
    assert name[0] not in ".-~"
    assert not re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)\.md", name)
    assert is_note(name)
    assert len({other.casefold() for other in taken}) == copies + 1


def test_names_that_some_disks_take_for_one_count_as_taken() -> None:
    assert free_name("ana", []) == "ana.md"
    assert free_name("ana", ["ANA.MD"]) == "ana-2.md"
    assert free_name("peña", [unicodedata.normalize("NFD", "Peña.md"), "peña-2.md"]) == "peña-3.md"


def test_a_number_shortens_a_long_name() -> None:
    long = slug("a" * 200)
    assert [len(free_name(long, taken)) for taken in ([], [f"{long}.md"])] == [100, 100]


def test_only_markdown_that_is_not_hidden_is_a_note() -> None:
    assert [name for name in ("a.md", "A.MD", ".a.md", "a.txt", "md", ".md") if is_note(name)] == [
        "a.md",
        "A.MD",
    ]
