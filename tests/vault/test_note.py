from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from vault import note, problems

WORD = st.text(min_size=1, max_size=12)


def test_a_new_note_is_plain_front_matter_that_obsidian_reads() -> None:
    data = note.build(
        "01937c5e-7b1a-7aaa-8bbb-0123456789ab",
        "Ana García",
        people=["01937c5e-7b1a-7aaa-8bbb-0123456789ac"],
        tags=["client"],
        created="2026-11-21T09:02:00.000Z",
        body="Met in Lisbon.",
    )
    assert data.decode() == (
        "---\n"
        "id: 01937c5e-7b1a-7aaa-8bbb-0123456789ab\n"
        "title: Ana García\n"
        "aliases:\n  - Ana García\n"
        "people:\n  - 01937c5e-7b1a-7aaa-8bbb-0123456789ac\n"
        "tags:\n  - client\n"
        "created: 2026-11-21T09:02:00.000Z\n"
        "---\n\nMet in Lisbon.\n"
    )
    assert note.build("1", "T").decode().endswith('tags: []\ncreated: ""\n---\n')


@given(WORD, WORD, st.lists(WORD, max_size=3), st.text())
def test_a_new_note_reads_back_as_it_was_given(id_: str, title: str, people: list[str], body: str) -> None:
    data = note.build(id_, title, people=people, tags=["a b", "#c"], created="2026-11-21", body=body)
    found = note.parse("x/y.md", data)
    assert (found.id, found.title, found.aliases) == (id_, title, (title,))
    assert (found.people, found.tags, found.created) == (tuple(people), ("a b", "c"), "2026-11-21")
    assert found.body == (f"\n{body}" + ("" if body.endswith("\n") else "\n") if body else "")
    assert (found.sha, found.problem) == (hashlib.sha256(data).hexdigest(), "")


def test_a_note_made_elsewhere_is_named_after_its_file() -> None:
    found = note.parse("Clients/ACME.MD", b"words\n")
    assert (found.title, found.id, found.aliases, found.body) == ("ACME", "", (), "words\n")
    assert note.stem("a/b.c.md") == "b.c"
    assert note.stem("plain") == "plain"


def test_spellings_of_older_files_are_understood() -> None:
    found = note.parse("a.md", b"---\nalias: Ann\ntag: '#one, two  three one'\n---\n")
    assert (found.aliases, found.tags) == (("Ann",), ("one", "two", "three"))


def test_a_bad_front_matter_is_told_with_its_line() -> None:
    found = note.parse("a.md", b"---\nid: 1\nid: 2\n---\nbody\n")
    assert (found.problem, found.problem_line) == (problems.DUPLICATE, 3)
    assert (found.id, found.title, found.body) == ("", "a", "---\nid: 1\nid: 2\n---\nbody\n")
