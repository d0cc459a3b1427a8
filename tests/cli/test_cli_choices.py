"""Words and numbers that an option does not take: the remedy is what may be typed there."""

from __future__ import annotations

import pytest

KINDS = "client, prospect, lapsed, partner, influencer, colleague, supplier, friend, other"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("contact add X --kind nada", f"kind cannot be “nada”. Try: {KINDS}"),
        ("contact edit @ana --kind nada", f"kind cannot be “nada”. Try: {KINDS}"),
        ("contact list --kind nada", f"--kind cannot be “nada”. Try: {KINDS}"),
        ("contact edit @ana --salutation vos", "salutation cannot be “vos”. Try: tu, usted"),
        (
            "contact prefer @ana --channel fax",
            "channel cannot be “fax”. Try: mail, call, chat, meeting, linkedin",
        ),
        ("contact list --sort age", "--sort cannot be “age”. Try: name, last, recent, organization"),
        (
            "contact relate @ana likes @ana",
            "RELATION cannot be “likes”. Try: introduced, works-with, reports-to, recommended, quoted, family",
        ),
        ("log @ana --kind fax", "--kind cannot be “fax”. Try: call, mail, meeting, chat, social, event"),
        ("log @ana --mood so-so", "--mood cannot be “so-so”. Try: +, =, -"),
        (
            "interaction list --kind fax",
            "--kind cannot be “fax”. Try: call, mail, meeting, chat, social, event",
        ),
        ("interaction edit x --direction up", "--direction cannot be “up”. Try: in, out, both"),
        ("fu list --state gone", "--state cannot be “gone”. Try: open, done, all"),
        ("find x --in heaven", "--in cannot be “heaven”. Try: people, notes, interactions"),
        ("contact list --color red", "--color cannot be “red”. Try: auto, always, never"),
        ("completion tcsh", "SHELL cannot be “tcsh”. Try: bash, zsh, fish"),
        ("contact list --limit few", "--limit cannot be “few”. Try: a number from 0 on"),
        ("undo last", "N cannot be “last”. Try: a number from 1 on"),
        ("backup create --keep 0", "--keep cannot be “0”. Try: a number from 1 on"),
    ],
)
def test_the_remedy_is_what_may_be_typed_there(run, ana, words, told):
    ran = run(*words.split())
    assert (ran.code, ran.out, ran.err) == (2, "", f"scrm: {told}\n")


def test_a_remedy_works_when_it_is_typed(ok, run, ana):
    remedy = run("contact", "edit", ana, "--kind", "nada").err.rpartition("Try: ")[2]
    for kind in remedy.strip().split(", "):
        ok("contact", "edit", ana, "--kind", kind)
        assert ok("contact", "list", "--kind", kind, "--fields", "ref").lines == [ana]


def test_spellings_of_both_languages_are_understood(ok, ana):
    ok("contact", "edit", ana, "--kind", "Cliente", "--salutation", "Tú")
    ok("contact", "prefer", ana, "--channel", "llamada")
    ok("log", f"@{ana}", "hola", "--kind", "Reunión", "--mood", "bueno")
    (person,) = ok("contact", "list", "--kind", "clientes", "--json").json["items"]
    assert (person["kind"], person["salutation"], person["preferred_channel"]) == ("client", "tu", "call")
    (talk,) = ok("interaction", "list", "--kind", "reunion", "--json").json["items"]
    assert (talk["kind"], talk["mood"]) == ("meeting", "+")


def test_an_empty_text_clears_a_kind(ok, ana):
    ok("contact", "edit", ana, "--kind", "client")
    ok("contact", "edit", ana, "--kind", "")
    assert ok("contact", "list", "--fields", "kind").lines == ["other"]
