"""Addresses that tell who someone is: the form that is compared.

Matching goes by these keys and never by a name. A key is stable: what is
stored stays comparable with what the next import brings.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

# host suffix -> (network, pattern of the path that holds the slug)
_NETWORKS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("linkedin.com", "linkedin", re.compile(r"^/in/([^/]+)/?")),
    ("github.com", "github", re.compile(r"^/([^/]+)/?$")),
    ("youtube.com", "youtube", re.compile(r"^/(@[^/]+|c/[^/]+|channel/[^/]+)/?$")),
    ("x.com", "x", re.compile(r"^/([^/]+)/?$")),
    ("twitter.com", "x", re.compile(r"^/([^/]+)/?$")),
    ("bsky.app", "bluesky", re.compile(r"^/profile/([^/]+)/?")),
    ("instagram.com", "instagram", re.compile(r"^/([^/]+)/?$")),
    ("xing.com", "xing", re.compile(r"^/profile/([^/]+)/?")),
)
_FEDIVERSE = re.compile(r"^/@([^/@]+)/?$")
_EMAIL = re.compile(r"^[^@\s<>]+@[^@\s<>.]+(\.[^@\s<>.]+)+$")


def email_key(value: str) -> str:
    """The address case-folded and trimmed, or empty when it is none."""
    bare = value.strip().casefold().removeprefix("mailto:")
    return bare if _EMAIL.match(bare) else ""


def phone_key(value: str) -> str:
    """Digits with a leading + when the country is given (00 counts as +); empty below six digits."""
    figures = (c if c == "+" else unicodedata.decimal(c, "") for c in unicodedata.normalize("NFKC", value))
    digits = "".join(map(str, figures))
    plus = digits.startswith(("+", "00"))
    digits = digits.replace("+", "")
    if plus:
        digits = digits.removeprefix("00")
    if not 6 <= len(digits) <= 15:
        return ""
    return "+" + digits if plus else digits


def profile_key(value: str) -> tuple[str, str]:
    """(network, slug) of a profile's address, or two empty strings.

    The slug is percent-decoded, NFC and lower-cased; scheme, country host,
    query and fragment do not matter. A bare `/in/` has no slug and is nobody.
    """
    text = value.strip()
    if not text or any(blank in text for blank in " \t\n"):
        return "", ""
    try:
        parts = urlsplit(text if "//" in text else "//" + text)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", ""
    path = unicodedata.normalize("NFC", unquote(parts.path)).lower()
    for suffix, network, pattern in _NETWORKS:
        if host == suffix or host.endswith("." + suffix):
            found = pattern.match(path)
            return (network, found[1]) if found else ("", "")
    found = _FEDIVERSE.match(path)
    return ("mastodon", f"{found[1]}@{host}") if found and "." in host else ("", "")


def url_key(value: str) -> str:
    """Host and path of a web address without scheme, `www.`, query, fragment or final slash; empty if none."""
    text = value.strip()
    try:
        parts = urlsplit(text if "//" in text else "//" + text)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if (
        parts.scheme not in ("", "http", "https")
        or "." not in host
        or any(blank in text for blank in " \t\n")
    ):
        return ""
    return host + unquote(parts.path).rstrip("/")


def classify(value: str) -> tuple[str, str, str]:
    """(type, network, key) of an address of unknown sort; type is empty when it is none."""
    if key := email_key(value):
        return "email", "", key
    network, key = profile_key(value)
    if key:
        return "profile", network, key
    # Before web addresses: 600.123.456 is a way to write a number.
    if re.fullmatch(r"(tel:)?[\d\s+().\-/]+", value.strip()) and (key := phone_key(value)):
        return "phone", "", key
    if ("//" in value or re.match(r"^[\w-]+(\.[\w-]+)+(/|$)", value)) and (key := url_key(value)):
        return "url", "", key
    return "", "", ""
