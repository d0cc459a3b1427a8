from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from scrm.base.errors import BadInput
from vault import matter, problems
from vault.fields import set_field


@pytest.mark.parametrize(
    ("before", "key", "value", "after"),
    [
        ("title: old # keep\nx: y\n", "title", "new", "title: new # keep\nx: y\n"),
        ("# head\n\ntitle:   'old'\n# tail\n", "title", "no", '# head\n\ntitle:   "no"\n# tail\n'),
        ("a: b\n# tail\n", "id", "1", 'a: b\n# tail\nid: "1"\n'),
        ("  a: b\n", "l", ["c", "d"], "  a: b\n  l:\n    - c\n    - d\n"),
        ("tags:\n- a # one\n- b # two\nz: 1\n", "tags", ["c"], "tags:\n- c # two\nz: 1\n"),
        ("tags:\n    - a\nz: 1\n", "tags", ["a", "b"], "tags:\n    - a\n    - b\nz: 1\n"),
        ("tags: [a,\n  b] # x\n", "tags", ["c", "no"], 'tags: [c, "no"] # x\n'),
        ("tags: # x\nz: 1\n", "tags", ["c", "d"], "tags: # x\n  - c\n  - d\nz: 1\n"),
        ("tags:\n- a\nz: 1\n", "tags", [], "tags: []\nz: 1\n"),
        ("tags: []\n", "tags", ["a"], "tags: [a]\n"),
        ("tags: a\n", "tags", ["a", "b"], "tags:\n  - a\n  - b\n"),
        ("tags:\n- a\n- b\n", "tags", "c", "tags: c\n"),
        ("a: |\n  one\n  two\n\nz: 1\n", "a", "x", "a: x\n\nz: 1\n"),
        ("a: >-\n  one\nz: 1\n", "a", ["x"], "a:\n  - x\nz: 1\n"),
        ("a:\n  one\n  two\nz: 1\n", "a", "x", "a:\n  x\nz: 1\n"),
        ("a: 'one\n  two'\nz: 1\n", "a", "x", "a: x\nz: 1\n"),
        ("a:\nz: 1\n", "a", "x: y", 'a: "x: y"\nz: 1\n'),
        ('"a" : b\n', "a", "c", '"a" : c\n'),
        ("{a: b, c: [d]}\n", "c", ["e", "f"], "{a: b, c: [e, f]}\n"),
        ("", "a", "b", "a: b\n"),
        ("# only words\n", "a", [], "# only words\na: []\n"),
    ],
)
def test_only_the_value_changes(before: str, key: str, value: str | list[str], after: str) -> None:
    for newline, mark in (("\n", ""), ("\r\n", "\ufeff")):
        frame = f"{mark}---\n%s---\n\nbody # x\n\n\n".replace("\n", newline)
        old, new = ((frame % block.replace("\n", newline)).encode() for block in (before, after))
        assert set_field(old, key, value) == new
        assert set_field(new, key, value) == new


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "---\na: b\n---\n"),
        ("words", "---\na: b\n---\nwords"),
        ("\ufeffwords\r\n\r\n", "\ufeff---\r\na: b\r\n---\r\nwords\r\n\r\n"),
        ("---\n\nwords", "---\na: b\n---\n---\n\nwords"),
    ],
)
def test_a_missing_front_matter_is_put_before_the_text(before: str, after: str) -> None:
    assert set_field(before.encode(), "a", "b") == after.encode()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ana García", "Ana García"),
        ("O'Brien", '"O\'Brien"'),
        ("no", '"no"'),
        ("NULL", '"NULL"'),
        ("0034600", '"0034600"'),
        ("2026-11-21", "2026-11-21"),
        ("2026-11-21T09:02:00.000Z", "2026-11-21T09:02:00.000Z"),
        ("01937c5e-7b1a-7aaa-8bbb-0123456789ab", "01937c5e-7b1a-7aaa-8bbb-0123456789ab"),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ('say "x"\\\n\t', '"say \\"x\\"\\\\\\n\\t"'),
        ("\x1b]52;c\x07", '"\\u001B]52;c\\u0007"'),
        ("", '""'),
        ("trailing ", '"trailing "'),
    ],
)
def test_what_yaml_could_take_for_something_else_is_quoted(text: str, written: str) -> None:
    assert set_field(b"", "a", text) == f"---\na: {written}\n---\n".encode()


