"""The people of the demo. All are invented; their addresses are of domains reserved for examples."""

from __future__ import annotations

from typing import NamedTuple


class Role(NamedTuple):
    """Somebody typed in by hand."""

    key: str
    name: str
    organization: str
    title: str
    kind: str
    city: str
    country: str
    language: str
    tags: str = ""


class Connection(NamedTuple):
    """Somebody from the archive; `before` is the position of the first archive where that was another."""

    key: str
    given: str
    family: str
    organization: str
    title: str
    years: int
    """connected so many years ago, to the day when it is in ANNIVERSARIES"""
    before: str = ""


ROLES = tuple(
    Role(*line.split("|"))
    for line in """\
ana|Ana García Ibáñez|Acme|Head of operations|client|Valencia|Spain|es|saas
inaki|Iñaki Etxeberria Olano|Ibaia|Director general|client|Bilbao|Spain|es|
luis|Luis Pérez Arce|Norte Logística|Responsable de operaciones|prospect|Vigo|Spain|es|pilot
pau|Pau Ferrer i Soler|Ferrer Estudi|Periodista|influencer|Barcelona|Spain|ca|press
rosa|Rosa Vidal|Vidal & Co|Managing partner|client|Madrid|Spain|es|quarterly
julia|Julia Chen|Hexa|VP Product|client|London|United Kingdom|en|saas
clara|Clara Núñez de la Torre|Acme|Directora de compras|client|Valencia|Spain|es|
tomas|Tomás Ruiz Peña|Bidea|Fundador|prospect|Donostia|Spain|es|pilot
marc|Marc Soler|Acme Portugal|Country manager|client|Lisbon|Portugal|en|
ines|Inês Rocha Gonçalves|Acme Portugal|Diretora financeira|client|Porto|Portugal|en|
jordi|Jordi Mas|Faro|Analista de datos|colleague|Girona|Spain|ca|
siobhan|Siobhán O'Neill|Lumen|Chief of staff|partner|Dublin|Ireland|en|saas
soren|Søren Lindqvist|Nordhav|CTO|client|Copenhagen|Denmark|en|saas
zoe|Zoë van der Meer|Kade|Service designer|partner|Rotterdam|Netherlands|en|
begona|Begoña Sáez|Sáez Abogados|Abogada|supplier|Zaragoza|Spain|es|
henry|Henry Wood|Wood & Daughters|Owner|lapsed|Leeds|United Kingdom|en|
nuria|Núria Casals|Casals Vins|Gerente|lapsed|Reus|Spain|ca|
""".splitlines()
)

NETWORK = tuple(
    Connection(key, given, family, organization, title, int(years), before)
    for key, given, family, organization, title, years, before in (
        line.split("|")
        for line in """\
joao|João|Silva Gonçalves|Orbe|Head of sales|4|
marta|María José|López-Íñiguez|Puente|COO|6|Head of delivery at Puente
lukasz|Łukasz|Zieliński|Kappa|VP Engineering|3|Engineering manager at Delta
renee|Renée|Lefèvre|Lumière Conseil|Partner|5|
oscar|Óscar|Muñoz Castaño|Terra|Responsable de innovación|3|
grace|Grace|Walker|Umbra|Product marketing lead|2|
hugo|Hugo|Prieto Cano|Vela|CFO|7|
elena|Elena|Ortega y Blanco|Sigma|Directora de personas|2|
noah|Noah|Brown|Initia|Sales director|1|
lucia|Lucía|Rojas|Nimbus|Consultora|8|
anders|Åsa|Nilsson|Fjord Energi|Programme manager|4|
paula|Paula|Lozano Gil|Lozano Gil|Fundadora|5|
jurgen|Jürgen|Weiß|Kessel|Head of IT|6|
beatriz|Beatriz|Costa|Mar Azul|Diretora de marketing|2|
olivia|Olivia|Wright|Hexa|Customer success lead|3|
ivan|Iván|de la Fuente|Norte Logística|Jefe de almacén|2|
chloe|Chloe|Bailey|Green Hall|Editor|5|
raul|Raúl|Castro Vega|Delta|Arquitecto de software|0|
emma|Emma|Clarke|Acme|Operations analyst|0|
tiago|Tiago|Araújo|Mar Azul|Community manager|0|
nerea|Nerea|Agirre|Bidea|Responsable de proyectos|0|
leo|Leo|D'Angelo|Studio Pomelo|Creative director|9|
carmen|Carmen|Peña Ibáñez|Umbra|Analista|1|
""".splitlines()
    )
)

ANNIVERSARIES = ("lukasz", "paula")
"""connected on this very day of an earlier year"""
SPANISH = ("marta", "oscar", "hugo", "elena", "lucia", "paula", "ivan", "raul", "nerea", "carmen")
"""who of the archive writes in Spanish; the others write in English"""
FRESH = {"raul": 26, "emma": 11, "tiago": 6, "nerea": 3}
"""connected so many days ago, and not in the first archive"""


def profile(person: Connection) -> str:
    """The address of a made-up profile."""
    return f"https://www.linkedin.com/in/{person.key}-example"
