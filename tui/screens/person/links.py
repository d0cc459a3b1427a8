"""Which addresses may be opened: the web and mail, nothing else, whatever stands in the data."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from scrm.base.text import clean

if TYPE_CHECKING:
    from scrm.contacts.model import Contact, Identity

_ORDER = ("email", "phone", "profile", "url")


def openable(identity: Identity) -> str:
    """The address to open for an identity: http, https or mailto; empty for anything else."""
    value = identity.value.strip()
    if identity.type == "email":
        return f"mailto:{quote(value.removeprefix('mailto:'), safe='@+')}"
    if identity.type not in ("profile", "url"):
        return ""
    return web_address(value)


def web_address(value: str) -> str:
    """`value` as a web address, https when it names no scheme; empty when it is none or hides something."""
    if clean(value) != value or any(sign in value for sign in " <>\"'\\"):
        return ""
    whole = value if "//" in value else f"https://{value}"
    try:
        parts = urlsplit(whole)
        host = parts.hostname or ""
    except ValueError:
        return ""
    # user:password@ makes a foreign host look like a known one.
    return whole if parts.scheme.lower() in ("http", "https") and "." in host and not parts.username else ""


def addresses(contact: Contact) -> list[Identity]:
    """All addresses, mail first, then phone, then profiles; each sort by its rank."""
    return sorted(contact.identities, key=lambda each: (_ORDER.index(each.type), each.rank))


def host(address: str) -> str:
    """What to show of an address before it is opened."""
    return (
        address.removeprefix("mailto:") if address.startswith("mailto:") else urlsplit(address).hostname or ""
    )


def links(contact: Contact) -> list[tuple[Identity, str]]:
    """The web addresses of a person that may be opened."""
    found = ((each, openable(each)) for each in contact.identities if each.type in ("profile", "url"))
    return [(each, address) for each, address in found if address]
