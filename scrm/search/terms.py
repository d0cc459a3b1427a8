"""The fields that a search may name, in one table: the parser, help and completion read it.

A field belongs here once its room exists. Names and values are stored words
and never translated; English and Spanish spellings of both are understood.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from scrm.base.errors import UsageError
from scrm.base.i18n import N_, _
from scrm.base.text import clean, fold, shorten

# text: any words · choice: one of `values` · age: a number of days · day: a date in words
Shape = Literal["text", "choice", "age", "day"]
COMPARISONS = ("<", "<=", ">", ">=")
LONGEST_AGE = 36_500


class Field(NamedTuple):
    """One searchable field.

    `values` maps each stored value to the other spellings that are understood;
    a choice takes no others, a text field takes any. `help` is an untranslated
    sentence, `example` a query that parses.
    """

    name: str
    shape: Shape
    example: str
    help: str
    aliases: tuple[str, ...] = ()
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def operators(self) -> tuple[str, ...]:
        """The signs that may follow the name; `:` means any of the values."""
        return (":", *COMPARISONS) if self.shape in ("age", "day") else (":",)


def _values(table: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """`call: llamada phone; mail: correo` as pairs of a stored value and its spellings."""
    pairs = (entry.split(":") for entry in table.split(";"))
    return tuple((value.strip(), tuple(spellings.split())) for value, spellings in pairs)


KINDS = _values(
    "client: clients cliente clientes; prospect: prospects potencial potenciales cliente-potencial;"
    "lapsed: perdido perdida perdidos perdidas cliente-perdido; partner: partners socio socia socios socias;"
    "influencer: influencers influyente influyentes;"
    "colleague: colleagues colega colegas compañero compañera;"
    "supplier: suppliers proveedor proveedora proveedores; friend: friends amigo amiga amigos amigas;"
    "other: others otro otra otros otras"
)
CHANNELS = _values(
    "call: calls llamada llamadas phone teléfono; mail: mails email e-mail correo correos;"
    "meeting: meetings meet reunión reuniones; chat: chats mensaje mensajes message messages;"
    "social: soc red redes; event: events evento eventos"
)
MOODS = _values(
    "+: good plus bueno buena bien positive positivo; =: neutral neutro neutra ok;"
    "-: bad minus malo mala mal negative negativo"
)
POSSESSIONS = _values(
    "email: mail e-mail correo; phone: teléfono móvil mobile; profile: perfil url;"
    "note: notes nota notas; follow-up: followup follow-ups fu seguimiento seguimientos;"
    "interaction: interactions interacción interacciones contact contacto; birthday: cumpleaños cumple;"
    "org: organization organisation organización empresa; tag: tags etiqueta etiquetas; rhythm: ritmo cadence"
)
PLACES = _values(
    "people: person persons persona personas contact contacts contacto contactos;"
    "notes: note nota notas; interactions: interaction interacción interacciones"
)
LANGUAGES = _values(
    "en: english inglés; es: spanish español castellano; pt: portuguese portugués; ca: catalán;"
    "gl: galician gallego; eu: basque euskera vasco; fr: french francés; de: german alemán;"
    "it: italian italiano"
)
NETWORKS = _values("linkedin:; mastodon:; bluesky:; github:; youtube:; x: twitter")

FIELDS: tuple[Field, ...] = (
    Field("name", "text", "name:ana", N_("Words in a person's name."), ("nombre",)),
    Field("kind", "choice", "kind:client,prospect", N_("What a person is to you."), ("tipo", "clase"), KINDS),
    Field(
        "org",
        "text",
        "org:acme",
        N_("Words in the name of a person's organisation."),
        ("organization", "organisation", "organización", "company", "firm", "empresa", "firma"),
    ),
    Field("tag", "text", "tag:vip", N_("A tag, whole."), ("tags", "etiqueta", "etiquetas")),
    Field("city", "text", 'city:valencia,"san sebastián"', N_("The city a person lives in."), ("ciudad",)),
    Field("country", "text", "country:es", N_("The country a person lives in."), ("país",)),
    Field(
        "lang",
        "text",
        "lang:es",
        N_("The language you speak with a person."),
        ("language", "idioma", "lengua"),
        LANGUAGES,
    ),
    Field(
        "net",
        "text",
        "net:linkedin",
        N_("A network on which a person has a profile."),
        ("network", "red"),
        NETWORKS,
    ),
    Field("has", "choice", "has:email", N_("What is known of a person."), ("tiene", "con"), POSSESSIONS),
    Field("source", "text", "source:linkedin", N_("Where a person's entry came from."), ("fuente", "origen")),
    Field(
        "silent",
        "age",
        "silent>60d",
        N_("Time since the last real contact."),
        ("silence", "silencio", "callado"),
    ),
    Field("last", "day", "last<2026-01-01", N_("Day of the last real contact."), ("último", "última")),
    Field("due", "day", "due<fri", N_("Day on which an open follow-up is due."), ("vence", "vencimiento")),
    Field("mood", "choice", "mood:-", N_("Mood of the last contact that has one."), ("ánimo",), MOODS),
    Field("channel", "choice", "channel:call", N_("Kind of an interaction."), ("canal", "medio"), CHANNELS),
    Field(
        "rhythm",
        "age",
        "rhythm<=30d",
        N_("How often a person wants a word."),
        ("cadence", "ritmo", "cadencia"),
    ),
    Field(
        "ambient",
        "choice",
        "ambient:no",
        N_("Whether a person never becomes overdue."),
        ("ambiente",),
        _values("yes: y true sí; no: n false"),
    ),
    Field("in", "choice", "in:notes", N_("Where to look: people, notes or interactions."), ("en",), PLACES),
)


@cache
def _names() -> dict[str, Field]:
    return {fold(name): field for field in FIELDS for name in (field.name, *field.aliases)}


@cache
def _spellings(field: Field) -> dict[str, str]:
    return {fold(word): value for value, words in field.values for word in (value, *words)}


def find_field(name: str) -> Field | None:
    """The field of that name or alias; accents and case aside."""
    return _names().get(fold(name))


def nearest_field(name: str) -> str:
    """The name or alias most like a mistyped one, or an empty text."""
    if len(name) > 20:
        return ""
    from difflib import get_close_matches

    return next(iter(get_close_matches(fold(name), _names(), n=1, cutoff=0.6)), "")


def stored_value(field: Field, typed: str) -> str:
    """The value as stores keep it; raises UsageError for one that the field cannot take.

    A choice may be cut short (`kind:cli`) as long as one value is left. Ages
    and days stay as typed: `days` and the dates in words read them.
    """
    if field.shape == "age":
        days(typed)
    if not field.values:
        return typed
    known = _spellings(field)
    word = fold(typed)
    if word in known:
        return known[word]
    if field.shape == "text":
        return typed
    for spellings in ([value for value, _others in field.values], known):
        meant = {known[fold(spelling)] for spelling in spellings if spelling.startswith(word)}
        if len(word) > 1 and len(meant) == 1:
            return meant.pop()
    raise UsageError(
        _("%(field)s cannot be “%(value)s”") % {"field": field.name, "value": shorten(clean(typed), 40)},
        f"{field.name}:{','.join(value for value, _others in field.values)}",
    )


_AGE = re.compile(r"(\d{1,5})\s*([a-z]*)")
_UNITS = {
    unit: length
    for units, length in (
        (" d day days dia dias", 1),
        ("w week weeks s sem semana semanas", 7),
        ("m mo month months mes meses", 30),
        ("y year years a ano anos", 365),
    )
    for unit in units.split(" ")
}


def days(age: str) -> int:
    """`60d`, `2w`, `3m` (30 days each), `1y`, `2 semanas` or `60` as days; raises UsageError."""
    found = _AGE.fullmatch(fold(age))
    if found and found[2] in _UNITS:
        length = int(found[1]) * _UNITS[found[2]]
        if length <= LONGEST_AGE:
            return length
    raise UsageError(
        _("“%(value)s” is not a length of time") % {"value": shorten(clean(age), 40)}, "60d, 2w, 3m, 1y"
    )
