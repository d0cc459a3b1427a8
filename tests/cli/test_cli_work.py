"""The daily verbs: log, find, done, follow-ups, rhythm, tags, firms, segments, interactions, undo."""

from __future__ import annotations

import pytest

from scrm.cli.output.schemas import names


def test_log_writes_what_it_read_back(ok, ana):
    ran = ok(
        "log", "@ana", "call", "25m", "mood:+", "scope", "agreed", "on:yesterday", "next:1w", "tag:proposal"
    )
    assert "Mon 23 Nov" in ran.err
    assert "Tue 1 Dec" in ran.err
    (item,) = ok("interaction", "list", "--json").json["items"]
    assert list(item) == names("scrm.interaction/1")
    assert (item["kind"], item["minutes"], item["mood"], item["direction"]) == ("call", 25, "+", "out")
    assert (item["summary"], item["tags"], item["day_only"]) == ("scope agreed", ["proposal"], True)
    assert item["people"][0]["name"] == "Ana García"
    assert ok("follow-up", "list", "--fields", "title,due").cells == [["scope agreed", "2026-12-01"]]
    assert ok("history", "--json").json["items"][0]["summary"] == "Ana García"
    ok("undo")
    assert ok("interaction", "list").lines == ok("follow-up", "list").lines == []


def test_log_options_win_over_the_line(ok, ana):
    ok(
        "log",
        "@ana",
        "hello",
        "--kind",
        "mail",
        "--mood",
        "-",
        "--at",
        "2026-11-20 10:00",
        "--follow-up",
        "fri",
    )
    (item,) = ok("interaction", "list", "--json").json["items"]
    assert (item["kind"], item["mood"], item["at"]) == ("mail", "-", "2026-11-20T10:00:00+00:00")
    assert ok("fu", "list", "--json").json["items"][0]["due"] == "2026-11-27"


def test_log_takes_a_line_each_from_stdin_or_none(ok, run, ana):
    ok("log", "-", stdin="@ana call hi\n\n@ana mail ho\n")
    assert ok("interaction", "list", "--json").json["count"] == 2
    bad = run("log", "-", stdin="@ana call more\n@ana mail on:tomorrow\n")
    assert bad.code == 65
    assert "Line 2" in bad.err
    assert ok("interaction", "list", "--json").json["count"] == 2


def test_an_unknown_name_is_added_only_when_somebody_says_so(ok, run, ana):
    refused = run("log", "@zoe", "call")
    assert (refused.code, "--yes" in refused.err) == (3, True)
    declined = run("log", "@zoe", "call", tty=True, stdin="n\n")
    assert declined.code == 3
    assert ok("contact", "list").lines == ok("contact", "list", "--where", "ana").lines
    assert run("log", "@zoe", "call", tty=True, stdin="y\n").code == 0
    ok("log", "@max", "call", "--yes")
    assert ok("contact", "list", "--fields", "name").lines == ["Ana García", "Max", "Zoe"]


def test_somebody_new_in_two_lines_is_added_once(ok):
    ok("log", "-", "--yes", stdin="@zoe call one\n@zoe mail two\n")
    assert ok("contact", "list", "--fields", "name").lines == ["Zoe"]


def test_log_without_a_line_asks_on_a_terminal_only(run, ana):
    assert run("log").code == 2
    ran = run("log", tty=True, stdin="@ana call hello\n")
    assert ran.code == 0
    assert "@ana call 25m" in ran.err


def test_find_gives_people_notes_and_what_was_said(ok, ana):
    ok("log", "@ana", "call", "budget", "for", "Lisbon")
    ok("note", "new", "Lisbon offer", "--text", "the budget is fine")
    found = ok("find", "budget", "--json").json
    assert (found["schema"], found["count"]) == ("scrm.hit/1", 2)
    assert [item["kind"] for item in found["items"]] == ["note", "interaction"]
    (person,) = ok("find", "GARCIA", "--json").json["items"]
    assert list(person) == names("scrm.hit/1")
    assert (person["name"], person["ref"], person["organization"], person["guess"]) == (
        "Ana García",
        ana,
        "Acme",
        False,
    )
    assert ok("find", "ana@example.com", "--fields", "name").lines == ["Ana García"]
    assert [c[0] for c in ok("find", "budget", "--in", "notes", "--fields", "kind").cells] == ["note"]
    assert ok("find", "budget in:interactions", "--fields", "kind").lines == ["interaction"]


