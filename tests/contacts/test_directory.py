"""The verbs of people, their positions and history, and who is meant by a text."""

from __future__ import annotations

import pytest

from scrm.base.errors import Ambiguous, Conflict, NotFound, UsageError
from scrm.db.ledger import history


@pytest.fixture
def ana(workspace):
    return workspace.contacts.add("Ana García", organization="Acme", title="COO")


def last(workspace):
    return history.history(workspace.database, 1)[0]


def positions(workspace, id):
    return [(a.organization, a.title, a.ended) for a in workspace.contacts.get(id).affiliations]


def test_a_person_has_source_date_and_basis(workspace, ana):
    contact = workspace.contacts.get(ana)
    assert (contact.source, contact.source_date) == ("typed", "2026-11-24")
    assert contact.basis
    assert (contact.given_name, contact.family_name) == ("Ana", "García")


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\x1b"])
def test_a_name_is_needed_to_add_and_to_edit(workspace, ana, name):
    with pytest.raises(UsageError, match="needs a name"):
        workspace.contacts.add(name)
    with pytest.raises(UsageError, match="needs a name"):
        workspace.contacts.edit(ana, name=name)
    assert workspace.contacts.get(ana).name == "Ana García"
    assert last(workspace).number == 1


def test_a_changed_name_has_new_parts(workspace, ana):
    workspace.contacts.edit(ana, name="  Ana   López Ruiz ")
    contact = workspace.contacts.get(ana)
    assert (contact.name, contact.given_name, contact.family_name) == ("Ana López Ruiz", "Ana", "López Ruiz")


@pytest.mark.parametrize("fields", [{"kind": "boss"}, {"shoe": 41}, {"cadence": 0}, {"cadence": -3}], ids=str)
def test_wrong_facts_are_refused_and_nothing_is_written(workspace, ana, fields):
    for write in (
        lambda: workspace.contacts.add("Luis", **fields),
        lambda: workspace.contacts.edit(ana, **fields),
    ):
        with pytest.raises(UsageError):
            write()
    assert workspace.lists.count() == 1
    assert last(workspace).number == 1


def test_a_word_that_is_no_address_is_refused_whole(workspace):
    with pytest.raises(UsageError, match="no e-mail"):
        workspace.contacts.add("Luis", addresses=["luis@example.com", "luis at home"])
    assert workspace.lists.count() == 0


def test_a_changed_firm_is_history(workspace, ana, clock):
    clock.move(days=10)
    assert workspace.contacts.edit(ana, organization="Globex", title="CEO")
    assert positions(workspace, ana) == [("Globex", "CEO", None), ("Acme", "COO", "2026-12-04")]
    assert workspace.contacts.get(ana).organization == "Globex"


def test_a_title_corrected_by_hand_is_no_history(workspace, ana):
    workspace.contacts.edit(ana, title="CEO")
    assert positions(workspace, ana) == [("Acme", "CEO", None)]


def test_leaving_a_firm_and_coming_back_within_a_day(workspace, ana):
    workspace.contacts.edit(ana, organization="", title="")
    assert workspace.contacts.get(ana).position is None
    workspace.contacts.edit(ana, organization="ACME", title="COO")
    assert [p[1:] for p in positions(workspace, ana)] == [("COO", None)]
    assert workspace.contacts.get(ana).organization == "Acme"


def test_spellings_of_a_firm_are_one_firm(workspace):
    for name in ("Acme", "ACME ", "ácme"):
        workspace.contacts.add(f"Of {name}", organization=name)
    ((firm,), _count) = workspace.organizations.search()
    assert (firm.name, firm.people) == ("Acme", 3)
    assert len(workspace.organizations.members(firm.id)) == 3


