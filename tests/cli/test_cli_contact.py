"""`scrm contact`: what goes in by options comes out by name, as text and as JSON."""

from __future__ import annotations

import json

import pytest

from scrm.cli.output.schemas import names


def test_add_makes_the_workspace_and_says_so(run, home):
    ran = run("contact", "add", "Ana García")
    assert ran.code == 0
    assert (home / "scrm.db").exists()
    assert str(home) in ran.err
    assert ran.cells[0][1] == "Ana García"
    assert len(ran.cells[0][0]) == 6


def test_a_second_add_does_not_speak_of_the_workspace(ok, ana, home):
    assert str(home) not in ok("contact", "add", "Luis Pérez").err


def test_show_gives_every_documented_key_and_the_facts(ok, ana):
    ok(
        "contact", "edit", "@ana", "--birthday", "12 abr 1980", "--every", "30d", "--city", "Valencia",
        "--add", "+34 600 000 000", "--add", "https://www.linkedin.com/in/ana-garcia", "--kind", "cliente",
    )  # fmt: skip
    document = ok("contact", "show", "ana", "--json").json
    (item,) = document["items"]
    assert (document["schema"], document["count"]) == ("scrm.contact/1", 1)
    assert list(item) == names("scrm.contact/1")
    expected = {
        "ref": ana, "name": "Ana García", "given_name": "Ana", "family_name": "García", "organization": "Acme",
        "title": None, "kind": "client", "emails": ["ana@example.com"], "phones": ["+34 600 000 000"],
        "profiles": ["https://www.linkedin.com/in/ana-garcia"], "tags": ["vip"], "cadence": 30,
        "birthday": "1980-04-12", "city": "Valencia", "last_contact": None, "next_follow_up": None,
        "source": "typed", "created": "2026-11-24T09:02:00+00:00",
    }  # fmt: skip
    assert {key: item[key] for key in expected} == expected
    assert item["id"].endswith(ana)


def test_last_contact_and_next_follow_up_come_from_the_other_rooms(ok, ana):
    ok("log", "@ana", "call", "on:yesterday", "next:1w")
    item = ok("contact", "list", "--json").json["items"][0]
    assert item["last_contact"] == "2026-11-23T12:00:00+00:00"
    assert item["next_follow_up"] == "2026-12-01"


def test_an_empty_text_clears(ok, ana):
    ok("contact", "edit", ana, "--nickname", "Anita", "--every", "30d")
    ok("contact", "edit", ana, "--nickname", "", "--every", "")
    item = ok("contact", "show", ana, "--json").json["items"][0]
    assert (item["nickname"], item["cadence"]) == (None, None)


def test_the_light_list_and_the_whole_one_agree(ok, ana):
    ok("log", "@ana", "call")
    light = ok("contact", "list", "--json", "--fields", "id,ref,name,organization,kind,last_contact").json
    whole = ok("contact", "list", "--json").json
    assert light["items"] == [{key: whole["items"][0][key] for key in light["items"][0]}]


def test_count_is_the_number_of_matches_before_the_limit(ok, ana):
    for number in range(4):
        ok("contact", "add", f"Luis {number}", "--tag", "es")
    document = ok("contact", "list", "--tag", "es", "--limit", "2", "--json").json
    assert (document["count"], len(document["items"])) == (4, 2)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--where", "kind:client"], ["Luis"]),
        (["--kind", "client"], ["Luis"]),
        (["--tag", "vip"], ["Ana García"]),
        (["--org", "acme"], ["Ana García"]),
        (["--where", "kind:client or tag:vip"], ["Ana García", "Luis"]),
        (["--where", "tag:vip", "--kind", "client"], []),
        (["--sort", "organization"], ["Ana García", "Luis"]),
        (["--where", "gar"], ["Ana García"]),
    ],
)
def test_the_list_narrows_down(ok, ana, options, found):
    ok("contact", "add", "Luis", "--kind", "client")
    assert ok("contact", "list", "--fields", "name", *options).lines == found


def test_json_lines_from_stdin_are_one_operation(ok, run):
    people = [{"name": "Ana", "emails": ["ana@example.com"], "cadence": 30}, {"name": "Luis", "tags": ["es"]}]
    ran = ok("contact", "add", "--jsonl", "-", stdin="\n".join(map(json.dumps, people)))
    assert [cells[1] for cells in ran.cells] == ["Ana", "Luis"]
    assert len(ok("history").lines) == 1
    bad = run("contact", "add", "--jsonl", "-", stdin='{"name": "Zoe"}\n[1]\n')
    assert bad.code == 65
    assert "Line 2" in bad.err
    assert len(ok("contact", "list").lines) == 2


@pytest.mark.parametrize(
    "wrong",
    [{"cadence": "30d"}, {"cadence": True}, {"ambient": "yes"}, {"ambient": 7}, {"city": True}, {"city": []}],
)
def test_a_line_whose_value_has_another_form_is_told(run, wrong):
    ran = run("contact", "add", "--jsonl", "-", stdin=json.dumps({"name": "Ana", **wrong}))
    assert (ran.code, ran.out) == (65, "")
    assert f"{next(iter(wrong))} has another form" in ran.err
    assert "Try: scrm contact list --json" in ran.err


def test_what_list_prints_add_reads(ok, ana, home):
    document = ok("contact", "list", "--json").json
    ok("contact", "remove", ana)
    ok("contact", "add", "--jsonl", "-", stdin=json.dumps(document["items"][0]))
    again = ok("contact", "list", "--json").json["items"][0]
    changing = ("id", "ref")
    assert {k: v for k, v in again.items() if k not in changing} == {
        k: v for k, v in document["items"][0].items() if k not in changing
    }