def test_find_answers_alike_through_both_doors(ok, ana):
    assert ok("find", "garcia", "--json").out == ok("find", "garcia", "--json", "--limit", "50").out


@pytest.mark.parametrize("typo", ["grcia", "ana garcai", "gracia", "anna garcía"])
def test_a_typo_finds_people_alike_and_says_it_is_a_guess(ok, ana, typo):
    ran = ok("find", typo)
    assert "Ana García" in ran.out
    assert "Did you mean" in ran.err
    assert ok("find", typo, "--json").json["items"][0]["guess"] is True


def test_nothing_found_is_no_failure(ok, ana):
    ran = ok("find", "zzzz")
    assert ran.out == ""
    assert "Nothing found" in ran.err
    assert ok("find", "zzzz", "--json").json == {"schema": "scrm.hit/1", "count": 0, "items": []}


def test_a_follow_up_goes_through_its_life(ok, run, ana):
    ref = ok("follow-up", "add", "@ana", "call about the pilot", "thu", "16:30").lines[0]
    (item,) = ok("fu", "list", "--json").json["items"]
    assert list(item) == names("scrm.followup/1")
    assert (item["due"], item["standing"], item["ref"]) == ("2026-11-26T16:30:00+00:00", "week", ref)
    ok("fu", "snooze", ref, "+1w")
    assert ok("fu", "list", "--json").json["items"][0]["due"] == "2026-12-03T16:30:00+00:00"
    ok("fu", "wait", ref)
    assert ok("fu", "list", "--waiting", "--fields", "ref").lines == [ref]
    ok("fu", "edit", ref, "--title", "ask again", "--due", "2026-11-20")
    assert ok("fu", "list", "--late", "--fields", "title").lines == ["ask again"]
    ok("done", "ask")
    assert ok("fu", "list").lines == []
    assert ok("fu", "list", "--state", "done", "--fields", "title,state").cells == [["ask again", "done"]]
    assert run("done", "ask").code == 3
    ok("fu", "remove", ref)
    ok("fu", "restore", ref)
    assert ok("fu", "list", "--state", "all", "--with", "@ana", "--fields", "ref").lines == [ref]


@pytest.mark.parametrize(
    "command", ["done", "follow-up done", "fu remove", "fu wait", "fu edit", "fu snooze"]
)
def test_a_person_stands_for_their_only_open_follow_up(ok, ana, command):
    ref = ok("fu", "add", "@ana", "send the proposal", "today").lines[0]
    ok("fu", "add", "@ana", "an old one", "today")
    ok("done", "an old one")
    ok("fu", "add", "nobody's", "today")
    more = {"fu edit": ["--title", "other"], "fu snooze": ["+1w"]}.get(command, [])
    ok(*command.split(), "@ana", *more)
    (item,) = [one for one in ok("history", "--json").json["items"] if one["operation"] == 6]
    assert item["summary"] == ("other" if command == "fu edit" else "send the proposal")
    ok("undo")
    assert ok("fu", "list", "--with", "@ana", "--fields", "ref,title").cells == [[ref, "send the proposal"]]


def test_a_person_with_several_follow_ups_lists_them_by_ref_and_one_with_none_says_what_to_do(run, ok, ana):
    refs = [ok("fu", "add", "@ana", title, "fri").lines[0] for title in ("send the offer", "call")]
    for language, told in (
        ("en", "has several open follow-ups"),
        ("es", "tiene varios seguimientos abiertos"),
    ):
        ran = run("done", "@ana", "--lang", language)
        assert (ran.code, ran.out) == (3, "")
        assert f"Ana García {told}" in ran.err
        lines = [line.split() for line in ran.err.splitlines()[1:]]
        assert sorted(line[0] for line in lines) == sorted(refs)
    assert ok("fu", "list", "--json").json["count"] == 2
    ok("done", *refs)
    ran = run("done", "@ana")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == (
        "scrm: Ana García has no open follow-up. "
        'Try: scrm today, or scrm follow-up add @ana "send the proposal" fri\n'
    )
    assert "Ana García no tiene ningún seguimiento abierto" in run("done", "@ana", "--lang", "es").err
    assert "Nobody matches @zoe" in run("done", "@zoe").err