def test_a_renamed_firm_keeps_its_people_and_frees_its_name(workspace, ana):
    workspace.organizations.edit(workspace.organizations.one("Acme").id, name="Globex")
    luis = workspace.contacts.add("Luis", organization="Acme")
    eva = workspace.contacts.add("Eva", organization="globex")
    assert workspace.contacts.get(ana).organization == "Globex"
    assert workspace.contacts.get(luis).organization == "Acme"
    assert workspace.contacts.get(eva).organization == "Globex"
    assert [(f.name, f.people) for f in workspace.organizations.search()[0]] == [("Acme", 1), ("Globex", 2)]
    assert workspace.organizations.add("acme", city="Vigo") == workspace.organizations.one("Acme").id


def test_a_firms_new_name_is_searched(workspace, ana):
    workspace.organizations.edit(workspace.organizations.one("Acme").id, name="Orbe")
    assert workspace.find_people("org:orbe", 5)[1] == 1
    assert workspace.find_people("org:acme", 5)[1] == 0


def test_tags_fold_and_are_counted_once(workspace, ana):
    assert workspace.contacts.tag([ana], ["#VIP", "vip", "Málaga", "#"]) == 2
    assert workspace.contacts.get(ana).tags == ("malaga", "vip")
    assert workspace.contacts.tag([ana], ["Vip"]) == 0
    assert workspace.contacts.untag([ana], ["#VIP", "nobody"]) == 1
    assert workspace.contacts.get(ana).tags == ("malaga",)


def test_a_tag_has_a_rhythm(workspace, ana):
    workspace.contacts.tag([ana], ["vip"])
    workspace.contacts.set_tag_rhythm("#VIP", 20)
    assert workspace.ties.tags() == [("vip", 1, 20)]
    workspace.contacts.set_tag_rhythm("vip", None)
    assert workspace.ties.tags() == [("vip", 1, None)]
    for tag, cadence in (("#", 20), ("vip", 0)):
        with pytest.raises(UsageError):
            workspace.contacts.set_tag_rhythm(tag, cadence)


def test_addresses_come_once_and_go_by_any_spelling(workspace, ana):
    workspace.contacts.edit(ana, add_addresses=["Ana@Acme.example", "ana@acme.example", "+34 600 000 001"])
    contact = workspace.contacts.get(ana)
    assert len(contact.values("email")) == 1
    assert contact.values("phone") == ["+34 600 000 001"]
    workspace.contacts.edit(ana, remove_addresses=["ANA@acme.example"])
    assert workspace.contacts.get(ana).values("email") == []
    with pytest.raises(NotFound):
        workspace.contacts.edit(ana, remove_addresses=["ana@acme.example"], city="Vigo")
    assert workspace.contacts.get(ana).city == ""


def test_relations_are_told_from_both_sides(workspace, ana):
    luis = workspace.contacts.add("Luis")
    workspace.contacts.relate(ana, "introduced", luis)
    (told,) = workspace.ties.relations(luis)
    assert (told.other, told.kind, told.outward) == ("Ana García", "introduced", False)
    assert workspace.contacts.get(luis).introduced_by == ana
    workspace.contacts.relate(ana, "introduced", luis)
    assert len(workspace.ties.relations(ana)) == 1
    for kind, other in (("boss", luis), ("family", ana)):
        with pytest.raises(UsageError):
            workspace.contacts.relate(ana, kind, other)
    workspace.contacts.remove([luis])
    assert workspace.ties.relations(ana) == []


def test_the_trash_keeps_everything(workspace, ana):
    assert workspace.contacts.remove([ana, ana]) == 1
    assert [entry[1] for entry in workspace.people.trash()] == ["Ana García"]
    with pytest.raises(NotFound):
        workspace.contacts.get(ana)
    assert workspace.lists.count() == 0
    workspace.contacts.restore(ana)
    assert workspace.contacts.get(ana).organization == "Acme"
    assert workspace.find_people("org:acme", 5)[1] == 1
    with pytest.raises(Conflict):
        workspace.contacts.restore(ana)
    with pytest.raises(NotFound):
        workspace.contacts.restore("nobody")


def test_a_name_from_outside_is_kept_as_received(workspace):
    name = "Smith [/b] & Co \x1b]52;c;x\x07"
    id = workspace.contacts.add(name)
    assert workspace.contacts.get(id).name == name


