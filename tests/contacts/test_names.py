"""Where a surname starts. All people are invented."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrm.contacts.names import PersonName, split_name

# "given | family"; the name itself is both with a blank, unless a third part gives it.
SPLITS = """
Ana | García
Ana | García López
Luis | Pérez de la Fuente
José Luis | Rodríguez Zabala
José María | Olmos López
María José | Ruiz
Mª José | Ruiz Cano
M.ª José | Ruiz Cano
Mª del Carmen | Soto Vidal
Mª Luisa | San José
María del Carmen | López de la Fuente
María del Mar | Flores Gil
María de los Ángeles | Prieto Sanz
María de las Nieves | Alba Rey
Juan de Dios | Pérez Toro
Francisco de Asís | Palacios Gil
José de Jesús | Hernández Lara
Ana | de la Cruz
Ana Belén | Martín Ruiz
Ana Isabel | de la Torre Gómez
Francisco Javier | Sáenz de Burgoa
Miguel Ángel | Fernández Oria
Luis Miguel | Sánchez Polo
Juan Carlos | Moreno Díaz
Juan Manuel | Serna Teresa
Carlos | Alonso Pérez
David | Martín
David | Martínez
Juan | Martín Gómez
José | Martín Gómez
José Ramón | Cueto
José Vicente | Llopis Mora
José Antonio | Martínez-Burgos
Jesús Ángel | Bravo Duque
Ángel Luis | Mena
Pedro | Vicente Sanz
Rosa | Vidal Costa
Rosa María | Sarda Tormo
Marta | Gil Simón
Alejandro | San Martín Ortiz
Juan Ramón | Jimeno Manzano
Ramón María | del Valle-Ibarra
Mariano José | de Lara
Miguel | de Arana y Jugo
Santiago | Ramos y Cajo
José | Ortega y Garmendia
Pedro | Castro de la Barca
Lope | de Vera Campos
Íñigo | López de Mendieta
Federico | García Lorente
Camilo José | Cela Tejero
Rosalía | de Casares
Luz Marina | Zuluaga Ospina
María Fernanda | Castaños Rueda
Flor de María | Salazar Inca
Dulce María | Espino Savín
Victoria Eugenia | Salas
Óscar Iván | Bohórquez Rincón
Yuliana | Restrepo Mejía
Wilmer | Quispe Mamani
Yeray | Santana Díaz
Sol | Campos Rivas
Silvia | Abril Fuertes
Jaime | Peñalver Rey
Lamia | Yamal Nasri Ebana
Jennifer | Hermosilla Fuentes
Kevin | Durán López
Brian | Castaño Ayala
Iñaki | Etxea
Iñaki | Etxeberria Agirre
Itziar | Ituarte Martínez
Mikel | Landa Mena
Nerea | Mendizabal Otxoa de Zabala
Eneritz | Aranburu Zabaleta
Beñat | Intxaurraga
Jordi | Puig
Jordi | Puig i Soler
Josep | Puig i Cadafell
Josep Lluís | Carol-Rovira
Josep Maria | Ferrer Bosch
Joan Manel | Vila Roca
Joan Carles | Mas Riera
Mercè | Rosell i Gurri
Montserrat | Cabanes Folch
Pau | Ferrer
Pau | Casas i Defell
Oriol | Serra Pons
Xavier | Tries i Vidal de Llobet
Àngels | d'Alemany
Tomeu | Pizà Salom
Catalina | Bibiloni i Oliver
Xosé Manuel | Beira Torrado
Xoán | Lema Otero
Antía | Fdez. Bouza
Breogán | Castro Seoane
Sabela | Losada do Campo
João | Silva
João Pedro | da Silva Santos
João Paulo | Ferreira Alves
Maria João | Pires
Maria de Lurdes | Pinto
Maria do Carmo | Miranda
José Carlos | de Almeida Santos
Inês | Rocha
Inês | de Campos
Ana Rita | Sousa Pinto
Ana Sofia | Marques Duarte
Ana Paula | Padrela
Luís | de Canelas
Luís Filipe | Vieira
Fernando António | Nogueira Passos
Sophia | de Mello Breda Andrade
Tiago | Gonçalves Dias
Rui | Costa
Gonçalo | Vaz Teles
Joana Margarida | Fonseca Lobo
António | Lobo Antas
Paulo Henrique | Souza Neto
Vitor Hugo | Moreira
Marco António | Ribeiro
Marcelo | Rebelo de Salles
Julia | Chen
John | Smith
John F. | Kerry
John Fitzgerald | Kerry
Mary Jane | Watts
Hillary Rodham | Clint
Laura | Mc Allister
Patrick | O'Brien
Vincent | van Houten
Peter | van der Berg
Hans Peter | Müller
Jean | Valmont
Giulia | Rossi
Martin Luther | Kind Jr.
Samuel L. | Jacobs
Yuki | Tanaka
J. L. | Rodríguez
J. | García López
A. | Machuca Ruiz
Mari Carmen | Núñez
Pepe | Ruiz
Ana |  | Ana
José Luis |  | José Luis
María del Carmen |  | María del Carmen
Ana | García López | Dr. Ana García López
Ana | García López | Dra Ana García López, PhD
Pedro | Gómez | Don Pedro Gómez
Don | Draxler | Don Draxler
Elena | Ruiz Mora | Dña. Elena Ruiz Mora
Elena | Ruiz Mora | D.ª Elena Ruiz Mora
Elena | Ruiz Mora | Sr.ª Elena Ruiz Mora
Luis | Gil | D. Luis Gil
Carla | Peña Cruz | Lic. Carla Peña Cruz
Pablo | Mora | Prof. Dr. Pablo Mora
Marta | Serra | Ing. Marta Serra, MBA, PMP
Marta | Serra | Marta Serra MBA
Marta | Serra | Marta Serra, PhD, consultora
Marta | Serra | Marta Serra 🚀
Marta | Serra | 🌟 Marta ✨ Serra 🌟
Marta | Serra | Marta Serra (ella)
Marta | Serra Vila | Marta "Tita" Serra Vila
Marta | Serra | Marta Serra | Consultora
Marta | Serra | Marta Serra - CEO en Acme
Marta | Serra | Marta Serra, consultora de marketing
Ana | García López | García López, Ana
Ana María | de la Torre | de la Torre, Ana María
José | RUIZ CANO | RUIZ CANO, José
MARTA | SERRA VILA | MARTA SERRA VILA
marta | serra vila | marta serra vila
𝗠𝗮𝗿𝘁𝗮 | Serra
"""


def table():
    """(full name, given, family) of each line."""
    for line in SPLITS.strip().splitlines():
        given, family, *rest = line.split(" | ", 2)
        yield (rest[0] if rest else f"{given} {family}"), given, family


@pytest.mark.parametrize(("full", "given", "family"), list(table()))
def test_split(full, given, family):
    assert split_name(full) == PersonName(given, family)


def test_table_is_large_enough():
    assert len(list(table())) >= 150


@given(st.text(max_size=80))
@settings(max_examples=500, deadline=None)
def test_any_text_splits_into_its_own_words(text):
    given, family = split_name(text)
    assert set(f"{given} {family}".split()) <= set(re.split(r"[^\w.\-'`´’ªº·]|_", text)) | {""}


def test_long_text_costs_little():
    assert split_name("a, " * 100_000).given == "a"
    assert len("".join(split_name("a" * 1_000_000))) <= 300