def test_done_can_log_the_contact_in_the_same_operation(ok, ana):
    ref = ok("fu", "add", "@ana", "send the proposal", "today").lines[0]
    ok("done", ref, "--log", "mail sent it mood:+")
    (item,) = ok("interaction", "list", "--json").json["items"]
    assert (item["kind"], item["mood"], item["people"][0]["name"]) == ("mail", "+", "Ana García")
    ok("undo")
    assert ok("interaction", "list").lines == []
    assert ok("fu", "list", "--fields", "ref").lines == [ref]


def test_a_repeating_follow_up_comes_again(ok, ana):
    ok("fu", "add", "@ana", "review", "today", "--every", "90d")
    assert "Again on" in ok("done", "review").err
    assert ok("fu", "list", "--json").json["items"][0]["due"] == "2027-02-22"


@pytest.mark.parametrize(
    "words", [["@ana"], ["@ana", "title only"], ["@ana", "title", "someday"], ["x", "fri", "--due", "sat"]]
)
def test_a_follow_up_without_a_title_or_day_is_refused(run, ana, words):
    assert run("follow-up", "add", *words).code == 2


def test_today_lists_and_closes_rows(ok, run, ana):
    ok("fu", "add", "@ana", "send the proposal", "2026-11-20")
    today = ok("today")
    assert "send the proposal" in today.out
    document = ok("today", "--json").json
    assert document["schema"] == "scrm.today/1"
    assert [s["name"] for s in document["sections"]] == [
        "late",
        "due",
        "owed",
        "awaiting",
        "quiet",
        "new",
        "dates",
    ]
    (row,) = document["sections"][0]["items"]
    assert list(row) == names("scrm.today/1")
    assert row["ref"] in today.out
    assert ok("today", "--brief").lines == ["1 late"]
    ok("done", row["ref"])
    assert "send the proposal" not in ok("today").out


def test_a_row_of_today_that_is_no_follow_up_is_closed_and_put_off(ok, ana):
    ok("contact", "edit", ana, "--birthday", "--11-24")
    row = next(s for s in ok("today", "--json").json["sections"] if s["name"] == "dates")["items"][0]
    ok("fu", "snooze", row["ref"], "+1d")
    assert next(s for s in ok("today", "--json").json["sections"] if s["name"] == "dates")["count"] == 0
    ok("undo")
    ok("done", row["ref"])
    assert next(s for s in ok("today", "--json").json["sections"] if s["name"] == "dates")["count"] == 0


def test_without_a_command_and_a_terminal_today_is_printed(ok, ana):
    ok("fu", "add", "@ana", "send the proposal", "today")
    assert ok().out == ok("today").out != ""


def test_tags_carry_rhythms(ok, ana):
    ok("tag", "rhythm", "vip", "30d")
    assert ok("tag", "list", "--json").json["items"] == [{"tag": "vip", "people": 1, "cadence": 30}]
    ok("tag", "rhythm", "vip", "")
    assert ok("tag", "list", "--fields", "cadence").lines == [""]


def test_rhythms_pause_resume_and_spread(ok, clock, ana):
    ok("contact", "prefer", "@ana", "--every", "7d")
    clock.move(days=30)
    (item,) = ok("rhythm", "list", "--json").json["items"]
    assert list(item) == names("scrm.quiet/1")
    assert (item["name"], item["overdue"]) == ("Ana García", 23)
    ok("rhythm", "pause", "--until", "+1w")
    assert ok("rhythm", "list").lines == []
    ok("rhythm", "resume")
    ok("rhythm", "spread", "5")
    assert ok("rhythm", "list").lines == []
    assert ok("rhythm", "spread").err == "Nothing to change\n"