@pytest.mark.parametrize(
    ("block", "key", "problem"),
    [
        ("a: b\na: c\n", "x", problems.DUPLICATE),
        ("a: {b: c}\n", "a", problems.NESTED),
        ("? a\n: b\n", "a", problems.NOT_EDITABLE),
        ("{a: b}\n", "x", problems.NOT_EDITABLE),
        ("{\n  a: b\n}\n", "x", problems.NOT_EDITABLE),
        ("{a, b: c}\n", "a", problems.NOT_EDITABLE),
        ("words\n", "a", problems.NOT_FIELDS),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(block: str, key: str, problem: str) -> None:
    with pytest.raises(BadInput) as refused:
        set_field(f"---\n{block}---\n".encode(), key, ["v"])
    assert refused.value.what == problem


def test_a_front_matter_never_grows_beyond_what_is_read() -> None:
    with pytest.raises(BadInput, match="64 kB"):
        set_field(b"---\na: b\n---\n", "c", "d" * matter.LIMIT)


@pytest.mark.parametrize("key", ["", "a b", "a:", "-a", "é"])
def test_a_key_is_a_plain_word(key: str) -> None:
    with pytest.raises(ValueError, match="not a field name"):
        set_field(b"", key, "x")


def test_half_a_character_is_marked() -> None:
    assert matter.read(set_field(b"", "a", ["x\ud800", "\udfff"])).fields["a"] == ("x\ufffd", "\ufffd")


WORDS = st.text(max_size=12) | st.sampled_from(
    ["no", "~", "a: b", "- x", "[x]", "x # y", "'", '"', "\u2028", "|"]
)
VALUES = WORDS | st.lists(WORDS, max_size=4)
NAMES = st.sampled_from(["title", "tags", "id", "aliases", "x_1", "Mood"])


@st.composite
def fields(draw: st.DrawFn) -> str:
    """Lines of one field as people and programs write them, LF at the end of each."""
    name = draw(NAMES)
    comment = draw(st.sampled_from(["", " # why", "   "]))
    plain = draw(st.sampled_from(["x", "two words", "2026-01-01", "ñandú \U0001f600", "a:b", "0034"]))
    return draw(
        st.sampled_from(
            [
                f"{name}: {plain}{comment}\n",
                f"{name}:{comment}\n",
                f"'{name}':   \"{plain}\"{comment}\n",
                f"{name}: '{plain}\n  more'{comment}\n",
                f"{name}: [{plain}, 'y']{comment}\n",
                f"{name}: [\n  {plain},\n  y,\n]{comment}\n",
                f"{name}:{comment}\n- {plain}\n- y{comment}\n",
                f"{name}:\n  - {plain}{comment}\n\n  # in between\n  -\n",
                f"{name}: |{comment}\n  {plain}\n\n  # text\n",
                f"{name}: >+\n  {plain}\n\n\n",
                f"{name}:\n  {plain}\n  more\n",
            ]
        )
    )


@st.composite
def files(draw: st.DrawFn) -> bytes:
    pieces = draw(st.lists(fields() | st.sampled_from(["# note\n", "\n", "other: {a: [b]}\n"]), max_size=6))
    body = draw(st.text(max_size=40))
    text = f"---\n{''.join(pieces)}---{draw(st.sampled_from(['', '  ']))}\n{body}"
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return (draw(st.sampled_from(["", "\ufeff"])) + text).encode(errors="replace")


def outside(data: bytes, key: str) -> tuple[bytes, bytes]:
    """What stands before the lines of a key and after the end of its value; all and nothing without it."""
    parts = matter.split(data)
    assert parts
    block = data[parts.start : parts.end].decode()
    entry = matter.entries(block).get(key)
    if entry is None:
        return data[: parts.end], data[parts.end :]
    end = entry.start + len(block[entry.start : entry.end].rstrip(" \t\r\n"))
    if entry.start == entry.end:  # nothing there yet: a comment may stand between the key and a new list
        end = block.index("\n", entry.key_end)
    return (
        data[: parts.start] + block[: entry.key_end].encode(),
        block[end:].encode().lstrip(b" \t:") + data[parts.end :],
    )


@given(files(), NAMES, VALUES)
@example(b"---\ntags: >+\n  a\n\n\n---\n", "id", "x")
def test_every_byte_outside_the_changed_field_stays(data: bytes, key: str, value: str | list[str]) -> None:
    before = matter.read(data)
    assume(not before.problem)
    wanted = value if isinstance(value, str) else tuple(value)
    changed = set_field(data, key, value)
    head, tail = outside(data, key)
    assert changed.startswith(head)
    assert changed.endswith(tail)
    after = matter.read(changed)
    assert (after.problem, after.body) == ("", before.body)
    assert dict(after.fields) == {**before.fields, key: wanted}
    assert [*after.fields] == [*dict.fromkeys([*before.fields, key])]
    assert set_field(changed, key, value) == changed


@given(st.binary(max_size=60) | st.binary(max_size=60).map(lambda tail: b"---\n" + tail + b"\n---\n"), VALUES)
def test_any_bytes_are_changed_rightly_or_refused(data: bytes, value: str | list[str]) -> None:
    before = matter.read(data)
    try:
        changed = set_field(data, "tags", value)
    except BadInput as refused:
        assert refused.what  # noqa: PT017 (refusing is one of two right answers)
        return
    assert before.problem == ""
    assert matter.read(changed).body == before.body
    assert matter.read(changed).fields["tags"] == (value if isinstance(value, str) else tuple(value))
