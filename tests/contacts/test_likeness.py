"""Which spellings may be one person. All people are invented; a wrong proposal is worse than a missed one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrm.contacts.likeness import PROPOSE, same_person_likeness
from scrm.contacts.names import PersonName

SAME = """
Ana García = ana garcia
Ana García López = Ana García
Ana García López = ANA GARCÍA LÓPEZ
Ana García López = García López, Ana
Ana García López = García López Ana
Ana García López = Ana García-López
Ana García López = Ana García L.
Ana García López = A. García López
Dra. Ana García, PhD = Ana García 🚀
José Luis Rodríguez Zabala = José Luis Rodríguez
José Luis Rodríguez Zabala = J. L. Rodríguez
José Luis Rodríguez Zabala = J. L. Rodríguez Zabala
José Luis Rodríguez Zabala = José L. Rodríguez
José Luis Rodríguez = Jose Luis Rodriguez
Mª José Ruiz = María José Ruiz
M.ª José Ruiz Cano = Maria Jose Ruiz
MariaJosé Ruiz = María José Ruiz
Majo Ruiz = María José Ruiz
Mari Carmen Núñez Gil = María del Carmen Núñez Gil
Carmen Núñez Gil = María del Carmen Núñez Gil
Maite Sáenz = María Teresa Sáenz
Chema Olmos = José María Olmos
Juanma Serna Vidal = Juan Manuel Serna
Paco Ibarra = Francisco Ibarra
Francisco Ibarra Ruiz = Paco Ibarra Ruiz
Pepe Ruiz = José Ruiz
Nacho Vela = Ignacio Vela
Lola Mora = Dolores Mora
Charo Gil = Rosario Gil
Inma Pardo = Inmaculada Pardo
Jordi Puig i Soler = Jordi Puig Soler
Jordi Puig = Jorge Puig
Josep Maria Ferrer = José María Ferrer
Xavier Serra Pons = Javier Serra
Luis Pérez de la Fuente = Luis Pérez Fuente
Luis de la Fuente = Luis Delafuente
Luis de la Fuente = Luis De La Fuente
José Ortega y Garmendia = José Ortega Garmendia
Íñigo Ñúñez = Inigo Nunez
Patrick O'Brien = Patrick Obrien
Patrick O'Brien = Pat O\u2019Brien
John F. Kerry = John Kerry
John F. Kerry = John Fitzgerald Kerry
Bob Smith = Robert Smith
Liz Taylor = Elizabeth Taylor
Kate Moore = Katherine Moore
João Pedro da Silva Santos = Joao Pedro Silva Santos
João da Silva = João Silva
Maria de Lurdes Pinto = María de Lurdes Pinto
Tiago Gonçalves Dias = Tiago Gonçalves
Peter Hale Jr. = Peter Hale Junior
Fco. Javier Ruiz Gil = Francisco Javier Ruiz Gil
Fco Javier Ruiz = Francisco Javier Ruiz
Ana Mª Torres = Ana María Torres
Ma. Fernanda Rueda = María Fernanda Rueda
Rafa Soto = Rafael Soto
Manolo Peña = Manuel Peña
Quique Vila = Enrique Vila
Conchi Ramos = Concepción Ramos
Lic. Óscar Mejía = Oscar Mejia
Sergi Mas i Roca = Sergio Mas Roca
Joan Vila = Juan Vila
J.L. Rodríguez = José Luis Rodríguez
Luis Alberto Campos Rivas = Luis A. Campos Rivas
Mónica de la Peña = Monica de la Pena
Susana Gómez-Acebo = Susana Gómez Acebo
Ignacio Fernández Toro = Iñaki Fernández Toro
Kike Ortiz = Enrique Ortiz
Alex Mora = Alejandro Mora
Alex Mora = Alejandra Mora
Juan Pablo Ruiz Cano = Juan Pablo Ruiz C.
Mr. William Hale = Bill Hale
Tom Parker = Thomas Parker
António Lobo = Antonio Lobo
Zé Silva = José Silva
Guille Prat = Guillermo Prat
Mikel Landa = Miguel Landa
Marta Serra (ella) = Marta Serra - CEO en Acme
𝗠𝗮𝗿𝘁𝗮 Serra = Marta Serra
"""

DIFFERENT = """
Juan Ruiz = Juana Ruiz
David Martín = David Martínez
Ana García = Ana Gracia
Ana García López = Ana García Pérez
Ana García López = Ana López García
Ana García López = Ana López
Ana García = Eva García
Ana García = A. García
Ana García = Ana G.
Ana García = Ana
Ana = Ana
José Ruiz = José Luis Ruiz
José Luis Ruiz = José María Ruiz
María García = María José García
María García = Carmen García
Luis Martín = Martín Luis
Mario Gómez = María Gómez
Carlos Vega = Carla Vega
Francisco Ibarra = Francisca Ibarra
Daniel Soto = Daniela Soto
Gabriel Mora = Gabriela Mora
Paco Ibarra = Pepe Ibarra
Antonio Gil = Andrés Gil
J. Ruiz = Juan Ruiz
J. L. Ruiz = J. M. Ruiz
J. L. Rodríguez = José María Rodríguez
Peter Hale = Peter Hale Jr.
Peter Hale Jr. = Peter Hale Sr.
João Silva = João Silva Neto
João Silva Filho = João Silva Neto
João Silva Pereira = João Silva Costa
Marta Serra = Marta Sierra
Marta Serra = Marta Sera
Pau Ferrer = Paula Ferrer
Jordi Puig = Jordi Roig
Joan Vila = Joana Vila
Iñaki Etxea = Iñigo Etxea
Ana García López = Luis García López
John Smith = Jane Smith
John F. Kerry = John G. Kerry
Chris Hale = Christina Hale
Julia Chen = Julie Chen
Marco Ribeiro = Marcos Ribeiro
Rui Costa = Rui Castro
Inês Rocha = Inês Rocha Pinto Jr.
Анна Петрова = Иван Петров
Acme = Acme Ltd
Luis Campos = Luis Ocampo
María Ruiz = Mario Ruiz
Ana Torres = Anabel Torres
Juan Pérez = Juan Carlos Pérez
Pedro Gil Mora = Pedro Gil Moya
Elena Sanz = Helena Sainz
José García = Josefa García
Carmen Ruiz = Mari Carmen Ruiz
Rosa Vidal = Rosario Vidal
Isabel Mora = Isa Moral
Alberto Roca = Albert Rocha
Victor Hugo Paz = Hugo Paz
Santiago Gil = Jaime Gil
Luisa Prado = Luis Prado
Marta Díaz Ruiz = Marta Ruiz Díaz
"""


def pairs(table):
    return [tuple(line.split(" = ")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("one", "other"), pairs(SAME))
def test_proposed(one, other):
    assert same_person_likeness(one, other) >= PROPOSE


@pytest.mark.parametrize(("one", "other"), pairs(DIFFERENT))
def test_not_proposed(one, other):
    assert same_person_likeness(one, other) < PROPOSE


def test_tables_are_large_enough():
    assert len(pairs(SAME)) + len(pairs(DIFFERENT)) >= 60


def test_contradiction_is_zero_and_identity_one():
    assert same_person_likeness("Ana García López", "Ana García Pérez") == 0.0
    assert same_person_likeness("Peter Hale Jr.", "Peter Hale Sr.") == 0.0
    assert same_person_likeness("Ana García", "ANA  GARCIA") == 1.0
    assert same_person_likeness("", "Ana García") == 0.0
    assert same_person_likeness("", "") == 0.0


def test_columns_of_an_export_are_taken_as_they_are():
    """Where given and family name come apart, nothing is guessed: `Sol Campos` may be a given name."""
    assert (
        same_person_likeness(PersonName("Sol Campos", "Rivas"), PersonName("Sol Campos", "Rivas Gil"))
        >= PROPOSE
    )
    assert same_person_likeness(PersonName("Sol", "Campos Rivas"), "Sol Campos") >= PROPOSE


names = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(
            "Ana Juan José María de la García López i y J. Mª Jr. Neto Smith , - O'Brien".split()
        ),
        max_size=6,
    ).map(" ".join),
)


@given(names, names)
@settings(max_examples=800, deadline=None)
def test_likeness_is_mutual_and_bounded(one, other):
    likeness = same_person_likeness(one, other)
    assert 0.0 <= likeness <= 1.0
    assert likeness == same_person_likeness(other, one)
