"""Addresses as identities: what in a profile's or mail address tells who someone is."""

from __future__ import annotations

import re

from scrm.base.addresses import email_key, profile_key
from scrm.intake.contract import Handle

NETWORK = "linkedin"

_usual = re.compile(r"https://www\.linkedin\.com/in/([a-z0-9-]+)/?").fullmatch


def slug_of(url: str) -> str:
    """The profile's slug: percent-decoded, NFC, lower-cased; empty when the address names nobody.

    Accepted are any scheme or none, any country host, a trailing slash, query
    and fragment. The bare `https://www.linkedin.com/in`, which whole exports
    of 2023 repeat for everybody, is no identity, nor is a slug that cannot be decoded.
    """
    usual = _usual(url)
    if usual:
        return usual[1]
    if "/in/" not in url.lower():
        return ""
    network, key = profile_key(url)
    return key if network == NETWORK and key.strip() and "\ufffd" not in key else ""


def handle(url: str, slug: str) -> Handle:
    """The identity behind a profile address whose slug is known."""
    return Handle("profile", url, slug, NETWORK)


def email(address: str) -> Handle | None:
    """The identity behind an e-mail address, if it is one."""
    key = email_key(address)
    return Handle("email", address.strip(), key) if key else None
