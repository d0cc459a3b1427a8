"""Text from outside: cleaned before it is shown, folded before it is compared, never trusted.

`clean` is the one function through which data reaches a terminal. Stored
values stay as received; U+FFFD marks what was taken out.
"""

from __future__ import annotations

import re
import unicodedata

# C0, DEL and C1 controls; bidi marks, embeddings and isolates; zero-width
# characters and joiners; the BOM; interlinear, format and tag characters (all
# of Unicode's Cc, Cf, Cs, Zl, Zp and default-ignorables); surrogates. ZWJ is
# among them: an emoji sequence falls apart into its parts, which is harmless,
# while a hidden ZWJ makes two names look alike.
_HOSTILE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f"
    "\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\ud800-\udfff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
_BLANKS = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029 \u00a0]+")
# What makes no difference between two names: invisible codes, and the blocks of combining
# marks that are accents; marks that are letters (Indic vowels) stay.
_UNHEARD = re.compile(
    "[\u00ad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\ufff0-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Letters that Unicode does not take apart, as a keyboard without them types them.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "\u0131": "i", "þ": "th", "æ": "ae", "œ": "oe"}
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_VARIATION = re.compile("[\ufe00-\ufe0f]")


def clean(text: str) -> str:
    """One line that no terminal can mistake for a command: odd blanks become plain ones, hostile codes U+FFFD."""
    # Names with accents too: below the combining marks all that is printable is harmless.
    if text.isprintable() and (text.isascii() or max(text) < "\u0300"):
        return text
    text = _VARIATION.sub("", _BLANKS.sub(" ", text))
    return _HOSTILE.sub("\ufffd", text)


def clean_lines(text: str) -> str:
    """Like `clean`, but line ends stay (as LF) and tabs become four blanks."""
    return "\n".join(clean(line.replace("\t", "    ")) for line in text.splitlines())


def storable(text: str) -> str:
    """A file's name as a database takes it: bytes that are no UTF-8 (lone surrogates) become U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def fold(text: str) -> str:
    """A text for comparing: NFKD, case-folded, without accents, invisible codes or double blanks."""
    if text.isascii():
        return " ".join(text.lower().split())
    heard = _UNHEARD.sub("", unicodedata.normalize("NFKD", text).casefold())
    return " ".join(heard.translate(_LETTERS).split())


def sort_key(text: str) -> str:
    """A key that sorts as a Spanish or English reader expects: accents aside, ñ after n."""
    if text.isascii():
        return " ".join(text.lower().split())
    lowered = unicodedata.normalize("NFC", text).casefold()
    # "{" follows "z" in ASCII, so "n{" sorts after every other "n…".
    return fold(lowered.replace("ñ", "n{"))


def slug(text: str, limit: int = 80) -> str:
    """Lower-case ASCII words joined by hyphens, for file names and keys; may be empty."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    return words[:limit].rstrip("-")


def shorten(text: str, cells: int) -> str:
    """Cut a cleaned line to `cells` characters with `...` at the end."""
    return text if len(text) <= cells else text[: max(0, cells - 3)].rstrip() + "..."
