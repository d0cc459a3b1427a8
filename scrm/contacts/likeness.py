"""Whether two names may be one person's: only ever to propose, and rather too seldom than wrongly.

Both spellings are split, folded and freed of particles, titles and signs; then given names and
surnames are compared word by word. A mere likeness of letters counts for nothing: it cannot tell
Juan from Juana nor Martín from Martínez.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from scrm.base.text import fold
from scrm.contacts.name_words import ELSEWHERE, GENERATIONS, IBERIAN
from scrm.contacts.names import PersonName, name_words, split_name

PROPOSE = 0.8
"""from here on two contacts are worth a question"""

Words = tuple[str, ...]

# Short forms, pet names and sister languages' forms of one name, folded.
_FORMS = """
francisco fco paco pancho fran curro kiko francesc xisco
jose pepe josep xose ze
joseph joe joey
ignacio nacho ignasi inaki
manuel manolo manu manel lolo
antonio toni tono antoni anton
enrique quique kike enric
jesus chus suso
rafael rafa rafel
fernando fer nando ferran
alejandro alex jandro ale
alejandra ale alex alexandra
eduardo edu eduard
guillermo guille willy guillem
santiago santi
javier javi xavier xavi xabier
jorge jordi
juan joan xoan
pedro pere perico
luis lluis lucho luiz
miguel miquel mikel
carlos carles charly
jaime jaume
pablo pau
francisca paca paqui fran
dolores lola loli dolors
concepcion concha conchi
mercedes merche merce
inmaculada inma imma
rosario charo
pilar pili
montserrat montse
maria mari ma mary
josefa pepa fina
isabel isa
teresa tere maite
cristina cris tina
beatriz bea
victoria vicky
consuelo chelo
encarnacion encarna
milagros mila
guadalupe lupe
gabriel gabi
gabriela gabi
daniel dani
vicente vicent vicenc
sergio sergi
susana susi
catalina cata
joaquin quim joaquim
robert bob rob bobby
william bill will billy
richard dick rick
michael mike mick
james jim jimmy
elizabeth liz beth betty
katherine kate kathy katie
margaret maggie meg peggy
thomas tom tommy
edward ed ted eddie
christopher chris
samuel sam
samantha sam
andrew andy drew
anthony tony
steven steve
stephen steve
matthew matt
jennifer jen jenny
patrick pat
patricia pat patri tricia
"""

_GENERATION = {
    "jr": "child",
    "junior": "child",
    "hijo": "child",
    "filho": "child",
    "sr": "parent",
    "senior": "parent",
}

# One word for a double name.
_DOUBLE = {
    "chema": ("jose", "maria"),
    "josema": ("jose", "maria"),
    "juanma": ("juan", "manuel"),
    "juanjo": ("juan", "jose"),
    "juanca": ("juan", "carlos"),
    "juanan": ("juan", "antonio"),
    "luismi": ("luis", "miguel"),
    "majo": ("maria", "jose"),
    "maite": ("maria", "teresa"),
    "mayte": ("maria", "teresa"),
    "marisa": ("maria", "luisa"),
    "maribel": ("maria", "isabel"),
    "marivi": ("maria", "victoria"),
    "mariajo": ("maria", "jose"),
}


class _Parts(NamedTuple):
    given: Words
    family: Words
    generation: str
    letters: str


def same_person_likeness(one: str | PersonName, other: str | PersonName) -> float:
    """From 0.0 (contradiction) to 1.0 (same words); PROPOSE and more is worth asking about.

    Takes full names or names already split; about 10 µs a pair once both are split, so it is for
    pairs that share a surname, not for all.
    """
    a, b = _parts(one), _parts(other)
    if a.generation != b.generation:
        return 0.0 if a.generation and b.generation else 0.5
    if not (a.given and a.family and b.given and b.family):
        # A lone `Ana` is nobody in particular.
        return 0.5 if a.letters and a.letters == b.letters else 0.0
    if a.letters == b.letters:
        return 1.0
    return max(_likeness(a, b), 0.85 * _is_turned(a.given + a.family, b.given + b.family))


@lru_cache(maxsize=4096)
def _parts(name: str | PersonName) -> _Parts:
    given, family = split_name(name) if isinstance(name, str) else name
    surnames = name_words(family)
    generation = next((_GENERATION.get(word, word) for word in surnames if word in GENERATIONS), "")
    # Bare letters are equal for `De la Fuente` and `Delafuente`.
    letters = "".join(c for c in fold(given + family) if c.isalnum())
    return _Parts(name_words(given), tuple(w for w in surnames if w not in GENERATIONS), generation, letters)


def _likeness(a: _Parts, b: _Parts) -> float:
    surnames = _surnames(a.family, b.family)
    if not surnames:
        return 0.0
    both = len(a.family) > 1 and a.family == b.family
    return surnames * max(_given(x, y, both) for x in _spelt_out(a.given) for y in _spelt_out(b.given))


def _surnames(a: Words, b: Words) -> float:
    """The first must agree; the second may be missing or an initial, but not another."""
    if "".join(a) == "".join(b):
        return 1.0
    if a[0] != b[0]:
        # `Ana G.` could be anybody; and some people in Portugal go by their last surname.
        return 0.6 if a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0])) else 0.5 * (a[-1] == b[-1])
    rest = list(zip(a[1:], b[1:], strict=False))
    if any(x != y and not _is_initial(x, y) for x, y in rest):
        return 0.0
    return 0.95 if len(a) == len(b) else 0.9


def _given(a: Words, b: Words, both: bool) -> float:
    """Likeness of given names; `both` says that two surnames agree, which carries a missing one."""
    if "".join(a) == "".join(b):
        return 1.0
    short, long = sorted((a, b), key=len)
    if short != long[: len(short)] and "maria" in long and len(short) < len(long):
        long = tuple(word for word in long if word != "maria")
        return (0.9 if both else 0.75) * _given(short, long, both) if len(long) >= len(short) else 0.0
    pairs = list(zip(short, long, strict=False))
    scores = [_word(x, y) for x, y in pairs]
    guessed = sum(x != y and _is_initial(x, y) for x, y in pairs)
    if guessed == len(pairs) == 1 and not both:
        return 0.7 * min(scores)
    missing = long[len(short) :]
    lost = 1.0 if not missing else 0.9 if all(len(word) == 1 for word in missing) else 0.85 if both else 0.6
    return min(scores) * lost


def _word(x: str, y: str) -> float:
    if x == y:
        return 1.0
    return 0.9 if _is_initial(x, y) or x in _forms().get(y, ()) else 0.0


def _is_initial(x: str, y: str) -> bool:
    return x[0] == y[0] and 1 in (len(x), len(y))


def _spelt_out(given: Words) -> tuple[Words, ...]:
    return (given, _DOUBLE[given[0]]) if len(given) == 1 and given[0] in _DOUBLE else (given,)


def _is_turned(a: Words, b: Words) -> bool:
    """`García López Ana` and `Ana García López`, unless either first word could be a given name in both."""
    turned = any(a[place:] + a[:place] == b for place in range(1, len(a)))
    return turned and sum(words[0] in IBERIAN or words[0] in ELSEWHERE for words in (a, b)) == 1


@cache
def _forms() -> dict[str, set[str]]:
    forms: dict[str, set[str]] = {}
    for line in _FORMS.strip().splitlines():
        for word in line.split():
            forms.setdefault(word, set()).update(line.split())
    return forms
