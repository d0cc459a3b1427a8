"""Refs: the end of an id, as people see and type it. Apart from `ids`, so that reading need not load hashes."""

from __future__ import annotations

REF_LENGTH = 6


def bare(id: str) -> str:
    """The hex digits of an id, or of a ref as it is typed."""
    return id.replace("-", "").lower()


def ref_of(id: str, length: int = REF_LENGTH) -> str:
    """The ref of an id, as long as no other one ends alike."""
    return bare(id)[-length:]


def is_ref(text: str) -> bool:
    """Whether a text could be a ref: six or more hex digits, or a whole id."""
    digits = bare(text)
    return REF_LENGTH <= len(digits) <= 32 and all(c in "0123456789abcdef" for c in digits)


def means(text: str, id: str) -> bool:
    """Whether a text is a ref of this id: its last hex digits, or all of them."""
    return is_ref(text) and bare(id).endswith(bare(text))
