"""The words of the one-line grammar, English and Spanish, both always understood; all folded."""

from __future__ import annotations

from functools import cache

from scrm.base.text import fold

KINDS = {
    "call": "call called phone phoned tel llamada llame llamar llamamos telefono llam",
    "mail": "mail mailed email emailed e-mail correo corr",
    "meeting": "meet meeting met reunion reun",
    "chat": "chat chatted message messaged msg mensaje mens",
    "social": "soc social red redes",
    "event": "event evento",
}
# No "enviado" or "recibido": "@ana enviado el presupuesto" is how a Spanish note begins.
DIRECTIONS = {
    "in": "in incoming inbound entrante",
    "out": "out outgoing outbound saliente",
    "both": "both ambos ambas",
}
SIGNS = {"+": "+", "=": "=", "-": "-", "\N{EN DASH}": "-", "\N{MINUS SIGN}": "-"}
MOODS = {
    "+": "good positive bien bueno buena",
    "=": "neutral neutro neutra normal",
    "-": "bad negative mal malo mala",
}
# What each sign marks, and the spellings that a shell leaves alone.
MARKS = {"@": "person", ">": "when", "?+": "wait", "+": "next", "#": "tag"}
KEYS = {
    "person": "with con",
    "when": "on when el cuando",
    "next": "next sigue seguir",
    "wait": "wait espera esperar",
    "every": "every cada",
    "tag": "tag etiqueta",
    "mood": "mood animo",
    "kind": "kind tipo",
    "direction": "dir direction sentido",
    "minutes": "min minutes minutos",
}
# What a doubt shows as the way to write it.
EXAMPLES = {
    "person": "with:ana",
    "when": "on:yesterday",
    "next": "next:1w",
    "wait": "wait:1w",
    "every": "every:30d",
    "tag": "tag:proposal",
    "mood": "mood:+",
    "kind": "kind:call",
    "direction": "dir:in",
    "minutes": "min:25",
}


@cache
def _table(name: str) -> dict[str, str]:
    said = {"kind": KINDS, "direction": DIRECTIONS, "mood": MOODS, "key": KEYS}[name]
    return {word: code for code, words in said.items() for word in words.split()}


def kind_of(word: str) -> str | None:
    """The kind of interaction a word names, as it is stored."""
    return _table("kind").get(fold(word))


def direction_of(word: str) -> str | None:
    """`in`, `out` or `both`."""
    return _table("direction").get(fold(word))


def mood_of(word: str) -> str | None:
    """`+`, `=` or `-`, from a sign or a word."""
    return SIGNS.get(word) or _table("mood").get(fold(word))


def mark_of(key: str) -> str | None:
    """What `key:` marks, or None if it is no key of the grammar."""
    return _table("key").get(fold(key))
