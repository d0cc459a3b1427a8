"""The index of people and of what was said: level with the rows after any work, and what queries make of it."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from scrm.base.clock import to_text
from scrm.base.dates import When
from scrm.db.health.rows import check_database
from scrm.interactions.diary import Moment
from scrm.interactions.store import search

PEOPLE = "SELECT contact_id, name, sort, organization, title, kind, folded, firm, more FROM local_people"


def entries(workspace):
    """What is indexed, numbers aside; words of a list in no order."""
    people = [(*row[:8], " ".join(sorted(row[8].split()))) for row in workspace.database.rows(PEOPLE)]
    said = [
        tuple(row) for row in workspace.database.rows("SELECT interaction_id, body FROM local_interactions")
    ]
    facts = [tuple(row) for row in workspace.database.rows("SELECT * FROM local_contact_facts")]
    shares = [tuple(row) for row in workspace.database.rows("SELECT * FROM local_shares")]
    return sorted(people), sorted(said), sorted(facts, key=str), sorted(shares)


def is_sound(workspace):
    sorts = [r[0] for r in workspace.database.rows("SELECT sort FROM local_people ORDER BY n")]
    assert sorts == sorted(sorts)
    found = [finding.what for finding in check_database(workspace.database) if finding.level != "ok"]
    assert found == []


def is_level(workspace):
    """The index is sound, in the order of names, and a rebuilt one says the same."""
    is_sound(workspace)
    before = entries(workspace)
    workspace.rebuild_index()
    assert entries(workspace) == before
    is_sound(workspace)


NAMES = ["Ana García", "Ánä", "Núñez", "Zoe", "nu", "nz", "李小龍", "O'Neill", "𝐀𝐧𝐚", "x\u200by"]


class Worker:
    """Does something at random to somebody."""

    def __init__(self, workspace, clock, seed):
        self.w, self.clock, self.chance = workspace, clock, random.Random(seed)

    def one(self):
        ids = self.w.lists.ids_at(self.w.lists.everybody())
        return self.chance.choice(sorted(ids)) if ids else self.w.contacts.add("Ana")

    def add(self):
        self.w.contacts.add(self.chance.choice(NAMES), organization=self.chance.choice(["Acme", "Hexa", ""]))

    def name(self):
        self.w.contacts.edit(
            self.one(), name=self.chance.choice(NAMES), nickname=self.chance.choice(["", "Pé"])
        )

    def move(self):
        firm, city = self.chance.choice(["Acme", "Orbe", ""]), self.chance.choice(["Vigo", ""])
        self.w.contacts.edit(self.one(), organization=firm, city=city)

    def tag(self):
        self.w.contacts.tag([self.one()], [self.chance.choice(["vip", "ñu"])])

    def remove(self):
        self.w.contacts.remove([self.one()])

    def log(self):
        """Perhaps in the future, as a wrong clock elsewhere may have it."""
        at = to_text(self.clock.now() + timedelta(hours=self.chance.randrange(-900, 90)))
        words = f"señal {self.chance.random()}"
        self.w.diary.log([(self.one(), "x")], kind="chat", when=Moment(at, False, "UTC"), summary=words)

    def said(self):
        """An interaction there is, or None."""
        ids = self.w.database.column("SELECT id FROM interactions WHERE deleted_at IS NULL ORDER BY id")
        return self.chance.choice(ids) if ids else None

    def retell(self):
        """It was with somebody else, or at another time."""
        if id := self.said():
            at = to_text(self.clock.now() - timedelta(hours=self.chance.randrange(900)))
            people = {"people": [(self.one(), "x"), (self.one(), "y")]}
            self.w.diary.edit(id, **self.chance.choice([people, {"when": Moment(at, False, "UTC")}]))

    def unsay(self):
        if id := self.said():
            self.w.diary.remove([id])

    def address(self):
        self.w.contacts.edit(self.one(), add_addresses=[f"a{self.chance.randrange(9)}@example.com"])

    def undo(self):
        if self.w.last_done():
            self.w.undo()
            if self.chance.random() < 0.5:
                self.w.redo()

    def rename(self):
        if firms := self.w.organizations.search()[0]:
            firm = self.chance.choice(firms)
            self.w.organizations.edit(firm.id, name=firm.name + "x")


@pytest.mark.parametrize("seed", range(4))
def test_the_index_is_level_after_random_work(workspace, clock, seed):
    worker = Worker(workspace, clock, seed)
    verbs = [worker.add] * 3 + [
        worker.name, worker.move, worker.tag, worker.remove, worker.log, worker.log, worker.retell, worker.unsay,
        worker.address, worker.undo, worker.rename,
    ]  # fmt: skip
    for _step in range(120):
        clock.move(minutes=worker.chance.randrange(1, 900))
        worker.chance.choice(verbs)()
    is_level(workspace)


def test_names_between_two_names_may_come_for_ever(workspace):
    """Each new name halves the room between its neighbours: after twenty all are numbered afresh, words once."""
    workspace.contacts.add("a")
    workspace.contacts.add("c")
    with workspace.ledger.operation("many"):
        for number in range(60):
            workspace.contacts.add("b" + "0" * (60 - number))
    is_level(workspace)
    for number in range(30):
        workspace.contacts.add("b" + "1" * (30 - number))
    assert workspace.find_people("b1", 100)[1] == 30
    is_level(workspace)


def test_many_at_once_are_numbered_in_the_order_of_names(workspace):
    workspace.contacts.add("m")
    with workspace.ledger.operation("import"):
        for number in range(700):
            workspace.contacts.add(f"{'zam'[number % 3]}{number}")
    is_level(workspace)
    workspace.undo()
    assert workspace.lists.count() == 1
    is_level(workspace)
    workspace.redo()
    assert workspace.lists.count() == 701
    is_level(workspace)


def test_a_rebuild_mends_a_broken_index(workspace):
    ana = workspace.contacts.add("Ana García", organization="Acme")
    workspace.diary.log([(ana, "Ana")], summary="proposal")
    whole = entries(workspace)
    conn = workspace.database.conn
    conn.execute("UPDATE local_people SET folded = 'else'")
    conn.execute("INSERT INTO local_interactions VALUES (7, 'gone', 'gone')")
    conn.execute("DELETE FROM local_contact_facts")
    assert entries(workspace) != whole
    workspace.rebuild_index()
    assert entries(workspace) == whole
    assert workspace.find_people("garcia", 5)[1] == 1
    assert search(workspace.database, '"proposal"', 5)[1] == 1
    is_sound(workspace)


def test_a_rebuild_is_no_operation(workspace):
    workspace.contacts.add("Ana")
    workspace.rebuild_index()
    assert workspace.last_done().number == 1


def test_what_was_said_comes_latest_first(workspace, clock):
    ana = workspace.contacts.add("Ana García")
    said = []
    for _day in range(5):
        clock.move(days=1)
        said.append(workspace.diary.log([(ana, "Ana")], summary="Propuesta añadida"))
    found, total = search(workspace.database, '"propuesta"*', 3)
    assert (found, total) == (said[:1:-1], 5)
    workspace.diary.edit(said[0], summary="else")
    workspace.diary.remove([said[1]])
    assert search(workspace.database, '"propuesta"', 9)[1] == 3
    workspace.undo()
    assert search(workspace.database, '"propuesta"', 9)[1] == 4


def test_many_said_at_one_moment_are_all_found(workspace):
    ana = workspace.contacts.add("Ana García")
    with workspace.ledger.operation("import"):
        for number in range(300):
            workspace.diary.log([(ana, "Ana")], summary=f"same {number}")
    assert search(workspace.database, '"same"', 1000)[1] == 300
    is_level(workspace)


@pytest.fixture
def network(workspace, clock):
    """Four people about whom every field has something to say."""
    contacts, diary = workspace.contacts, workspace.diary
    ana = contacts.add(
        "Ana García", kind="client", city="San Sebastián", country="ES", language="es", organization="Acme",
        title="COO", tags=["vip", "málaga"], cadence=30, birthday="1980-03-01",
        addresses=["ana@acme.example", "https://www.linkedin.com/in/ana"],
    )  # fmt: skip
    luis = contacts.add("Luis Núñez", kind="prospect", city="Vigo", country="Spain", language="en", tags=["slow"],
                        addresses=["+34 600 000 001", "https://luis.example"])  # fmt: skip
    contacts.set_tag_rhythm("slow", 90)
    zoe = contacts.add(
        "Zoe Ruiz", ambient=1, source="linkedin", basis="own network", organization="Acme Labs"
    )
    contacts.add("Olaf")
    diary.log(
        [(ana, "Ana")],
        kind="call",
        mood="+",
        when=Moment(to_text(clock.now() - timedelta(days=10)), False, "UTC"),
    )
    diary.log(
        [(luis, "Luis")],
        kind="chat",
        mood="-",
        when=Moment(to_text(clock.now() - timedelta(days=70)), False, "UTC"),
    )
    diary.log([(zoe, "Zoe")], kind="social")
    workspace.promises.add("send", When(date(2026, 11, 27)), [luis])
    workspace.notebook.new("Plan", people=[zoe])
    workspace.notebook.refresh(None)
    return workspace


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "Ana Luis Olaf Zoe"),
        ("garc", "Ana"),
        ("GARCÍA", "Ana"),
        ("nunez", "Luis"),
        ("acme", "Ana Zoe"),
        ("acme labs", "Zoe"),
        ("coo", "Ana"),
        ("+34600", "Luis"),
        ("ana@acme.example", "Ana"),
        ('"ana"', "Ana"),
        ("-acme", "Luis Olaf"),
        ("ana or zoe", "Ana Zoe"),
        ("acme -(labs or nobody)", "Ana"),
        ("name:ana", "Ana"),
        ("name:acme", ""),
        ("org:acme", "Ana Zoe"),
        ("org:lab", "Zoe"),
        ("kind:client", "Ana"),
        ("kind:client,prospect", "Ana Luis"),
        ("-kind:other", "Ana Luis"),
        ("tag:VIP", "Ana"),
        ("tag:malaga", "Ana"),
        ("tag:vi", ""),
        ('city:"san sebastian"', "Ana"),
        ("city:sebas", "Ana"),
        ("city:vigo,sebas", "Ana Luis"),
        ("country:es", "Ana"),
        ("country:spain", "Luis"),
        ("lang:español", "Ana"),
        ("idioma:en", "Luis"),
        ("net:linkedin", "Ana"),
        ("net:LinkedIn", "Ana"),
        ("source:linkedin", "Zoe"),
        ("source:Typed", "Ana Luis Olaf"),
        ("has:email", "Ana"),
        ("has:phone", "Luis"),
        ("has:profile", "Ana Luis"),
        ("has:birthday", "Ana"),
        ("has:org", "Ana Zoe"),
        ("has:tag", "Ana Luis"),
        ("has:rhythm", "Ana Luis"),
        ("has:interaction", "Ana Luis Zoe"),
        ("has:follow-up", "Luis"),
        ("has:note", "Zoe"),
        ("has:email,phone", "Ana Luis"),
        ("-has:email", "Luis Olaf Zoe"),
        ("rhythm<=30d", "Ana"),
        ("rhythm:90d", "Luis"),
        ("rhythm>1m", "Luis"),
        ("ambient:yes", "Zoe"),
        ("ambient:no", "Ana Luis Olaf"),
        ("mood:+", "Ana"),
        ("mood:bad", "Luis"),
        ("channel:call", "Ana"),
        ("channel:social,chat", "Luis Zoe"),
        ("silent>60d", "Luis Olaf Zoe"),
        ("silent<60d", "Ana"),
        ("silent<=10d", "Ana"),
        ("silent<10d", ""),
        ("silent:10d", "Ana Luis Olaf Zoe"),
        ("last:2026-11-14", "Ana"),
        ("last<2026-11-14", "Luis"),
        ("last<=2026-11-14", "Ana Luis"),
        ("last>=2026-11-14", "Ana"),
        ("last>2026-11-14", ""),
        ("due<=fri", "Luis"),
        ("due<fri", ""),
        ('"*^:()', ""),
        ("---", "Ana Luis Olaf Zoe"),
    ],
)
def test_what_a_query_finds(network, query, names):
    if query == "---":
        query = "-nobody"
    numbers, total = network.find_people(query, 10)
    found = [row.name.split()[0] for row in network.lists.rows_at(numbers)]
    assert found == names.split()
    assert total == len(found)


def test_a_limit_keeps_the_total(network):
    numbers, total = network.find_people("-nobody", 2)
    assert [row.name for row in network.lists.rows_at(numbers)] == ["Ana García", "Luis Núñez"]
    assert total == 4


def test_days_are_those_of_the_users_zone(home, clock):
    from zoneinfo import ZoneInfo

    from scrm.base.settings import Places, Settings
    from scrm.workspace import Workspace

    clock.zone = ZoneInfo("Pacific/Auckland")  # 22:02 on the 24th there
    places = Places.at(home)
    with Workspace(places, Settings.load(places), clock=clock, create=True) as workspace:
        ana = workspace.contacts.add("Ana")
        clock.move(hours=3)  # 01:02 on the 25th there, still the 24th in UTC
        workspace.diary.log([(ana, "Ana")])
        assert workspace.find_people("last:2026-11-25", 5)[1] == 1
        assert workspace.find_people("last:2026-11-24", 5)[1] == 0
        assert workspace.find_people("last:today", 5)[1] == 1
        clock.move(hours=23)
        assert workspace.find_people("silent<2d", 5)[1] == 1
        assert workspace.find_people("last:yesterday", 5)[1] == 1
