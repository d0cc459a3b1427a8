"""Rows are found by the names of their columns; none is lost or merged without a word."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from importers.reading import head_lines, survey
from importers.tables import FIELD_LIMIT, REREAD_LIMIT, Header, Table, count_rows, find_header, plain

CELLS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)


def table(data: bytes, width: int = 3) -> Table:
    names = tuple(f"c{number}" for number in range(width))
    return Table(
        "x.csv", lambda: io.BytesIO(data), survey([data] if data else []), Header(0, ",", names, names)
    )


def written(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["c0", "c1", "c2"], *rows])
    return out.getvalue().encode()


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8))
def test_what_was_written_is_read(rows: list[list[str]]) -> None:
    read = table(written(rows))
    assert [cells[:3] for _row, cells, problem in read if problem != "unclosed quote"] == rows
    assert read.rows == len(rows)


@given(st.lists(st.sampled_from(['"', ",", "a", "\n", '""', '",', ',"', "b,c,d\n"]), max_size=60))
def test_any_quoting_is_read_to_the_end(pieces: list[str]) -> None:
    body = "".join(pieces)
    read = table(b"c0,c1,c2\n" + body.encode())
    found = list(read)
    assert read.rows == len(found)
    assert all(len(cells) == (0 if problem == "unclosed quote" else 4) for _row, cells, problem in found)
    assert bool(found) == bool(body.strip("\n"))
    numbers = [row for row, _cells, _problem in found]
    assert numbers == sorted(set(numbers))


def test_rows_behind_an_unclosed_quote_are_rows_of_their_own() -> None:
    read = table(b'c0,c1,c2\n1,"broken,x\n2,b,c\n3,"fine",c\n4,"also\nfine",c\n')
    assert [(row, cells[:1], problem) for row, cells, problem in read] == [
        (2, [], "unclosed quote"),
        (3, ["2"], ""),
        (4, ["3"], ""),
        (5, ["4"], ""),
    ]
    assert read.seen().note == "1 row has a quote that is never closed."


def test_quotes_made_to_be_read_again_and_again_are_given_up() -> None:
    lines = 20_000
    read = table(b"c0,c1,c2\n" + b'x","\n' * lines)
    assert sum(1 for _row in read) == read.rows == lines
    assert lines * lines / 2 > 100 * REREAD_LIMIT


def test_rows_that_hold_nothing_usable_say_why() -> None:
    read = table(b"c0,c1,c2\n,,\nBADROW\nc0,c1,c2\n\n1,2\n1,2,3,\n1,2,3,4\n")
    assert [(row, problem) for row, _cells, problem in read] == [
        (2, "blank row"), (3, "incomplete row"), (4, "repeated header"), (6, ""), (7, ""), (8, ""),
    ]  # fmt: skip
    assert read.seen().note == "1 row has more cells than the header."


def test_a_table_can_be_read_again() -> None:
    read = table(b"c0,c1,c2\n1,2,3\n")
    assert list(read) == list(read)
    assert read.rows == 1


def test_a_column_that_is_not_there_is_always_empty() -> None:
    read = table(b"c0,c1,c2\n1,2,3,4\n1\n")
    assert [cells[read.column("nowhere", "neither")] for _row, cells, _problem in read] == ["", ""]
    assert read.column("nowhere", "c1") == 1
    assert not read.has("nowhere")


def test_headers_are_found_behind_anything_by_any_delimiter() -> None:
    for delimiter in ",;\t":
        data = f'Notes:\n"one ""two"", three\nmore\n\n Name {delimiter}E-mail Address\n'.encode()
        header = find_header(head_lines(survey([data])), lambda names: names >= {"name"})
        assert header is not None
        assert (header.line, header.delimiter, header.names) == (4, delimiter, ("name", "emailaddress"))


def test_headers_are_not_looked_for_for_ever() -> None:
    lines = ["x\n"] * 50 + ["Name,Mail\n"]
    assert find_header(head_lines(survey(["".join(lines).encode()])), lambda names: "name" in names) is None


def test_names_of_columns_are_compared_without_case_signs_or_accents() -> None:
    assert {
        plain(name) for name in ("Connected On", "connected_on", "ConnectedOn ", "\u200bCONNECTED-ON")
    } == {"connectedon"}
    assert plain("Prénom") == "prenom"


def test_rows_of_other_files_are_counted_as_far_as_they_go() -> None:
    for data, rows in ((b"", 0), (b"a,b\n", 0), (b'a\n1\n\n"2\n3"\n', 2), (b'a\n"open\n', 1)):
        assert count_rows(lambda data=data: io.BytesIO(data), survey([data] if data else [])) == rows


def test_a_cell_beyond_the_limit_is_left_out_and_the_rows_around_it_are_read() -> None:
    huge = b"x" * (FIELD_LIMIT + 1)
    read = table(b'c0,c1,c2\n1,b,c\n2,"' + huge + b'",c\n3,' + huge + b",c\n4,b,c\n")
    assert [(row, cells[:1], problem) for row, cells, problem in read] == [
        (2, ["1"], ""),
        (3, [], "cell too long"),
        (4, [], "cell too long"),
        (5, ["4"], ""),
    ]
    assert read.seen().note == ""