def test_firms_are_listed_shown_and_changed(ok, run, ana):
    ok("org", "add", "Norte Logística", "--city", "Vigo")
    assert [item["name"] for item in ok("org", "list", "--json").json["items"]] == ["Acme", "Norte Logística"]
    assert "Ana García" in ok("org", "show", "acme").out
    ok("org", "edit", "norte", "--website", "https://norte.example")
    item = ok("org", "show", "norte", "--json").json["items"][0]
    assert list(item) == names("scrm.organization/1")
    assert (item["city"], item["website"], item["people"]) == ("Vigo", "https://norte.example", 0)
    assert run("org", "show", "nobody").code == 3


def test_a_segment_is_a_saved_query(ok, run, ana):
    ok("segment", "save", "Best", "etiqueta:vip")
    assert ok("segment", "list", "--fields", "name,query").cells == [["Best", "tag:vip"]]
    assert ok("segment", "show", "best", "--json").json["items"][0]["name"] == "Ana García"
    ok("segment", "remove", "best")
    assert run("segment", "show", "best").code == 3
    assert run("segment", "save", "x", "nofield:1").code == 2


def test_interactions_are_narrowed_changed_and_removed(ok, run, ana):
    ok("contact", "add", "Luis")
    ok("log", "@ana", "call", "old", "on:2026-10-01")
    ok("log", "@luis", "mail", "new")
    only = ["--fields", "summary"]
    assert ok("interaction", "list", "--since", "2026-11-01", *only).lines == ["new"]
    assert ok("interaction", "list", "--until", "2026-10-01", *only).lines == ["old"]
    assert ok("interaction", "list", "--kind", "call", *only).lines == ["old"]
    assert ok("interaction", "list", "--with", "@luis", *only).lines == ["new"]
    assert ok("interaction", "list", "--limit", "1", "--json").json["count"] == 2
    ref = ok("interaction", "list", "--kind", "call", "--fields", "ref").lines[0]
    ok("interaction", "edit", ref, "--mood", "+", "--with", "@ana", "--with", "@luis", "--minutes", "10")
    item = ok("interaction", "show", ref, "--json").json["items"][0]
    assert (item["mood"], item["minutes"], len(item["people"])) == ("+", 10, 2)
    ok("interaction", "remove", ref)
    assert run("interaction", "show", ref).code == 3


def test_undo_redo_and_history_tell_one_story(ok, run, ana):
    ok("contact", "edit", "@ana", "--title", "CEO")
    assert "2 · edit person (Ana García)" in ok("undo").err
    assert ok("contact", "show", ana, "--json").json["items"][0]["title"] is None
    ok("redo")
    assert ok("contact", "show", ana, "--json").json["items"][0]["title"] == "CEO"
    assert run("redo").code == 3
    items = ok("history", "--json").json["items"]
    assert list(items[0]) == names("scrm.history/1")
    assert [item["kind"] for item in items] == ["redo", "undo", "do", "do"]
    assert ok("undo", "--json").json["schema"] == "scrm.operation/1"


def test_undo_out_of_order_leaves_and_lists_what_changed_since(ok, run, ana):
    ok("contact", "edit", "@ana", "--nickname", "Anita")
    ran = run("undo", "1")
    assert ran.code == 5
    assert f"  {ana}  contact  Ana García\n" in ran.err
    assert ok("contact", "show", ana, "--json").json["items"][0]["nickname"] == "Anita"
    assert run("undo", "99").code == 3


@pytest.mark.parametrize(("order", "day"), [("day-first", "2026-12-01"), ("month-first", "2027-01-12")])
def test_a_search_reads_days_as_the_setting_says(ok, ana, order, day):
    ok("config", "set", "dates", order)
    ok("follow-up", "add", "@ana", "send the offer", day)
    assert ok("contact", "list", "--where", "due:01/12", "--fields", "ref").lines == [ana]
