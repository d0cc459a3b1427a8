"""InMail markup as plain text.

Not the standard library's parser: it takes quadratic time on unclosed
comments, and messages come from strangers. One pass over tags is enough,
since the result is only ever shown as text.
"""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]*)?)/?>")
_MARKUP = re.compile(r"</(?:p|strong|li|ul|ol|a|em|u|sup|span|div|b|i|h[1-6]|table)>|<br ?/?>|spinmail", re.I)
_HREF = re.compile(r"""\bhref\s?=\s?(?:"([^"]*)"|'([^']*)')""", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_BLOCKS = frozenset(("p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote", "h1", "h2", "h3", "h4"))
_HIDDEN = frozenset(("script", "style", "head", "title"))


def is_markup(content: str) -> bool:
    """Whether a message is HTML rather than somebody's `a < b`."""
    return "<" in content and _MARKUP.search(content) is not None


def is_spinmail(content: str) -> bool:
    """Whether a message has the markup of InMail and advertisements."""
    return "spinmail" in content and is_markup(content)


def entities(content: str) -> str:
    """Entities decoded, once; exports of 2018 have them in texts without tags."""
    return unescape(content)


def plain_text(content: str) -> str:
    """Readable text of HTML: blocks on lines of their own, links as `text (url)`, entities decoded once."""
    out: list[str] = []
    link: tuple[int, str] | None = None
    hidden = ""
    at = 0
    content = _without_comments(content)
    for tag in _TAG.finditer(content):
        if not hidden:
            out.append(_words(content[at : tag.start()]))
        at = tag.end()
        closing, name, attributes = bool(tag[1]), tag[2].lower(), tag[3]
        if name in _HIDDEN:
            hidden = name if not closing else "" if name == hidden else hidden
        elif hidden:
            continue
        elif name in _BLOCKS:
            out.append("\n" if name != "li" else "" if closing else "\n- ")
        elif name == "a" and not closing:
            link = len(out), _target(attributes)
        elif name == "a" and link:
            _close_link(out, *link)
            link = None
    if not hidden:
        out.append(_words(content[at:]))
    return _tidy("".join(out))


def _without_comments(content: str) -> str:
    parts, at = [], 0
    while (start := content.find("<!--", at)) >= 0 and (end := content.find("-->", start)) >= 0:
        parts.append(content[at:start])
        at = end + 3
    return "".join(parts) + content[at:]


def _words(raw: str) -> str:
    return _BLANKS.sub(" ", unescape(raw))


def _target(attributes: str) -> str:
    found = _HREF.search(attributes)
    url = unescape(found[1] or found[2] or "").strip() if found else ""
    return url if url.lower().startswith(("http://", "https://", "mailto:")) else ""


def _close_link(out: list[str], start: int, url: str) -> None:
    text = "".join(out[start:]).strip()
    if url and text != url:
        out.append(f" ({url})" if text else url)


def _tidy(text: str) -> str:
    """No blanks at the ends of lines or doubled, and at most one empty line in a row."""
    lines: list[str] = []
    for line in text.split("\n"):
        line = _BLANKS.sub(" ", line).strip()
        if line == "-" or (not line and (not lines or not lines[-1])):
            continue
        lines.append(line)
    return "\n".join(lines).strip()
