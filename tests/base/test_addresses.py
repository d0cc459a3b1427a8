"""Addresses: spellings of one address have one key, and nothing else has it."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrm.base.addresses import classify, email_key, phone_key, profile_key, url_key

WORDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=12)
SLUGS = st.text(st.sampled_from("abcxyz0189-éñß日本"), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("value", "sort", "network", "key"),
    [
        ("Ana@Example.COM", "email", "", "ana@example.com"),
        ("MAILTO:ana@example.com ", "email", "", "ana@example.com"),
        ("+34 600 00 00 01", "phone", "", "+34600000001"),
        ("0034-600-000-001", "phone", "", "+34600000001"),
        ("(91) 555/01.23", "phone", "", "915550123"),
        ("600.123.456", "phone", "", "600123456"),
        ("tel:+34600000001", "phone", "", "+34600000001"),
        ("٦٠٠١٢٣٤٥٦", "phone", "", "600123456"),
        ("https://www.linkedin.com/in/ana-garcia/", "profile", "linkedin", "ana-garcia"),
        ("es.linkedin.com/in/Ana-Garcia?trk=x#y", "profile", "linkedin", "ana-garcia"),
        ("https://linkedin.com/in/jos%C3%A9", "profile", "linkedin", "josé"),
        ("https://mastodon.example/@ana", "profile", "mastodon", "ana@mastodon.example"),
        ("https://twitter.com/Ana", "profile", "x", "ana"),
        ("github.com/ana", "profile", "github", "ana"),
        ("https://bsky.app/profile/ana.example", "profile", "bluesky", "ana.example"),
        ("https://www.youtube.com/@ana", "profile", "youtube", "@ana"),
        ("https://www.Example.com/Path/?q=1", "url", "", "example.com/Path"),
        ("example.com", "url", "", "example.com"),
        ("https://www.linkedin.com/company/acme", "url", "", "linkedin.com/company/acme"),
        ("12345", "", "", ""),
        ("Ana García", "", "", ""),
        ("ana@", "", "", ""),
        ("@ana", "", "", ""),
        ("javascript:alert(1)", "", "", ""),
        ("http://[::1", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_addresses_are_told_apart(value, sort, network, key):
    assert classify(value) == (sort, network, key)


@pytest.mark.parametrize(
    "bare", ["https://www.linkedin.com/in/", "https://www.linkedin.com/in", "linkedin.com"]
)
def test_a_bare_address_is_nobodys_profile(bare):
    assert profile_key(bare) == ("", "")


@given(WORDS, WORDS, st.sampled_from(["", " ", "mailto:", "MailTo:"]), st.booleans())
def test_spellings_of_an_email_have_one_key(user, host, before, shout):
    address = f"{user}@{host}.example"
    assert email_key(before + (address.upper() if shout else address)) == address


@given(
    SLUGS,
    st.sampled_from(
        ["https://www.linkedin.com", "http://es.linkedin.com", "linkedin.com", "https://LinkedIn.com"]
    ),
    st.booleans(),
    st.sampled_from(["", "/", "?trk=a", "/?locale=es#x", "/es"]),
)
def test_spellings_of_a_profile_have_one_key(slug, host, escaped, rest):
    assert profile_key(f"{host}/in/{quote(slug) if escaped else slug}{rest}") == ("linkedin", slug)


@given(st.integers(10**5, 10**12 - 1), st.lists(st.sampled_from(" -./()"), min_size=1, max_size=4))
def test_spellings_of_a_phone_have_one_key(number, signs):
    digits = str(number).replace("0", "1")
    spaced = "".join(digit + signs[place % len(signs)] for place, digit in enumerate(digits))
    assert phone_key(spaced) == digits
    assert phone_key("+" + spaced) == phone_key("00" + spaced) == "+" + digits


@given(st.text(max_size=40))
def test_any_text_has_an_answer_and_a_key_is_its_own_key(text):
    for key in (email_key, phone_key, url_key):
        assert key(key(text)) == key(text)
    classify(text)
