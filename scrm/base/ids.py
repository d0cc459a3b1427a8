"""Identifiers: UUIDv7 for what is made here, UUIDv5 for what an import brings.

Sources: RFC 9562 (UUID layouts); the namespace and the names hashed are fixed
for ever, since two machines that import one archive must make the same rows.
"""

from __future__ import annotations

import hashlib
import os
import threading
from datetime import datetime

# uuid5(NAMESPACE_URL, "scrm:1"), written out: importing uuid costs every command 2 ms.
NAMESPACE = "08ac5451-7be2-573a-99c5-153efdc61771"

_lock = threading.Lock()
_last = 0


def new_id(now: datetime) -> str:
    """A fresh UUIDv7: 48 bits of milliseconds, a counter that keeps order, 62 random bits."""
    global _last
    with _lock:
        stamp = int(now.timestamp() * 1000) << 12
        _last = stamp = max(stamp, _last + 1)
    random = int.from_bytes(os.urandom(8), "big") & (1 << 62) - 1 | 1 << 63
    milliseconds, tail = f"{stamp >> 12:012x}", f"{random:016x}"
    return f"{milliseconds[:8]}-{milliseconds[8:]}-7{stamp & 0xFFF:03x}-{tail[:4]}-{tail[4:]}"


_NAMESPACE_BYTES = bytes.fromhex(NAMESPACE.replace("-", ""))
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}


def id_for(name: str) -> str:
    """The UUIDv5 of a name such as `linkedin/ana-garcia`: the same everywhere, always."""
    # By slices of hex digits: an import makes five of these a row.
    digits = hashlib.sha1(_NAMESPACE_BYTES + name.encode("utf-8", "surrogatepass")).hexdigest()
    variant = _VARIANT[digits[16]]
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


def child_id(parent: str, kind: str, key: str) -> str:
    """The id of a child row: one parent never holds the same key twice."""
    return id_for(f"{parent}/{kind}/{key}")
