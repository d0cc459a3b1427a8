"""The words of the one-line grammar, English and Spanish, both always understood; all folded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from scrm.base.i18n import N_
from scrm.base.text import fold

KINDS = {
    "call": "call called phone phoned tel llamada llame llamar llamamos telefono llam videollamada videocall",
    "mail": "mail mailed email emailed e-mail correo corr",
    "meeting": "meet meeting met reunion reun",
    "chat": "chat chatted message messaged msg mensaje mens",
    "social": "soc social red redes",
    "event": "event evento",
}
# These say more than the kind, so the note keeps them: "coffee", not only a meeting.
TELLING = {
    "meeting": "coffee lunch dinner breakfast cafe comida cena desayuno almuerzo",
    "chat": "whatsapp wasap telegram sms dm",
}
KIND_PHRASES = {
    "call": "phone call|video call|zoom call|teams call|conference call|llamada telefonica|llamada de telefono",
    "chat": "text message|chat message|mensaje de texto|mensaje de voz",
}
# No "enviado" or "recibido": "@ana enviado el presupuesto" is how a Spanish note begins.
DIRECTIONS = {
    "in": "in incoming inbound entrante",
    "out": "out outgoing outbound saliente",
    "both": "both ambos ambas",
}
# Before a marked person these belong to the line, not to the note: "call with @ana and @luis", "mail from @tom".
LINKS = dict.fromkeys("with con and y e &".split(), "") | {
    "to": "out",
    "a": "out",
    "para": "out",
    "from": "in",
    "de": "in",
}
# A direction for who calls or writes; of a meeting they tell the place, and before these words of a call too.
AFTER_A_PREPOSITION = {"in": "the my our his her their".split(), "out": ["of"]}
# Stand between the words of a name: "Clara Núñez de la Torre", "Pau Ferrer i Soler".
NAME_LINKS = frozenset("de del la las los y e i da do dos das di van von der den".split())
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
    "when": "on when el en cuando",
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
    "person": N_("with:ana"),
    "when": N_("on:yesterday"),
    "next": N_("next:1w"),
    "wait": N_("wait:1w"),
    "every": N_("every:30d"),
    "tag": N_("tag:proposal"),
    "mood": N_("mood:+"),
    "kind": N_("kind:call"),
    "direction": N_("dir:in"),
    "minutes": N_("min:25"),
}


@cache
def _table(name: str) -> dict[str, str]:
    said = {"kind": KINDS, "telling": TELLING, "direction": DIRECTIONS, "mood": MOODS, "key": KEYS}[name]
    return {word: code for code, words in said.items() for word in words.split()}


@cache
def _kind_phrases() -> dict[str, str]:
    return {phrase: kind for kind, phrases in KIND_PHRASES.items() for phrase in phrases.split("|")}


def kind_of(word: str) -> str | None:
    """The kind of interaction a word names, as it is stored."""
    return _table("kind").get(fold(word)) or _table("telling").get(fold(word))


def kind_of_phrase(words: Sequence[str]) -> tuple[str, int] | None:
    """The kind that the first two or three words name together, and how many they are."""
    for length in (2, 3):
        if len(words) >= length and (kind := _kind_phrases().get(fold(" ".join(words[:length])))):
            return kind, length
    return None


def is_telling(word: str) -> bool:
    """Whether a word that names a kind says more than that."""
    return fold(word) in _table("telling")


def direction_of(word: str) -> str | None:
    """`in`, `out` or `both`."""
    return _table("direction").get(fold(word))


def mood_of(word: str) -> str | None:
    """`+`, `=` or `-`, from a sign or a word."""
    return SIGNS.get(word) or _table("mood").get(fold(word))


def mark_of(key: str) -> str | None:
    """What `key:` marks, or None if it is no key of the grammar."""
    return _table("key").get(fold(key))
