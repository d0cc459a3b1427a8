"""Dates, addresses, names, markup and file names of a LinkedIn archive."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.linkedin import html
from importers.linkedin.dates import day, instant
from importers.linkedin.files import base_name, kind_of
from importers.linkedin.names import is_anonymous, is_name, listed, match_key
from importers.linkedin.profile import email, slug_of

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05 Dec 2023", (2023, 12, 5)),
        ("5-Dec-23", (2023, 12, 5)),
        ("5.12.2023", (2023, 12, 5)),
        ("4/10/18, 5:29 AM", (2018, 4, 10, 5, 29)),
        ("4/9/18, 12:03 AM", (2018, 4, 9, 0, 3)),
        ("4/9/2018, 12:03\u202fPM", (2018, 4, 9, 12, 3)),
        ("2023-12-05 17:02:11 UTC", (2023, 12, 5, 17, 2, 11)),
        ("2023/12/05 17:02:11 UTC", (2023, 12, 5, 17, 2, 11)),
        ("2023-12-05 17:02:11", (2023, 12, 5, 17, 2, 11)),
        ("2023-12-05 17:02 UTC", (2023, 12, 5, 17, 2)),
        ("2023-12-05T17:02:11.250Z", (2023, 12, 5, 17, 2, 11)),
        ("12/05/2023 17:02:11 UTC", (2023, 12, 5, 17, 2, 11)),
        ("Sep 14 2023 3:20 PM", (2023, 9, 14, 15, 20)),
        ("Jun 3 2021", (2021, 6, 3)),
        ("Oct 25, 2023 12:00 PM", (2023, 10, 25, 12)),
        ("Tue Dec 05 17:02:11 UTC 2023", (2023, 12, 5, 17, 2, 11)),
        ("12 mars 2023", (2023, 3, 12)),
        ("7 août 2023", (2023, 8, 7)),
        ("  05  Dec  2023 ", (2023, 12, 5)),
        ("10 Dec 1835", (1835, 12, 10)),
        ("1/2/69", (2069, 1, 2)),
        ("1/2/70", (1970, 1, 2)),
    ],
)
def test_every_shape_of_date_is_read(text: str, expected: tuple[int, ...]) -> None:
    assert instant(text) == datetime(*expected, tzinfo=UTC)
    assert day(text) == date(*expected[:3])


@pytest.mark.parametrize(
    "text",
    ["", "not-a-date", "13/10/23", "02/30/23", "2023-13-01 10:00:00 UTC", "0/1/23", "1/1/23, 13:00 PM",
     "2023-12-05 25:00:00 UTC", "N/A", "Not Available", "1 Foo 2023", "2023-12-05T17:02+01 UTC", "9" * 5000],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert instant(text) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_read_from_each_of_its_spellings(when: date) -> None:
    month = MONTHS[when.month - 1]
    for text in (
        f"{when.day:02d} {month} {when.year}",
        f"{month} {when.day} {when.year}",
        f"{when.month}/{when.day}/{when.year}, 9:05 AM",
        when.isoformat(),
    ):
        assert day(text) == when


@given(st.text(max_size=70))
def test_no_text_upsets_the_date_reader(text: str) -> None:
    found = instant(text)
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://www.linkedin.com/in/ana-ruiz", "ana-ruiz"),
        ("https://www.linkedin.com/in/ana-ruiz/", "ana-ruiz"),
        ("http://de.linkedin.com/in/Ana-Ruiz?trk=x#y", "ana-ruiz"),
        ("www.linkedin.com/in/ana-ruiz", "ana-ruiz"),
        ("LinkedIn.com/IN/ana-ruiz/en", "ana-ruiz"),
        (" https://www.linkedin.com/in/zo%C3%AB ", "zoë"),
        ("https://www.linkedin.com/in/zoe%CC%88", "zoë"),
        ("https://www.linkedin.com/in", ""),
        ("https://www.linkedin.com/in/", ""),
        ("https://www.linkedin.com/in/%20", ""),
        ("https://www.linkedin.com/in/%E9", ""),
        ("https://www.linkedin.com/company/acme", ""),
        ("https://www.linkedin.com.evil.example/in/ana", ""),
        ("https://evillinkedin.com/in/ana", ""),
        ("https://www.linkedin.com@evil.example/in/ana", ""),
        ("https://[/in/ana", ""),
        ("", ""),
    ],
)
def test_a_slug_is_what_tells_who_someone_is(url: str, slug: str) -> None:
    assert slug_of(url) == slug


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters="/?#%\ufffd"), min_size=1)
)
def test_a_slug_is_the_same_however_it_is_encoded(text: str) -> None:
    slug = slug_of("https://www.linkedin.com/in/" + quote(text))
    assert slug_of("http://es.linkedin.com/in/" + quote(slug).lower() + "/?x=1") == slug_of(
        "https://www.linkedin.com/in/" + quote(slug)
    )


@given(st.text())
def test_no_text_upsets_the_address_readers(text: str) -> None:
    assert "/" not in slug_of("https://www.linkedin.com/in/" + text)
    assert email(text) is None or "@" in text


def test_an_address_is_compared_without_case() -> None:
    found = email(" Ana@Acme.example ")
    assert found is not None
    assert (found.value, found.key) == ("Ana@Acme.example", "ana@acme.example")
    assert email("ana at acme") is None


def test_names_match_without_credentials_emoji_or_bold_letters() -> None:
    spellings = ("Ana Ruiz", "ANA  RUIZ, PhD 🚀", "🚀 Ána Ruiz (She/Her)", "𝐀𝐧𝐚 Ruiz", "\u200bAna Ruiz\u202c")
    assert {match_key(name) for name in spellings} == {"ana ruiz"}
    assert match_key("Αnn") != match_key("Ann")
    assert match_key("🚀") == "🚀"


def test_an_invisible_name_is_none() -> None:
    assert [is_name(text) for text in ("Ana", "🚀", "", " ", "\u200b\u202a")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert is_anonymous("LinkedIn  Member")
    assert not is_anonymous("Linked Member")


def test_people_in_a_list_are_counted_past_their_credentials() -> None:
    assert listed("Ana Ruiz, PhD, MBA,Luis Gil,Cher") == ["Ana Ruiz", "Luis Gil"]
    assert listed("Cher, Ana Ruiz") == ["Cher", "Ana Ruiz"]
    assert listed(" , ") == []


def test_markup_becomes_text_that_is_decoded_once() -> None:
    text = html.plain_text(
        '<p class="spinmail-x">Hi&nbsp;Ana &amp;lt;b&amp;gt;</p><!-- <p>no</p> --><p>5 < 6<br/>'
        '<a href="https://x.example/?a=1&amp;b=2">here</a>, <a href="javascript:x()">there</a>, '
        '<a href="https://x.example">https://x.example</a></p><ul><li>one</li><li> two </li></ul>'
        "<script>bad()</script>end"
    )
    assert text == (
        "Hi Ana &lt;b&gt;\n\n5 < 6\nhere (https://x.example/?a=1&b=2), there, https://x.example\n\n- one\n- two\nend"
    )


def test_a_message_that_only_looks_like_markup_is_left_alone() -> None:
    assert not html.is_markup("a < b and <b> is a tag")
    assert html.is_markup("<b>bold</b>")
    assert html.is_spinmail('<p class="spinmail">x</p>')
    assert not html.is_spinmail("my spinmail arrived")


@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "<!--", "-->", "<a href='", "'", "<p>", "</p>", "<script>", "x", "&lt;", "/"]
        )
    )
)
def test_no_markup_upsets_the_reader(pieces: list[str]) -> None:
    text = html.plain_text("".join(pieces))
    assert "<p>" not in text.replace("&lt;", "")
    assert "\n\n\n" not in text


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("Connections.csv", "connections"),
        ("a/b/Connections (1).CSV", "connections"),
        ("Connections copy 2.csv", "connections"),
        ("Messages_17529409_1.csv", "messages"),
        ("Endorsement Received Info.csv", "endorsementreceivedinfo"),
        ("Endorsement_Received_Info.csv", "endorsementreceivedinfo"),
        ("guide_messages.csv", "guidemessages"),
    ],
)
def test_file_names_are_compared_without_what_drifts(name: str, base: str) -> None:
    assert base_name(name) == base


def test_the_address_book_of_a_phone_is_not_the_network() -> None:
    columns = "source firstname lastname companies title emails phonenumbers createdat".split()
    assert kind_of(frozenset(columns)) == ""
