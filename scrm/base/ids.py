"""Identifiers: UUIDv7 for what is made here, UUIDv5 for what an import brings, and short refs.

Sources: RFC 9562 (UUID layouts); the namespace and the names hashed are fixed
for ever, since two machines that import one archive must make the same rows.
"""

from __future__ import annotations

import hashlib
import os
import threading
import uuid
from datetime import datetime

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "scrm:1")
REF_LENGTH = 6

_lock = threading.Lock()
_last = 0


def _layout(raw: bytes, version: int) -> str:
    value = int.from_bytes(raw, "big")
    value = value & ~(0xF << 76) | version << 76
    text = f"{value & ~(0x3 << 62) | 0x2 << 62:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def new_id(now: datetime) -> str:
    """A fresh UUIDv7: 48 bits of milliseconds, a counter that keeps order, 62 random bits."""
    global _last
    with _lock:
        stamp = int(now.timestamp() * 1000) << 12
        _last = stamp = max(stamp, _last + 1)
    raw = (stamp >> 12).to_bytes(6, "big") + (stamp & 0xFFF).to_bytes(2, "big") + os.urandom(8)
    return _layout(raw, 7)


_NAMESPACE_BYTES = NAMESPACE.bytes


def id_for(name: str) -> str:
    """The UUIDv5 of a name such as `linkedin/ana-garcia`: the same everywhere, always."""
    return _layout(hashlib.sha1(_NAMESPACE_BYTES + name.encode("utf-8", "surrogatepass")).digest()[:16], 5)


def child_id(parent: str, kind: str, key: str) -> str:
    """The id of a child row: one parent never holds the same key twice."""
    return id_for(f"{parent}/{kind}/{key}")


def is_ref(text: str) -> bool:
    """Whether a text could be a ref: six or more hex digits, or a whole id."""
    bare = text.replace("-", "").lower()
    return REF_LENGTH <= len(bare) <= 32 and all(c in "0123456789abcdef" for c in bare)
