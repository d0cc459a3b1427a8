"""The query language: what each spelling means, and that no text breaks it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrm.base import i18n
from scrm.base.errors import UsageError
from scrm.base.text import fold
from scrm.contacts import model
from scrm.search import terms
from scrm.search.query import And, Node, Not, Or, Term, Word, match, parse, simplify, to_text, words


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("ana garcía", "ana garcía"),
        ("kind:client", "kind:client"),
        ("KIND:Client,Prospect", "kind:client,prospect"),
        ("kind=client", "kind:client"),
        ("kind:cli,pros", "kind:client,prospect"),
        ("kind:client,client", "kind:client"),
        ("tipo:cliente,potencial", "kind:client,prospect"),
        ("tipo:perdido -tipo:socio", "kind:lapsed -kind:partner"),
        ('tipo:"cliente-potencial"', "kind:prospect"),
        ("empresa:acme etiqueta:vip", "org:acme tag:vip"),
        ('ciudad:"San  Sebastián",Palma', 'city:"San Sebastián",Palma'),
        ("país:pt idioma:español", "country:pt lang:es"),
        ("red:mastodon net:twitter", "net:mastodon net:x"),
        ("silencio>60d", "silent>60d"),
        ("silent>2w", "silent>2w"),
        ("silent:60d", "silent>=60d"),
        ('silencio>="2 semanas"', 'silent>="2 semanas"'),
        ("vence<vie", "due<vie"),
        ('due<="next week"', 'due<="next week"'),
        ("due:hoy,mañana", "due:hoy,mañana"),
        ("last<2026-01-01 último>lun", "last<2026-01-01 last>lun"),
        ("mood:- ánimo:bueno mood:=", "mood:- mood:+ mood:="),
        ("mood=-", "mood:-"),
        ("channel:llamada,meet canal:reunión", "channel:call,meeting channel:meeting"),
        ("has:email tiene:teléfono con:seguimiento", "has:email has:phone has:follow-up"),
        ("ritmo<30d cadence:7", "rhythm<30d rhythm:7"),
        ("ambient:sí", "ambient:yes"),
        ("en:notas ana", "in:notes ana"),
        ("nombre:ana fuente:linkedin", "name:ana source:linkedin"),
        ('"scope agreed"', '"scope agreed"'),
        ("«San  Juan»", '"San Juan"'),
        ('"scope agr', '"scope agr"*'),
        ('-"scope"', '-"scope"'),
        ("ana or luis kind:client", "ana or luis kind:client"),
        ("ana o luis", "ana or luis"),
        ("(ana OR luis) kind:client", "(ana or luis) kind:client"),
        ("(ana luis) (kind:client (tag:vip))", "ana luis kind:client tag:vip"),
        ("-(ana or luis)", "-(ana or luis)"),
        ("-(-ana)", "ana"),
        ("ana ana", "ana"),
        ("(ana or luis", "ana or luis"),
        ("Smith & Co, Lisbon", "Smith Co Lisbon"),
        ("gar*", "gar"),
    ],
)
def test_spelling(text: str, canonical: str) -> None:
    """Both languages, any case, aliases, short choices and half-typed ends come out as one spelling."""
    node = parse(text)
    assert node is not None
    assert to_text(node) == canonical
    assert parse(to_text(node)) == node


def test_tree() -> None:
    node = parse('ana -tag:x ("scope" or kind:client,partner)')
    either = Or((Word("scope", prefix=False, phrase=True), Term("kind", ":", ("client", "partner"))))
    assert node == And((Word("ana"), Not(Term("tag", ":", ("x",))), either))


def test_and_binds_before_or() -> None:
    assert parse("a b or c") == Or((And((Word("a"), Word("b"))), Word("c")))


@pytest.mark.parametrize("text", ["", "  ", "()", "(()", '""', "*", "-()", " , ; "])
def test_nothing_asked(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize("text", ["&", "🎉", "-", "--", "+ +", '"&"'])
def test_only_signs_find_nobody(text: str) -> None:
    """A text that can match nothing is a word without pieces, not the empty query that shows everybody."""
    node = parse(text)
    assert isinstance(node, Word)
    assert match([node]) is None


@pytest.mark.parametrize(
    "text", ["http://acme.example/a?b=c", "12:30", "mailto:ana@acme.example", "C++", "x=y", "3<4"]
)
def test_looks_like_a_field_but_is_a_word(text: str) -> None:
    assert parse(text) == Word(text)


def test_heading_is_words() -> None:
    """`Note: call` pasted from elsewhere names no field, since nothing touches the colon."""
    assert parse("Proposal: phase") == And((Word("Proposal:"), Word("phase")))


@pytest.mark.parametrize("text", ["or", "o", "o luis", "ana o", "ana or or", "(ana or)", "-or"])
def test_or_alone_is_a_word(text: str) -> None:
    """While `oscar` is being typed, `o` is its first letter."""
    node = parse(text)
    assert node is not None
    found = [
        node,
        *(node.nodes if isinstance(node, And) else ()),
        *([node.node] if isinstance(node, Not) else ()),
    ]
    assert any(isinstance(part, Word) and part.text in ("o", "or") for part in found)
    assert not isinstance(node, Or)
    assert parse(to_text(node)) == node


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("knd:client", "knd"),
        ("strenth<40", "strenth"),
        ("kind:martian", "martian"),
        ("kind:c", "c"),
        ("kind:", "kind:"),
        ("kind>client", "kind>client"),
        ("silent>soon", "soon"),
        ("silent>99999y", "99999y"),
        ("silent<10d,20d", "silent<10d,20d"),
        ("due<", "due<"),
        ("has:money", "money"),
        ("ambient:maybe", "maybe"),
        ("in:attic", "attic"),
    ],
)
def test_wrong_term_is_named(text: str, named: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert named in caught.value.what
    assert caught.value.remedy


def test_did_you_mean() -> None:
    with pytest.raises(UsageError) as caught:
        parse("knd:client")
    assert caught.value.remedy.startswith("kind:")
    with pytest.raises(UsageError) as caught:
        parse("etiqeta:vip")
    assert caught.value.remedy.startswith("etiqueta:")


def test_error_shows_no_hostile_text() -> None:
    with pytest.raises(UsageError) as caught:
        parse("kind:\u202e\u200bmartian")
    assert "\u202e" not in caught.value.what + caught.value.remedy


def test_bracket_too_many() -> None:
    with pytest.raises(UsageError):
        parse("ana) luis")
    with pytest.raises(UsageError):
        parse("(" * 9 + "ana")
    assert parse("(" * 8 + "ana") == Word("ana")


def test_at_most_32_words() -> None:
    assert parse(" ".join(f"w{n}" for n in range(32))) is not None
    for text in (
        " ".join(f"w{n}" for n in range(33)),
        "-".join("a" * 33),
        "tag:" + ",".join(map(str, range(33))),
    ):
        with pytest.raises(UsageError, match="32"):
            parse(text)
    with pytest.raises(UsageError, match="10000"):
        parse("a" * 10_001)


texts = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=' ()"-,:<>=*;ao\x00é&', max_size=300),
    st.lists(
        st.sampled_from(
            [
                "ana",
                "or",
                "o",
                "(",
                ")",
                "-",
                '"',
                "kind:client",
                "tipo:socio",
                "due<fri",
                "mood:-",
                "city:a,",
                "&",
            ]
        ),
        max_size=25,
    ).map(" ".join),
    st.lists(st.sampled_from(["a", "o", "(", ")", "-", '"', "kind:", ",", "*", " "]), max_size=40).map(
        "".join
    ),
)


@given(texts)
@settings(max_examples=1500, deadline=None)
def test_any_text_parses_or_says_why(text: str) -> None:
    """A tree or a UsageError, never anything else; and the tree's own spelling gives the same tree."""
    try:
        node = parse(text)
    except UsageError:
        return
    if node is not None:
        assert parse(to_text(node)) == node
        assert simplify(node) == node


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        ")",
        "-",
        "-,",
        '"',
        "a=1,",
        "x:,",
        "a ",
        "& ",
        "()",
        "kind:",
        "tag:a,",
        "-(",
        "or ",
        "ﷺ ",
        "a",
        '"a',
        "()-",
        "é\u0301",
    ],
)
def test_ten_kilobytes_in_no_time(unit: str) -> None:
    """Ten times the budget of 50 ms, since machines differ; a quadratic walk takes seconds."""
    text = (unit * 10_000)[:10_000]
    start = time.process_time()
    with suppress(UsageError):
        parse(text)
    assert time.process_time() - start < 0.5


