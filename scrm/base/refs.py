"""Refs: the end of an id, as people see and type it. Apart from `ids`, so that reading need not load hashes."""

from __future__ import annotations

REF_LENGTH = 6


def is_ref(text: str) -> bool:
    """Whether a text could be a ref: six or more hex digits, or a whole id."""
    bare = text.replace("-", "").lower()
    return REF_LENGTH <= len(bare) <= 32 and all(c in "0123456789abcdef" for c in bare)