@pytest.fixture
def people(workspace):
    def add(name, **more):
        return workspace.contacts.add(name, **more)

    return {
        "ana": add("Ana García", addresses=["ana@acme.example", "https://www.linkedin.com/in/ana-g"]),
        "anabel": add("Anabel Núñez", nickname="Bel"),
        "luis": add("Luis Ángel Pérez", addresses=["+34 600 123 456", "https://luis.example/blog"]),
        "luisa": add("Luisa Pérez"),
        "jose": add("José-María O'Neill"),
    }


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ana García", "ana"),
        ("@ana_garcia", "ana"),
        ("ANA GARCIA", "ana"),
        ("ana@ACME.example", "ana"),
        ("linkedin.com/in/Ana-G/", "ana"),
        ("garc", "ana"),
        ("@bel", "anabel"),
        ("nunez", "anabel"),
        ("Núñez", "anabel"),
        ("600.123.456", None),
        ("+34600123456", "luis"),
        ("https://luis.example/blog/", "luis"),
        ("angel per", "luis"),
        ("luisa", "luisa"),
        ("@jose-maria", "jose"),
        ("@jose.maria", "jose"),
        ("oneill", None),
        ("o'neill", "jose"),
        ("nobody@example.com", None),
        ("", None),
        ("@", None),
        ('"*)(', None),
    ],
)
def test_who_is_meant(workspace, people, text, who):
    if who is None:
        with pytest.raises(NotFound):
            workspace.who.one(text)
    else:
        assert workspace.who.one(text) == people[who]


def test_a_ref_means_one(workspace, people):
    for id in people.values():
        bare = id.replace("-", "")
        assert (
            workspace.who.one(bare[-6:])
            == workspace.who.one(bare[-8:].upper())
            == workspace.who.one(id)
            == id
        )


def test_several_are_told_apart(workspace, people):
    with pytest.raises(Ambiguous) as told:
        workspace.who.one("luis")
    assert len(told.value.candidates) == 2
    assert {line.split("  ")[1] for line in told.value.candidates} == {"Luis Ángel Pérez", "Luisa Pérez"}


def test_a_whole_name_wins_over_its_longer_namesakes(workspace, people):
    workspace.contacts.add("Ana")
    assert workspace.contacts.get(workspace.who.one("ana")).name == "Ana"
    plain = workspace.contacts.add("Anabel Nunez Gil")
    assert workspace.who.one("anabel núñez gil") == plain
    workspace.contacts.add("Anabel Núñez Soler")
    assert workspace.who.one("anabel nunez") == people["anabel"]


def test_whoever_is_in_the_trash_is_not_meant(workspace, people):
    workspace.contacts.remove([people["ana"]])
    for text in ("ana@acme.example", "ana garcia", people["ana"][-6:]):
        with pytest.raises(NotFound):
            workspace.who.one(text)


def test_many_candidates_end_with_dots(workspace):
    for number in range(12):
        workspace.contacts.add(f"Ana {number:02d}")
    with pytest.raises(Ambiguous) as told:
        workspace.who.one("ana")
    assert len(told.value.candidates) == 9
    assert told.value.candidates[-1] == "..."


def test_addresses_keep_the_order_they_were_given_in(workspace):
    ana = workspace.contacts.add("Ana García", addresses=["z@example.com", "a@example.com"])
    workspace.contacts.edit(ana, add_addresses=["0@example.com"])
    assert workspace.contacts.get(ana).values("email") == ["z@example.com", "a@example.com", "0@example.com"]


def test_the_ref_of_a_row_of_today_means_whom_it_is_about(workspace):
    ana = workspace.contacts.add("Ana García")
    with workspace.ledger.operation("import") as op:
        op.insert(
            "interactions", id="i1", at="2026-11-20T10:00:00.000Z", kind="chat", direction="in", source="x"
        )
        op.insert("interaction_people", id="p1", interaction_id="i1", contact_id=ana)
    (row,) = workspace.today.sections()[2].items
    assert row.ref != ana[-6:]
    assert workspace.who.one(row.ref) == ana
