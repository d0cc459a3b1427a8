from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.links import Link, links


def names(body: str) -> list[str]:
    return [link.target for link in links(body)]


def test_a_link_has_a_target_and_a_line() -> None:
    body = "[[Ana García]], [[Bob|him]]\n\n- ![[ Clients/ACME # Offers|x]]\n"
    assert list(links(body, first_line=9)) == [
        Link("Ana García", 9),
        Link("Bob", 9),
        Link("Clients/ACME", 11),
    ]


def test_a_bar_escaped_for_a_table_is_a_bar() -> None:
    assert list(links("| [[Ana\\|her]] |")) == [Link("Ana", 1)]


@pytest.mark.parametrize(
    "body",
    [
        "[[#heading]]", "[[]]", "[[ ]]", "\\[[Ana]]", "[Ana]", "[[Ana\n]]", "[[a[b]]",
        "`[[Ana]]`", "`` ` [[Ana]] ``", "`one\n[[Ana]]\ntwo`",
        "```\n[[Ana]]\n```", "~~~ md\n[[Ana]]\n```\n[[Bob]]\n~~~", "````\n```\n[[Ana]]\n````",
        "- x\n  ```py\n  [[Ana]]\n  ```", "> ```\n> [[Ana]]\n> ```", "- ```\n  [[Ana]]\n  ```", "```\n[[Ana]]",
        "```\r\n[[Ana]]\r\n```\r\n",
    ],
)  # fmt: skip
def test_what_is_no_link_or_stands_in_code_is_left_out(body: str) -> None:
    assert names(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "`open [[Ana]]", "`open\n\n[[Ana]] shut`", "`` x ` [[Ana]]", "\\`[[Ana]]\\`", "`a` [[Ana]] `b`",
        "```\nx\n```\n[[Ana]]", "~~~\n```\n~~~\n[[Ana]]", "    [[Ana]]", "``` a`b\n[[Ana]]", "[[[Ana]]]",
        "```\r\nx\r\n```\r\n[[Ana]]", "`open\n# head\n```\nx\n```\n[[Ana]]` shut",
    ],
)  # fmt: skip
def test_what_only_looks_like_code_hides_no_link(body: str) -> None:
    assert names(body) == ["Ana"]


PIECES = st.lists(
    st.sampled_from(["[[Ana]]", "`", "``", "```", "~~~", "\n", "\n\n", " ", "x", "\\", "> ", "- "])
)


@given(PIECES.map("".join))
def test_lines_are_those_of_the_body(body: str) -> None:
    lines = body.split("\n")
    for link in links(body):
        assert "[[Ana]]" in lines[link.line - 1]


@given(PIECES.map("".join))
def test_a_link_after_a_blank_line_outside_fences_is_always_found(body: str) -> None:
    calm = re.sub("`+", "`", body.replace("~~~", ""))
    assert names(f"{calm}\n\n[[Bob]]")[-1:] == ["Bob"]