def test_tags_go_on_and_off_from_stdin(ok, ana):
    ok("contact", "add", "Luis")
    refs = ok("contact", "list", "--fields", "ref").out
    ok("contact", "tag", "es,new", "-", stdin=refs)
    assert ok("contact", "list", "--tag", "es", "--json").json["count"] == 2
    ok("contact", "untag", "es", "@luis")
    assert ok("contact", "list", "--tag", "es", "--fields", "name").lines == ["Ana García"]


def test_a_relation_is_told_in_words_of_the_user_and_not_as_stored(ok, ana):
    ok("contact", "add", "Luis Pérez")
    words = ("contact", "relate", "@ana", "works-with", "@luis")
    assert "Noted of Ana García: works with Luis Pérez\n" in ok(*words).err
    ok("undo")
    assert "Anotado de Ana García: trabaja con Luis Pérez\n" in ok(*words, "--lang", "es").err


def test_relations_and_preferences_show_on_the_page(ok, ana):
    ok("contact", "add", "Luis Pérez")
    ok("contact", "relate", "@ana", "introduced", "@luis")
    ok(
        "contact",
        "prefer",
        "@ana",
        "--channel",
        "mail",
        "--times",
        "mornings",
        "--expects",
        "answers",
        "--every",
        "2 weeks",
    )
    page = ok("contact", "show", "@ana").out
    assert "introduced Luis Pérez" in page
    assert "mail, mornings" in page
    assert "every 14 d" in page
    assert ok("contact", "show", "@luis", "--json").json["items"][0]["introduced_by"].endswith(ana)


def test_the_trash_gives_back(ok, run, ana):
    ok("contact", "remove", "@ana")
    assert ok("contact", "list").lines == []
    assert ok("contact", "list", "--trash", "--fields", "name").lines == ["Ana García"]
    ok("contact", "restore", "ana")
    assert ok("contact", "list", "--fields", "name").lines == ["Ana García"]
    assert run("contact", "restore", "ana").code == 3


def test_several_of_one_name_are_listed_and_none_is_taken(ok, run, ana):
    ok("contact", "add", "Ana López")
    ran = run("contact", "show", "ana")
    assert ran.code == 3
    assert "Ana García" in ran.err
    assert "Ana López" in ran.err
    assert run("contact", "remove", "ana").code == 3
    assert ok("contact", "list", "--json").json["count"] == 2


def test_bump_counts_from_today(ok, ana):
    assert ok("contact", "bump", ana, "--json").json == {
        "schema": "scrm.operation/1",
        "operation": 2,
        "changed": 1,
    }
    assert ok("contact", "bump", ana, "--json").json == {
        "schema": "scrm.operation/1",
        "operation": None,
        "changed": 0,
    }


def test_more_than_a_hundred_at_once_need_a_yes(ok, run):
    ok("contact", "add", "--jsonl", "-", stdin="\n".join(json.dumps({"name": f"P {n}"}) for n in range(101)))
    refs = ok("contact", "list", "--fields", "ref").out
    refused = run("contact", "tag", "all", "-", stdin=refs)
    assert refused.code == 2
    assert "--yes" in refused.err
    assert ok("contact", "list", "--tag", "all").lines == []
    ok("contact", "tag", "all", "-", "--yes", stdin=refs)
    assert ok("contact", "list", "--tag", "all", "--json").json["count"] == 101


@pytest.mark.parametrize(
    "words",
    [
        ["add"],
        ["add", " "],
        ["add", "Ana", "--email", "nonsense"],
        ["add", "Ana", "--kind", "emperor"],
        ["add", "Ana", "--birthday", "someday"],
        ["add", "Ana", "--every", "often"],
        ["add", "Ana", "--salutation", "vos"],
        ["list", "--where", "nofield:x"],
        ["list", "--fields", "nofield"],
        ["list", "--limit", "many"],
        ["relate", "@ana", "loves", "@ana"],
    ],
)
def test_what_makes_no_sense_is_refused_with_a_remedy(run, ana, words):
    ran = run("contact", *words)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("scrm: ")
    assert "Try: " in ran.err


def test_a_person_before_the_tag_is_told_in_which_order(run, ana):
    ran = run("contact", "tag", "@ana", "+vip")
    assert ran.code == 2
    assert "scrm contact tag vip @ana" in ran.err
    assert "scrm contact untag vip @ana" in run("contact", "untag", "@ana", "vip").err


def test_an_address_is_added_under_the_name_that_add_gives_it(ok, ana):
    ok("contact", "edit", "@ana", "--phone", "+34 611 222 333", "--email", "ana@example.org")
    item = ok("contact", "show", "@ana", "--json").json["items"][0]
    assert item["phones"] == ["+34 611 222 333"]
    assert item["emails"] == ["ana@example.com", "ana@example.org"]


def test_where_a_contact_comes_from_is_told_in_the_language_spoken(ok, ana):
    assert "(datos de contacto profesional)" in ok("--lang", "es", "contact", "show", "@ana").out


def test_what_find_leaves_out_unasked_is_told_in_a_pipe_too(ok):
    people = "".join(json.dumps({"name": f"Ana Ruiz {n}"}) + "\n" for n in range(60))
    ok("contact", "add", "--jsonl", "-", stdin=people)
    ran = ok("find", "ruiz")
    assert (len(ran.lines), "and 10 more (--limit)" in ran.err) == (50, True)
    assert ok("find", "ruiz", "--limit", "20").err == ""
    assert len(ok("find", "ruiz", "--limit", "100").lines) == 60