nodes: st.SearchStrategy[Node] = st.recursive(
    st.one_of(
        st.sampled_from(["ana", "luis", "or", "garcía", "o'brien"]).map(Word),
        st.sampled_from(["scope agreed", "ana", "or"]).map(
            lambda text: Word(text, prefix=False, phrase=True)
        ),
        st.sampled_from(["scope agr"]).map(lambda text: Word(text, prefix=True, phrase=True)),
        st.sampled_from([Term("kind", ":", ("client", "partner")), Term("silent", ">", ("60d",))]),
        st.sampled_from([Term("city", ":", ("San Sebastián", "a,b")), Term("mood", ":", ("-",))]),
    ),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
    ),
    max_leaves=6,
)


@given(nodes)
@settings(max_examples=500, deadline=None)
def test_tree_survives_its_spelling(node: Node) -> None:
    simple = simplify(node)
    assert parse(to_text(simple)) == simple
    assert simplify(simple) == simple


def holds(node: Node, facts: frozenset[str]) -> bool:
    """What a query means for a person of whom exactly these leaves are true."""
    if isinstance(node, Not):
        return not holds(node.node, facts)
    if isinstance(node, And):
        return all(holds(part, facts) for part in node.nodes)
    if isinstance(node, Or):
        return any(holds(part, facts) for part in node.nodes)
    return to_text(node) in facts


