"""The words of dates in English and Spanish, both always understood, and what each stands for.

All are folded (lower case, no accents). The codes on the right are the small
vocabulary that the rules in `days` and `times` are written in, once for both
languages: `wd0` to `wd6` are Monday to Sunday, `mo1` to `mo12` the months.
A third language adds its words here.
"""

from __future__ import annotations

from functools import cache

WEEKDAYS = (
    "mon monday lun lunes",
    "tue tues tuesday martes",
    "wed weds wednesday mie mier miercoles",
    "thu thur thurs thursday jue juev jueves",
    "fri friday vie vier viernes",
    "sat saturday sab sabado",
    "sun sunday dom domingo",
)
MONTHS = (
    "jan january ene enero",
    "feb february febr febrero",
    "march marzo",
    "apr april abr abril",
    "may mayo",
    "jun june junio",
    "jul july julio",
    "aug august agosto",
    "sep sept september septiembre setiembre",
    "oct october octubre",
    "nov november noviembre",
    "dec december dic diciembre",
)
NUMBERS = (
    "zero cero",
    "one an un una uno first primer primero primera",
    "two dos second segundo segunda",
    "three tres third tercer tercero tercera",
    "four cuatro fourth cuarto",
    "five cinco fifth quinto",
    "six seis sixth",
    "seven siete seventh",
    "eight ocho eighth",
    "nine nueve ninth",
    "ten diez tenth",
    "eleven once eleventh",
    "twelve doce twelfth",
    "thirteen trece thirteenth",
    "fourteen catorce fourteenth",
    "fifteen quince fifteenth",
    "sixteen dieciseis sixteenth",
    "seventeen diecisiete seventeenth",
    "eighteen dieciocho eighteenth",
    "nineteen diecinueve nineteenth",
    "twenty veinte twentieth",
    "veintiun veintiuno veintiuna",
    "veintidos",
    "veintitres",
    "veinticuatro",
    "veinticinco",
    "veintiseis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
    "thirty treinta thirtieth",
)
TENS = {"forty cuarenta": 40, "fifty cincuenta": 50, "sixty sesenta": 60, "ninety noventa": 90}
UNITS = {
    "minute": "minute minutes min mins minuto minutos",
    "hour": "hour hours h hr hrs hora horas",
    "day": "d day days dia dias",
    "week": "w wk wks week weeks sem semana semanas",
    "month": "mo month months mes meses",
    "quarter": "quarter quarters trim trimestre trimestres",
    "year": "yr yrs year years ano anos",
}
OTHERS = {
    "today": "today hoy",
    "tomorrow": "tomorrow tmrw tmr manana",
    "tomorrow2": "overmorrow",
    "yesterday": "yesterday ayer",
    "yesterday2": "anteayer antier",
    "now": "now ahora",
    "next": "next",
    "coming": "coming upcoming following proximo proxima siguiente entrante",
    "last": "last previous pasado pasada ultimo ultima",
    "this": "this este esta",
    "weekend": "weekend finde",
    "ago": "ago atras",
    "hace": "hace",
    "in": "in en",
    "at": "at",
    "and": "and",
    "to": "to",
    "from": "from desde",
    "past": "past",
    "minus": "menos",
    "the": "the el",
    "start": "early",
    "mid": "mid mediados",
    "end": "late",
    "am": "am",
    "pm": "pm",
    "half": "half",
    "morning": "morning temprano",
    "afternoon": "afternoon tarde",
    "evening": "evening night noche",
    "noon": "noon midday mediodia",
    "mar": "mar",  # Tuesday in Spanish, March in both: `when` tries each
    "a": "a",
}
# These carry nothing between two that do: "on Monday", "15 de diciembre", "hoy mismo".
FILLERS = "on of by for al la los las de para mismo right"
# Looked for before the single words, the longest first. "del" has become "de" by then.
PHRASES = {
    "tomorrow2": "day after tomorrow|pasado manana",
    "yesterday2": "day before yesterday|antes de ayer",
    "yesterday evening": "last night|anoche",
    "today": "later today|end of day|eod",
    "today evening": "tonight|esta noche|this evening",
    "today afternoon": "this afternoon|esta tarde",
    "today morning": "this morning|esta manana",
    "morning": "por la manana|first thing|a primera hora",
    "afternoon": "por la tarde|a ultima hora",
    "evening": "por la noche",
    "in-morning": "de la manana|de la madrugada|in the morning",
    "in-afternoon": "de la tarde|in the afternoon",
    "in-evening": "de la noche|in the evening|at night",
    "in-noon": "de mediodia",
    "in": "dentro de|de aqui a",
    "in 7 day": "de hoy en ocho|de hoy en ocho dias",
    "from-now": "from now|from today|a partir de hoy|a partir de ahora",
    "coming": "que viene|que entra",
    "weekend": "fin de semana",
    "week2": "week after next",
    "at": "a las|a la|sobre las|hacia las|a eso de las|around|about",
    "and": "y",
    "half": "y media",
    "quarter-after": "y cuarto|quarter past",
    "quarter-before": "menos cuarto|quarter to",
    "half-past": "half past",
    "90 minute": "an hour and a half|una hora y media|hora y media",
    "30 minute": "half an hour|media hora",
    "15 minute": "cuarto de hora|un cuarto de hora|a quarter of an hour|quarter of an hour",
    "45 minute": "tres cuartos de hora",
    "hour": "o'clock|en punto",
    "2 week": "a fortnight|una quincena",
    "2": "a couple of|couple of|un par de",
    "end month": "eom",
    "end week": "eow",
    "end year": "eoy",
    "end": "end of|fin de|fines de|final de|finales de|ultimos de|last day of|ultimo dia de",
    "start": "beginning of|start of|first day of|primeros de|principios de|comienzos de|inicios de|primer dia de",
    "mid": "middle of|mitad de",
}


@cache
def single() -> dict[str, str]:
    """Word to code, for words that stand alone; a filler has an empty code."""
    table = {word: f"wd{n}" for n, words in enumerate(WEEKDAYS) for word in words.split()}
    table |= {word: f"mo{n}" for n, words in enumerate(MONTHS, 1) for word in words.split()}
    table |= {word: str(n) for n, words in enumerate(NUMBERS) for word in words.split()}
    table |= {word: str(n) for words, n in TENS.items() for word in words.split()}
    table |= {code: code for said in PHRASES for code in said.split()}
    for codes in (UNITS, OTHERS):
        table |= {word: code for code, words in codes.items() for word in words.split()}
    return table | dict.fromkeys(FILLERS.split(), "")


@cache
def phrases() -> dict[str, str]:
    """Phrase to codes."""
    return {phrase: code for code, said in PHRASES.items() for phrase in said.split("|")}
