"""Text from outside: nothing hostile passes `clean`, and spellings that look alike compare alike."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrm.base.text import clean, clean_lines, fold, shorten, slug, sort_key, storable

ANY = st.text(st.characters(), max_size=40)
DEFAULT_IGNORABLE = frozenset(
    (
        *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0),
        *range(0x180B, 0x1810),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        *range(0xFFF0, 0xFFF9),
        *range(0x1BCA0, 0x1BCA4),
        *range(0x1D173, 0x1D17B),
        *range(0xE0000, 0xE1000),
    )
)
"""Unicode's own list (DerivedCoreProperties.txt) of what is to be shown as nothing"""


def hostile(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} or ord(char) in DEFAULT_IGNORABLE


EVERYTHING = [chr(code) for code in range(sys.maxunicode + 1)]


def test_no_control_bidi_or_invisible_code_of_unicode_passes():
    attacks = [char for char in EVERYTHING if hostile(char)]
    assert len(attacks) > 6000
    cleaned = clean("Ana".join(attacks))
    assert [f"U+{ord(char):04X}" for char in attacks if char in cleaned] == []


def test_everything_else_passes_whole():
    names = [c for c in EVERYTHING if not hostile(c) and c != "\u00a0" and unicodedata.category(c) != "Cn"]
    assert clean("x".join(names)) == "x".join(names)


@given(ANY)
def test_clean_text_is_one_line_and_clean(text):
    cleaned = clean(text)
    assert not any(map(hostile, cleaned))
    assert len(cleaned.splitlines()) <= 1
    assert clean(cleaned) == cleaned


@given(ANY)
def test_clean_lines_keep_their_number(text):
    cleaned = clean_lines(text)
    assert len(cleaned.split("\n")) == max(1, len(text.splitlines()))
    assert not any(hostile(char) for char in cleaned if char != "\n")


@pytest.mark.parametrize(
    "attack",
    [
        "\x1b]52;c;cm0gLXJm\x07",
        "\x9b31m",
        "\x1b[2J",
        "\u202egnp.exe",
        "\x1bP1$r\x1b\\",
        "\x08\x08\x08",
        "a\r\nb",
        "\x1b]8;;https://example.com\x1b\\x",
    ],
)
def test_attacks_on_terminals_become_harmless(attack):
    assert clean(attack).isprintable()


@given(ANY)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(ANY, st.sampled_from(["NFC", "NFD"]))
def test_composed_and_decomposed_texts_fold_alike(text, form):
    assert fold(unicodedata.normalize(form, text)) == fold(text)


@given(ANY)
def test_case_and_blanks_do_not_matter(text):
    assert fold(f"  {text}\t ") == fold(text)
    plain = "".join(char for char in text if char.isascii())
    assert fold(plain.upper()) == fold(plain.lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GARCÍA  Núñez", "garcia nunez"),
        ("Straße", "STRASSE"),
        ("𝐀𝐧𝐚", "ana"),
        ("An\u200ba\u202c", "Ana"),
        ("Ana\u00a0García", "Ana García"),
        ("Łukasz", "łukasz"),
        ("An\u3164a", "Ana"),
        ("Ｊｏｈｎ", "john"),
        ("Søren Łukasz", "soren lukasz"),
        ("Đorđe Æsir Œuvre", "dorde aesir oeuvre"),
        ("Þór Ólafsdóttir", "thor olafsdottir"),
    ],
)
def test_spellings_that_fold_alike(one, other):
    assert fold(one) == fold(other)


def test_marks_that_are_letters_stay():
    assert fold("की") != fold("क")


def test_names_stand_as_a_spanish_reader_expects():
    names = ["Zoe", "Ñandú", "Nzinga", "Ángel", "Ana", "Nunez", "Núñez", "Nuño", "Nuzo", "Ortega", "émile"]
    ordered = "Ana Ángel émile Nunez Núñez Nuño Nuzo Nzinga Ñandú Ortega Zoe".split()
    assert sorted(names, key=sort_key) == ordered


@given(ANY)
def test_a_sort_key_says_at_least_what_folding_says(text):
    """Texts with one key fold alike: lists may be searched by either."""
    assert sort_key(text).replace("n{", "n") == fold(text.replace("{", "")) or "{" in text


@given(ANY)
def test_a_slug_is_a_file_name(text):
    made = slug(text)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert len(made) <= 80


def test_what_is_too_long_is_cut_with_dots():
    assert shorten("Ana García", 10) == "Ana García"
    assert shorten("Ana García López", 10) == "Ana Gar..."


def test_a_file_name_is_stored_with_a_mark_for_each_byte_that_is_no_text() -> None:
    assert storable("S\udcff\ud800 é\x1b") == "S\ufffd\ufffd é\x1b"
    storable("\udcff").encode()


def test_accents_change_nothing_about_the_blanks_of_a_line():
    assert clean("t  Tomorrow  Wed") == "t  Tomorrow  Wed"
    assert clean("t  Mañana  mié") == "t  Mañana  mié"
    assert clean("t  Mañana\u00a0\tmié") == "t Mañana mié"
