from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vault import matter, problems


def read(text: str) -> matter.Matter:
    return matter.read(text.encode())


def test_values_are_never_guessed() -> None:
    found = read(
        "---\ntitle: no\nphone: 0034600123\nborn: 2026-11-21\nnothing: ~\nempty:\n1: x\n"
        "half: 1.50\nlist: [yes, 1, ~]\nbelow:\n- 'a'\n- \"b\\n\"\n---\nbody\n"
    )
    assert dict(found.fields) == {
        "title": "no",
        "phone": "0034600123",
        "born": "2026-11-21",
        "nothing": "~",
        "empty": "",
        "1": "x",
        "half": "1.50",
        "list": ("yes", "1", "~"),
        "below": ("a", "b\n"),
    }
    assert (found.body, found.body_line, found.problem) == ("body\n", 14, "")


def test_a_field_is_asked_for_as_text_or_as_texts() -> None:
    found = read("---\na: x\nb: [y, '', z]\nc:\nd: []\n---\n")
    assert [found.text(key) for key in "abcde"] == ["x", "y", "", "", ""]
    assert [found.texts(key) for key in "abcde"] == [("x",), ("y", "z"), (), (), ()]


def test_the_body_keeps_its_blank_lines_and_line_ends() -> None:
    assert read("---\na: b\n---\n\n\n x \n\n").body == "\n\n x \n\n"
    found = read("\ufeff---\r\na: b\r\n--- \r\nx\r\n\r\n")
    assert (dict(found.fields), found.body, found.body_line) == ({"a": "b"}, "x\r\n\r\n", 4)
    assert read("---\na: b\n---").body == ""


@pytest.mark.parametrize(
    "text",
    ["", "words\n", "\n---\na: b\n---\n", "----\na: b\n----\n", "---\n\nwords\n", "--- x\na: b\n---\n"],
)
def test_a_text_without_front_matter_is_all_body(text: str) -> None:
    assert read(text) == matter.Matter({}, text)


def test_fields_that_hold_more_than_texts_are_left_out() -> None:
    found = read("---\na: {b: c}\nd: [[Ana]]\ne:\n  - f: g\nh: i\n---\n")
    assert dict(found.fields) == {"h": "i"}
    assert found.problem == ""


@pytest.mark.parametrize(
    ("block", "problem", "line"),
    [
        ("a: b\na: c", problems.DUPLICATE, 3),
        ("a: &x b\nc: *x", problems.REFERENCE, 2),
        ("a: b\nc: *x", problems.REFERENCE, 3),
        ("a: &Co", problems.REFERENCE, 2),
        ("a: !!python/object:os.system x", problems.REFERENCE, 2),
        ("a: !important x", problems.REFERENCE, 2),
        ("a: [[[[[x]]]]]", problems.TOO_DEEP, 2),
        ("just words", problems.NOT_FIELDS, 2),
        ("- a\n- b", problems.NOT_FIELDS, 2),
        ("[a]: b", problems.NOT_FIELDS, 2),
        ("a: b\n--- c", problems.NOT_FIELDS, 3),
        ("--- c", problems.NOT_FIELDS, 2),
        ("\ufeffa: b", problems.NOT_YAML, 2),
        ("a: b\n...", problems.NOT_FIELDS, 3),
        ("a: b\nc: @d", problems.NOT_YAML, 3),
        ("a: b\n\tc: d", problems.NOT_YAML, 3),
        ("a: b: c", problems.NOT_YAML, 2),
        ('a: "\\uD800"', problems.NOT_YAML, 2),
        ("a: \x07", problems.NOT_YAML, 0),
        ("a: " + "b" * matter.LIMIT, problems.TOO_LONG, 0),
    ],
)
def test_a_bad_front_matter_is_named_and_the_whole_file_shown(block: str, problem: str, line: int) -> None:
    text = f"---\n{block}\n---\nbody\n"
    assert read(text) == matter.Matter({}, text, problem=problem, problem_line=line)


def test_four_lists_in_a_field_are_not_too_deep() -> None:
    assert read("---\na: [[[[x]]]]\n---\n").problem == ""


def test_an_open_front_matter_is_named() -> None:
    assert read("---\ntitle: x\nwords\n").problem == problems.NOT_CLOSED
    assert read("---\ntitle: x\nwords\n").body == "---\ntitle: x\nwords\n"


@pytest.mark.parametrize("data", [b"caf\xe9\n", b"---\na: b\n---\ncaf\xe9", "hola".encode("utf-16")])
def test_what_is_not_utf8_is_shown_with_marks(data: bytes) -> None:
    found = matter.read(data)
    assert found.problem == problems.NOT_UTF8
    assert found.fields == {}
    assert "\ufffd" in found.body


BOMB = "---\na0: &a0 x\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))


def test_an_alias_bomb_is_refused_before_anything_is_built() -> None:
    found = read(BOMB + "---\nbody\n")
    assert (found.fields, found.problem) == ({}, problems.REFERENCE)


HEADS = st.sampled_from(["---\n", "---\r\n", "\ufeff---\n", ""])
YAML = st.lists(
    st.sampled_from(
        ["a", "b: ", "- ", "\n", "\r\n", "  ", ": ", "[", "]", "{", "}", ",", "'", '"', "#", " # c", "|\n", ">",
         "&x ", "*x", "!t ", "? ", "---\n", "...\n", "\t", "\\", "é", "\u2028", "\x85", "\ufeff", "%A", "\0", "-"]
    )
    | st.text(max_size=5),
    max_size=25,
).map("".join)  # fmt: skip


@given(
    st.binary() | st.builds(lambda *parts: "".join(parts).encode(errors="replace"), HEADS, YAML, HEADS, YAML)
)
@example(b"---\n%YAML 1.1\n--- \n---\n")
def test_reading_never_raises_and_a_problem_shows_everything(data: bytes) -> None:
    found = matter.read(data)
    if found.problem:
        assert found.fields == {}
        assert found.body == data.removeprefix(matter.BOM).decode(errors="replace")
    else:
        assert data.decode().endswith(found.body)
        assert len(data.splitlines()) + 1 >= found.body_line
    for value in found.fields.values():
        assert all(isinstance(text, str) for text in ([value] if isinstance(value, str) else value))


@given(YAML)
def test_the_slow_reader_finds_the_same_values_and_places(block: str) -> None:
    import yaml

    def outcome() -> object:
        try:
            return matter.entries(block)
        except matter.Bad as bad:
            return bad.problem

    slow, fast = pytest.MonkeyPatch(), outcome()
    with slow.context() as patch:
        patch.delattr(yaml, "CBaseLoader")
        assert isinstance(fast, str) or isinstance(outcome(), str) or fast == outcome()