@given(nodes, st.data())
@settings(max_examples=300, deadline=None)
def test_simplify_keeps_the_meaning(node: Node, data: st.DataObject) -> None:
    leaves = ["ana", "luis", "or*", "garcía", "o'brien", '"scope agreed"', "mood:-", "silent>60d"]
    facts = data.draw(st.frozensets(st.sampled_from(leaves)))
    assert holds(simplify(node), facts) == holds(node, facts)


def test_words_are_those_wanted() -> None:
    node = parse('ana -luis (kind:client or "scope agreed") -(pau or rosa)')
    assert node is not None
    assert [word.text for word in words(node)] == ["ana", "scope agreed"]


def test_match_text() -> None:
    assert match([Word("García"), Word("o'Br")]) == '"garcia"* "o br"*'
    assert match([Word("scope agreed", prefix=False, phrase=True)]) == '"scope agreed"'
    assert match([Word("C++"), Word("&")]) == '"c"*'
    assert match([Word("&"), Word("\x00")]) is None
    assert match([]) is None


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    people = ["Iñaki García", "Pat O'Brien", "C++ Ltd", "ana@acme.example", "foo-bar", "NEAR AND OR", "a_b"]
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute(
            "CREATE VIRTUAL TABLE w USING fts5 (t, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')"
        )
        conn.executemany("INSERT INTO w VALUES (?)", [(fold(name),) for name in people])
        yield conn


def found(index: sqlite3.Connection, *wanted: Word) -> list[str]:
    return [
        row[0] for row in index.execute("SELECT t FROM w WHERE w MATCH ? ORDER BY rowid", (match(wanted),))
    ]


def test_match_finds(index: sqlite3.Connection) -> None:
    """What raw FTS5 syntax would refuse is found as people mean it."""
    assert found(index, Word("garc"), Word("INA")) == ["inaki garcia"]
    assert found(index, Word("O'Brien")) == ["pat o'brien"]
    assert found(index, Word("C++")) == ["c++ ltd"]
    assert found(index, Word("ana@acme")) == ["ana@acme.example"]
    assert found(index, Word("NEAR"), Word("OR")) == ["near and or"]
    assert found(index, Word("a_b")) == ["a_b"]
    assert found(index, Word("garc", prefix=False, phrase=True)) == []


@given(st.lists(st.builds(Word, st.text(max_size=40), st.booleans()), max_size=4))
@settings(max_examples=1000, deadline=None)
def test_match_never_offends_fts5(index: sqlite3.Connection, wanted: list[Word]) -> None:
    text = match(wanted)
    if text is not None:
        assert "\x00" not in text
        assert index.execute("SELECT count(*) FROM w WHERE w MATCH ?", (text,)).fetchone()[0] >= 0


def test_every_field_is_told_and_its_example_parses() -> None:
    names = [fold(name) for field in terms.FIELDS for name in (field.name, *field.aliases)]
    assert len(names) == len(set(names))
    for field in terms.FIELDS:
        assert field.help.endswith(".")
        node = parse(field.example)
        assert isinstance(node, Term)
        assert node.field == field.name
        assert i18n._(field.help)


def test_spellings_of_values_are_distinct() -> None:
    for field in terms.FIELDS:
        spelled = [fold(word) for value, others in field.values for word in (value, *others)]
        assert len(spelled) == len(set(spelled)), field.name


def test_kinds_are_those_of_contacts() -> None:
    assert tuple(value for value, _others in terms.KINDS) == model.KINDS


@pytest.mark.parametrize(
    ("age", "length"),
    [
        ("60d", 60),
        ("60", 60),
        ("2w", 14),
        ("2 semanas", 14),
        ("3m", 90),
        ("1 año", 365),
        ("1y", 365),
        ("0d", 0),
        ("10 días", 10),
    ],
)
def test_ages(age: str, length: int) -> None:
    assert terms.days(age) == length


@pytest.mark.parametrize("age", ["", "d", "-3d", "3 fortnights", "1.5d", "101y", "999999d", "3d 2w"])
def test_not_an_age(age: str) -> None:
    with pytest.raises(UsageError):
        terms.days(age)
